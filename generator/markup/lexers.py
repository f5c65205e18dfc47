"""Let Pygments ask all rules of a state at once, where it asks often, and read states when entered.

Pygments' loop asks the rules of a state one by one, in their order. Here it is given two in their
stead: the first asks one expression made of them all, puts the rule that matched into the second's
place, and declines. All else is done by Pygments itself. One thread at a time may use a lexer.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache, cached_property, lru_cache
from itertools import groupby
from sys import maxsize
from typing import Any, NamedTuple

from pygments.lexer import RegexLexer, RegexLexerMeta
from pygments.token import Token
from pygments.util import Future

PRIVATE = ("get_tokendefs", "_process_regex", "_process_state")
"""Names of Pygments that this needs; without them, lexers read their states as they always did."""
FLAGS = re.compile(r"\(\?([ims]+)\)(.*)", re.DOTALL)
BOUND = re.compile(r"\\[1-9]|\(\?(?:[P(#]|[aiLmsux]+\))")
"""What means something else in a larger expression: references, names, flags of the whole."""
PARTS = re.compile(r"\\.|\[\^?\]?(?:[^\]\\]|\\.)*\]|\((?!\?)", re.DOTALL)
LONGEST = 2000
"""Only lists of all letters there are, or of all words of a language, are written longer."""
FAR = re.compile(r"[^\0-\x7f](?:-[^\0-\x7f])?")
UNSURE = re.compile(
    r"[^\0-\x7f]-(?:[\0-\x7f]|[^\0-\x7f]-)|[\0-\x7f]-[^\0-\x7f]|\\[^\0-\x7f]|\(\?[a-zA-Z-]*[ix]"
)
"""Where what is not ASCII cannot be left out of a class without changing what else it says."""
FEW = 3
"""So many rules are asked one by one as fast."""
EAGERNESS = 5
"""So many letters of a state's rules cost as much to join as asking once more loses."""

Ask = Callable[..., re.Match[str] | None]
Rule = tuple[Ask, Any, Any]
"""What asks at a place of the text, what comes of a match, and the state that follows."""
NEVER: Rule = (re.compile("(?!)").match, None, None)


class Asked(NamedTuple):
    """A rule as Pygments asks it, and its expression."""

    rule: Rule
    source: str
    flags: int

    @property
    def is_joinable(self) -> bool:
        """Tell whether it says the same beside others; comments may hold any bracket."""
        verbose = self.flags & re.VERBOSE
        return not (verbose or len(self.source) > LONGEST or BOUND.search(self.source))

    def joined(self) -> str:
        """Write it without groups of its own, ended by an empty one."""
        plain = PARTS.sub(lambda part: "(?:" if part[0] == "(" else part[0], self.source)
        return f"(?:{plain})()"


class Reader(RegexLexerMeta):
    """Reads a lexer's rules without compiling them."""

    def _process_regex(self, regex: Any, rflags: int, state: str) -> str:
        words: Any = regex
        source: str = words.get() if isinstance(regex, Future) else regex
        flags = FLAGS.fullmatch(source)
        return f"(?{flags[1]}:{flags[2]})" if flags else source


class States(dict[str, list[Rule]]):
    """The rules of a lexer's states, each read when Pygments first asks for it."""

    def __init__(self, lexer: Any) -> None:
        super().__init__()
        self.lexer = lexer
        self.read: dict[str, list[tuple[Any, Any, Any]]] = {}

    @cached_property
    def reader(self) -> Any:
        """Return a class with the lexer's rules."""
        made: Any = Reader
        return made(self.lexer.__name__, (self.lexer,), {"_tmpname": 0})

    @cached_property
    def given(self) -> dict[str, Any]:
        """Return the states as the lexer declares them."""
        found: dict[str, Any] = self.reader.get_tokendefs()
        return found

    def __missing__(self, name: str) -> list[Rule]:
        if name not in self.given and name not in self.read:
            raise KeyError(name)
        rules = self.reader._process_state(self.given, self.read, name)
        self[name] = state = late([self._asked(*rule) for rule in rules])
        return state

    def _asked(self, given: Any, action: Any, target: Any) -> Asked:
        # What happens by default comes compiled, and asks for nothing.
        source = given if isinstance(given, str) else ""
        asks = asker(source, self.lexer.flags)
        return Asked((asks, action, target), source, self.lexer.flags)


