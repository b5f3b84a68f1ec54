"""Broken files of formats that hold one report, and of lists of such reports.

In: nothing. Out: `Broken` files: truncated, of a wrong structure, or made to do harm.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO

from tests.corpus import agency, documents, messages
from tests.corpus.articles import BRIEF, DAM, RAIL
from tests.corpus.files import Broken
from tests.corpus.hostile import BOMB, BOMB_SIZE, PICTURE, THEFT, broken, declaring


def text_files() -> Iterator[Broken]:
    """Files that cannot be read, or only in part."""
    yield broken("empty.txt", "text", b"", "nothing in it")
    yield broken("blank.txt", "text", b"\xef\xbb\xbf \r\n\t\n" * 50, "blanks only")
    yield broken("picture.txt", "text", PICTURE, "a picture named as a text")
    yield broken("noise.txt", "text", bytes(range(256)) * 40, "every byte there is")
    cut = documents.plain(DAM, "utf-16")[:-3]
    yield broken("cut-utf16.txt", "text", cut, "cut inside a character", outcome="problem or notice")
    twice = documents.plain(RAIL).decode("cp1252", "replace").encode("utf-8", "ignore")
    yield broken("mojibake.txt", "text", twice, "decoded wrongly before it was saved", outcome="notice")
    hidden = documents.plain(BRIEF).replace(b"Nobody", "\u202eydoboN\u202c".encode())
    yield broken("bidi.txt", "text", hidden, "turns the order of letters", outcome="notice")


def page_files() -> Iterator[Broken]:
    """Files that cannot be read, or only in part."""
    yield broken(
        "body-less.html", "page", "<!doctype html><html><head><title>x</title></head></html>", "no body"
    )
    whole = documents.page(DAM)
    yield broken("cut-in-head.html", "page", whole[: whole.index(b"<style")], "cut before its body")
    links = "".join(f'<li><a href="/{i}">Story {i}</a></li>' for i in range(400))
    yield broken(
        "menu.html", "page", f"<!doctype html><html><body><ul>{links}</ul></body></html>", "links only"
    )
    deep = "<!doctype html><html><body>" + "<div>" * 100_000 + "x" + "</div>" * 100_000 + "</body></html>"
    yield broken("deep.html", "page", deep, "nested 100,000 deep", outcome="problem or notice")
    data = "<!doctype html><html><body><script>" + "var a='<p>no text</p>';" * 5000 + "</body></html>"
    yield broken("scripts.html", "page", data, "a script that never ends")


def document_files() -> Iterator[Broken]:
    """Files that cannot be read, or only in part."""
    whole = documents.pdf(DAM)
    yield broken("cut.pdf", "pdf", whole[:900], "cut behind its first objects")
    yield broken("locked.pdf", "pdf", documents.pdf(BRIEF, password="opensesame"), "needs a password")
    yield broken("scan.pdf", "pdf", documents.drawing(), "holds no letters")
    yield broken("noise.pdf", "pdf", b"%PDF-1.7\n" + bytes(range(256)) * 20, "a head and noise")
    whole = documents.word(DAM)
    body = zipfile.ZipFile(BytesIO(whole)).read("word/document.xml")
    yield broken("cut.docx", "docx", whole[: len(whole) // 2], "cut in the middle")
    yield broken(
        "no-body.docx", "docx", documents.fixed_zip(whole, without="word/document.xml"), "no document part"
    )
    bomb = body.replace(b"?>", b"?>" + BOMB.encode(), 1).replace(b"<w:t>", b"<w:t>&l11;", 1)
    laughing = documents.fixed_zip(whole, replaced={"word/document.xml": bomb})
    yield broken("laughs.docx", "docx", laughing, "entities that grow without bound")
    head, _, tail = body.partition(b"</w:p>")
    large = head + b"</w:p>" + b"<w:p><w:r><w:t>%s</w:t></w:r></w:p>" % (b" " * BOMB_SIZE) + tail
    growing = documents.fixed_zip(whole, replaced={"word/document.xml": large})
    yield broken("bomb.docx", "docx", growing, "expands to 100 MB")
    del large
    empty = b"<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body/></w:document>"
    yield broken(
        "empty.docx", "docx", documents.fixed_zip(whole, replaced={"word/document.xml": empty}), "no words"
    )


def ninjs_files() -> Iterator[Broken]:
    """Files that cannot be read, or only in part."""
    whole = agency.as_json(agency.ninjs_1(DAM))
    yield broken("cut-ninjs.json", "ninjs", whole[:-400], "cut inside a word")
    bare = {k: v for k, v in agency.ninjs_1(DAM).items() if not k.startswith("body")}
    yield broken(
        "headline-only.json", "ninjs", agency.as_json({**bare, "headline": "", "byline": ""}), "no words"
    )
    odd = {
        **agency.ninjs_3(DAM),
        "bodies": [{"role": "main", "value": 7}, 3, None],
        "headlines": {"main": []},
    }
    yield broken("odd-types.json", "ninjs", agency.as_json(odd), "numbers where words should be")
    deep = '{"uri": "a", "headline": "b", "body_text": ' + "[" * 50_000 + "]" * 50_000 + "}"
    yield broken("deep-ninjs.json", "ninjs", deep, "nested 50,000 deep")
    number = '{"uri": "a", "versioncreated": "2031", "body_text": %s}' % ("9" * 100_000)
    yield broken("long-number.json", "ninjs", number, "a number of 100,000 digits")
    several = agency.as_json([agency.ninjs_1(DAM), agency.ninjs_1(RAIL)])
    yield broken("cut-list.json", "ninjs-list", several[:-500], "cut inside its second item", articles=())
    odd_items = agency.as_json([agency.ninjs_1(DAM), 3, {"uri": "x", "headline": "", "body_text": ""}, None])
    yield broken("odd-items.json", "ninjs-list", odd_items, "items that are none", articles=(DAM,))
    nothing = agency.as_json({"items": {"uri": "a", "headline": "b"}, "uri": "c", "pubstatus": "usable"})
    yield broken("items-object.json", "ninjs-list", nothing, "an object where a list should be")
    deep = (
        '{"items": [{"uri": "a", "headline": "b", "body_text": '
        + '{"a":' * 30_000
        + "1"
        + "}" * 30_000
        + "}]}"
    )
    yield broken("deep-list.json", "ninjs-list", deep, "nested 30,000 deep")


def newsml_files() -> Iterator[Broken]:
    """Files that cannot be read, or only in part."""
    whole = agency.news_item(DAM)
    yield broken("cut-item.xml", "newsitem", whole[: len(whole) // 2], "cut in the middle")
    yield broken("laughs-item.xml", "newsitem", declaring(whole, BOMB), "entities that grow without bound")
    yield broken("theft-item.xml", "newsitem", declaring(whole, THEFT), "an entity that is a file")
    head = whole.partition("<contentSet>")[0]
    remote = (
        f'{head}<contentSet><remoteContent href="a.jpg" contenttype="image/jpeg"/></contentSet></newsItem>'
    )
    remote = remote.replace("<headline>" + DAM.title + "</headline>", "")
    yield broken("picture-item.xml", "newsitem", remote, "a picture elsewhere, no words")
    depth = "<a>" * 60_000 + "x" + "</a>" * 60_000
    deep = f'{head}<contentSet><inlineXML contenttype="x">{depth}</inlineXML></contentSet></newsItem>'
    yield broken("deep-item.xml", "newsitem", deep, "nested 60,000 deep")
    message = agency.news_message((DAM, RAIL))
    yield broken("cut-message.xml", "newsmessage", message[:-900], "cut inside its second item", articles=())
    head = message.partition("<itemSet>")[0]
    yield broken("no-items.xml", "newsmessage", head + "<itemSet/></newsMessage>", "no items")
    yield broken(
        "laughs-message.xml", "newsmessage", declaring(message, BOMB), "entities that grow without bound"
    )
    one = agency.news_item(DAM, prolog=False)
    mixed = f"{head}<itemSet>{remote.partition('?>')[2]}{one}</itemSet></newsMessage>"
    yield broken("half-message.xml", "newsmessage", mixed, "one item without words", articles=(DAM,))


def nitf_files() -> Iterator[Broken]:
    """Files that cannot be read, or only in part."""
    whole = agency.nitf(DAM)
    yield broken("cut.nitf", "nitf", whole[:-700], "cut inside its body")
    yield broken("laughs.nitf", "nitf", declaring(whole, BOMB), "entities that grow without bound")
    yield broken("theft.nitf", "nitf", declaring(whole, THEFT), "an entity that is a file")
    bare = whole.partition("<body>")[0].replace(DAM.title, "") + "</nitf>"
    yield broken("head-only.nitf", "nitf", bare, "a head without a body")


def transcript_files() -> Iterator[Broken]:
    """Files that cannot be read, or only in part."""
    yield broken("empty.vtt", "webvtt", "WEBVTT\n\nNOTE nothing was said\n", "no cues")
    whole = messages.webvtt(BRIEF).decode()
    yield broken("no-times.vtt", "webvtt", whole.replace("-->", "->"), "times that are none")
    yield broken("noise.vtt", "webvtt", b"WEBVTT\n\n" + bytes(range(1, 256)) * 20, "a head and noise",
                  outcome="problem or notice")  # fmt: skip
    silent = "WEBVTT\n\n" + "".join(f"00:{n:02d}.000 --> 00:{n:02d}.900\n\n" for n in range(50))
    yield broken("silent.vtt", "webvtt", silent, "cues without words")
    silent = "".join(f"{n}\n00:00:{n:02d},000 --> 00:00:{n:02d},900\n\n" for n in range(1, 50))
    yield broken("silent.srt", "srt", silent, "cues without words")
    yield broken("cut.srt", "srt", messages.srt(BRIEF)[:22], "cut inside its first times",
                  outcome="problem or notice")  # fmt: skip
    yield broken("noise.srt", "srt", b"1\n00:00:01,000 --> 00:00:02,000\n" + bytes(32) * 90, "times and NULs",
                  outcome="problem or notice")  # fmt: skip
    garbled = messages.srt(DAM).decode().replace("00:00:", "00:0x:")
    yield broken("garbled.srt", "srt", "1\n00:00:00,100 --> 00:00:00,400\n\n" + garbled, "times that are none",
                  outcome="problem or notice")  # fmt: skip
