"""Which blocks of a page are its article.

In: a page's blocks, its possible titles, and the text that trafilatura found. Out: the article's blocks, in
the page's order. trafilatura says where the article is; here its extent is settled, so that lists, tables,
quotations and headings between its paragraphs stay, and boxes between them go:

1. The column: the element, or the elements of one class, that hold most of the running text, where text that
   trafilatura kept counts more, and text above the headline or in lists of teasers hardly.
2. The region: the smallest element that holds nearly all of the column and of what trafilatura kept.
3. Everything in the region from the headline to the last paragraph, but for what its class or its links say
   is something else, and up to the headline of another article.

Captions and what the words alone tell (prompts, pointers) are set apart later, by `furniture`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

from crosswire.read.web.blocks import Block
from crosswire.read.web.column import (
    ITEM,
    LINKED,
    LONG,
    SHORT,
    UNFOLDED,
    are_siblings,
    find_column,
    find_holders,
    find_region,
    find_unfolded,
    is_prose,
    is_sentence,
    one_article,
)
from crosswire.read.web.names import is_doubtful, is_teased

# Characters of the longest legend of a picture, and blocks or elements that are near.
_LEGEND, _NEAR = 300, 3
_PICTURES = ("img", "amp-img", "picture")
# Characters of a line that trafilatura's text is searched for anywhere; shorter ones must be a line there.
_SEARCHED = 40
# What stands at the head of a post and is no pointer: its time.
_CLOCK = re.compile(r"\W*\d{1,2}[.:h]\d\d(?:\s?[ap]\.?m\.?)?(?:\s[A-Z]{2,5})?\W*$")
_ALIKE = re.compile(r"[^\w]+")


def choose_blocks(
    blocks: Sequence[Block], titles: Sequence[str], kept: str, *, live: bool = False
) -> list[Block]:
    """The blocks of the article; `kept` is trafilatura's text, `live` says that the page is a live blog."""
    if not blocks:
        return []
    mine = _kept(blocks, kept)
    headline = _headline(blocks, titles)
    prose = _shown(blocks)
    if sum(len(blocks[i].text) for i in prose if i >= (headline or 0)) < UNFOLDED:
        _give_back(blocks[headline or 0 :])
        prose = _shown(blocks)
    if not prose:
        prose = [i for i in sorted(mine) if is_prose(blocks[i])]
    if not prose:
        return [b for b in map(blocks.__getitem__, sorted(mine)) if b.linked <= LINKED * len(b.text)]
    holders = find_holders(blocks, prose)
    column, teasers = find_column(blocks, prose, holders, mine, headline, live)
    core = [i for i in prose if i in column or (i in mine and holders[i] not in teasers)]
    core = one_article(blocks, sorted({*core, *find_unfolded(blocks, core)}), column, headline)
    region = find_region(blocks, core, holders)
    first, last = core[0], core[-1]
    if headline is not None and headline < first:
        first = headline + 1
    else:
        first = _first_heading(blocks, first)
    inside = {i for i in range(first, len(blocks)) if _is_inside(blocks[i].element, region)}
    last = max([last, *_rest(blocks, last, {holders[i] for i in column if i in holders}, inside)])
    begin = next((i for i in core if i in inside), core[0])
    decks = set(_decks(blocks, headline, begin))
    chosen = [i for i in range(first, last + 1) if i in inside or i in decks]
    legends = _legends(blocks, chosen, region)
    chosen = [i for i in chosen if i not in legends]
    wanted = {holders[i] for i in core if i in holders}
    whole = {
        node
        for i in (begin, last, first if headline is None else headline)
        for node in _around(blocks[i].element)
    }
    return [blocks[i] for i in _without_boxes(blocks, chosen, core, wanted=wanted, whole=whole, decks=decks)]


def is_deck(block: Block) -> bool:
    """Whether a block between headline and text belongs to the text: its class says so, or it is a sentence."""
    if block.furniture or block.hidden or block.headed or block.linked > LINKED * len(block.text):
        return False
    return block.deck or (is_prose(block) and block.level != 1)


