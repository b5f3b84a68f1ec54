"""Figures of MUC-4 reports against their key templates: number, effect and target, all three right.

    python -m evals.dev_muc4 [--errors first]

**Gold.** The reports' templates list, for each human and physical target, a number and effects. A gold figure is
one target with its number and effect:
- names that the key gives one target ("/" between, or a name behind a description) are alternatives; so are
  physical targets of one template and number of which one's words contain the other's (the key's own
  alternatives of physical targets are lost in the derived file);
- the same figure in several templates of a report counts once;
- effects: DEATH, INJURY, unharmed (NO INJURY, NO DEATH and both), SOME DAMAGE, DESTROYED, NO DAMAGE, taken
  (property, money or target), and abducted: every human target of a template of type KIDNAPPING without another
  effect (REGAINED FREEDOM is met by abducted or released). In a template whose stage is THREATENED a
  target without effect is threatened. RESIGNATION and ESCAPED befall no one and are left out;
- a target whose effect the key leaves empty in any other template has no effect to be right or wrong about:
  such figures are not asked for, and ours that match one in number and target are neither right nor wrong;
- entries marked "?" are optional in the same way; two effects of one number ("9: DEATH, INJURY") are one figure
  that either effect meets, since the file does not say how the number divides.

**Match.** Number: equal ("~100" and "100" by 100 under any qualifier, "7 -" and "- 7" by 7); PLURAL by a number
above one or by words for several; "1" by 1; nothing in the key by anything. Effect: equal; DESTROYED is not
SOME DAMAGE. Target: the head noun of one side, in the singular, stands among the words of the other, or a part
of a person's name does; titles do not count; "-" in the key is met by anything. Words for any person (people,
persons, victims, bodies) are one.

**Ours.** Figures and individuals with one of the effects above, whatever the report tells them of, but those
denied and those of another event told as background. A figure told again with the same number, effect and target
counts once; so do words for several ("nurses") beside a number of the same noun and effect,
and "the nurses" behind any two that had the same effect: they name those told of before. One of ours is right if a gold figure matches it, or if it is the sum of two gold figures or more of its
effect and target ("two nuns", whom the key names one by one); a gold figure is found if one of ours matches it.

**Scores.** The key holds incidents of its guidelines alone (terrorist attacks of the last two months; no
fighting between armies and guerrillas, no accidents). (b), the headline, is over the reports that have
templates, where everything else that we report counts against us; (a) over all reports, those without any
template among them. One to one: each gold figure can make only one of ours right. Halves: reports by the digest
of their id; rules were looked at in the first half only. Exit status 3 where the data is absent.
"""

from __future__ import annotations

import argparse
import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from crosswire.annotate.report import annotate_parsed
from crosswire.types import Annotations, Figure
from evals.dev_reports import data_folder, not_run, parsed, read_rows, rows_of

BAR = 0.60
_EFFECTS = {
    "DEATH": "death", "INJURY": "injury", "NO INJURY": "unharmed", "NO DEATH": "unharmed",
    "NO INJURY OR DEATH": "unharmed", "SOME DAMAGE": "damaged", "DESTROYED": "destroyed", "NO DAMAGE": "undamaged",
    "PROPERTY TAKEN FROM TARGET": "taken", "MONEY TAKEN FROM TARGET": "taken", "TARGET TAKEN": "taken",
    "REGAINED FREEDOM": "released",
}  # fmt: skip
_DROPPED = ("RESIGNATION", "ESCAPED", "NO RESIGNATION", "-")
_ANYBODY = frozenset(
    ["people", "person", "individual", "victim", "body", "corpse", "casualty", "dead", "other", "human"]
)
_TITLES = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "general",
        "gen",
        "colonel",
        "col",
        "major",
        "maj",
        "captain",
        "capt",
        "lieutenant",
        "lt",
        "sergeant",
        "sgt",
        "president",
        "minister",
        "judge",
        "senator",
        "mayor",
        "monsignor",
        "msgr",
        "father",
        "priest",
        "bishop",
        "archbishop",
        "professor",
        "engineer",
        "comrade",
        "doctor",
        "corporal",
    ]
)
_SMALL = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "in",
        "at",
        "on",
        "by",
        "and",
        "or",
        "for",
        "to",
        "from",
        "with",
        "de",
        "la",
        "el",
        "los",
        "las",
        "del",
        "y",
        "his",
        "her",
        "their",
        "its",
        "our",
    ]
)


