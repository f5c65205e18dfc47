"""What site.yaml says of pictures."""

from typing import Annotated, Final, Literal, get_args

from msgspec import Struct

from generator.problems import suggestion
from generator.problems.fields import Fields
from generator.problems.yaml import Scalar, YamlMapping
from generator.site.keys import Key, read_keys, whole

ImageFormat = Literal["avif", "webp"]
IMAGE_FORMATS: Final[tuple[ImageFormat, ...]] = get_args(ImageFormat)


def _image_formats(fields: Fields, key: str, default: tuple[str, ...]) -> tuple[str, ...]:
    formats: dict[str, None] = {}
    for value in fields.scalars(key):
        if value.text in IMAGE_FORMATS:
            formats[value.text] = None
        else:
            hint = suggestion(value.text, IMAGE_FORMATS, "known are " + ", ".join(IMAGE_FORMATS))
            message = f'pictures are not made in the format "{value.text}"'
            fields.problem(message, value.place, hint)
    return tuple(formats)


class Images(Struct, frozen=True):
    """What is made of pictures; nothing where ``formats`` is empty: all stay as they are."""

    formats: Annotated[tuple[ImageFormat, ...], Key("list", _image_formats)] = IMAGE_FORMATS
    """Which of `avif` and `webp` readers are offered, beside JPEG or PNG for old browsers."""
    quality: Annotated[int, Key("whole number", whole(1, 100))] = 75
    """How good they look, as in JPEG: at 60 you see it where you look for it, 90 takes twice the
    bytes."""


def read_images(fields: Fields, key: str, default: Images) -> Images:
    """Read what is made of pictures; a list is short for the formats."""
    value = fields.take(key)
    if isinstance(value, YamlMapping):
        inside = fields.inside(value)
        images = read_keys(Images, inside)
        inside.finish()
        return images
    if isinstance(value, Scalar) and isinstance(value.value, bool):
        return default if value.value else Images(())
    return default if value is None else Images(_image_formats(fields, key, ()))  # type: ignore[arg-type]
