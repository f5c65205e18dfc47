"""Answers addresses of sample data from the site's own copies, and refuses all others."""

import sys
from email.message import Message
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path, PurePosixPath
from types import ModuleType
from typing import Any
from urllib.parse import urlsplit
from urllib.request import OpenerDirector, Request
from urllib.response import addinfourl

from generator.charts.python.guard import FETCH, Refused
from generator.data.dataset import sample_at, sample_files

_open = OpenerDirector.open


class Web:
    """What stands in for the web: the files of the folder that the code starts in."""

    def __init__(self, folder: Path) -> None:
        """Take the folder."""
        self._folder = folder

    def put_in_place(self) -> None:
        """Let everything that opens addresses in Python ask here."""
        web = self

        def answer(self: OpenerDirector, fullurl: Any, *rest: Any, **more: Any) -> Any:
            address = fullurl.full_url if isinstance(fullurl, Request) else fullurl
            if address.partition(":")[0].lower() not in ("http", "https", "ftp"):
                return _open(self, fullurl, *rest, **more)
            return addinfourl(BytesIO(web.read(address)), Message(), address, 200)

        OpenerDirector.open = answer  # type: ignore[method-assign]
        if find_spec("vega_datasets") is None:
            sys.modules["vega_datasets"] = _module(self._folder)

    def read(self, address: str) -> bytes:
        """Return what stands at an address. Raises Refused."""
        file = sample_at(address)
        if not file:
            message = f'this block opens "{address}", and a build opens no connection'
            name = PurePosixPath(urlsplit(address).path).name
            raise Refused(message, FETCH.format(name=name if "." in name else "data.csv"))
        if not (self._folder / file).is_file():
            hint = f"sample data are not fetched: save {address} there"
            raise Refused(f'there is no "content/{file}"', hint)
        return (self._folder / file).read_bytes()


class Samples:
    """Sample datasets by name, as the package vega_datasets has them."""

    def __init__(self, folder: Path) -> None:
        """Take the folder where they are kept."""
        self._folder = folder

    def __getattr__(self, name: str) -> "Sample":
        if name.startswith("_"):
            raise AttributeError(name)
        return Sample(name, self._folder)

    def __call__(self, name: str) -> Any:
        """Return one as a data frame."""
        return Sample(name.replace("-", "_"), self._folder)()


class Sample:
    """One sample dataset."""

    def __init__(self, name: str, folder: Path) -> None:
        """Take its name, and the folder where all are kept."""
        self._name, self._folder = name, folder

    @property
    def url(self) -> str:
        """Return where it stands, as a chart of the site would write it."""
        return self._file()

    def __call__(self, **options: Any) -> Any:
        """Return it as a data frame; where Altair knows it, with the types that it says."""
        import pandas as pd
        from altair.datasets import data

        if self._name in data.list_datasets():
            return getattr(data, self._name)(**options)
        file = self._folder / self._file()
        return (pd.read_json if file.suffix == ".json" else pd.read_csv)(file, **options)

    def _file(self) -> str:
        files = list(sample_files(self._name))
        found = [file for file in files if (self._folder / file).is_file()]
        if not found:
            hint = "sample data are not fetched: save the file there"
            raise Refused(f'there is no "content/{files[0]}"', hint)
        return found[0]


def _module(folder: Path) -> ModuleType:
    module = ModuleType("vega_datasets")
    module.data = module.local_data = Samples(folder)  # type: ignore[attr-defined]
    return module
