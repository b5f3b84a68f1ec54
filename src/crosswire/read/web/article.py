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
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from crosswire.read.web.blocks import Block

# Characters of a paragraph: from the first on any is one, from the second on if it ends as a sentence does.
_LONG, _SHORT = 80, 30
# Characters of the longest legend of a picture, and blocks or elements that are near.
_LEGEND, _NEAR = 300, 3
# Weights of running text in the choice of the column: kept by trafilatura, not kept, above the headline, in a
# list of teasers. On evals/pages halving any of them changes no figure, doubling one costs at most .007.
_KEPT, _OTHER, _ABOVE, _TEASER = 1.0, 0.5, 0.3, 0.05
# Containers from which on a class is a list of teasers, and the running text in each (a headline, a line or two).
_LIST, _TEASED = 3, 300
# Share of the core's characters that the region holds: a paragraph may stand astray. Of .4 to .95, tried on
# evals/pages, .6 was best, by .004 over .8.
_REGION = 0.6
# Shortest text after the headline that is an article of its own beside a list of teasers.
_BRIEF = 60
# Characters of hidden paragraphs that are a part of the article; a prompt has fewer.
_UNFOLDED = 300
# Share of links from which on a block is a pointer and no sentence with links in it.
_LINKED = 0.6
# The same for an item of a list, which has its link at its head and a line on it.
_ITEM = 0.3
# Characters of a line that trafilatura's text is searched for anywhere; shorter ones must be a line there.
_SEARCHED = 40
# What stands at the head of a post and is no pointer: its time.
_CLOCK = re.compile(r"\W*\d{1,2}[.:h]\d\d(?:\s?[ap]\.?m\.?)?(?:\s[A-Z]{2,5})?\W*$")
_ENDS = re.compile(r"[.!?…。؟।][\"”’'»)\]]{0,3}\s*$|[“”»«„\"]\s*$")
# Scripts of which one character says about as much as two of others.
_DENSE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_ALIKE = re.compile(r"[^\w]+")


def choose_blocks(
    blocks: Sequence[Block], titles: Sequence[str], kept: str, *, live: bool = False
) -> list[Block]:
    """The blocks of the article; `kept` is trafilatura's text, `live` says that the page is a live blog."""
    if not blocks:
        return []
    mine = _kept(blocks, kept)
    headline = _headline(blocks, titles)
    _give_back(blocks, mine)
    prose = [i for i, b in enumerate(blocks) if is_prose(b) and not b.furniture and not b.hidden]
    if not prose:
        prose = [i for i in sorted(mine) if is_prose(blocks[i])]
    if not prose:
        return [b for b in map(blocks.__getitem__, sorted(mine)) if b.linked <= _LINKED * len(b.text)]
    holders = _holders(blocks, prose)
    column, teasers = _column(blocks, prose, holders, mine, headline, live)
    core = [i for i in prose if i in column or (i in mine and holders[i] not in teasers)]
    core = _one_article(blocks, sorted({*core, *_unfolded(blocks, core)}), column, headline)
    region = _region(blocks, core, holders)
    first, last = core[0], core[-1]
    if headline is not None and headline < first:
        first = headline + 1
    inside = {i for i in range(first, len(blocks)) if _is_inside(blocks[i].element, region)}
    last = max([last, *_rest(blocks, last, {holders[i] for i in column if i in holders}, inside)])
    decks = set(_decks(blocks, headline, core[0]))
    chosen = [i for i in range(first, last + 1) if i in inside or i in decks]
    chosen = [i for i in chosen if i < core[0] or not is_legend(blocks[i], region)]
    wanted = {holders[i] for i in core if i in holders}
    whole = {node for i in (*core[:1], *core[-1:], headline or 0) for node in _around(blocks[i].element)}
    return [blocks[i] for i in _without_boxes(blocks, chosen, core, wanted=wanted, whole=whole, decks=decks)]


def is_sentence(block: Block) -> bool:
    """Whether a block ends as a sentence does."""
    return _ENDS.search(block.text, max(0, len(block.text) - 8)) is not None


def is_prose(block: Block) -> bool:
    """Whether a block is running text: long, or short and a sentence, and not mostly links."""
    size = len(block.text) if block.text.isascii() else len(block.text) + len(_DENSE.findall(block.text))
    most = _ITEM if block.kind == "item" else _LINKED
    if block.kind == "heading" or size < _SHORT or block.linked > most * size:
        return False
    return size >= _LONG or is_sentence(block)


