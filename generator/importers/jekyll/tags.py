"""What Liquid's tags are in Markdown: functions of their arguments, by their names."""

import re
from collections.abc import Callable, Mapping

from generator.importers.found import SOURCE
from generator.importers.texts import image, link, picture_with, words_of

ARGUMENT = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|(\S+))""")
PICTURE = re.compile(r"\.(?:png|jpe?g|gif|svg|webp|avif)$", re.IGNORECASE)
SITES = {
    "youtube": "https://www.youtube.com/watch?v=",
    "vimeo": "https://vimeo.com/",
    "gist": "https://gist.github.com/",
}


def _post_url(args: str) -> str:
    return f"{SOURCE}_posts/{args.strip()}"


def _link(args: str) -> str:
    return SOURCE + args.strip().strip("\"'").lstrip("/")


def _include(args: str) -> str:
    given = {name.lower(): a or b or c for name, a, b, c in ARGUMENT.findall(args)}
    name = args.split(maxsplit=1)[0] if args.split() else ""
    if "youtube" in name and given.get("id"):
        return link("Video", SITES["youtube"] + given["id"])
    paths = (
        given.get(key, "")
        for key in ("src", "url", "file", "path", "image", "image_path", "img", "name")
    )
    path = next((each for each in paths if PICTURE.search(each)), "")
    words = (given.get(key, "") for key in ("caption", "description", "title"))
    caption = next(filter(None, words), "")
    picture = picture_with(path, given.get("alt") or words_of(caption), caption)
    return f"\n\n{picture}\n\n" if path else ""


def _img(args: str) -> str:
    words = re.findall(r"""(?:[^\s"']|"[^"]*"|'[^']*')+""", args)
    at = next((i for i, each in enumerate(words) if re.match(r"https?:|/|\S*\.\w{3,4}$", each)), -1)
    if at < 0:
        return ""
    titles = [each.strip("\"'") for each in words[at + 1 :] if not each.isdigit()]
    title = titles[0] if titles else ""
    return image(words[at], titles[1] if len(titles) > 1 else title)


def _video(args: str) -> str:
    words = [word.strip("\"'") for word in args.split()]
    pictures = [word for word in words if PICTURE.search(word)]
    films = [word for word in words if re.search(r"\.(?:mp4|webm|og[gv]|mov)$", word)]
    if not films:
        return ""
    poster = f' poster="{pictures[0]}"' if pictures else ""
    return f'\n\n<video controls src="{films[0]}"{poster}></video>\n\n'


def _to_file(folder: str) -> Callable[[str], str]:
    def made(args: str) -> str:
        words = [
            word for word in args.split() if not re.match(r"(?:lang|cells|start|end|range):?", word)
        ]
        if not words:
            return ""
        path = words[0].strip("\"'").lstrip("/")
        return link(" ".join(words[1:]).strip("\"'") or path.rpartition("/")[2], f"/{folder}{path}")

    return made


def _to_site(name: str) -> Callable[[str], str]:
    def made(args: str) -> str:
        word = args.split(maxsplit=1)[0].strip("\"'") if args.split() else ""
        address = word if word.startswith("http") else SITES[name] + word
        return link(name.capitalize() if name == "gist" else "Video", address) if word else ""

    return made


TAGS: Mapping[str, Callable[[str], str]] = {
    "post_url": _post_url,
    "link": _link,
    "include": _include,
    "include_relative": _include,
    "img": _img,
    "video": _video,
    "notebook": _to_file(""),
    "include_code": _to_file("downloads/code/"),
    **{name: _to_site(name) for name in SITES},
}
