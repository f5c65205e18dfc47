"""Settings of publishing: the targets that a finished site is brought to."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Final

from msgspec import Struct, structs

from generator.problems import Place, Problem
from generator.problems.fields import Fields
from generator.problems.regex import regex
from generator.problems.yaml import YamlMapping
from generator.site.keys import Key, read_keys

KINDS: Final[Mapping[str, tuple[str, ...]]] = {
    "folder": ("ledger",),
    "git": ("branch", "ledger"),
    "rsync": ("ledger",),
}
"""Each kind of target is a key that says where it is; beside it stand the keys that it knows."""
_WRITTEN = "live: {folder: /srv/www/blog}"
_PASSWORD = regex(r"//[^/@\s]*:[^/@\s]+@")


class PublishTarget(Struct, frozen=True):
    """Where a finished site is brought to; one of the keys that are kinds says it."""

    folder: Annotated[str, Key("path", Fields.text)] = ""
    """A folder of this machine; from the site's root where it does not begin with a slash."""
    git: Annotated[str, Key("remote", Fields.text)] = ""
    """A remote of the site's repository, such as `origin`, or the address of another."""
    branch: Annotated[str, Key("name", Fields.text)] = "gh-pages"
    """The branch there that holds the published site."""
    rsync: Annotated[str, Key("place", Fields.text)] = ""
    """A folder as rsync names it: `ada@example.org:/srv/www/blog`."""
    ledger: Annotated[bool, Key("`true` or `false`", Fields.boolean)] = True
    """Whether readers keep its addresses: `false` for a target that only you look at."""
    name: str = ""
    where: Place | None = None
    line: str = ""

    @property
    def kind(self) -> str:
        """Return which kind it is."""
        return next(kind for kind in KINDS if getattr(self, kind))

    @property
    def place(self) -> str:
        """Return what the key of its kind says."""
        return str(getattr(self, self.kind))

    def problem(self, message: str, hint: str = "") -> Problem:
        """Say what is wrong with it, at its place in the settings."""
        return Problem(message, self.where, hint, self.line)


def read_targets(fields: Fields, key: str, default: object) -> tuple[PublishTarget, ...]:
    """Read the targets by their names."""
    inside = fields.mapping(key)
    return () if inside is None else tuple(_targets(inside))


def _targets(inside: Fields) -> Iterator[PublishTarget]:
    for name in inside.names:
        value = inside.take(name)
        if isinstance(value, YamlMapping):
            own = inside.inside(value)
            place = inside.entries[name].place
            target = read_keys(PublishTarget, own, name=name, where=place)
            own.finish()
            if _is_right(own, target):
                yield structs.replace(target, line=inside.source(place))
        else:
            message = f'the target "{name}" does not say what and where it is'
            inside.problem(message, inside.place_of(name), _WRITTEN)


def _is_right(own: Fields, target: PublishTarget) -> bool:
    said = [kind for kind in KINDS if getattr(target, kind)]
    wrong = list(_wrong(own, target, said))
    for message, key, hint in wrong:
        place = own.place_of(key) if key else own.place
        # Told without its line where that holds what nobody should see.
        line = "" if "password" in message else own.source(place)
        own.problems.append(Problem(message, place, hint, line))
    return not wrong


def _wrong(own: Fields, target: PublishTarget, said: list[str]) -> Iterator[tuple[str, str, str]]:
    if len(said) != 1:
        message = f'the target "{target.name}" needs exactly one of {", ".join(KINDS)}'
        yield message, said[1] if said else "", _WRITTEN
        return
    fitting = (said[0], *KINDS[said[0]])
    for key in own.known:
        if key in own and key not in fitting:
            yield f'"{key}" means nothing for a {said[0]}', key, f"it knows {', '.join(fitting)}"
    for key in own.names:
        if str(getattr(target, key, "")).startswith("-"):
            yield f'"{key}" would be taken for an option', key, "no name begins with a hyphen"
        if key in own.known and _PASSWORD.search(str(getattr(target, key, ""))):
            message = f'"{key}" has a password in words, for everybody who can read this file'
            yield message, key, "leave it out: the environment or your keys say who you are"
