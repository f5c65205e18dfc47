from generator.markup.holes import Holes, fill


def test_each_kind_of_hole_gets_what_belongs_to_it() -> None:
    html = '<a href="\x02L0\x03">\x02T0\x03</a>\x02F0\x03\x02C1\x03\x02N0\x03'
    holes = Holes(("/x",), ("<svg>",), ("no", "<pre>"), ("<sup>1</sup>",), ("Figure 1",))
    assert fill(html, holes) == '<a href="/x">Figure 1</a><svg><pre><sup>1</sup>'


def test_an_address_cannot_leave_its_attribute() -> None:
    filled = fill('<a href="\x02L0\x03">', Holes(('/?a=1&b="><script>',)))
    assert filled == '<a href="/?a=1&amp;b=&quot;&gt;&lt;script&gt;">'


def test_holes_in_notes_are_filled_as_well() -> None:
    holes = Holes(links=("/y",), notes=('see <a href="\x02L0\x03">y</a>',))
    assert fill("\x02N0\x03", holes) == 'see <a href="/y">y</a>'


def test_what_is_filled_in_is_not_searched_for_holes() -> None:
    assert fill("\x02F0\x03", Holes(figures=("\x02L7\x03",))) == "\x02L7\x03"


def test_an_image_may_stay_without_a_size() -> None:
    html = '<img src="\x02L0\x03"\x02S0\x03>'
    assert fill(html, Holes(links=("/a.png",))) == '<img src="/a.png">'
    sized = Holes(links=("/a.png",), sizes=(' width="3" height="2"',))
    assert fill(html, sized) == '<img src="/a.png" width="3" height="2">'


def test_a_link_without_text_may_stay_without() -> None:
    assert fill('<a href="#x">\x02T3\x03</a>', Holes()) == '<a href="#x"></a>'
