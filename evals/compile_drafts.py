"""Drafts as their author marked them, to the drafts that are checked and the list of what is true in them.

In: `evals/drafts/marked/NN-name.{md,txt,html}`: lines `key: value` (sample, half), a line `---`, the draft
with its claims in double brackets. Out: `evals/drafts/NN-name.…` without the marks, and
`evals/drafts/items.jsonl`, one claim a line. It judges nothing: what is true is the author's word.

A claim is `[[code:text]]`, a planted fault `[[code:text^why]]`; CODES has the codes. `[[<:…]]` and `[[>:…]]`
hold what the attribution before or after them attributes, and may hold claims; `q<`, `q>`, `qc>` … are a
quotation and that at once.

Run with `python -m evals.compile_drafts`; `--check` writes nothing and fails where a file is out of date.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent / "drafts"
MARKED = HERE / "marked"

KINDS = {"f": "figure", "q": "quotation", "n": "name", "d": "date", "a": "attribution"}
# The faults: code, (kind of the claim, class).
CODES: dict[str, tuple[str, str]] = {
    "fc": ("figure", "figure-changed"),
    "fm": ("figure", "figure-measure"),
    "fp": ("figure", "figure-party"),
    "fq": ("figure", "figure-qualifier"),
    "fn": ("figure", "figure-nowhere"),
    "qc": ("quotation", "quote-changed"),
    "qf": ("quotation", "quote-fabricated"),
    "qs": ("attribution", "quote-speaker"),
    "ss": ("attribution", "source-swapped"),
    "si": ("attribution", "source-invented"),
    "hl": ("attribution", "hedge-lost"),
    "hlf": ("figure", "hedge-lost"),
    "ng": ("name", "name-garbled"),
    "nw": ("name", "name-wrong"),
    "nn": ("name", "name-nowhere"),
    "dw": ("date", "date-wrong"),
    "dn": ("date", "date-nowhere"),
    "nf": ("attribution", "negation-flipped"),
}
_MARK = re.compile(r"\[\[([a-z]*[<>]?):|\^([^\]]*)\]\]|\]\]")

Item = dict[str, Any]


class MarkError(ValueError):
    """A mark is not closed, has an unknown code, or attributes nothing."""


def unmark(text: str) -> tuple[str, list[Item]]:
    """The draft without its marks, and its claims in order, with the spans that each attribution covers.

    >>> unmark("[[f:Two]] boats, [[a:she said]].")[1][1]["text"]
    'she said'
    """
    plain, items, contents, opened, last = (
        "",
        list[Item](),
        list[tuple[str, int, int]](),
        list[tuple[str, int]](),
        0,
    )
    for mark in _MARK.finditer(text):
        plain, last = plain + text[last : mark.start()], mark.end()
        if mark[0].startswith("[["):
            opened.append((mark[1], len(plain)))
            continue
        if not opened:
            raise MarkError(f"closed but not opened: {text[: mark.end()][-60:]!r}")
        code, start = opened.pop()
        if code[-1] in "<>":
            contents.append((code[-1], start, len(plain)))
        if base := code.rstrip("<>"):
            items.append(_claim(base, start, plain, mark[2]))
    if opened:
        raise MarkError(f"not closed: {opened}")
    items.sort(key=lambda item: (item["start"], item["end"]))
    for arrow, start, end in contents:
        _attach(items, arrow, start, end)
    return plain + text[last:], items


def _claim(code: str, start: int, plain: str, why: str | None) -> Item:
    if (code in KINDS) != (why is None) or (why is not None and code not in CODES):
        raise MarkError(f"{code!r} at {plain[start:]!r}: a fault has a reason, a true claim none")
    kind, fault = (KINDS[code], None) if why is None else CODES[code]
    truth = "true" if why is None else "fault"
    return {
        "start": start,
        "end": len(plain),
        "text": plain[start:],
        "kind": kind,
        "truth": truth,
        "class": fault,
        "why": why,
        "content": [],
    }


def _attach(items: list[Item], arrow: str, start: int, end: int) -> None:
    """Gives a content to the nearest attribution (or name that speaks) on the side that the arrow shows."""
    speaks = [i for i in items if i["kind"] in ("attribution", "name") and not start <= i["start"] < end]
    before = [i for i in speaks if i["end"] <= start]
    after = [i for i in speaks if i["start"] >= end]
    side = before[-1:] if arrow == "<" else after[:1]
    if not side:
        raise MarkError(f"nothing attributes what stands at {start}")
    side[0]["content"].append([start, end])


def compiled(path: Path) -> tuple[str, list[Item]]:
    """A marked file as the draft's text and its items, each with draft, sample and half."""
    head, _, body = path.read_text(encoding="utf-8").partition("\n---\n")
    said = dict(line.split(": ", 1) for line in head.splitlines())
    text, items = unmark(body)
    shared = {"draft": path.name, "against": said["sample"], "half": said["half"]}
    return text, [shared | item for item in items]


def outputs() -> dict[Path, str]:
    """Every file to be written, with its text."""
    written, lines = dict[Path, str](), list[str]()
    for path in sorted(MARKED.iterdir()):
        text, items = compiled(path)
        written[HERE / path.name] = text
        lines += [json.dumps(item, ensure_ascii=False) for item in items]
    return written | {HERE / "items.jsonl": "\n".join(lines) + "\n"}


def main(arguments: list[str]) -> int:
    """Writes the files, or with `--check` names those that are out of date."""
    stale = [p for p, text in outputs().items() if not p.exists() or p.read_text(encoding="utf-8") != text]
    for path in stale:
        if "--check" in arguments:
            print(f"out of date: {path.name}")
        else:
            path.write_text(outputs()[path], encoding="utf-8")
    items = [json.loads(line) for line in (HERE / "items.jsonl").read_text(encoding="utf-8").splitlines()]
    for half in ("open", "closed"):
        held = [i for i in items if i["half"] == half]
        classes, kinds = (
            Counter(i["class"] or "true" for i in held),
            Counter(i["kind"] for i in held if not i["class"]),
        )
        print(half, f"{len(held) - classes['true']} faults", dict(sorted(classes.items())), dict(kinds))
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
