"""W3C Web Annotations: every figure, quotation, name and shared passage, at its words, in JSON-LD.

In: a `Held` and a `Cover`. Out: one `AnnotationCollection` with its only page inside, an annotation a line. A target
is a stretch of a report: its position in code points, as the model counts, and its words; with the texts also what
stands before and after. Speech told indirectly is the report's prose, and passages that reports share may be whole articles:
without the texts such stretches have their positions alone. Bodies say in a sentence what was found, and again as JSON for machines.

After the Web Annotation Data Model (W3C Recommendation, 23 February 2017).
"""

from __future__ import annotations

from base64 import urlsafe_b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from crosswire.present.handover.annotation_bodies import (
    figure_bodies,
    name_bodies,
    passage_words,
    quote_bodies,
)
from crosswire.present.handover.cover import Cover
from crosswire.present.handover.ftm_values import codes
from crosswire.present.handover.json_text import to_line, urn
from crosswire.present.handover.statements import line
from crosswire.present.held import Held, Item
from crosswire.present.page.plain import language_tag, safe_address

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
# Characters of a report that stand before and after a quotation to tell it from others; as Hypothesis keeps.
_AROUND = 32
Annotation = dict[str, Any]


def to_webannotation(held: Held, cover: Cover, *, with_text: bool) -> bytes:
    """The annotations of a dossier, by report and place; `with_text` has the words around them, and of passages."""
    items = list(annotated(held, with_text=with_text))
    key = "\x1f".join(sorted(f"{r['sha256']} {r['id']}" for r in held.reports.values()))
    story = held.stories[0]["title"] if held.stories else ""
    name = " ".join(str(v) for v in held.contract.get("generator", {}).values())
    collection: dict[str, Any] = {
        "@context": CONTEXT,
        "id": urn("annotations", key),
        "type": "AnnotationCollection",
        "label": ", ".join(filter(None, (line(story) or "Annotations of reports", cover.day))),
        "creator": {"type": "Organization", "name": line(cover.desk)} if cover.desk else None,
        "generator": {"id": GENERATOR, "type": "Software", "name": name},
        "via": cover.address,
        "total": len(items),
    }
    page = {
        "id": urn("page", key),
        "type": "AnnotationPage",
        "partOf": urn("annotations", key),
        "startIndex": 0,
    }
    head = {name: value for name, value in collection.items() if value is not None}
    if not items:
        return (to_line(head) + "\n").encode("utf-8")
    lines = ",\n".join(map(to_line, items))
    start = to_line({**head, "last": page["id"], "first": page})[:-2]
    return f'{start}, "items": [\n{lines}\n]}}}}\n'.encode()


GENERATOR = urn("software", "crosswire")


def annotated(held: Held, *, with_text: bool) -> Iterator[Annotation]:
    """Every annotation, by report and place in it."""
    texts = _Texts(held, with_text)
    found = [*_figures(texts), *_quotes(texts), *_names(texts), *_passages(texts)]
    found.sort(key=lambda place: place[0])
    yield from (annotation for _, annotation in found)


# Where an annotation stands among the others: its report's place, its offsets, its kind.
_Place = tuple[int, int, int, str, str]


