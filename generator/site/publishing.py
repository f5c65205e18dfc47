"""Settings of publishing: the targets that a finished site is brought to."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Final

from msgspec import Struct, structs

from generator.problems import Place, Problem
from generator.problems.fields import Fields
from generator.problems.regex import regex
from generator.problems.yaml import YamlMapping
from generator.site.keys import Key, one_of, read_keys

KINDS: Final[Mapping[str, tuple[str, ...]]] = {
    "folder": ("server", "policy", "ledger"),
    "git": ("branch", "server", "policy", "ledger"),
    "rsync": ("server", "policy", "ledger"),
    "s3": ("prefix", "endpoint", "region", "ledger"),
}
"""Each kind of target is a key that says where it is; beside it stand the keys that it knows."""
_WRITTEN = "live: {folder: /srv/www/blog}"
_PASSWORD = regex(r"//[^/@\s]*:[^/@\s]+@")
_DIRECTIVE = regex(r"[a-z]+(-[a-z]+)*")
_SOURCES = regex(r"[\w:/.*' +-]+")


def _policy(fields: Fields, key: str, default: object) -> tuple[tuple[str, str], ...]:
    inside = fields.mapping(key)
    if inside is None:
        return ()
    read = [(name, inside.text(name).strip()) for name in inside.names]
    for name, sources in read:
        if not _DIRECTIVE.fullmatch(name) or not _SOURCES.fullmatch(sources):
            place = inside.place_of(name)
            inside.problem(f'"{name}" allows no sources', place, 'img-src: "https://example.com"')
            return ()
    return tuple(read)


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
    s3: Annotated[str, Key("name", Fields.text)] = ""
    """A bucket of S3, or of what speaks as it does."""
    prefix: Annotated[str, Key("path", Fields.text)] = ""
    """The folder in the bucket, where it is not all of it."""
    endpoint: Annotated[str, Key("address", Fields.text)] = ""
    """Where that is not Amazon's."""
    region: Annotated[str, Key("name", Fields.text)] = ""
    """Such as `eu-north-1`."""
    server: Annotated[str, Key("name", one_of(("netlify", "nginx", "caddy")))] = ""
    """What serves the files, and is told how: what lies beside them then goes along."""
    policy: Annotated[tuple[tuple[str, str], ...], Key("mapping", _policy)] = ()
    """What pages may load beyond what the site has itself: directives of a content security policy,
    such as `{img-src: "https://example.com"}`."""
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