@dataclass(frozen=True, slots=True)
class Gold:
    """A figure of the key: alternatives of each part; `open` has no effect, `optional` need not be given."""

    kind: str
    numbers: frozenset[tuple[str, int]]
    effects: frozenset[str]
    targets: tuple[str, ...]
    optional: bool
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Ours:
    """A figure of ours, as far as the key can be compared with it."""

    kind: str
    number: float | None
    plural: bool
    effect: str
    target: str
    implied: bool


def numbers_of(printed: str | None) -> tuple[frozenset[tuple[str, int]], bool]:
    """The numbers that a key allows, and whether it is optional: ("n", 7), ("plural", 2) or ("any", 0)."""
    if printed is None:
        return frozenset({("any", 0)}), False
    found = set()
    for part in printed.split("/"):
        digits = re.findall(r"\d+", part)
        if "PLURAL" in part:
            found.add(("plural", 2))
        found |= {("n", int(d)) for d in digits}
    return frozenset(found or {("any", 0)}), "?" in printed


def gold_of(row: dict[str, Any]) -> list[Gold]:
    """The gold figures of one report, merged."""
    found: list[Gold] = []
    for template in row["templates"]:
        found += _alternatives_joined(_of_template(template))
    return _merged(found)


def _of_template(template: dict[str, Any]) -> list[Gold]:
    groups = [re.findall(r'"([^"]+)"', entry) for entry in [*template["hum_names"], *template["hum_desc"]]]
    named = frozenset(n for entry in template["hum_names"] for n in re.findall(r'"([^"]+)"', entry))
    found = []
    for f in template["figures"]:
        numbers, optional = numbers_of(f["number"])
        target = (f["target"] or "-").strip("? ")
        targets = {target}
        for group in groups:
            if target in group:
                targets |= set(group)
        effects, doubted, extra = _effects(f, template)
        if effects is None:
            continue
        names = frozenset(named & targets)
        found.append(Gold(f["kind"], numbers, effects, tuple(sorted(targets)), optional or doubted, names))
        if extra:
            found.append(Gold(f["kind"], numbers, extra, tuple(sorted(targets)), True, names))
    return found


def _effects(
    figure: dict[str, Any], template: dict[str, Any]
) -> tuple[frozenset[str] | None, bool, frozenset[str]]:
    """Effects of a gold figure (None: left out; empty: none recorded), whether in doubt, those also allowed."""
    kidnapped = "KIDNAPPING" in template["type"] and figure["kind"] == "hum"
    threatened = (template.get("stage") or "").startswith("THREATENED")
    listed = [e.strip() for e in figure["effect"]]
    if not listed:
        if kidnapped and not threatened:
            return frozenset({"abducted"}), "ATTEMPTED" in (template.get("stage") or ""), frozenset()
        return frozenset({"threatened"} if threatened else ()), False, frozenset()
    parts = [p.strip("?() ") for e in listed for p in e.split("/")]
    effects = {_EFFECTS[p] for p in parts if p in _EFFECTS}
    if not effects:
        return (None if all(p in _DROPPED for p in parts) else frozenset()), False, frozenset()
    extra = {"abducted"} if kidnapped else set()
    if "released" in effects:
        effects |= extra
        extra = set()
    return frozenset(effects), all("?" in e for e in listed), frozenset(extra)


def _alternatives_joined(found: list[Gold]) -> list[Gold]:
    """Physical targets of one number and effect, one's words within the other's: alternatives of one target."""
    out: list[Gold] = []
    for gold in found:
        for n, other in enumerate(out):
            same = (gold.kind, gold.numbers, gold.effects, gold.optional) == (
                other.kind, other.numbers, other.effects, other.optional
            )  # fmt: skip
            told = set(gold.targets) == set(other.targets) or (
                gold.kind == "phys" and any(_within(a, b) for a in gold.targets for b in other.targets)
            )
            if same and told:
                out[n] = _union(gold, other)
                break
        else:
            out.append(gold)
    return out


