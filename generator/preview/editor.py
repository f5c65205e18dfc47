"""The author's editor: the address that opens it at a place."""

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct, structs

from generator.problems import Place
from generator.site.editors import address_in, template_of, template_of_program

VARIABLES = ("VISUAL", "EDITOR")


class Editor(Struct, frozen=True):
    """Where the sources lie, and the form of the addresses that open them; empty for none."""

    root: Path = Path()
    template: str = ""

    def named(self, name: str) -> "Editor":
        """Return the editor of a name of the settings, or this one where there is none."""
        return structs.replace(self, template=template_of(name) or self.template)

    def address(self, place: Place) -> str:
        """Return the address that opens a place, empty where it cannot be opened."""
        path = self.root / place.path
        if not self.template or not path.is_file():
            return ""
        return address_in(self.template, path.absolute(), place.line, place.column)


def editor_of(root: Path, environment: Mapping[str, str]) -> Editor:
    """Return the editor that the environment names, where it has an address."""
    templates = (template_of_program(environment.get(name, "")) for name in VARIABLES)
    return Editor(root, next(filter(None, templates), ""))
