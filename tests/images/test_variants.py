"""Which forms of a picture are made, and which of these readers get."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.engine import Blob
from generator.images.files import ImageFacts
from generator.images.picture import Picture, picture_of, sizes_attribute
from generator.images.variants import Encoded, ImagePlan, Widths, plan_of
from generator.markup.parts import ImageSize

WIDTHS = Widths(342, 680, 968, 1190)
SOURCE = Blob("0" * 32)
PHOTO = ImageFacts(4000, 3000, "photo", 3_000_000, "888", is_plain=False)


def planned(facts: ImageFacts, size: ImageSize = "text") -> ImagePlan:
    return plan_of(facts, SOURCE, size, WIDTHS, ("avif", "webp"), 75)


def widths_of(plan: ImagePlan, form: str = "avif") -> list[int]:
    return [each.width for each in plan.others if each.format == form]


@pytest.mark.parametrize(
    ("width", "size", "expected"),
    [
        (4000, "text", [1360, 1062, 708, 342]),
        (4000, "wide", [1936, 1360, 1062, 708, 342]),
        (4000, "full", [2380, 1360, 1062, 708, 342]),
        (1360, "full", [1360, 1062, 708, 342]),
        (1400, "wide", [1400, 1062, 708, 342]),
        (700, "text", [700, 342]),
        (300, "text", [300]),
    ],
)
def test_widths_of_the_theme_and_none_that_is_larger_than_the_file(
    width: int, size: ImageSize, expected: list[int]
) -> None:
    plan = planned(ImageFacts(width, width, "photo", 90_000), size)
    assert widths_of(plan) == widths_of(plan, "webp") == expected


def test_the_file_itself_is_for_all_where_it_is_plain_and_small() -> None:
    assert planned(PHOTO).fallback is not None
    assert planned(ImageFacts(1000, 800, "photo", 90_000)).fallback is None
    large = planned(ImageFacts(1700, 800, "photo", 90_000)).fallback
    assert large is not None
    assert (large.width, large.height, large.format) == (1360, 640, "jpeg")
    telling = planned(ImageFacts(1000, 800, "photo", 90_000, is_plain=False)).fallback
    assert telling is not None
    assert (telling.width, telling.format) == (1000, "jpeg")
    clear = planned(ImageFacts(3000, 800, "photo", 90_000, is_opaque=False)).fallback
    assert clear is not None
    assert clear.format == "png"


def test_drawings_are_exact_and_what_moves_stays() -> None:
    (only,) = planned(ImageFacts(1600, 900, "drawing", 90_000)).encodings
    assert (only.width, only.format, only.is_exact) == (1600, "webp", True)
    for kind in ("moving", "vector", ""):
        assert planned(ImageFacts(1600, 900, kind, 90_000)).encodings == ()
    assert planned(ImageFacts(60, 40, "drawing", 900)).encodings == ()


def taken(facts: ImageFacts, sizes: dict[str, int]) -> Picture:
    plan = planned(facts)
    made = [Encoded(Blob(f"{n:032}"), sizes[e.format]) for n, e in enumerate(plan.encodings)]
    return picture_of("content/posts/Böat trip.jpg", plan, made)


def test_a_form_that_is_no_smaller_is_not_published() -> None:
    picture = taken(PHOTO, {"avif": 90, "webp": 200, "jpeg": 200})
    assert [source.type for source in picture.sources] == ["image/avif"]
    assert picture.fallback is not None
    assert picture.most == 200
    (source,) = picture.sources
    assert source.variants[0].path == "assets/images/böat-trip-1360.0000000000.avif"


def test_what_could_not_be_made_is_not_missed() -> None:
    plan = planned(PHOTO)
    assert picture_of("a.jpg", plan, [None] * len(plan.encodings)) == Picture(PHOTO)
    made = [None if e.format == "avif" else Encoded(SOURCE, 9) for e in plan.encodings]
    made[-1] = made[-1] and Encoded(SOURCE, 99)
    assert all(each.type == "image/webp" for each in picture_of("a.jpg", plan, made).sources)


def test_how_wide_it_is_shown() -> None:
    assert sizes_attribute(ImageFacts(4000, 3000), "text", 0, WIDTHS) == (
        "(min-width: 728px) 680px, calc(100vw - 48px)"
    )
    assert sizes_attribute(ImageFacts(500, 400), "text", 0, WIDTHS).startswith(
        "(min-width: 548px) 500px"
    )
    assert sizes_attribute(ImageFacts(500, 400), "wide", 0, WIDTHS).startswith(
        "(min-width: 1016px) 968px"
    )
    assert sizes_attribute(ImageFacts(4000, 3000), "text", 240, WIDTHS) == "240px"
    assert sizes_attribute(ImageFacts(2000, 3000), "text", 0, WIDTHS) == (
        "(min-width: 728px) min(680px, 60vh), min(100vw - 48px, 60vh)"
    )


@pytest.mark.parametrize(
    ("width", "height", "share"),
    [(900, 1600, 45), (2000, 3000, 60), (3000, 4000, 60), (1080, 1080, 90), (4000, 3000, 0),
     (800, 4000, 0), (24, 24, 0), (0, 0, 0)],
)  # fmt: skip
def test_how_wide_a_portrait_may_be(width: int, height: int, share: int) -> None:
    assert ImageFacts(width, height).portrait == share


@given(
    st.integers(1, 20_000),
    st.integers(1, 20_000),
    st.sampled_from(["text", "wide", "full"]),
    st.sampled_from(["photo", "drawing"]),
    st.booleans(),
)
def test_nothing_is_larger_than_its_file(
    width: int, height: int, size: ImageSize, kind: str, is_plain: bool
) -> None:
    facts = ImageFacts(width, height, kind, 90_000, is_plain=is_plain)  # type: ignore[arg-type]
    plan = planned(facts, size)
    assert all(1 <= each.width <= width and 1 <= each.height <= height for each in plan.encodings)
    assert len(set(plan.encodings)) == len(plan.encodings)


@pytest.mark.parametrize(("avif", "kept"), [(0.5, ["avif", "webp"]), (1.2, ["webp"])])
def test_a_format_that_is_larger_than_one_of_more_browsers_is_left_out(
    avif: float, kept: list[str]
) -> None:
    plan = planned(PHOTO)
    factors = {"avif": avif, "webp": 1.0}
    made = [
        Encoded(Blob(f"{number:032}"), round(each.width * factors.get(each.format, 3)))
        for number, each in enumerate(plan.encodings)
    ]
    found = picture_of("a.jpg", plan, made).sources
    assert [each.type for each in found] == [f"image/{form}" for form in kept]
