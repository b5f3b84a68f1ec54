"""Finds text in templates that no translator would see: words of the page, of its attributes, of calls to macros.

In: the source of a template. Out: the bare words, in order. What stands in `code` or `kbd`, and the program's own name, is no
language and is let through.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

import jinja2
from jinja2 import nodes

TOLD = {
    "aria-label",
    "aria-description",
    "title",
    "alt",
    "placeholder",
    "label",
    "value",
    "data-label",
}
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_NAMES = re.compile(r"crosswire|width=device-width,initial-scale=1|light dark|X-CSRF-Token|https?://\S+")
# What a macro writes into another's tag.
_ATTRIBUTE = re.compile(r"""[a-z-]+="[^"]*"|[a-z-]+='[^']*'""")
# What a call says to people begins like a sentence or holds a space; keys, names and addresses do neither.
_SENTENCE = re.compile(r"[A-Z][a-z]|[^\W\d_]{2,} [^\W\d_]{2,}")
_HOLE = "\u0001"


class _Texts(HTMLParser):
    """Collects what a reader would see or hear."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._silent: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("code", "kbd", "script", "style", "svg"):
            self._silent.append(tag)
        shown = dict(attrs).get("type") in ("submit", "button", "reset")
        for name, value in attrs:
            if name in TOLD and (name != "value" or shown):
                self._take(value or "")

    def handle_endtag(self, tag: str) -> None:
        if self._silent and self._silent[-1] == tag:
            self._silent.pop()

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._take(data)

    def _take(self, text: str) -> None:
        plain = _ATTRIBUTE.sub("", _NAMES.sub("", text.replace(_HOLE, " "))).strip()
        if _LETTERS.search(plain):
            self.found.append(plain)


def bare(source: str) -> list[str]:
    """The unmarked words of a template."""
    environment = jinja2.Environment(extensions=["jinja2.ext.i18n"])
    parser = _Texts()
    parser.feed(_outside_marks(environment, source))
    parser.close()
    return parser.found + list(_calls(environment.parse(source)))


def _outside_marks(environment: jinja2.Environment, source: str) -> str:
    """The mark-up with what templates fill in, and what is translated, as holes."""
    text, marked, opened, first = [], False, False, False
    for _, kind, value in environment.lex(source):
        if kind == "block_begin":
            opened = first = True
        elif kind == "block_end":
            opened = False
        elif kind == "name" and opened and first:
            marked = True if value == "trans" else False if value == "endtrans" else marked
            first = False
        elif kind == "variable_begin":
            text.append(_HOLE)
        elif kind == "data" and not marked:
            text.append(value)
    return "".join(text)


def _calls(tree: nodes.Template) -> list[str]:
    """Sentences that are given to macros, or put out, without a mark."""
    marked = {
        id(node) for filter in tree.find_all(nodes.Filter) if filter.name == "word" for node in filter.args
    }
    marked |= {
        id(node)
        for call in tree.find_all(nodes.Call)
        if isinstance(call.node, nodes.Name)
        and call.node.name in ("_", "gettext", "ngettext", "pgettext", "asset")
        for node in call.find_all(nodes.Const)
    }
    return [
        node.value
        for node in tree.find_all(nodes.Const)
        if isinstance(node.value, str)
        and id(node) not in marked
        and _SENTENCE.search(_NAMES.sub("", node.value))
    ]