def _decks(blocks: Sequence[Block], headline: int | None, first: int) -> Iterator[int]:
    """The blocks between headline and text that belong to the text: sentences, what a class calls a deck, and a
    heading directly below the headline that is no heading of what follows it."""
    start = 0 if headline is None else headline + 1
    for i in range(start, first):
        block = blocks[i]
        if is_deck(block):
            yield i
        elif block.hidden or block.headed or block.linked or headline is None or block.level == 1:
            continue
        elif i <= headline + _NEAR and is_sentence(block):
            if is_teased(block.element) or (i == headline + 1 and block.level and not block.furniture):
                yield i
        elif i == headline + 1 and block.level and not block.furniture and len(block.text) >= SHORT:
            yield i


def _shown(blocks: Sequence[Block]) -> list[int]:
    return [i for i, b in enumerate(blocks) if not b.furniture and not b.hidden and is_prose(b)]


def _give_back(below: Sequence[Block]) -> None:
    """Takes back that blocks below a headline with hardly any text are furniture, where the names that say so are
    such as sites give to pieces of an article too ("widget", "teaser")."""
    known: dict[Any, bool] = {}
    doubtful = [b for b in below if b.furniture and is_doubtful(b.element, known)]
    if sum(len(b.text) for b in doubtful if is_prose(b) and not b.hidden) >= UNFOLDED:
        for block in doubtful:
            block.furniture = False


def _first_heading(blocks: Sequence[Block], first: int) -> int:
    """Where the first post begins if later ones have headings of the same level in the same element."""
    for i in range(first - 1, max(-1, first - 1 - _NEAR), -1):
        block = blocks[i]
        if block.level > 1 and not block.linked:
            later = (b for b in blocks[first:] if b.level == block.level)
            alike_one = next((b for b in later if are_siblings(b, block)), None)
            return first if alike_one is None else i
        if not _CLOCK.match(block.text):
            break
    return first


def _legends(blocks: Sequence[Block], chosen: Sequence[int], region: Any) -> set[int]:
    """Which of the chosen are legends: short lines in an element that holds a picture and little else."""
    if (
        next(region.iter(*_PICTURES), None) is None
        and chosen
        and _is_inside(blocks[chosen[0]].element, region)
    ):
        return set()
    known: dict[Any, bool | None] = {}
    return {i for i in chosen if _is_legend(blocks[i], region, known)}


def _is_legend(block: Block, region: Any, known: dict[Any, bool | None]) -> bool:
    """`known` says of elements whether they are small and hold a picture; None where they hold none."""
    if block.kind != "text" or block.deck or len(block.text) > _LEGEND:
        return False
    node = block.element
    if next(node.iter("img"), None) is not None and not _is_bare(node):
        return False
    for _ in range(_NEAR):
        if node is None or node is region or node.tag in ("td", "article", "main", "body", "section"):
            return False
        if node not in known:
            pictured = next(node.iter(*_PICTURES), None) is not None
            known[node] = sum(map(len, node.itertext())) <= _LEGEND if pictured else None
        if (small := known[node]) is not None:
            return small
        node = node.getparent()
    return False


def _is_bare(element: Any) -> bool:
    """Whether an element has no words of its own, or only such as follow a break."""
    tails = ((child.tail or "").strip() for child in element if child.tag != "br")
    return not (element.text or "").strip() and not any(tails)


def _around(element: Any) -> Iterator[Any]:
    while element is not None:
        yield element
        element = element.getparent()


def _kept(blocks: Sequence[Block], kept: str) -> set[int]:
    """The blocks that stand in trafilatura's text."""
    if not kept:
        return set()
    lines = {_bare(line.strip("-|> ")) for line in kept.split("\n")}
    whole = _bare(kept)
    return {
        i
        for i, block in enumerate(blocks)
        if (bare := _bare(block.text)) in lines or (len(bare) >= _SEARCHED and bare in whole)
    }


def _bare(text: str) -> str:
    """A text without blanks, composed, for comparison with one whose blanks were laid out anew."""
    bare = "".join(text.split())
    return bare if bare.isascii() else unicodedata.normalize("NFC", bare)


