"""The walk: which files a folder of the site holds."""

import os
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from generator.problems import Place, Problem
from generator.site.slug import STATIC

LEFT_OUT = frozenset({"__pycache__", "node_modules"})
SERVED = frozenset({".well-known", ".nojekyll", ".htaccess"})
"""Names with a dot that servers ask for, where ``content/static/`` holds them."""
UNREPORTED = (".DS_Store", ".git", ".#", "._")
"""How names begin that nobody means to publish: what systems, editors and git leave behind."""
SECRET_STARTS = ("credentials", "id_dsa", "id_ecdsa", "id_ed25519", "id_rsa", "secrets")
SECRET_ENDS = (".gpg", ".jks", ".kdbx", ".key", ".keystore", ".p12", ".pem", ".pfx", ".ppk")
"""How files begin or end that hold keys or passwords: no symbolic link brings them."""


class _Candidate(Struct, frozen=True):
    """A file or folder on the walk: its path in the site, where it is, and where it really is.

    A symbolic link here may lead to what is under ``fence``, one in this folder to what is under
    ``inner``. ``above`` are the real folders that the walk came through.
    """

    path: str
    place: str
    real: str
    is_link: bool
    is_folder: bool
    fence: str
    inner: str
    above: tuple[str, ...] = ()


class WalkFindings:
    """What a walk comes across besides files: problems, and the paths of symbolic links."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.links: list[str] = []

    def __bool__(self) -> bool:
        return bool(self.problems or self.links)


def walk(root: Path, path: str, where: Path, findings: WalkFindings) -> Iterator[tuple[str, str]]:
    """Find the files at a place: the path of each in the site, and where it is.

    Left out are dot files, copies that editors keep, and links that lead to such, or out of the
    folder that the walk began in. A file that goes away while we walk is no problem.
    """
    return _walk(_start(root, path, where), findings)


def is_wanted(folder: str, name: str) -> bool:
    """Tell whether a file or folder of this name, in a folder of the site, can be part of it."""
    if name.startswith("."):
        return name in SERVED and _is_static(folder)
    return not (name.endswith("~") or name in LEFT_OUT)


def _is_static(folder: str) -> bool:
    return f"{folder}/".startswith(STATIC)


def _start(root: Path, path: str, where: Path) -> _Candidate:
    place, home = os.path.abspath(where), os.path.abspath(root)
    real = os.path.realpath(place)
    fence, inner = _fences(place, home, real)
    is_folder = os.path.isdir(real)
    return _Candidate(path, str(where), real, os.path.islink(place), is_folder, fence, inner)


def _fences(place: str, home: str, real: str) -> tuple[str, str]:
    """Return what links may lead to: where the walk begins, and below."""
    # What we ship stands elsewhere, and may be linked to its package's files.
    if not place.startswith(os.path.join(home, "")):
        return os.sep, os.sep
    top = os.path.join(home, place[len(home) :].split(os.sep)[1])
    return (os.path.realpath(home), real) if place == top else (os.path.realpath(top),) * 2


def _walk(visit: _Candidate, findings: WalkFindings) -> Iterator[tuple[str, str]]:
    if visit.is_link:
        findings.links.append(visit.path)
    if visit.is_link and (wrong := _wrong_link(visit)):
        findings.problems.append(wrong)
    elif visit.is_folder:
        for inside in _listed(visit, findings.problems):
            yield from _walk(inside, findings)
    else:
        yield visit.path, visit.place


def _listed(visit: _Candidate, problems: list[Problem]) -> list[_Candidate]:
    try:
        with os.scandir(visit.place) as entries:
            every = sorted(entries, key=lambda entry: entry.name)
    except FileNotFoundError:
        return []
    except OSError as error:
        problems.append(unreadable(visit.path, error))
        return []
    wanted = [entry for entry in every if is_wanted(visit.path, entry.name)]
    told = [entry.name for entry in every if is_reported(visit.path, entry.name)]
    problems += [_hidden(visit.path, name) for name in told]
    strange = [entry.name for entry in wanted if not is_text(entry.name)]
    problems += [_unnameable(visit.path, name) for name in strange]
    inside = [_inside(visit, entry) for entry in wanted if entry.name not in strange]
    by_path = {each.path: each for each in inside}
    problems += [_twice(each.path) for each in inside if by_path[each.path] is not each]
    return list(by_path.values())


def _inside(visit: _Candidate, entry: "os.DirEntry[str]") -> _Candidate:
    is_link = entry.is_symlink()
    real = os.path.realpath(entry.path) if is_link else f"{visit.real}/{entry.name}"
    return _Candidate(
        path=f"{visit.path}/{in_one_form(entry.name)}",
        place=entry.path,
        real=real,
        is_link=is_link,
        is_folder=os.path.isdir(real) if is_link else entry.is_dir(),
        fence=visit.inner,
        inner=visit.inner,
        above=(*visit.above, visit.real),
    )


def in_one_form(name: str) -> str:
    """Return a name as it is compared: a file's and a text's come to the same."""
    if name.isascii():
        return name
    # Most names need nothing of this.
    from generator.problems.encoding import composed

    return composed(name)


def is_text(name: str) -> bool:
    """Tell whether a name can be written down at all."""
    return name.isascii() or not any("\ud800" <= character <= "\udfff" for character in name)


def _wrong_link(visit: _Candidate) -> Problem | None:
    """Judge a symbolic link by where it leads."""
    in_a_circle = any(_is_within(folder, visit.real) for folder in visit.above)
    if in_a_circle or not os.path.exists(visit.real):
        return _left_out(visit, "that leads nowhere, or in a circle, is left out", "")
    if not _is_within(visit.real, visit.fence) or visit.real == visit.fence:
        folder = f"{visit.path.partition('/')[0]}/" if "/" in visit.path else "the site"
        hint = f"copy the file into {folder} instead of linking to it"
        return _left_out(visit, f"that leads out of {folder} is left out", hint)
    names = os.path.relpath(visit.real, visit.fence).split(os.sep)
    if visit.fence != os.sep and not all(_may_be_linked(name) for name in names):
        hint = "what begins with a dot, and what may hold keys or passwords, is never published"
        return _left_out(visit, f"to {'/'.join(names)} is left out", hint)
    return None


def _may_be_linked(name: str) -> bool:
    lower = name.lower()
    return is_wanted("", name) and not lower.startswith(SECRET_STARTS) | lower.endswith(SECRET_ENDS)


def _is_within(path: str, folder: str) -> bool:
    return os.path.join(path, "").startswith(os.path.join(folder, ""))


def _left_out(visit: _Candidate, why: str, hint: str) -> Problem:
    return Problem(f"a symbolic link {why}", Place(visit.path), hint, severity="warning")


def is_reported(folder: str, name: str) -> bool:
    """Tell whether an author may wonder why this name is left out."""
    if not name.startswith(".") or name in SERVED or not _is_static(folder):
        return False
    return is_text(name) and not (
        name.startswith(UNREPORTED) or name.endswith((".swp", ".swx", "~"))
    )


def _hidden(folder: str, name: str) -> Problem:
    return Problem(
        "a name that begins with a dot is left out",
        Place(f"{folder}/{name}"),
        hint=f"published are {', '.join(sorted(SERVED))}; rename what else is meant for readers",
        severity="warning",
    )


def _twice(path: str) -> Problem:
    return Problem(
        "another file has this name in another Unicode form, and only one of them is read",
        Place(path, 1),
        hint="rename or remove one of the two: they look the same",
    )


def unreadable(path: str, error: OSError) -> Problem:
    """Say that a file or folder cannot be read."""
    return Problem(f"cannot be read: {(error.strerror or str(error)).lower()}", Place(path))


def _unnameable(folder: str, name: str) -> Problem:
    shown = os.fsencode(name).decode("utf-8", errors="backslashreplace")
    return Problem(
        f"the name {shown} is not UTF-8, so the file is left out",
        Place(folder),
        hint="rename the file",
        severity="warning",
    )
