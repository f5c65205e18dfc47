"""A snapshot brought up to date from the paths that are suspected to have changed, alone."""

import os
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from pathlib import Path

from msgspec import Struct

from generator.engine import Blob
from generator.site.snapshot import Memory, Snapshot, look_at
from generator.site.walk import WalkFindings, in_one_form, is_reported, is_text, is_wanted, walk


class ScanNeeded(Exception):
    """Raised where only a scan of everything can find out what changed."""


class _Suspect(Struct, frozen=True):
    """A file or folder: its path in the site, and where it is, if it is."""

    path: str
    place: str


def rescan(
    root: Path, places: Sequence[tuple[str, Path]], before: Snapshot, suspects: Iterable[str]
) -> Snapshot:
    """Return what ``take_snapshot`` would, where nothing but the suspects changed since before.

    ``suspects`` are absolute; all that is in a suspected folder is looked at. Raises ScanNeeded
    where a problem or a symbolic link makes one change matter in more than one path.
    """
    if before.problems or before.links:
        raise ScanNeeded
    findings = WalkFindings()
    touched: set[str] = set()
    files, memory = dict(before.files), dict(before.memory)
    for suspect in _reduced(_located(places, each) for each in suspects):
        gone = _known(suspect, before)
        for path, file in walk(root, suspect.path, Path(suspect.place), findings):
            seen = look_at(path, file, before.memory, findings.problems)
            if seen is not None:
                files[path], memory[file] = Blob(seen.digest), seen
                touched.add(gone.pop(path, file))
        for path, file in gone.items():
            files.pop(path, None)
            memory.pop(file, None)
            touched.add(file)
    if findings:
        raise ScanNeeded
    return Snapshot(_ordered(files, before), _homes(touched, before, memory), memory)


def _located(places: Sequence[tuple[str, Path]], suspect: str) -> _Suspect | None:
    """Find the path that a suspect has in the site; None where it can be no part of it."""
    for prefix, where in places:
        place = os.path.abspath(where)
        inside = suspect.removeprefix(os.path.join(place, "")) if suspect != place else ""
        if inside != suspect:
            return _inside(prefix, str(where), inside)
    raise ScanNeeded


def _inside(prefix: str, where: str, inside: str) -> _Suspect | None:
    names = inside.split(os.sep) if inside else []
    folders = list(accumulate(names, "{}/{}".format, initial=prefix))
    if any(map(is_reported, folders, names)):
        raise ScanNeeded
    if not all(map(is_wanted, folders, names)):
        return None
    if not is_text(inside) or in_one_form(inside) != inside:
        raise ScanNeeded
    place = os.path.join(where, *names)
    above = os.path.dirname(place)
    if names and os.path.realpath(above) != os.path.join(os.path.realpath(where), *names[:-1]):
        raise ScanNeeded
    return _Suspect("/".join((prefix, *names)), place)


def _reduced(suspects: Iterable["_Suspect | None"]) -> list[_Suspect]:
    """Leave out what is within a folder that is suspected as well."""
    kept: list[_Suspect] = []
    for each in sorted((one for one in suspects if one is not None), key=lambda one: one.path):
        if not kept or not _is_within(each.path, kept[-1].path):
            kept.append(each)
    return kept


def _known(suspect: _Suspect, before: Snapshot) -> dict[str, str]:
    """Return the paths and places of the files that there were at a suspect."""
    if suspect.path in before.files:
        places = {suspect.path: suspect.place}
    elif not suspect.path.isascii():
        raise ScanNeeded  # what looks the same may be there already, in another Unicode form
    else:
        within = (path for path in before.files if path.startswith(f"{suspect.path}/"))
        start = len(suspect.path) + 1
        places = {path: os.path.join(suspect.place, *path[start:].split("/")) for path in within}
    if not before.memory.keys() >= set(places.values()):
        raise ScanNeeded
    return places


def _is_within(path: str, folder: str) -> bool:
    return path == folder or path.startswith(f"{folder}/")


def _ordered(files: dict[str, Blob], before: Snapshot) -> Mapping[str, Blob]:
    is_in_order = files.keys() <= before.files.keys()
    return files if is_in_order else {path: files[path] for path in sorted(files)}


def _homes(touched: Iterable[str], before: Snapshot, memory: Memory) -> Mapping[str, str]:
    """Return for each digest a file that holds these bytes still."""
    places, homeless = dict(before.places), set()
    for file in touched:
        known = before.memory.get(file)
        if known is not None and places.get(known.digest) == file:
            homeless.add(known.digest)
            del places[known.digest]
    places |= {memory[file].digest: file for file in touched if file in memory}
    if homeless := homeless - places.keys():
        places |= {seen.digest: file for file, seen in memory.items() if seen.digest in homeless}
    return places