def is_deck(block: Block) -> bool:
    """Whether a block between headline and text belongs to the text: its class says so, or it is a sentence."""
    if block.furniture or block.hidden or block.headed or block.linked > _LINKED * len(block.text):
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
        elif block.teased and i <= headline + _NEAR and is_sentence(block):
            yield i
        elif i == headline + 1 and block.level and not block.furniture and len(block.text) >= _SHORT:
            yield i


def _give_back(blocks: Sequence[Block], mine: set[int]) -> None:
    """Takes back that blocks are furniture where a class says so of nearly all that trafilatura found: sites call
    the pieces of an article "widgets" or "teasers" too."""
    found = [i for i in sorted(mine) if is_prose(blocks[i])]
    boxed = [i for i in found if blocks[i].furniture]
    size = sum(len(blocks[i].text) for i in boxed)
    if size < _UNFOLDED or 2 * size < sum(len(blocks[i].text) for i in found):
        return
    holders = {blocks[i].element.getparent() for i in boxed}
    for block in blocks[boxed[0] : boxed[-1] + 1]:
        if block.element.getparent() in holders or block.element in holders:
            block.furniture = False


def is_legend(block: Block, region: Any) -> bool:
    """Whether a block is the legend of a picture beside or above it, in an element that holds little else."""
    if block.kind != "text" or len(block.text) > _LEGEND:
        return False
    node = block.element
    if next(node.iter("img"), None) is not None and not _is_bare(node):
        return False
    for _ in range(_NEAR):
        if node is region or node.tag in ("td", "article", "main", "body", "section"):
            return False
        if next(node.iter("img", "amp-img", "picture"), None) is not None:
            return sum(map(len, node.itertext())) <= _LEGEND
        parent = node.getparent()
        if parent is None:
            return False
        node = parent
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
    if ranked and blocks[ranked[0]].linked < len(blocks[ranked[0]].text) * _LINKED:
        return ranked[0]
    return next((i for i in ranked if not blocks[i].linked), None)


def alike(text: str) -> str:
    """A text's letters and digits alone, without case."""
    return _ALIKE.sub("", text).lower()


def _holders(blocks: Sequence[Block], prose: Sequence[int]) -> dict[int, Any]:
    """For each paragraph the element that holds it together with others: wrappers of one block are looked through."""
    direct = Counter(b.element for b in blocks)
    inside: Counter[Any] = Counter()
    for element, count in direct.items():
        node = element
        while node is not None:
            inside[node] += count
            node = node.getparent()
    holders = {}
    for i in prose:
        node = blocks[i].element
        while inside[node] == 1 and (parent := node.getparent()) is not None:
            node = parent
        if node.tag in ("blockquote", "ul", "ol", "li") and (parent := node.getparent()) is not None:
            node = parent
        holders[i] = node
    return holders


def _column(
    blocks: Sequence[Block],
    prose: Sequence[int],
    holders: dict[int, Any],
    mine: set[int],
    headline: int | None,
    live: bool,
) -> tuple[set[int], set[Any]]:
    """The paragraphs of the column, and the elements that are lists of teasers."""
    groups: dict[Any, list[int]] = defaultdict(list)
    for i in prose:
        holder = holders[i]
        groups[(holder.tag, holder.get("class")) if holder.get("class") else holder].append(i)
    headed, cards = _headed(blocks)
    listed = (
        set() if live else {key for key, group in groups.items() if _is_list(blocks, group, holders, headed)}
    )
    listed |= {key for key, group in groups.items() if _is_list(blocks, group, holders, cards)}
    after = headline is not None and any(
        sum(len(blocks[i].text) for i in group if i > headline) >= _BRIEF
        for key, group in groups.items()
        if key not in listed
    )

    def weight(key: Any) -> float:
        total = 0.0
        for i in groups[key]:
            share = (_KEPT if i in mine else _OTHER) * (
                _ABOVE if headline is not None and i < headline else 1.0
            )
            total += share * len(blocks[i].text)
        return total * (_TEASER if key in listed and (after or holders[groups[key][0]] in cards) else 1.0)

    best = max(groups, key=lambda key: (weight(key), -groups[key][0]))
    teasers = {holders[i] for key in listed if key != best for i in groups[key]}
    return set(groups[best]), teasers


def _headed(blocks: Sequence[Block]) -> tuple[set[Any], set[Any]]:
    """The elements that hold a heading, and those at whose head is a link elsewhere."""
    headed, cards, begun = set[Any](), set[Any](), set[Any]()
    for block in blocks:
        parent = block.element.getparent()
        pointer = block.linked > _LINKED * len(block.text)
        if block.kind == "heading" and parent is not None:
            if parent.tag in ("a", "header", "hgroup") and parent.getparent() is not None:
                parent = parent.getparent()
            headed.add(parent)
            if pointer:
                cards.add(parent)
        elif pointer and block.element not in begun:
            cards.add(block.element)
        begun.update((block.element, parent))
    return headed, cards