def prepare_lexers() -> None:
    """Let lexers that are loaded and were not used yet read their states late, and join rules."""
    if all(hasattr(RegexLexerMeta, name) for name in PRIVATE):
        for lexer in _under(RegexLexer):
            # Some have several sets of states, chosen by an option.
            if "_tokens" not in vars(lexer) and not getattr(lexer, "token_variants", False):
                lexer._tokens = States(lexer)


def _under(lexer: Any) -> Iterator[Any]:
    for child in lexer.__subclasses__():
        if type(child) is RegexLexerMeta:
            yield child
            yield from _under(child)


@lru_cache(maxsize=100)
def asker(source: str, flags: int) -> Ask:
    """Return what asks for an expression, by a brief one in ASCII if it lists all letters."""
    near = source
    if len(source) > LONGEST and not flags & (re.IGNORECASE | re.VERBOSE):
        near = _in_ascii(source)
    ask = re.compile(near, flags).match
    if near == source:
        return ask
    whole = cache(lambda: re.compile(source, flags).match)

    def choose(text: str, start: int, end: int = maxsize) -> re.Match[str] | None:
        return ask(text, start, end) if text.isascii() else whole()(text, start, end)

    return choose


def _in_ascii(source: str) -> str:
    """Leave out of all classes what no text in ASCII can hold, where that is sure."""
    if UNSURE.search(source):
        return source
    near = PARTS.sub(lambda part: FAR.sub("", part[0]) if part[0][0] == "[" else part[0], source)
    return source if "[]" in near or "[^]" in near else near


def late(asked: list[Asked]) -> list[Rule]:
    """Return the rules of a state one by one, which join once they were asked often."""
    state = [each.rule for each in asked]
    groups = [(able, list(group)) for able, group in groupby(asked, lambda each: each.is_joinable)]
    runs = [run for able, run in groups if able and len(run) > FEW]
    left = sum(len(each.source) for run in runs for each in run) // EAGERNESS

    def count(text: str, start: int, end: int = maxsize) -> re.Match[str] | None:
        nonlocal left
        left -= 1
        if left >= 0:
            return None
        join_rules(groups, state)
        return state[0][0](text, start, end)

    if runs:
        state.insert(0, (count, None, None))
    return state


def join_rules(groups: list[tuple[bool, list[Asked]]], state: list[Rule]) -> None:
    """Write rules into a state that say the same in fewer questions; the first declines always."""
    state.clear()
    for is_joinable, run in groups:
        whole = _whole(run) if is_joinable and len(run) > FEW else None
        if whole:
            state += (_question(whole, run, state), NEVER)
        else:
            state += ([] if state else [NEVER]) + [each.rule for each in run]


def _whole(run: list[Asked]) -> Ask | None:
    """Return one expression for rules; the last group that it matched is the number of the rule."""
    whole = re.compile("|".join(each.joined() for each in run), run[0].flags)
    return whole.match if whole.groups == len(run) else None


def _question(whole: Ask, run: list[Asked], state: list[Rule]) -> Rule:
    """Return the rule that finds out which one matches, and puts that one after itself."""
    place = len(state) + 1
    found: re.Match[str] | None = None

    def again(text: str, start: int, end: int = maxsize) -> re.Match[str] | None:
        return found

    def ask_all(text: str, start: int, end: int = maxsize) -> None:
        nonlocal found
        found = whole(text, start, end)
        state[place] = rules[found.lastindex or 0] if found else NEVER

    # What deals with a match itself may ask for the groups of its own expression.
    rules = [NEVER]
    for ask, action, target in (each.rule for each in run):
        is_plain = action is None or type(action) is type(Token)
        rules.append((again if is_plain else ask, action, target))
    return ask_all, None, None
