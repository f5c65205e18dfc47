"""The site's own pictures as parts of a drawing that stands by itself."""

import base64
import io

from generator.charts.pictures.bounds import check_svg, opened
from generator.problems.fault import Fault

_SCALE = 2


def as_data(path: str, content: bytes, width: float, height: float) -> str:
    """Return a picture that is shown so large as the ``data:`` address of itself. Raises Fault."""
    if path.lower().endswith(".svg"):
        try:
            check_svg(content)
        except Fault as fault:
            raise Fault(f'"{path}": {fault.message}', (0, 0), fault.hint) from None
        return _address("svg+xml", content)
    most = max(1, round(_SCALE * width)), max(1, round(_SCALE * height))
    return _address("png", _small(path, content, most))


def _small(path: str, content: bytes, most: tuple[int, int]) -> bytes:
    image = opened(path, content)
    written = io.BytesIO()
    try:
        image.draft("RGB", most)
        image.thumbnail(most)
        image.convert("RGBA").save(written, "PNG")
    except (OSError, ValueError, SyntaxError) as error:
        raise Fault(f'"{path}" cannot be read: {error}', (0, 0)) from None
    return written.getvalue()


def _address(form: str, content: bytes) -> str:
    return f"data:image/{form};base64,{base64.b64encode(content).decode()}"