def _within(a: str, b: str) -> bool:
    one, two = set(_words(a)), set(_words(b))
    return bool(one and two) and (one <= two or two <= one)


def _union(a: Gold, b: Gold) -> Gold:
    return replace(
        a,
        numbers=a.numbers | b.numbers,
        targets=tuple(sorted({*a.targets, *b.targets})),
        names=a.names | b.names,
        optional=a.optional and b.optional,
    )


def _merged(found: list[Gold]) -> list[Gold]:
    """The same figure of several templates once."""
    out: list[Gold] = []
    for gold in found:
        for n, other in enumerate(out):
            told = set(gold.targets) & set(other.targets) - {"-"} or gold.targets == other.targets
            same = (gold.kind, gold.effects) == (other.kind, other.effects)
            if told and same and gold.numbers & other.numbers:
                out[n] = _union(other, gold)
                break
        else:
            out.append(gold)
    return out


def _words(text: str) -> list[str]:
    """Words in the singular and in small letters, without small words and titles."""
    raw = re.findall(r"[a-z][a-z'.-]*|\d+", text.lower().replace("’", "'").replace("'s", ""))
    return [_singular(w.strip(".-'")) for w in raw if w.strip(".-'") not in _SMALL]


def _singular(word: str) -> str:
    irregular = {"men": "man", "women": "woman", "children": "child", "people": "people", "persons": "person"}
    if word in irregular:
        return irregular[word]
    if word.endswith("men"):
        return word[:-3] + "man"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("buses", "sses", "xes", "ches", "shes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us")) else word


def _head(text: str) -> str:
    """The head noun: the last word before a preposition, a comma or a relative clause; "-" for none."""
    phrase = re.split(
        r"\b(?:of|in|at|on|from|for|with|who|that|which|where|to|by|belonging|near)\b|[,(\[]", text.lower()
    )
    words = _words(phrase[0]) or _words(text)
    return words[-1] if words else "-"


def same_target(ours: str, gold: Gold) -> bool:
    """Whether one of our phrases (parted by ";") names one of the gold targets."""
    phrases = [(_words(p), _head(p)) for p in ours.split("; ")]
    for target in gold.targets:
        if target == "-":
            return True
        theirs, other = _words(target), _head(target)
        for mine, head in phrases:
            if target in gold.names:
                if {w for w in mine if len(w) > 2} & {w for w in theirs if len(w) > 2} - _TITLES:
                    return True
            elif other in mine or head in theirs or (head in _ANYBODY and other in _ANYBODY):
                return True
    return False


def same_number(ours: Ours, gold: Gold) -> bool:
    """Whether our number is one that the key allows."""
    for kind, n in gold.numbers:
        if kind == "any" or (kind == "plural" and ours.plural) or (kind == "n" and ours.number == n):
            return True
    return False


def ours_of(found: Annotations) -> list[Ours]:
    """Our figures and individuals that say what befell somebody or something, each once.

    Phrases for one individual are one: its target is any of them, its effect the gravest (a person wounded who
    then died is dead). An individual of whom no phrase says who it is (a pronoun, a bare "murder") has no target
    and is left out, unless it is nobody ("no casualties").
    """
    chains: dict[str, list[Figure]] = {}
    for f in [*found.figures, *found.individuals]:
        effect = _effect(f)
        if (
            effect
            and (f.modality != "denied" or effect == "unharmed")
            and (f.part_of_event or effect == "threatened")
        ):
            again = f.implied and f.relation is None and f.relates_to
            chains.setdefault(again or f.id, []).append(f)
    out: list[Ours] = []
    for chain in sorted(chains.values(), key=lambda c: (c[0].span.start, c[0].id)):
        if all(f.implied and not f.label and f.number != 0 for f in chain):
            continue
        told = {_effect(f) for f in chain}
        for effect in sorted(e for e in told if e):
            if any(_GRAVITY.get(other or "", 9) < _GRAVITY.get(effect, 9) for other in told):
                continue
            same = [f for f in chain if _effect(f) == effect]
            if _is_definite_plural(same[0]) and sum(o.number or 2 for o in out if o.effect == effect) > 1:
                continue
            out.append(_ours(chain, same[0], effect))
    return [o for o in dict.fromkeys(out) if not _is_counted(o, out)]


