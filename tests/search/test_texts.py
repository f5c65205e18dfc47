"""What of a page is found, and under which heading or figure."""

from generator.engine import Blob
from generator.search.indexing import index_page
from generator.search.parts import FigureText, SearchText
from generator.search.shards import gather, shards_of, write_shard
from generator.search.texts import PageSection, plain, sections_of

HTML = (
    "<p>Tea <em>is</em>n’t &lt;b&gt;coffee.\x02N0\x03</p>"
    '<h2 class="a > b" id="why-tea"><a href="\x02L0\x03">Why</a> tea?</h2>'
    "<p>A<b>b</b>c<br>next \x02V0\x03 <math><mi>x</mi></math></p>\x02F0\x03"
    '<img src="\x02L1\x03" alt="A pot">'
    "\x02C0\x03"
)
TABLE = "<table><thead><tr><th>Year</th><th>Net &amp; gross</th></tr></thead><td>1</td></table>"
FIGURE = FigureText("fees", 1, "What <b>fees</b> cost.", "Two lines.", Blob("table"))
PAGE = SearchText(
    path="content/posts/tea.md",
    title="On tea",
    url="/posts/tea/",
    date="2024-05-01T00:00:00+00:00",
    html=Blob("html"),
    tags=("leaf",),
    notes=("<p>A note.</p>",),
    values=("42 %",),
    codes=(Blob("code"),),
    figures=(FIGURE, None),
)


def read(blob: Blob) -> bytes:
    texts = {"html": HTML, "table": TABLE, "code": "<span>read_csv</span><span>(</span>"}
    return texts[blob.digest].encode()


def test_a_page_is_parted_at_its_headings_and_figures() -> None:
    assert list(sections_of(PAGE, read)) == [
        PageSection("", "", "Tea isn’t <b>coffee. A note."),
        PageSection("why-tea", "Why tea?", "Abc next 42 % A pot read_csv("),
        PageSection("fees", "What fees cost.", "Two lines. Year Net & gross", 1),
    ]


def test_an_attribute_may_hold_what_ends_tags() -> None:
    assert plain("""<p title="1 > 0" data-x='a"b>'>One<td>two""") == "One two"


def test_terms_stand_in_groups_with_their_part_in_the_score() -> None:
    made = index_page(PAGE, read)
    assert made.value is not None
    groups = dict(zip(made.value.groups.split("\t"), made.value.terms.split("\t"), strict=True))
    assert {term[:-1] for term in groups["te"].split()} == {"tea"}
    assert {term[:-1]: term[-1] for term in groups["le"].split()}["leaf"] > "K"
    assert b'"s":[["","","Tea isn' in made.blobs[0]


def test_a_word_more_leaves_all_other_terms_as_they_are() -> None:
    def index(more: str) -> set[str]:
        made = index_page(PAGE, lambda blob: read(blob) + more.encode() * (blob == Blob("html")))
        assert made.value is not None
        return set(made.value.terms.replace("\t", " ").split())

    assert len(index("<p>frost</p>") ^ index("")) == 1


def test_a_shard_says_how_far_pages_are_apart() -> None:
    made = [index_page(PAGE, read).value] * 2
    blocks = [gather(first, [each for each in made if each]) for first in (0, 7)]
    content = write_shard(shards_of(blocks, compounds=False)["l_"], read).blobs[0].decode()
    level = content[5]
    assert content.startswith(f"leaf {level}{level}6{level}{level}\nlines ")