@dataclass(frozen=True)
class _Texts:
    """The reports, as sources of annotations."""

    held: Held
    with_text: bool

    @cached_property
    def sources(self) -> Mapping[str, dict[str, Any]]:
        """By the id of a report, what its annotations point at."""
        return {id: _source(report) for id, report in self.held.reports.items()}

    def target(self, span: Item, *, quoted: bool = True) -> dict[str, Any]:
        """A stretch of a report; its words where they may be `quoted`, and what is around them with the texts."""
        start, end = span["start"], span["end"]
        text = self.held.texts.get(span["report"]) if self.with_text else None
        position = {"type": "TextPositionSelector", "start": start, "end": end}
        selectors: list[dict[str, Any]] = [position]
        if text is not None:
            prefix, suffix = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
            quote = {
                "type": "TextQuoteSelector",
                "exact": text[start:end],
                "prefix": prefix,
                "suffix": suffix,
            }
            selectors.insert(0, quote)
        elif quoted and span.get("text"):
            selectors.insert(0, {"type": "TextQuoteSelector", "exact": span["text"]})
        return {"type": "SpecificResource", "source": self.sources[span["report"]], "selector": selectors}

    def place(self, span: Item, kind: str, id: str) -> _Place:
        return (self.held.order[span["report"]], span["start"], span["end"], kind, id)

    def annotation(
        self,
        kind: str,
        id: str,
        span: Item,
        motivation: str,
        body: list[Annotation],
        *,
        quoted: bool = True,
    ) -> tuple[_Place, Annotation]:
        """An annotation of a stretch, with the place by which it is put in order."""
        sha256 = self.held.reports[span["report"]]["sha256"]
        key = (kind, sha256, str(span["start"]), str(span["end"]), id)
        return self.place(span, kind, id), {
            "id": urn("annotation", *key),
            "type": "Annotation",
            "motivation": motivation,
            "generator": GENERATOR,
            "body": body,
            "target": self.target(span, quoted=quoted),
        }


def _source(report: Item) -> dict[str, Any]:
    """A report: by its address, where it has one, and by the digest of its bytes (RFC 6920)."""
    digest = urlsafe_b64encode(bytes.fromhex(report["sha256"])).decode().rstrip("=")
    name = f"ni:///sha-256;{digest}"
    found = {
        "id": safe_address(report.get("address")) or name,
        "type": "Text",
        "format": codes()["media"].get(report.get("format")),
        "language": language_tag(report["language"]),
        "canonical": name,
    }
    return {key: value for key, value in found.items() if value is not None}


def _figures(texts: _Texts) -> Iterator[tuple[_Place, Annotation]]:
    held = texts.held
    tallies: dict[str, list[Item]] = {}
    for tally in held.contract["tallies"]:
        for id in tally["figures"]:
            tallies.setdefault(id, []).append(tally)
    for id, figure in held.figures.items():
        if figure["report"] in texts.sources:
            bodies = figure_bodies(held, figure, tallies.get(id, []))
            yield texts.annotation("figure", id, figure, "classifying", bodies)


def _quotes(texts: _Texts) -> Iterator[tuple[_Place, Annotation]]:
    held = texts.held
    renders = {m["quote"]: u for u in held.contract.get("utterances", ()) for m in u["members"]}
    for quote in held.contract.get("quotes", ()):
        if quote["report"] in texts.sources:
            bodies = quote_bodies(held, quote, renders.get(quote["id"]))
            # What is told in other words is the report's own prose, not a quotation.
            quoted = quote["kind"] != "indirect"
            yield texts.annotation("quote", quote["id"], quote, "describing", bodies, quoted=quoted)


def _names(texts: _Texts) -> Iterator[tuple[_Place, Annotation]]:
    for id, entity in texts.held.entities.items():
        for form in entity["forms"]:
            if form["report"] in texts.sources:
                yield texts.annotation("name", id, form, "identifying", name_bodies(entity, form))


def _passages(texts: _Texts) -> Iterator[tuple[_Place, Annotation]]:
    """Shared passages: the target in the later report, where that is known, the body in the other."""
    for pair in texts.held.contract.get("lineage", ()):
        if pair["left"] not in texts.sources or pair["right"] not in texts.sources:
            continue
        swap = pair["direction"] == "left-first"
        for n, passage in enumerate(pair["evidence"]):
            left, right = ({"report": pair[side], **passage[side]} for side in ("left", "right"))
            span, other = (right, left) if swap else (left, right)
            id = f"{pair['left']} {pair['right']} {n}"
            linked = {**texts.target(other, quoted=False), "purpose": "linking"}
            said = passage_words(texts.held, pair, span["report"], other["report"])
            yield texts.annotation("passage", id, span, "linking", [linked, said])
