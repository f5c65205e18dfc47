"""Outputs that gather posts: home, tags, series, archive by year."""

from collections.abc import Iterator
from itertools import groupby

from generator.data.words import Words
from generator.engine import Recall
from generator.pages.addresses import href
from generator.pages.contexts import Links, PlanInput, SiteContext
from generator.pages.feeds import feed_links
from generator.pages.layouts import SEARCH
from generator.pages.list_pages import Intro, ListPage, page_output, paged
from generator.pages.outputs import Output
from generator.pages.values import LinkValue, PostLink, TagValue, YearValue
from generator.site.collections import Collection
from generator.site.document import SERIES, TAGS
from generator.site.gathering import ARCHIVE_URL, Gathering
from generator.site.placing import FRONT_URL
from generator.site.taxonomies import UNSAID, Taxonomy

OTHERS = ("terms.html", "term.html")
SEARCH_URL = "/search/"
NEWEST = 5
"""So many posts are named where nothing is found."""


def list_title(taxonomy: Taxonomy, words: Words) -> str:
    """Return the title of the list of a taxonomy's terms."""
    return words(taxonomy.name) if taxonomy.title == UNSAID else taxonomy.title


def list_outputs(given: PlanInput, links: Links, recall: Recall) -> Iterator[Output]:
    """Yield all pages that list posts; each is the one of before where it lists the same."""
    for output in _Lists(given, links, recall).every():
        yield recall.same(("list", output.path), output)


class _Lists:
    """Makes lists again only where what they quote of posts is another."""

    def __init__(self, given: PlanInput, links: Links, recall: Recall) -> None:
        self._given, self._links, self._recall = given, links, recall

    def every(self) -> Iterator[Output]:
        yield from self.posts()
        yield self.archive()
        for collection in self._given.settings.collections:
            yield from self.collection(collection)
        for taxonomy in self._given.settings.taxonomies.every:
            if taxonomy.is_on:
                made = self.series() if taxonomy.name == SERIES else self.terms(taxonomy)
                yield from made
        if self._given.settings.search:
            yield self.search()

    def posts(self) -> tuple[Output, ...]:
        order, site = self._given.catalogue.order, self._given.site
        list_page = ListPage(FRONT_URL, "home.html", site.settings.title)
        if order.list_url != FRONT_URL:
            layout = site.layout("posts.html")
            title = self._given.names.of(order.list_url, site.words("posts"))
            list_page = ListPage(order.list_url, layout, title)
        return self._paged(list_page, order.posts)

    def archive(self) -> Output:
        links = self._quoted(ARCHIVE_URL, self._given.catalogue.order.posts)
        return self._recall(_archive, self._given.site, links, self._intro(ARCHIVE_URL))

    def collection(self, collection: Collection) -> tuple[Output, ...]:
        settings, site, url = self._given.settings, self._given.site, collection.url
        entries = self._given.catalogue.order.collections[collection.name]
        title = self._given.names.of(url, collection.title)
        wanted = collection.feeds and settings.feeds.formats
        feeds = feed_links(settings, url, site.words, f"{title}: ") if wanted else ()
        feed = feeds[0].url if feeds else ""
        value = TagValue(title, href(settings, url), feed, len(entries))
        of = LinkValue(title, href(settings, url), collection.name)
        names = ("collection", "taxonomy"), ("term", "tag")
        values = tuple((name, each) for both, each in zip(names, (of, value)) for name in both)
        layout = site.layout(f"{collection.list}.html")
        first = ListPage(url, layout, title, values, feeds)
        return self._paged(first, entries, collection.per_page)

    def terms(self, taxonomy: Taxonomy) -> Iterator[Output]:
        settings, words = self._given.settings, self._given.site.words
        terms = self._given.catalogue.order.terms[taxonomy.name]
        described = [(term, self._describe(taxonomy, term)) for term in terms]
        every = tuple([value for _, value in described])
        title = self._given.names.of(taxonomy.url, list_title(taxonomy, words))
        of = ("taxonomy", LinkValue(title, href(settings, taxonomy.url), taxonomy.name))
        index, single = ("tags.html", "tag.html") if taxonomy.name == TAGS else OTHERS
        if taxonomy.has_index(terms):
            named = (("tags", every), ("terms", every), of)
            layout = self._given.site.layout(index)
            yield self._single(ListPage(taxonomy.url, layout, title, named))
        for term, value in described:
            url = f"{taxonomy.url}{term.slug}/"
            feeds = feed_links(settings, url, words, f"{value.name}: ") if value.feed else ()
            values = (("tag", value), ("term", value), of)
            layout = self._given.site.layout(single)
            yield from self._paged(ListPage(url, layout, value.name, values, feeds), term.posts)

    def _describe(self, taxonomy: Taxonomy, term: Gathering) -> TagValue:
        """Describe a term; ``feed`` is empty where it has none."""
        settings, url = self._given.settings, f"{taxonomy.url}{term.slug}/"
        wanted = settings.has_feeds(taxonomy)
        feeds = feed_links(settings, url, self._given.site.words) if wanted else ()
        feed = feeds[0].url if feeds else ""
        name = self._given.names.of(url, term.name)
        return TagValue(name, href(settings, url), feed, len(term.posts))

    def series(self) -> Iterator[Output]:
        for series in self._given.catalogue.series:
            url = f"/series/{series.slug}/"
            name = self._given.names.of(url, series.name)
            values = (("name", name), ("posts", self._quoted(url, series.posts)))
            yield self._single(ListPage(url, "series.html", name, values))

    def _intro(self, url: str) -> Intro | None:
        path = self._given.catalogue.order.intros.get(url)
        if path is None:
            return None
        return self._recall(Intro, self._given.pages[path], self._links[path])

    def search(self) -> Output:
        given, words = self._given, self._given.site.words
        taxonomy = given.settings.taxonomies.tags
        tags = given.catalogue.tags if taxonomy.is_on else ()
        described = tuple([self._describe(taxonomy, tag) for tag in tags])
        posts = self._quoted(SEARCH_URL, given.catalogue.order.posts[:NEWEST])
        values = (("tags", described), ("posts", posts))
        return self._single(ListPage(SEARCH_URL, SEARCH, words("search"), values))

    def _single(self, list_page: ListPage) -> Output:
        intro = self._intro(list_page.url)
        list_page = self._recall.same(("list_page", list_page.url), list_page)
        return self._recall(page_output, self._given.site, list_page, intro)

    def _paged(self, first: ListPage, posts: tuple[str, ...], size: int = 0) -> tuple[Output, ...]:
        size = size or self._given.settings.posts_per_page
        intro = self._intro(first.url)
        first = self._recall.same(("list_page", first.url), first)
        quoted = self._quoted(first.url, posts)
        return self._recall(paged, self._given.site, first, quoted, intro, size)

    def _quoted(self, url: str, posts: tuple[str, ...]) -> tuple[PostLink, ...]:
        quoted = self._recall(_quote, self._links, posts)
        return self._recall.same(("quoted", url), quoted)


def _quote(links: Links, posts: tuple[str, ...]) -> tuple[PostLink, ...]:
    return tuple([links[path] for path in posts])


def _archive(site: SiteContext, posts: tuple[PostLink, ...], intro: Intro | None) -> Output:
    years = tuple(
        YearValue(int(year), tuple(group))
        for year, group in groupby(posts, key=lambda post: post.date[:4])
    )
    title, values = site.words("archive"), (("years", years),)
    return page_output(site, ListPage(ARCHIVE_URL, "archive.html", title, values), intro)
