"""Encodings: told from the content, believed where declared only as far as the content bears it out."""

from __future__ import annotations

import pytest

from crosswire.errors import ReadError
from crosswire.read import looks_like, read_bytes
from crosswire.read.encodings import is_credible, known_encoding, wide_encoding

ENGLISH = (
    "The Hallin dam broke before dawn on Friday, the ministry of waters said, and the lower town was flooded."
)
SPANISH = "La presa se rompió en la madrugada del viernes; según el ministro, mañana habrá más lluvia, señaló un niño."
RUSSIAN = "Плотина Халлин прорвалась в пятницу перед рассветом, и нижняя часть города оказалась под водой, сообщило министерство."
CHINESE = "星期五黎明前，哈林水坝决堤，下城被淹，水利部说，至少二十六人失踪，救援人员乘船抵达。"
JAPANESE = "金曜日の夜明け前にハリン・ダムが決壊し、下町が水に浸かった。少なくとも二十六人が行方不明だと水利省は述べた。"
POLISH = "W piątek przed świtem pękła zapora; zażądano, żeby mieszkańcy opuścili dolne miasto, powiedział źródło ministerstwa."
TURKISH = "Cuma günü şafaktan önce baraj yıkıldı; bakanlığa göre aşağı şehir sular altında kaldı, dedi öğretmen Işıl."
PAGE = (
    '<!doctype html><html><head><meta charset="{}"><title>Плотина прорвалась</title></head><body><nav>'
    + "<a href=x>Home</a>" * 60
    + "</nav><article><h1>Плотина прорвалась</h1><p>"
    + RUSSIAN
    + "</p><p>"
    + RUSSIAN.replace("пятницу", "субботу")
    + "</p></article></body></html>"
)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ENGLISH, "utf-8"), (ENGLISH, "utf-16"), (ENGLISH, "utf-16-le"), (ENGLISH, "utf-16-be"), (ENGLISH, "utf-32"),
        (ENGLISH, "utf-32-le"), (RUSSIAN, "utf-16-le"), (RUSSIAN, "utf-16-be"), (RUSSIAN, "utf-16"), (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8_r"), (SPANISH, "cp1252"), (CHINESE, "gb18030"), (CHINESE, "big5"), (POLISH, "cp1250"), (TURKISH, "cp1254"),
        (JAPANESE, "cp932"), (JAPANESE, "euc_jp"), (SPANISH, "utf-32-be"),
    ],
)  # fmt: skip
def test_texts_are_read_in_the_encoding_that_they_show(text: str, encoding: str) -> None:
    if encoding == "big5":
        text = "星期五黎明前，水壩決堤，下城被淹，水利部說，至少二十六人失蹤，救援人員乘船抵達山上的體育館。"
    report = read_bytes(text.encode(encoding), source="a.txt", id="r1")
    assert report.text.removeprefix("\ufeff") == text
    assert report.encoding.replace("-", "_").startswith(encoding.replace("-", "_"))


@pytest.mark.parametrize(
    ("text", "written", "declared", "read"),
    [
        (RUSSIAN, "cp1251", "iso-8859-1", "cp1251"),
        (RUSSIAN, "cp1251", "windows-1251", "cp1251"),
        (RUSSIAN, "koi8_r", "koi8-r", "koi8-r"),
        (RUSSIAN, "utf-8", "windows-1251", "utf-8"),
        (RUSSIAN, "cp1251", "utf-8", "cp1251"),
        (RUSSIAN, "iso8859_5", "iso-8859-5", "iso8859-5"),
        (SPANISH, "cp1252", "us-ascii", "cp1252"),
        (POLISH, "iso8859_2", "iso-8859-2", "iso8859-2"),
        (ENGLISH, "ascii", "utf-7", "utf-8"),
        (ENGLISH, "ascii", "utf-16", "utf-8"),
        (ENGLISH, "ascii", "no-such-set", "utf-8"),
    ],
)
def test_what_is_declared_counts_as_far_as_the_bytes_bear_it_out(
    text: str, written: str, declared: str, read: str
) -> None:
    report = read_bytes(text.encode(written), source="a.txt", id="r1", format="text", charset=declared)
    assert (report.text, report.encoding) == (text, read)


@pytest.mark.parametrize(
    ("written", "declared", "read"),
    [
        ("cp1251", "windows-1251", "cp1251"),
        ("cp1251", "iso-8859-1", "cp1251"),
        ("cp1251", "utf-8", "cp1251"),
        ("koi8_r", "koi8-r", "koi8-r"),
        ("utf-8", "windows-1252", "utf-8"),
        ("utf-16", "utf-8", "utf-16"),
        ("utf-16-le", "utf-16", "utf-16-le"),
    ],
)
def test_pages_are_read_in_the_encoding_of_their_bytes(written: str, declared: str, read: str) -> None:
    report = read_bytes(PAGE.format(declared).encode(written), source="a.html", id="r1")
    assert (report.format, report.title, report.encoding) == ("page", "Плотина прорвалась", read)
    assert RUSSIAN in report.text


@pytest.mark.parametrize(
    "declared", ["utf-7", "UTF7", "unicode_escape", "base64", "rot13", "", "x" * 5000, "a\x00b"]
)
def test_names_that_are_no_character_set_are_not_known(declared: str) -> None:
    assert known_encoding(declared) is None


def test_utf7_is_never_read() -> None:
    data = (
        b"<html><meta charset=utf-7><title>x</title><p>+ADw-script+AD4- "
        + ENGLISH.encode()
        + b" "
        + ENGLISH.encode()
        + b"</p></html>"
    )
    assert "<script>" not in read_bytes(data, source="a.html", id="r1", charset="utf-7").text


@pytest.mark.parametrize(
    "data", [b"\x00" * 100, b"a\x00b\x00\x00c", b"text " * 10 + b"\x00" * 50, bytes(range(256)) * 4]
)
def test_zeros_alone_make_no_wide_encoding(data: bytes) -> None:
    assert wide_encoding(data) is None


def test_a_broken_declaration_is_not_credible() -> None:
    assert not is_credible(b"\xff\xfe\xfd", "utf-8")
    assert not is_credible(RUSSIAN.encode("cp1251"), "cp1252")


def test_few_broken_bytes_leave_utf8() -> None:
    report = read_bytes(RUSSIAN.encode()[:-2] + b".", source="a.txt", id="r1")
    assert report.encoding == "utf-8 (damaged)"
    assert any("U+FFFD" in notice for notice in report.notices)


def test_wide_text_is_text() -> None:
    assert looks_like(ENGLISH.encode("utf-16-be")) == "text"
    with pytest.raises(ReadError):
        read_bytes(b"\x00\x01" * 500, source="a.bin", id="r1")
