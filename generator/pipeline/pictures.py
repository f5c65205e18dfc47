"""Pictures: what is found in their files, and the forms that are made of them side by side."""

from collections.abc import Mapping
from itertools import chain
from typing import Final, cast, get_args

from msgspec import Struct, structs

from generator.engine import FEW_SHARED, Blob, Engine, Made, Step
from generator.images.files import ImageFacts, ImageFile
from generator.images.makers import ENCODE, MEASURE
from generator.images.picture import Picture, picture_of
from generator.images.variants import Encoded, ImagePlan, Widths, plan_of
from generator.markup.parts import ImageSize
from generator.pages.bind import Bound
from generator.pages.outputs import Output
from generator.pages.pictures import HEAVY, pictured, uses
from generator.pipeline.step_problems import problems_of
from generator.problems import Place, Problem
from generator.site.image_settings import ImageFormat
from generator.site.look import Look
from generator.site.placing import Page
from generator.site.settings import Settings

SIZES: Final = frozenset(get_args(ImageSize))
SMALLER = "2,400 pixels across are enough: more makes your folder and a first build slow"


class PictureSources(Struct, frozen=True):
    """What pictures are made from; ``encodes`` is false where they are shown as they are."""

    files: Mapping[str, Blob]
    pages: Mapping[str, Page]
    settings: Settings
    look: Look
    encodes: bool = True


class Pictured(Struct, frozen=True):
    """Documents with their pictures in place, the files that were made, and what is wrong."""

    bound: Mapping[str, Bound]
    outputs: tuple[Output, ...] = ()
    problems: tuple[Problem, ...] = ()


def make_pictures(engine: Engine, bound: Mapping[str, Bound], given: PictureSources) -> Pictured:
    """MEASURE every image file that some page shows, and ENCODE what readers get of it."""
    recall = engine.recall
    found = recall.gathered(uses, (bound, given.pages))
    if not found:
        return Pictured(bound)
    used = recall.same("used", {use: use for use in found})
    blobs = recall.same_each("image files", {use: given.files[_path(use)] for use in used})
    measuring = recall.for_each(_measuring, (used, blobs))
    measured = engine.run_each("measure", measuring, shared=FEW_SHARED)
    facts = recall.for_each(_facts, (measured,))
    widths, images = recall.same("widths", _widths(given.look)), given.settings.images
    formats = images.formats if given.encodes else ()
    plans = recall.for_each(_plan, (used, facts, blobs), widths, formats, images.quality)
    made = engine.run_each("encode", recall.for_each(_steps, (plans,)), shared=FEW_SHARED)
    pictures = recall.for_each(_picture, (used, plans, made))
    whole = recall.for_each(pictured, (bound, given.pages), pictures, given.settings, widths)
    told = (recall.gathered(_unmeasured, (used, measured)), recall.gathered(_unmade, (used, made)))
    problems = dict.fromkeys(chain(*told, recall(_heavy, pictures)))
    return Pictured(whole, recall.gathered(_outputs, (used, pictures)), tuple(problems))


def _path(use: str) -> str:
    return use.partition(":")[2]


def _widths(look: Look) -> Widths:
    return Widths(look.narrow, look.width, look.wide, look.full)


def _measuring(use: str, blob: Blob) -> tuple[Step, ...]:
    return (Step(MEASURE, ImageFile(_path(use), blob)),)


def _facts(made: tuple[Made[ImageFacts], ...]) -> ImageFacts:
    return made[0].value or ImageFacts()


def _plan(
    use: str,
    facts: ImageFacts,
    blob: Blob,
    widths: Widths,
    formats: tuple[ImageFormat, ...],
    quality: int,
) -> ImagePlan:
    size = use.partition(":")[0]
    if not formats or size not in SIZES:
        return ImagePlan(facts)
    return plan_of(facts, blob, cast(ImageSize, size), widths, formats, quality)


def _steps(plan: ImagePlan) -> tuple[Step, ...]:
    return tuple([Step(ENCODE, each) for each in plan.encodings])


def _picture(use: str, plan: ImagePlan, made: tuple[Made[Encoded], ...]) -> Picture:
    return picture_of(_path(use), plan, [each.value for each in made])


def _outputs(use: str, picture: Picture) -> tuple[Output, ...]:
    return tuple([Output(each.path, each.blob, _path(use)) for each in picture.variants])


def _unmeasured(use: str, measured: tuple[Made[ImageFacts], ...]) -> tuple[Problem, ...]:
    return _at_file(use, problems_of(measured))


def _unmade(use: str, made: tuple[Made[Encoded], ...]) -> tuple[Problem, ...]:
    return _at_file(use, problems_of(made))


def _at_file(use: str, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Tell at the file what went wrong with it: a step knows its bytes alone."""
    place = Place(_path(use))
    return tuple([structs.replace(each, place=place) for each in problems])


def _heavy(pictures: Mapping[str, Picture]) -> tuple[Problem, ...]:
    """Tell once of files that are larger than any page needs, though readers never load them."""
    heavy = {
        _path(use): each for use, each in pictures.items()
        if each.fallback and each.facts.size > HEAVY
    }  # fmt: skip
    if not heavy:
        return ()
    first = next(iter(heavy))
    total = sum(each.facts.size for each in heavy.values()) / 1e6
    most = max(each.most for each in heavy.values()) // 1000
    if len(heavy) == 1:
        told = f"{first.rpartition('/')[2]} has {total:.1f} MB; readers get {most} KB of it at most"
    else:
        told = f"{len(heavy)} pictures have more than {HEAVY // 1_000_000} MB each, {total:.0f} MB"
        told += f" in all; readers get {most} KB of one at most"
    return (Problem(told, Place(first), SMALLER, severity="warning"),)