def _is_definite_plural(f: Figure) -> bool:
    return (
        f.implied and f.number is None and (f.label or "").casefold().startswith(("the ", "these ", "those "))
    )


def _is_counted(several: Ours, ours: list[Ours]) -> bool:
    """Whether words for several ("the nurses") are counted by a number of ours of the same noun and effect."""
    if several.number is not None or not several.implied:
        return False
    heads = {_head(p) for p in several.target.split("; ")}
    return any(
        o.effect == several.effect
        and (o.number or 0) > 1
        and heads & {_head(p) for p in o.target.split("; ")}
        for o in ours
    )


_GRAVITY = {"death": 0, "injury": 1, "unharmed": 2, "threatened": 3}


def _ours(chain: list[Figure], f: Figure, effect: str) -> Ours:
    harmed = f.measure in ("killed", "injured", "detained")
    kind = "hum" if f.unit == "persons" or f.group is not None or harmed else "phys"
    if kind == "phys" and effect == "unharmed":
        effect = "undamaged"
    plural = (f.number or 0) > 1 or (f.number is None and f.high is None)
    number = 1 if f.number is None and f.low == f.high == 1 else f.number
    labels = [x.label or ("" if x.implied else re.sub(r"[\d,.]+", " ", x.span.text)) for x in chain]
    target = "; ".join(dict.fromkeys(" ".join(_words(t)) for t in labels if t))
    return Ours(kind, number, plural, effect, target or "-", f.implied)


def _effect(f: Figure) -> str | None:
    if f.effect:
        return f.effect
    found = {"killed": "death", "injured": "injury"}.get(f.measure)
    return "unharmed" if found and (f.number == 0 or (f.implied and f.modality == "denied")) else found


def _fits(ours: Ours, gold: Gold) -> bool:
    kinds = ours.kind == gold.kind or "-" in gold.targets
    return kinds and same_number(ours, gold) and same_target(ours.target, gold)


def _is_sum(ours: Ours, golds: list[Gold]) -> bool:
    """Whether our number is the sum of two gold figures or more of its effect and target ("two nuns", each named)."""
    same = [
        g for g in golds if ours.effect in g.effects and g.kind == ours.kind and same_target(ours.target, g)
    ]
    counts = [max(n for _, n in g.numbers) for g in same if all(k == "n" for k, _ in g.numbers)]
    return len(counts) > 1 and sum(counts) == ours.number


class Score:
    """Counts of gold and ours, with what matched."""

    def __init__(self) -> None:
        self.gold: Counter[str] = Counter()
        self.found: Counter[str] = Counter()
        self.ours: Counter[str] = Counter()
        self.right: Counter[str] = Counter()
        self.paired = 0

    def add(self, golds: list[Gold], ours: list[Ours]) -> tuple[list[Gold], list[Ours]]:
        """Counts one report; gives what was missed and what was wrong."""
        asked = [g for g in golds if g.effects and not g.optional]
        missed, wrong = [], []
        for g in asked:
            hit = any(o.effect in g.effects and _fits(o, g) for o in ours)
            for key in _keys(g):
                self.gold[key] += 1
                self.found[key] += hit
            if not hit:
                missed.append(g)
        for o in ours:
            right = any(o.effect in g.effects and _fits(o, g) for g in asked) or _is_sum(o, asked)
            if not right and any(
                (not g.effects or o.effect in g.effects) and _fits(o, g) for g in golds if g not in asked
            ):
                continue
            for key in _keys_of_ours(o):
                self.ours[key] += 1
                self.right[key] += right
            if not right:
                wrong.append(o)
        self.paired += _pairs(asked, ours)
        return missed, wrong

    def line(self, key: str) -> str:
        """Recall, precision and F1 of one key."""
        recall, precision, f1 = self.values(key)
        return f"{key:22} gold {self.gold[key]:5} ours {self.ours[key]:5}  R {recall:.3f}  P {precision:.3f}  F1 {f1:.3f}"

    def values(self, key: str) -> tuple[float, float, float]:
        """Recall, precision, F1."""
        recall = self.found[key] / max(self.gold[key], 1)
        precision = self.right[key] / max(self.ours[key], 1)
        return recall, precision, 2 * recall * precision / max(recall + precision, 1e-9)

    def one_to_one(self) -> float:
        """F1 where a gold figure makes one of ours right at most."""
        return 2 * self.paired / max(self.gold["all"] + self.ours["all"], 1)


