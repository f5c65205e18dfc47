"""As much of Flickr's API as it takes to list a user's photos: REST, answers in JSON.

What it does and answers is documented at https://www.flickr.com/services/api/.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple
from urllib.parse import urlencode

from patient_web import Again, Trouble, Web

BASE = "https://api.flickr.com/services/rest/"
IMAGES = "https://live.staticflickr.com"
LONGEST = {"n": 320, "w": 400, "m": 500, "z": 640, "c": 800, "l": 1024}
"""Sizes to ask for by ``extras=url_…``, and their longest sides in pixels."""
PAGE = 500  # the most photos to a page
DEEPEST = 4000  # a search shows no more than this: what lies below is asked for by date
INVALID_KEY = 100
BUSY = (10, 105, 106)  # search not available, service not available, a temporary issue


class Photo(NamedTuple):
    """A photo, when it was uploaded, and the address of each size that there is."""

    id: str
    uploaded: int
    sizes: Mapping[str, str]

    def addresses(self, wanted: str) -> list[str]:
        """List the sizes' addresses: the wanted one, then smaller ones, then larger ones."""
        order = list(LONGEST)
        place = order.index(wanted)
        sizes = [*reversed(order[: place + 1]), *order[place + 1 :], "plain"]
        return [self.sizes[size] for size in sizes if size in self.sizes]


class Refused(Exception):
    """Flickr answered that a call failed."""

    def __init__(self, code: int, message: str) -> None:
        super().__init__(f"Flickr says: {message} (code {code})")
        self.code = code


class Flickr:
    """Calls methods with a key."""

    def __init__(self, key: str, web: Web, base: str = BASE, images: str = IMAGES) -> None:
        self.key, self.web, self.base, self.images = key, web, base, images

    def call(self, method: str, **arguments: str | int) -> dict[str, Any]:
        """Call a method, again and again while Flickr is busy; return its answer."""
        asked = {"method": method, "api_key": self.key, **arguments}
        query = urlencode({**asked, "format": "json", "nojsoncallback": 1})
        try:
            return self.web.patiently(f"{self.base}?{query}", _answer)
        except Refused as refused:
            if refused.code == INVALID_KEY:
                raise Trouble(
                    "Flickr does not know this key: look at FLICKR_API_KEY again"
                    " (keys are listed at https://www.flickr.com/services/apps/by/me)"
                ) from None
            raise

    def user(self, name: str) -> str:
        """Find a user's id by name or by the address of the photos; an id stays what it is."""
        if "@N" in name:
            return name
        try:
            if name.startswith("http"):
                return str(self.call("flickr.urls.lookupUser", url=name)["user"]["id"])
            return str(self.call("flickr.people.findByUsername", username=name)["user"]["nsid"])
        except Refused as refused:
            if refused.code == 1:
                raise Trouble(
                    f"Flickr knows no user {name!r}: give the name as it stands on the profile,"
                    " the address of the photos, or an id like 12345678@N00"
                ) from None
            raise Trouble(str(refused)) from None

    def photos(self, user: str, tag: str = "") -> Iterator[Photo]:
        """List a user's public photos, the newest first, with a tag or all of them."""
        seen: set[str] = set()
        before = 0
        while True:
            found = list(self._search(user, tag, before))
            new = [photo for photo in found if photo.id not in seen]
            yield from new
            seen.update(photo.id for photo in new)
            if len(found) < DEEPEST or not new:
                return
            before = found[-1].uploaded

    def _search(self, user: str, tag: str, before: int) -> Iterator[Photo]:
        """Go through all pages of one search."""
        extras = ",".join(["date_upload", *(f"url_{size}" for size in LONGEST)])
        asked: dict[str, str | int] = {"user_id": user, "extras": extras, "per_page": PAGE}
        asked |= {"media": "photos", "sort": "date-posted-desc"}
        asked |= ({"tags": tag} if tag else {}) | ({"max_upload_date": before} if before else {})
        for page in range(1, DEEPEST // PAGE + 1):
            try:
                photos = self.call("flickr.photos.search", **asked, page=page)["photos"]
            except Refused as refused:
                raise Trouble(str(refused)) from None
            yield from (self._photo(said) for said in photos["photo"])
            if page >= int(photos["pages"]):
                return

    def _photo(self, said: Mapping[str, Any]) -> Photo:
        """Read a photo; the size without a letter is always there, and needs no permission."""
        sizes = {size: str(said[f"url_{size}"]) for size in LONGEST if said.get(f"url_{size}")}
        plain = f"{self.images}/{said['server']}/{said['id']}_{said['secret']}.jpg"
        return Photo(str(said["id"]), int(said.get("dateupload", 0)), {**sizes, "plain": plain})


def _answer(body: bytes) -> dict[str, Any]:
    """Read an answer; half an answer or a busy Flickr is a reason to ask again."""
    try:
        said = json.loads(body)
    except ValueError:
        raise Again("it answered something that is not JSON") from None
    if not isinstance(said, dict):
        raise Again("it answered something else")
    if said.get("stat") == "ok":
        return said
    code, message = int(said.get("code", 0)), str(said.get("message", "no reason given"))
    if code in BUSY:
        raise Again(message)
    raise Refused(code, message)
