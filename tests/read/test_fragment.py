"""Pieces of HTML, all of which is article."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from crosswire.errors import ReadError
from crosswire.read import read_bytes
from crosswire.read.bodies import as_fragment, as_text
from crosswire.read.declared import decode_declared
from crosswire.read.document import compose
from crosswire.read.web.fragment import paragraphs_of, read_fragment

TITLE = "Dam & town"
BODY = ["The Hallin dam broke before dawn.", "Rescuers came by boat."]


def lines(html: str) -> list[str]:
    return [p.text for p in paragraphs_of(html)]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>One <b>word</b>, <i>and</i> more.</p><p>Two.</p>", ["One word, and more.", "Two."]),
        ("One.<br><br>Two.<br>Three.", ["One.", "Two.", "Three."]),
        ("<div>One.<div>Two.</div>Three.</div>", ["One.", "Two.", "Three."]),
        (
            "<ul><li>One<li>Two</ul><blockquote>Three</blockquote><h2>Four</h2>",
            ["One", "Two", "Three", "Four"],
        ),
        ("<pre>One\n  Two</pre>", ["One", "Two"]),
        ("<table><tr><th>Town</th><td>26</td></tr><tr><td>Sarrow<td>9</table>", ["Town 26", "Sarrow 9"]),
        ("<q>We were warned</q>, she said.", ["“We were warned”, she said."]),
        ("a &amp; b &lt;c&gt; &nbsp;&eacute;&#8217;", ["a & b <c> \u00a0é’"]),
        ("<p>One</div></p><td>Two<b>", ["One", "Two"]),
        ("1 < 2 and 3 > 2", ["1 < 2 and 3 > 2"]),
        ("", []),
    ],
)
def test_blocks_and_breaks_make_paragraphs(html: str, expected: list[str]) -> None:
    assert lines(html) == expected


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>alert(1)</script>", "<style>p {}</style>", "<p hidden>x</p>", "<div style='DISPLAY : none'>x<p>y</p></div>",
        "<span style='font-size:0;color:red'>x</span>", "<div style='max-height:0px'>x</div>", "<!-- x -->",
        "<noscript>x</noscript>", "<svg><title>x</title></svg>", "<select><option>x</select>", "<template>x</template>",
    ],
)  # fmt: skip
def test_what_nobody_sees_is_no_text(hidden: str) -> None:
    assert lines(f"<p>One</p>{hidden}<p style='font-size:0.9em'>Two</p>") == ["One", "Two"]


def test_long_cells_are_paragraphs_of_their_own() -> None:
    long = "The mayor asked everyone to stay away from the valley " * 3
    assert lines(f"<table><tr><td>{long}</td><td>Short.</td></tr></table>") == [long.strip(), "Short."]


def test_a_caption_is_set_apart_where_it_stands() -> None:
    html = as_fragment(
        TITLE, f"<p>{BODY[0]}</p><figure><img><figcaption>The dam.</figcaption></figure><p>{BODY[1]}</p>"
    )
    document = read_fragment(html, "a", "utf-8")
    assert document.text == compose(TITLE, [BODY[0], "The dam.", BODY[1]])
    assert [(document.text[x.start : x.end], x.kind) for x in document.excluded] == [("The dam.", "caption")]


@pytest.mark.parametrize("first", ["", f"<h1>{TITLE}</h1>".replace("&", "&amp;"), "<h2>DAM and</h2>"])
def test_the_title_in_front_is_said_once(first: str) -> None:
    document = read_fragment(as_fragment(TITLE, f"{first}<p>{BODY[0]}</p>"), "a", "utf-8")
    kept = ["DAM and"] if "DAM" in first else []
    assert document.text == compose(TITLE, [*kept, BODY[0]])
    assert document.metadata.title == TITLE


def test_html_and_plain_bodies_give_the_same_text() -> None:
    html = as_fragment(TITLE, "".join(f"<p>{p}</p>" for p in BODY))
    plain = as_text(TITLE, "\r\n\r\n".join(BODY))
    one = read_bytes(html, source="a", id="r", format="fragment", charset="utf-8")
    two = read_bytes(plain, source="a", id="r", format="text", charset="utf-8")
    assert one.text == two.text == compose(TITLE, BODY)


@pytest.mark.parametrize(
    ("data", "charset", "expected"),
    [
        ("señor".encode("cp1252"), "iso-8859-1", "señor"),
        ("señor".encode(), "iso-8859-1", "señor"),
        ("señor".encode("utf-16"), None, "señor"),
        ("<meta charset=cp1251><p>мэр".encode("cp1251"), None, "<meta charset=cp1251><p>мэр"),
        ("橋".encode("iso-2022-jp"), "iso-2022-jp", "橋"),
        (b"abc", "zlib_codec", "abc"),
        (b"abc", "no such set", "abc"),
    ],
)
def test_a_declared_encoding_is_believed_where_it_fits(
    data: bytes, charset: str | None, expected: str
) -> None:
    assert decode_declared(data, "a", charset)[0] == expected


@pytest.mark.parametrize("html", ["", "<p> </p>", "<img src=a>", "<script>x</script>", "<!--"])
def test_a_piece_without_text_is_refused(html: str) -> None:
    with pytest.raises(ReadError, match="no text"):
        read_fragment(html.encode(), "a", None)


@pytest.mark.parametrize(
    ("html", "last"),
    [
        ("<div>" * 100_000 + "deep" + "</div>" * 100_000 + "<p>end</p>", "end"),
        ("<b>" * 50_000 + "</div></i>" * 50_000 + "end", "end"),
        ("<h1>" * 50_000 + "</h2>" * 50_000 + "end", "end"),
        ("<" * 200_000 + "p>end", "end"),
        ("<table><tr><td>" * 20_000 + "end", "end"),
    ],
    ids=["deep", "unclosed", "crossed", "open", "tables"],
)
def test_no_nesting_is_too_deep(html: str, last: str) -> None:
    assert lines(html)[-1].endswith(last)


@given(st.text(alphabet=st.sampled_from("<>/=\"'& \n\tapbtdir;#x0!-]["), max_size=200))
def test_any_mark_up_can_be_read(html: str) -> None:
    assert all(p.text == p.text.strip() and "\n" not in p.text for p in paragraphs_of(html))


@given(st.lists(st.text(max_size=30), max_size=5), st.none() | st.text(max_size=20))
@example([""], "0\x00")
def test_offsets_of_captions_are_right(captions: list[str], title: str | None) -> None:
    html = as_fragment(
        title, "<p>x</p>" + "".join(f"<figcaption>{'y'}{len(c)}</figcaption>" for c in captions)
    )
    document = read_fragment(html, "a", "utf-8")
    assert [document.text[x.start : x.end] for x in document.excluded] == [f"y{len(c)}" for c in captions]
