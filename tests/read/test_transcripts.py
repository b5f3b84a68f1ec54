"""Transcripts: the words of each cue under its time code, whichever of two formats carries them."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosswire.errors import ReadError
from crosswire.read import read_bytes
from crosswire.read.document import Document, compose
from crosswire.read.recording.transcripts import read_srt, read_webvtt


def vtt(text: str) -> Document:
    return read_webvtt(text.encode(), "a.vtt", None)


def srt(text: str) -> Document:
    return read_srt(text.encode(), "a.srt", None)


def located(document: Document) -> list[tuple[str, str]]:
    return [(x.label, document.text[x.start : x.end]) for x in document.locations]


CUES = [("00:00:01.000", "00:00:03.000", "The dam broke"), ("00:00:03.000", "00:00:05.250", "before dawn.")]
VTT = "WEBVTT\n\n" + "\n\n".join(f"{a} --> {b}\n{words}" for a, b, words in CUES)
SRT = "\n\n".join(f"{n}\n{a} --> {b}\n{words}" for n, (a, b, words) in enumerate(CUES, 1)).replace(".0", ",0")


def test_both_formats_give_the_same_text_and_times() -> None:
    for document in (vtt(VTT), srt(SRT)):
        assert document.text == "The dam broke before dawn."
        assert located(document) == [("00:00:01.000", "The dam broke"), ("00:00:03.000", "before dawn.")]
        assert not document.notices


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_and_a_mark_at_the_start_change_nothing(end: str) -> None:
    assert vtt("\ufeff" + VTT.replace("\n", end)).text == vtt(VTT).text
    assert srt("\ufeff" + SRT.replace("\n", end)).text == srt(SRT).text


@pytest.mark.parametrize(
    ("header", "title", "language"),
    [
        ("WEBVTT - The flood, hour by hour", "The flood, hour by hour", None),
        ("WEBVTT\nTitle: The flood\nLanguage: en-GB\nKind: captions", "The flood", "en"),
        ("WEBVTT Kind: captions; Language: de", None, "de"),
        ("WEBVTT FILE\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:900000", None, None),
        ("WEBVTT", None, None),
    ],
)
def test_the_header_names_title_and_language(header: str, title: str | None, language: str | None) -> None:
    document = vtt(VTT.replace("WEBVTT", header))
    assert (document.metadata.title, document.metadata.language) == (title, language)
    assert document.text == compose(title, ["The dam broke before dawn."])
    assert located(document) == located(vtt(VTT)) or title


@pytest.mark.parametrize(
    ("payload", "words"),
    [
        ("<c.yellow>The <i>dam</i></c> <00:00:01.500>broke", "The dam broke"),
        ("<lang en>R&amp;D &lt;3 &quot;x&quot;&nbsp;y&#33;</lang>", 'R&D <3 "x"\u00a0y!'),
        ("AT&T and &copy", "AT&T and &copy"),
        ("<ruby>dam<rt>dæm</rt></ruby>", "damdæm"),
    ],
)
def test_mark_up_of_webvtt_is_no_word(payload: str, words: str) -> None:
    assert vtt(f"WEBVTT\n\n00:01.000 --> 00:02.000 align:start\n{payload}\n").text == words


@pytest.mark.parametrize(
    ("payload", "words"),
    [
        (r'{\an8}<font color="#fff">The dam</font>', "The dam"),
        ("<I>Water</I> < 3 m, a <b broke", "Water < 3 m, a <b broke"),
        ("Water &amp; mud {so far}", "Water & mud {so far}"),
    ],
)
def test_mark_up_of_subrip_is_no_word(payload: str, words: str) -> None:
    assert srt(f"1\n00:00:01,000 --> 00:00:02,000\n{payload}\n").text == words


def test_notes_styles_and_regions_are_no_words() -> None:
    apart = "STYLE\n::cue { color: red }\n\nREGION\nid:fred\n\nNOTE\nseen by two\n\nNOTE one line\n\n"
    document = vtt(VTT.replace("WEBVTT\n\n", "WEBVTT\n\n" + apart))
    assert (document.text, document.notices) == ("The dam broke before dawn.", ())


def test_every_turn_of_a_voice_begins_with_its_name() -> None:
    document = vtt(
        "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ane Brodd>Who knew?</v> <v.loud Mayor>Nobody.\n\n"
        "00:02.000 --> 00:03.000\n<v Mayor>Nobody did.\n\n00:05.000 --> 00:06.000\n<v Mayor>We do now.\n"
    )
    assert document.text == "Ane Brodd: Who knew?\nMayor: Nobody. Nobody did.\nWe do now."
    assert located(document)[:3] == [
        ("00:00:01.000", "Who knew?"),
        ("00:00:01.000", "Nobody."),
        ("00:00:02.000", "Nobody did."),
    ]


@pytest.mark.parametrize("mark", ["- ", "-", "– ", ">> "])
def test_a_dash_begins_a_turn(mark: str) -> None:
    document = srt(f"1\n00:00:01,000 --> 00:00:02,000\n{mark}Who knew?\n{mark}Nobody.\nNobody at all.\n")
    assert document.text == f"{mark}Who knew?\n{mark}Nobody. Nobody at all."
    assert len(document.locations) == 2


@pytest.mark.parametrize(("pause", "joint"), [("04.499", " "), ("04.500", "\n")])
def test_a_pause_begins_a_paragraph(pause: str, joint: str) -> None:
    text = f"WEBVTT\n\n00:01.000 --> 00:03.000\nOne.\n\n00:{pause} --> 00:06.000\nTwo.\n"
    assert vtt(text).text == f"One.{joint}Two."


def test_captions_that_roll_are_read_once() -> None:
    lines = ["hello and welcome", "to the news", "the dam at hallin", "broke this morning"]
    cues = "WEBVTT\nKind: captions\n"
    for clock, (before, line) in enumerate(zip([" ", *lines], lines)):
        first, *rest = line.split()
        tagged = first + "".join(f"<00:00:0{clock}.500><c> {word}</c>" for word in rest)
        cues += f"\n00:00:0{clock}.000 --> 00:00:0{clock}.990 align:start\n{before}\n{tagged}\n"
        cues += f"\n00:00:0{clock}.990 --> 00:00:0{clock + 1}.000 align:start\n{line}\n \n"
    document = vtt(cues)
    assert document.text == " ".join(lines)
    assert located(document) == [(f"00:00:0{n}.000", line) for n, line in enumerate(lines)]


def test_a_cry_that_is_repeated_stays() -> None:
    cues = "".join(
        f"\n00:0{n}.000 --> 00:0{n}.900\n{w}\n" for n, w in enumerate(["Run!", "Run!", "Up!", "Go!"])
    )
    assert vtt("WEBVTT\n" + cues).text == "Run! Run! Up! Go!"


def test_a_cue_without_readable_times_keeps_its_words() -> None:
    document = srt(
        SRT.replace("00:00:03.000 --> ", "00:00:xx --> ").replace("00:00:03,000 --> ", "00:00:xx --> ")
    )
    assert document.text == "The dam broke before dawn."
    assert located(document) == [("00:00:01.000", "The dam broke")]
    assert document.notices == (
        "The times of 1 cues cannot be read (first in line 6); their words stand in the text without a time.",
    )


def test_missing_empty_lines_split_no_words_from_their_cue() -> None:
    assert located(srt(SRT.replace("\n\n", "\n"))) == located(srt(SRT))
    assert located(vtt(VTT.replace("\n\n", "\n"))) == located(vtt(VTT))
    assert srt(SRT.replace("The dam broke", "The dam\n\nbroke")).text == "The dam broke before dawn."


def test_cues_out_of_order_are_read_in_the_order_of_time_and_told() -> None:
    first, second = SRT.split("\n\n")
    document = srt(second + "\n\n" + first.replace("1\n", "7\n"))
    assert document.text == "The dam broke before dawn."
    assert "order" in document.notices[0]


def test_two_transcripts_in_one_file_are_not_mixed() -> None:
    assert srt(SRT + "\n\n" + SRT).text == "The dam broke before dawn. The dam broke before dawn."
    assert vtt(VTT + "\n\n" + VTT).text == "The dam broke before dawn. The dam broke before dawn."


def test_words_of_no_cue_are_told() -> None:
    document = vtt(VTT + "\n\nlost words\nand more\n")
    assert document.text == "The dam broke before dawn."
    assert document.notices[0].startswith("1 passages belong to no cue (first in line 9)")


@pytest.mark.parametrize(
    "data", [b"", b"WEBVTT", b"WEBVTT - Title\n\nNOTE x\n", b"WEBVTT\n\n00:01.000 --> 00:02.000\n\n"]
)
def test_a_transcript_without_words_says_so(data: bytes) -> None:
    with pytest.raises(ReadError, match=r"a\.vtt: is a transcript without words"):
        read_webvtt(data, "a.vtt", None)


def test_a_report_knows_when_its_words_are_said() -> None:
    report = read_bytes(VTT.encode(), source="a.vtt", id="r1")
    start = report.text.index("dawn")
    assert (report.format, report.located(start, start + 4)) == ("webvtt", "00:00:03.000")


def test_long_and_hostile_files_take_no_time() -> None:
    long = "WEBVTT\n\n" + "".join(
        f"{n // 60:02d}:{n % 60:02d}:00.000 --> {n // 60:02d}:{n % 60:02d}:09.000\nw\n\n"
        for n in range(20_000)
    )
    assert len(vtt(long).locations) == 20_000
    for piece in ("<v ", "<", "{\\", "&#", "-->", "1\n", "00:", "NOTE\n", " \n"):
        with suppress(ReadError):
            vtt("WEBVTT\n\n00:01.000 --> 00:02.000\nx" + piece * 100_000)
        with suppress(ReadError):
            srt("1\n00:00:01,000 --> 00:00:02,000\nx" + piece * 100_000)


LINE = st.sampled_from(
    ["", " ", "1", "WEBVTT", "WEBVTT - T", "NOTE", "00:01.000 --> 00:02.000", "00:00:01,5 --> 00:00:00,1", "-->",
     "00:99.000 --> 1", "<v A>Who?</v>", "- No.", "The dam", "&nbsp;", "\ufeff", "\x00", "<i", "\u200b"]
)  # fmt: skip


@given(st.lists(LINE, max_size=30), st.booleans())
@settings(max_examples=200, deadline=None)
def test_locations_lie_in_order_within_the_text(lines: list[str], is_vtt: bool) -> None:
    with suppress(ReadError):
        document = (vtt if is_vtt else srt)("\n".join(lines))
        ends = [0, *(x for place in document.locations for x in (place.start, place.end))]
        assert ends == sorted(ends)
        assert ends[-1] <= len(document.text)
        head, _, body = document.text.rpartition("\n\n")
        assert document.text == compose(head, body.split("\n"))