def _headline(blocks: Sequence[Block], titles: Sequence[str]) -> int | None:
    """The block that is the headline: one of the titles, a first-level heading before others."""
    wanted = {alike(title) for title in titles if title}
    longest = 2 * max(map(len, titles), default=0)
    shortest = min(map(len, wanted), default=0)
    same = [i for i, b in enumerate(blocks) if shortest <= len(b.text) <= longest and alike(b.text) in wanted]
    ranked = sorted(same, key=lambda i: (blocks[i].level or 9, i))
    if ranked and blocks[ranked[0]].linked < len(blocks[ranked[0]].text) * LINKED:
        return ranked[0]
    plain = next((i for i in ranked if not blocks[i].linked), None)
    return _printed(blocks, wanted) if plain is None else plain


def _printed(blocks: Sequence[Block], wanted: set[str]) -> int | None:
    """The first-level heading that is most of a title, or a title with its kicker."""
    for i, block in enumerate(blocks):
        own = alike(block.text) if block.level == 1 and not block.linked else ""
        for title in wanted if own else ():
            if (own in title or title in own) and 2 * min(len(own), len(title)) >= max(len(own), len(title)):
                return i
    return None


def alike(text: str) -> str:
    """A text's letters and digits alone, without case."""
    return _ALIKE.sub("", text).lower()


def _is_inside(element: Any, region: Any) -> bool:
    while element is not None:
        if element is region:
            return True
        element = element.getparent()
    return False


def _rest(blocks: Sequence[Block], last: int, column: set[Any], inside: set[int]) -> Iterator[int]:
    """Items, rows and short sentences ("He declined to comment.") that go on after the last paragraph, in the
    same column."""
    for i in range(last + 1, len(blocks)):
        block = blocks[i]
        if i not in inside or block.level == 1:
            return
        if block.furniture or block.linked > (ITEM if block.kind == "item" else LINKED) * len(block.text):
            if block.kind != "text" or block.furniture:
                return
            continue
        if block.kind in ("item", "row"):
            if any(_is_inside(block.element, holder) for holder in column):
                yield i
        elif block.kind != "text" or block.hidden or block.headed or not is_sentence(block):
            continue
        elif block.element in column or block.element.getparent() in column:
            yield i


def _without_boxes(
    blocks: Sequence[Block],
    chosen: Sequence[int],
    core: Sequence[int],
    *,
    wanted: set[Any],
    whole: set[Any],
    decks: set[int],
) -> list[int]:
    """The chosen without what stands in boxes: promos, teasers, bylines above the first paragraph.

    `wanted` are the elements that hold paragraphs, `whole` those around the article; neither is a box.
    """
    paragraphs = set(core)
    start = next((i for i in core if not blocks[i].deck and len(blocks[i].text) >= LONG), core[0])
    boxes = _boxes([blocks[i] for i in chosen], wanted, whole)
    hidden = [i for i in core if blocks[i].hidden]
    unfolded = range(hidden[0], hidden[-1]) if hidden else range(0)

    def stays(i: int) -> bool:
        block = blocks[i]
        if i in decks:
            return block.element not in boxes
        if i in paragraphs and block.element.getparent() not in boxes:
            return not (block.headed and i < start)
        if block.furniture or block.linked > LINKED * len(block.text) or (block.hidden and i not in unfolded):
            return False
        if block.element in boxes or block.element.getparent() in boxes or _is_sign(block):
            return False
        if i >= start or block.deck:
            return True
        return not block.headed and (is_prose(block) or block.level > 1)

    return [i for i in chosen if stays(i)]


def _is_sign(block: Block) -> bool:
    """Whether a line is no words at all ("___"), or no sentence and dated: who wrote the text, and when."""
    if block.kind != "text" or len(block.text) > LONG or is_sentence(block):
        return False
    if next(block.element.iter("time"), None) is not None:
        return not any(child.tag == "br" for child in block.element)
    return not any(map(str.isalnum, block.text))


def _boxes(chosen: Sequence[Block], wanted: set[Any], whole: set[Any]) -> set[Any]:
    """The elements around a pointer that hold nothing of the article."""
    boxes: set[Any] = set()
    for block in chosen:
        if block.furniture or block.linked <= LINKED * len(block.text) or _CLOCK.match(block.text):
            continue
        holder, parent = block.element, block.element.getparent()
        if holder in wanted or holder in whole:
            continue
        boxes.add(holder)
        if parent is not None and parent not in wanted and parent not in whole and block.kind != "item":
            boxes.add(parent)
    return boxes