def _keys(g: Gold) -> list[str]:
    other = "all but 1" if ("n", 1) not in g.numbers else "number 1"
    return ["all", g.kind, other, *sorted(g.effects)[:1]]


def _keys_of_ours(o: Ours) -> list[str]:
    return ["all", o.kind, "number 1" if o.number == 1 else "all but 1", o.effect]


def _pairs(golds: list[Gold], ours: list[Ours]) -> int:
    """The most pairs of one gold and one of ours that match."""
    taken: dict[int, int] = {}
    fits = [[j for j, o in enumerate(ours) if o.effect in g.effects and _fits(o, g)] for g in golds]

    def place(i: int, seen: set[int]) -> bool:
        for j in fits[i]:
            if j not in seen:
                seen.add(j)
                if j not in taken or place(taken[j], seen):
                    taken[j] = i
                    return True
        return False

    return sum(place(i, set()) for i in range(len(golds)))


def half_of(row_id: str) -> str:
    """The half a report belongs to, by the digest of its id."""
    return "first" if int(hashlib.sha256(row_id.encode()).hexdigest(), 16) % 2 == 0 else "second"


def main(arguments: Iterable[str] | None = None) -> int:
    """Prints the scores; with `--errors`, what was missed and wrong in the first half."""
    options = argparse.ArgumentParser()
    options.add_argument("--errors", type=int, default=0, help="reports of the first half to print errors of")
    options.add_argument(
        "--first", action="store_true", help="only reports of the first half that have templates"
    )
    asked = options.parse_args(None if arguments is None else list(arguments))
    path = data_folder() / "events" / "muc4_dev.jsonl"
    if not path.exists():
        return not_run(path)
    rows = rows_of(path)
    if asked.first:
        rows = [r for r in rows if r["templates"] and half_of(r["id"]) == "first"]
    reports = read_rows(rows)
    scores: dict[str, Score] = defaultdict(Score)
    for row, report, doc in zip(rows, reports, parsed(reports, "muc4"), strict=True):
        golds = gold_of(row)
        ours = ours_of(annotate_parsed(report, doc, anchor=report.published))
        scores["a"].add(golds, ours)
        if row["templates"]:
            half = half_of(row["id"])
            missed, wrong = scores["b"].add(golds, ours)
            scores[half].add(golds, ours)
            if half == "first" and asked.errors > 0:
                asked.errors -= 1
                _print_errors(row, missed, wrong)
    _print_scores(scores)
    return 0 if scores["b"].values("all")[2] >= BAR else 1


def _print_errors(row: dict[str, Any], missed: list[Gold], wrong: list[Ours]) -> None:
    print(f"== {row['id']}")
    for g in missed:
        print(f"  missed {g.kind} {sorted(g.numbers)} {'/'.join(sorted(g.effects))} {g.targets}")
    for o in wrong:
        print(f"  wrong  {o.kind} {o.number} {o.effect} {o.target}{' (individual)' if o.implied else ''}")


def _print_scores(scores: dict[str, Score]) -> None:
    b = scores["b"]
    print("(b) reports with templates, number, effect and target")
    for key in ("all", "hum", "phys", "number 1", "all but 1"):
        print("  " + b.line(key))
    for key in sorted(set(b.gold) | set(b.ours)):
        if key not in ("all", "hum", "phys", "number 1", "all but 1"):
            print("  " + b.line(key))
    print("  first half   " + scores["first"].line("all"))
    print("  second half  " + scores["second"].line("all"))
    print(f"  one to one   F1 {b.one_to_one():.3f}")
    print("(a) all reports")
    print("  " + scores["a"].line("all") + f"  one to one F1 {scores['a'].one_to_one():.3f}")
    print(f"bar: (b) F1 {b.values('all')[2]:.3f} of {BAR:.2f}")


if __name__ == "__main__":
    raise SystemExit(main())
