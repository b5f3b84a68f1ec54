"""Names found in reports in Cyrillic letters: BSNLP, Russian, Ukrainian and Bulgarian documents.

    python -m evals.dev_bsnlp_names [--errors]

In: raw and annotated files under `bsnlp/` of the folder that CROSSWIRE_DATA names, of the topics whose gold keeps
capitals. The gold is the set of surface forms of a document, so found forms are compared as sets: precision, recall
and F1 by form, and by form and type (person, organisation, place; events and products are left out on both sides),
open and closed half. Errors are shown of open documents alone.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict

from crosswire.annotate.names_cyrillic import find_cyrillic
from crosswire.types import Report
from evals.bsnlp_rows import mentions_of
from evals.dev_reports import NOT_RUN, AbsentError, needed

_TOPICS, _LANGUAGES = ("asia_bibi", "brexit"), ("ru", "uk", "bg")
_TYPES = {"PER": "PERSON", "ORG": "ORG", "LOC": "GPE"}
_PLACES = {"LOC": "GPE", "FAC": "GPE"}
# Lines before the text: id, language, day, address, title follows.
_HEAD = 4


def main(arguments: list[str] | None = None) -> int:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args(arguments)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    missed: Counter[tuple[str, str]] = Counter()
    wrong: Counter[tuple[str, str]] = Counter()
    try:
        documents = _documents()
    except AbsentError as error:
        print(f"Not run: {error}")
        return NOT_RUN
    for language, text, gold, other, is_open in documents:
        report = Report(id="r", source="r.txt", text=text, sha256="0", language=language)
        found = {(" ".join(m.span.text.split()), _PLACES.get(m.type, m.type)) for m in find_cyrillic(report)}
        found = {(s, t) for s, t in found if s not in other and t != "OTHER"}
        for part in (language, "open" if is_open else "closed", "all"):
            counts[part].update(
                {
                    "found": len(found),
                    "gold": len(gold),
                    "typed": len(found & gold),
                    "forms": len({s for s, _ in found} & {s for s, _ in gold}),
                }
            )
        if is_open:
            missed.update(gold - found)
            wrong.update(found - gold)
    for part, c in sorted(counts.items()):
        typed, forms = (2 * c[k] / max(1, c["found"] + c["gold"]) for k in ("typed", "forms"))
        print(
            f"bsnlp_names.{part} {typed:.3f} typed, precision {c['typed'] / max(1, c['found']):.3f} recall "
            f"{c['typed'] / max(1, c['gold']):.3f}; by form alone {forms:.3f}; {c['gold']} forms"
        )
    if options.errors:
        print("missed:", ", ".join(f"{s} {t} {n}" for (s, t), n in missed.most_common(70)))
        print("wrong:", ", ".join(f"{s} {t} {n}" for (s, t), n in wrong.most_common(70)))
    return 0


def _documents() -> list[tuple[str, str, set[tuple[str, str]], set[str], bool]]:
    found = []
    for topic in _TOPICS:
        of_document = defaultdict(list)
        for mention in mentions_of(topic):
            if mention.language in _LANGUAGES:
                of_document[mention.document].append(mention)
        for document, mentions in sorted(of_document.items()):
            language, _, name = document.partition("/")
            raw = needed("bsnlp", topic, "raw", language) / (name.removesuffix(".out") + ".txt")
            if not raw.exists():
                raw = needed("bsnlp", topic, "raw", language) / name.replace(".out", "")
            if not raw.exists():
                continue
            text = "\n".join(raw.read_text(encoding="utf-8-sig").splitlines()[_HEAD:])
            gold = {(" ".join(m.surface.split()), _TYPES[m.type]) for m in mentions if m.type in _TYPES}
            other = {" ".join(m.surface.split()) for m in mentions if m.type not in _TYPES}
            found.append((language, text, gold, other, mentions[0].open))
    return found


if __name__ == "__main__":
    sys.exit(main())
