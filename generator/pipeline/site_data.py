"""SITE DATA: the files that ``data`` in site.yaml names, as values for templates."""

from collections.abc import Mapping

from msgspec import Struct

from generator.data.dataset import Loading
from generator.data.loaders import LoaderFile
from generator.data.makers import READ_PLAIN
from generator.engine import Blob, Engine, Step
from generator.pipeline.datasets import run_loaders
from generator.pipeline.step_problems import problems_of
from generator.problems import Place, Problem, suggestion
from generator.site.datasets import data_files, file_names, find_file
from generator.site.settings import Settings

HOME = "content/site.yaml"
"""Where the paths of data begin."""


class SiteData(Struct, frozen=True):
    """Values as JSON by the names that templates have for them; None where one is wrong."""

    values: Mapping[str, Blob | None] = {}
    problems: tuple[Problem, ...] = ()


def load_site_data(
    engine: Engine, settings: Settings, files: Mapping[str, Blob], *, execute: bool
) -> SiteData:
    """Read all data files of a site, those that loaders write too."""
    if not settings.data:
        return SiteData()
    known, problems = data_files(files), list[Problem]()
    found: dict[str, Loading | LoaderFile] = {}
    for each in settings.data:
        problems += [_of_a_page(one.at, one.source) for one in each.where]
        meant = find_file(each, HOME, known)
        if meant is None:
            hint = suggestion(each.path, file_names(files))
            message = f'there is no file "{each.path}"'
            problems.append(Problem(message, each.place, hint, each.source))
        else:
            found[each.name] = meant
    loaders = [one for one in found.values() if isinstance(one, LoaderFile)]
    written = run_loaders(engine, loaders, files, execute=execute)
    loads = {
        name: one if isinstance(one, Loading) else written.loads.get(one)
        for name, one in found.items()
    }
    there = {name: one for name, one in loads.items() if one is not None}
    made = engine.run("site data", [Step(READ_PLAIN, one) for one in there.values()])
    values = {name: each.value for name, each in zip(there, made, strict=True)}
    named = {each.name: values.get(each.name) for each in settings.data}
    problems += (*written.problems, *problems_of(made))
    return SiteData(engine.recall.same("site data", named), tuple(problems))


def _of_a_page(place: Place, source: str) -> Problem:
    message = "where: takes rows for a page, and templates see all"
    return Problem(message, place, "a template chooses: data.team | selectattr(…)", source)
