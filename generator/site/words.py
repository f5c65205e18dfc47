"""The words of a theme: a file for each language, laid over those of its parents key by key."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path, PurePosixPath

from msgspec import Struct

from generator.data.words import COUNT, PLACE, Spoken, Words, categories_of, plurals_of
from generator.engine import Blob, Made, Read, encode, keep
from generator.markup.quotation import tags_of
from generator.problems import Problem, nearest, suggestion
from generator.problems.encoding import read_text
from generator.problems.fields import Fields, fields_of
from generator.problems.yaml import YamlMapping, read_yaml
from generator.site.folders import OUR_WORDS, theme_folders

_ENGLISH = "en"
_TRADITIONAL = frozenset(("hant", "tw", "hk", "mo"))
_SLIP = 0.85
"""So much alike, a new key is one of ours with a letter wrong."""


Texts = dict[str, Mapping[str, str]]
"""Each text by its key and its plural."""


class WordsFile(Struct, frozen=True):
    """A file of words: its language, and its path in the site."""

    language: str
    path: str
    source: Blob


class WordsSource(Struct, frozen=True):
    """The files of a language and those of English behind them, the nearest first."""

    language: str
    files: tuple[WordsFile, ...]


def words_source(language: str, files: tuple[tuple[str, Blob], ...]) -> WordsSource:
    """Choose what a language is read from, of a theme's files the nearest first."""
    tags = tags_of(language)
    tags += ["nb"] if tags[-1] in ("no", "nn") else []
    every = [WordsFile(_language_in(path), path, blob) for path, blob in files]
    own = [each for each in every if each.language in tags and each.language != _ENGLISH]
    ranked = sorted(own, key=lambda each: (_level(each.path, files), tags.index(each.language)))
    english = [each for each in every if each.language == _ENGLISH]
    return WordsSource(language, (*ranked, *english))


def no_words(language: str, files: tuple[tuple[str, Blob], ...]) -> tuple[str, str]:
    """Say that there are no words of a language, and what helps; nothing where there are some."""
    own = tags_of(language)[-1]
    spoken = {file.language for file in words_source(language, files).files} - {_ENGLISH}
    if spoken == {"zh"} and _TRADITIONAL & set(language.lower().split("-")):
        message = f'there are no words in "{language}": readers see those in the simplified script'
        return message, f"write words/{language.lower()}.yaml"
    if own == _ENGLISH or spoken:
        return "", ""
    known = ", ".join(sorted({_language_in(path) for path, _ in files}))
    message = f'there are no words in "{language}": readers see the theme\'s English ones'
    return message, f"write words/{own}.yaml, or take one of {known}"


def _language_in(path: str) -> str:
    return PurePosixPath(path).stem.lower()


def _level(path: str, files: tuple[tuple[str, Blob], ...]) -> int:
    """Return how far a file's folder is among those of a theme and its parents."""
    folders = list(dict.fromkeys(each.rpartition("/")[0] for each, _ in files))
    return folders.index(path.rpartition("/")[0])


def read_words(value: WordsSource, read: Read) -> Made[Spoken]:
    """Read the words of a language; the farthest file comes first, and nearer ones over it."""
    texts: Texts = {}
    english: Texts = {}
    problems: list[Problem] = []
    for file in reversed(value.files):
        text = read_text(read(file.source), file.path)
        if isinstance(text, Problem):
            return Made(None, (text,))
        fields = fields_of(read_yaml(text, file.path))
        found = _Reader(fields, file.language, english).entries()
        texts |= found
        english = {**found, **english} if file.language == _ENGLISH else english
        problems += fields.problems
    if any(each.severity == "error" for each in problems):
        return Made(None, tuple(problems))
    told = tuple((key, tuple(forms.items())) for key, forms in sorted(texts.items()))
    words = Words(value.language, plurals_of(value.language), told)
    blob, content = keep(encode(words))
    return Made(Spoken(words, blob), tuple(problems), (content,))


@cache
def our_english() -> Words:
    """Return our own English words, for where no site could be read."""
    folder = dict(theme_folders(Path()))[OUR_WORDS]
    blob, content = keep((folder / f"{_ENGLISH}.yaml").read_bytes())
    path = f"{OUR_WORDS}/{_ENGLISH}.yaml"
    made = read_words(words_source(_ENGLISH, ((path, blob),)), lambda _: content)
    return made.value.words if made.value else Words()


class _Reader:
    """Reads one file strictly, by what the words of English are.

    Keys begin in English alone. The first file of all has every key of ours.
    """

    def __init__(self, fields: Fields, language: str, english: Texts) -> None:
        self._fields = fields
        self._english = english
        self._begins_keys = language == _ENGLISH
        self._wanted, self._allowed = categories_of(language)

    def entries(self) -> Texts:
        """Return the texts of the file."""
        return {key: forms for key in self._fields.names if (forms := self._entry(key))}

    def _entry(self, key: str) -> Mapping[str, str]:
        value = self._fields.take(key)
        if key not in self._english and not self._begins(key):
            return {}
        if isinstance(value, YamlMapping):
            forms = self._plurals(key, self._fields.inside(value))
        else:
            forms = {"other": self._fields.text(key, required=True)}
        for form in forms.values():
            self._check(key, form)
        return forms

    def _begins(self, key: str) -> bool:
        """Tell whether a key may begin here: in English, where it is no slip of another."""
        alike = _SLIP if self._begins_keys else None
        near = nearest(key, self._english, alike)
        if self._begins_keys and (near is None or not self._english):
            return True
        otherwise = "what a theme says beside ours begins in its words/en.yaml"
        hint = f'did you mean "{near}"?' if near else otherwise
        self._fields.problem(f'there are no words "{key}"', self._fields.place_of(key), hint)
        return False

    def _plurals(self, key: str, inside: Fields) -> Mapping[str, str]:
        known = self._english.get(key)
        if known is not None and len(known) == 1:
            hint = "nothing is counted in it; a text that begins with a brace stands in quotes"
            self._fields.wrong(key, "one text", hint)
            return {}
        for name in self._wanted:
            inside.require(name, f"this language counts with {', '.join(self._wanted)}")
        forms = {name: inside.text(name) for name in self._allowed}
        inside.finish()
        return {name: text for name, text in forms.items() if text}

    def _check(self, key: str, text: str) -> None:
        place = self._fields.place_of(key)
        bare = PLACE.sub("", text)
        if "{" in bare or "}" in bare:
            self._fields.problem(f'a brace in "{key}" has no partner', place, "as in {count}")
        known = self._places(key)
        for name in PLACE.findall(text):
            if known is not None and name not in known:
                have = ", ".join(f"{{{one}}}" for one in sorted(known)) or "none"
                hint = suggestion(name, known, f"it has {have}")
                self._fields.problem(f'"{key}" has no place {{{name}}}', place, hint)

    def _places(self, key: str) -> frozenset[str] | None:
        """Return the places that a text may have; None where it decides that itself."""
        forms = self._english.get(key)
        if forms is None:
            return None
        counted = [COUNT] if len(forms) > 1 else []
        return frozenset((*counted, *(n for text in forms.values() for n in PLACE.findall(text))))
