"""Where the running text of a page is: its paragraphs, the column that holds most of them, the region around it.

In: a page's blocks. Out: places in their order, and elements. The steps are those at the head of `article`.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from crosswire.read.web.blocks import Block

# Characters of a paragraph: from the first on any is one, from the second on if it ends as a sentence does.
LONG, SHORT = 80, 30
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
UNFOLDED = 300
# Share of links from which on a block is a pointer and no sentence with links in it.
LINKED = 0.6
# The same for an item of a list, which has its link at its head and a line on it.
ITEM = 0.3
_ENDS = re.compile(r"[.!?…。؟।][\"”’'»)\]]{0,3}\s*$|[“”»«„\"]\s*$")
# Scripts of which one character says about as much as two of others.
_DENSE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def is_sentence(block: Block) -> bool:
    """Whether a block ends as a sentence does."""
    return _ENDS.search(block.text, max(0, len(block.text) - 8)) is not None


def is_prose(block: Block) -> bool:
    """Whether a block is running text: long, or short and a sentence, and not mostly links."""
    size = len(block.text) if block.text.isascii() else len(block.text) + len(_DENSE.findall(block.text))
    most = ITEM if block.kind == "item" else LINKED
    if block.kind == "heading" or size < SHORT or block.linked > most * size:
        return False
    return size >= LONG or is_sentence(block)


def find_holders(blocks: Sequence[Block], prose: Sequence[int]) -> dict[int, Any]:
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


def find_column(
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
        pointer = block.linked > LINKED * len(block.text)
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


def one_article(
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
            if blocks[other].level == 1 and not are_siblings(blocks[other], blocks[below[0]]):
                return [i for i in below if i < other]
    return below


def find_unfolded(blocks: Sequence[Block], core: Sequence[int]) -> Iterator[int]:
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
    if sum(len(blocks[i].text) for i in hidden) >= UNFOLDED:
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


def are_siblings(left: Block, right: Block) -> bool:
    """Whether two blocks stand in the same element."""
    return left.element.getparent() is right.element.getparent()


def find_region(blocks: Sequence[Block], core: Sequence[int], holders: dict[int, Any]) -> Any:
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
    parent, name = node.getparent(), node.get("class")
    if parent is not None and name and any(_is_twin(holders.get(i), node) for i in core):
        return parent
    return node


def _is_twin(holder: Any, node: Any) -> bool:
    """Whether an element is a sibling of another with the same class."""
    if holder is None or holder is node or holder.getparent() is not node.getparent():
        return False
    return bool(holder.get("class") == node.get("class"))
