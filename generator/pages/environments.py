"""Jinja as pages use it: the same templates with the same errors, in fewer steps."""

import marshal
from collections.abc import Callable, Iterable, Mapping, MutableMapping
from types import FunctionType
from typing import Any

from jinja2 import BaseLoader, BytecodeCache, Environment, Template, TemplateNotFound
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import Include, Node
from jinja2.nodes import Template as Tree
from jinja2.runtime import Context
from markupsafe import Markup, escape
from msgspec import Struct

from generator.pages.template_errors import Undefined
from generator.problems.jinja import Sandbox

try:
    from markupsafe import _escape_inner as _escape_text  # type: ignore[attr-defined]
except ImportError:  # before MarkupSafe 3 it was all in one
    _escape_text = escape

_MARSHALLED = 2
"""The last of marshal's forms in which equal code has equal bytes."""
_OF_MAPPINGS = frozenset(dir(dict))


class CompiledTemplate(Struct, frozen=True):
    """A template's text and its code; there is none where the text is wrong."""

    text: bytes
    code: bytes = b""


class TextLoader(BaseLoader):
    """Templates by their names: the path in the site, and the text."""

    def __init__(self, texts: Mapping[str, tuple[str, str]]) -> None:
        """Take all that there are."""
        self._texts = texts

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        """Return a template's text and path."""
        if template not in self._texts:
            raise TemplateNotFound(template)
        path, text = self._texts[template]
        return text, path, lambda: True


class Codes(BytecodeCache):
    """The code of templates by their names; a wrong one has none, and Jinja says why."""

    def __init__(self, templates: Mapping[str, CompiledTemplate]) -> None:
        """Take all that there are."""
        self._templates = templates

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Return the name."""
        return name

    def load_bytecode(self, bucket: Bucket) -> None:
        """Load what a step has compiled."""
        # Blobs are compared with their digests, and these are signed: nobody else wrote this code.
        code = self._templates[bucket.key].code
        bucket.code = marshal.loads(code) if code else None  # noqa: S302

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep nothing: a step does."""


def environment_of(
    shipped: bool, loader: BaseLoader | None = None, compiled: BytecodeCache | None = None
) -> Environment:
    """Return an environment for templates, for whatever language; ours need no sandbox."""
    # The sandbox takes a twentieth of a build from nothing.
    return (_Plain if shipped else _Confined)(
        loader=loader,
        bytecode_cache=compiled,
        cache_size=-1,
        auto_reload=False,
        autoescape=True,
        undefined=Undefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def code_of(environment: Environment, text: str, name: str, path: str) -> bytes:
    """Compile a template; raises what Jinja raises."""
    return marshal.dumps(environment.compile(text, name, path), _MARSHALLED)


class _JoinedCode(CodeGenerator):
    """Writes templates that yield once: each piece would pass through all templates around it."""

    def visit_Template(self, node: Tree, frame: Frame | None = None) -> None:  # noqa: N802
        # What includes without context yield cannot be gathered.
        self._is_gathered = all(each.with_context for each in node.find_all(Include))
        super().visit_Template(node, frame)

    def write_commons(self) -> None:
        super().write_commons()
        self.writeline("escape = environment.escaped")

    def blockvisit(self, nodes: Iterable[Node], frame: Frame) -> None:
        if not self._is_gathered or frame.buffer is not None or frame.require_output_check:
            super().blockvisit(nodes, frame)
            return
        self.buffer(frame)
        super().blockvisit(nodes, frame)
        self.writeline(f"yield concat({frame.buffer})")


def _escaped(value: Any) -> str:
    # Jinja makes Markup of each piece, which takes four times as long; these are only joined.
    kind = type(value)
    if kind is str:
        return _escape_text(value)
    return value if kind is Markup else escape(value)


class _Context(Context):
    def call(self, obj: Any, /, *given: Any, **named: Any) -> Any:
        if type(obj) is not FunctionType or hasattr(obj, "jinja_pass_arg"):
            return super().call(obj, *given, **named)
        # It asks for nothing, so Jinja would find nothing to give it.
        named.pop("_block_vars", None)
        named.pop("_loop_vars", None)
        return obj(*given, **named)


class _Quick(Environment):
    """Jinja that finds templates by their names alone: it has one loader, and they never change."""

    code_generator_class = _JoinedCode
    context_class = _Context
    escaped = staticmethod(_escaped)

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._made: dict[str | Template, Template] = {}

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        # Each context lists these names; in a ChainMap that takes ten times as long.
        return {**self.globals, **(d or {})}

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002
    ) -> Template:
        found = self._made.get(name)
        if found is None:
            found = self._made[name] = super().get_template(name, parent, globals)
        return found


class _Plain(_Quick):
    """Jinja for templates that are ours: what they ask for most often is found at once."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return an attribute, or what a mapping has under that name."""
        if type(obj) is dict and attribute in obj and attribute not in _OF_MAPPINGS:
            return obj[attribute]
        try:
            return getattr(obj, attribute)
        except AttributeError:
            return super().getattr(obj, attribute)


class _Confined(_Quick, Sandbox):
    """Jinja for templates that may be a stranger's."""