def _is_list(
    blocks: Sequence[Block], group: Sequence[int], holders: dict[int, Any], headed: set[Any]
) -> bool:
    """Whether a class holds teasers: several elements of it, each with a heading and a line or two."""
    elements = {holders[i] for i in group}
    if len(elements) < _LIST or not elements <= headed:
        return False
    return sum(len(blocks[i].text) for i in group) < _TEASED * len(elements)


def _one_article(
    blocks: Sequence[Block], core: Sequence[int], column: set[int], headline: int | None
) -> list[int]:
    """The paragraphs below the headline up to the headline of another article."""
    if headline is None:
        return list(core)
    below = [i for i in core if i > headline]
    size = sum(len(blocks[i].text) for i in column)
    if not below or 2 * sum(len(blocks[i].text) for i in below if i in column) < size:
        return list(core)
    level = blocks[headline].level
    if level == 1:
        for other in range(below[0] + 1, len(blocks)):
            if blocks[other].level == 1 and not _siblings(blocks[other], blocks[below[0]]):
                return [i for i in below if i < other]
    return below


def _unfolded(blocks: Sequence[Block], core: Sequence[int]) -> Iterator[int]:
    """Hidden paragraphs of the same `article` element: what a button would show of it, if it is much and new."""
    around = {node for i in core if (node := _article_of(blocks[i].element)) is not None}
    shown = {blocks[i].text for i in core}
    hidden = (
        [
            i
            for i in range(core[0], len(blocks))
            if blocks[i].hidden
            and not blocks[i].furniture
            and is_prose(blocks[i])
            and blocks[i].text not in shown
            and _article_of(blocks[i].element) in around
        ]
        if around and core
        else []
    )
    if sum(len(blocks[i].text) for i in hidden) >= _UNFOLDED:
        yield from hidden


def _article_of(element: Any) -> Any:
    """The nearest element around that is marked as an article or its body, or None."""
    while (
        element is not None
        and element.tag != "article"
        and "articleBody" not in (element.get("itemprop") or "")
    ):
        element = element.getparent()
    return element


def _siblings(left: Block, right: Block) -> bool:
    return left.element.getparent() is right.element.getparent()


def _region(blocks: Sequence[Block], core: Sequence[int], holders: dict[int, Any]) -> Any:
    """The smallest element around a paragraph's neighbours that holds nearly all of the core."""
    sizes: Counter[Any] = Counter()
    for i in core:
        node = blocks[i].element
        while node is not None:
            sizes[node] += len(blocks[i].text)
            node = node.getparent()
    wanted = _REGION * sum(len(blocks[i].text) for i in core)
    longest = max(core, key=lambda i: len(blocks[i].text))
    node = holders.get(longest, blocks[longest].element)
    while sizes[node] < wanted and (parent := node.getparent()) is not None:
        node = parent
    return node


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
        if block.furniture or block.linked > (_ITEM if block.kind == "item" else _LINKED) * len(block.text):
            if block.kind != "text" or block.furniture:
                return
            continue
        if block.kind in ("item", "row"):
            if any(_is_inside(block.element, holder) for holder in column):
                yield i
        elif block.kind != "text" or block.hidden or block.headed or not _ENDS.search(block.text):
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
    start = next((i for i in core if not blocks[i].deck and len(blocks[i].text) >= _LONG), core[0])
    boxes = _boxes([blocks[i] for i in chosen], wanted, whole)

    def stays(i: int) -> bool:
        block = blocks[i]
        if i in decks:
            return block.element not in boxes
        if i in paragraphs and block.element.getparent() not in boxes:
            return not (block.headed and i < start)
        if block.furniture or block.hidden or block.linked > _LINKED * len(block.text):
            return False
        if block.element in boxes or block.element.getparent() in boxes:
            return False
        if i >= start or block.deck:
            return True
        return not block.headed and (is_prose(block) or block.level > 1)

    return [i for i in chosen if stays(i)]


def _boxes(chosen: Sequence[Block], wanted: set[Any], whole: set[Any]) -> set[Any]:
    """The elements around a pointer that hold nothing of the article."""
    boxes: set[Any] = set()
    for block in chosen:
        if block.furniture or block.linked <= _LINKED * len(block.text) or _CLOCK.match(block.text):
            continue
        holder, parent = block.element, block.element.getparent()
        if holder in wanted or holder in whole:
            continue
        boxes.add(holder)
        if parent is not None and parent not in wanted and parent not in whole and block.kind != "item":
            boxes.add(parent)
    return boxes
