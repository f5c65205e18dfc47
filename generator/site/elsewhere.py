"""Keys of other generators' front matter and settings, and what does the same here."""

from collections.abc import Mapping

_ADDRESS = "slug: names this page, permalink: in site.yaml is the pattern of all addresses"
_AUTHOR = "author: in site.yaml is the whole site's; another's goes under extra:, for your theme"
_DRAFT = "draft: true keeps it from readers"
_FIGURES = "options of a figure stand in its block"
_IMAGE = "image: is its picture"
PARSERS = "commonmark is that of GitHub, Hugo, Jekyll; python that of Pelican, MkDocs, Nikola"
_LISTS = "posts are listed by date; menu: in site.yaml has an order of its own"
_SUMMARY = "summary: says what it is about"
_TAGS = "tags: bring together what belongs together, as in tags: [tea, data]"
_WHEN = "a post whose date: is still to come is held back until then"


def _each(hints: Mapping[str, str]) -> dict[str, str]:
    return {key: hint for keys, hint in hints.items() for key in keys.split()}


IN_FRONT_MATTER: Mapping[str, str] = _each(
    {
        "author authors": _AUTHOR,
        "category categories keywords topics": _TAGS,
        "permalink url path": _ADDRESS,
        "published publish hidden private status": _DRAFT,
        "publishdate pubdate": _WHEN,
        "expirydate unpublishdate": "expires: is when it goes away",
        "excerpt abstract desc teaser": _SUMMARY,
        "thumbnail featured_image banner images header og_image": _IMAGE,
        "weight order nav_order menu": _LISTS,
        "execute format editor jupyter": _FIGURES,
        "type template": "layout: names a template of the theme",
        "lang language": "language: stands in site.yaml, for the whole site",
    }
)
IN_SETTINGS: Mapping[str, str] = _each(
    {
        "url site_url baseurl": "base_url: is the address of the site, such as https://example.org/",
        "languagecode lang locale": "language: is that of the posts, such as en",
        "paginate pagination": "posts_per_page: says how many",
        "plugins extensions": "there are no plugins; what you miss may be a template of your theme",
    }
)
