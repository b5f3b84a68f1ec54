"""The words for what people review and say of it, and for the work that they ask for: a part of `vocabulary`."""

from __future__ import annotations

from collections.abc import Mapping

from crosswire.serve.translation import N_

REVIEW_WORDS: Mapping[str, Mapping[str, str]] = {
    # What a desk does, and in which stage of it.
    "work": {
        "read": N_("a report to be read"),
        "fetch": N_("a page to be fetched"),
        "feed": N_("a feed to be looked at"),
        "story": N_("a story to be made anew"),
        "rebuild": N_("everything to be made anew"),
        "refused": N_("what was not taken"),
    },
    "stage": {
        "fetch": N_("being fetched"),
        "read": N_("being read"),
        "annotate": N_("what it says is being found"),
        "place": N_("being placed with its story"),
        "link": N_("reports are being held against each other"),
        "story": N_("the story is being made anew"),
    },
    "kind": {
        "figure": N_("figure"),
        "quote": N_("quotation"),
        "name": N_("name"),
        "link": N_("link between reports"),
        "story": N_("story"),
        "tally": N_("tally"),
        "event": N_("event"),
        "utterance": N_("utterance"),
        "discrepancy": N_("discrepancy"),
        "brief": N_("sentence of the brief"),
        "report": N_("report"),
    },
    # What a person can say of a statement; and that they said it.
    "action": {
        "accept": N_("Accept: it is as the words say"),
        "reject": N_("Reject: it is not what the words say"),
        "correct": N_("Correct"),
        "merge": N_("Merge"),
        "split": N_("Split"),
        "unsure": N_("Unsure"),
        "annotate": N_("Note"),
    },
    "said": {
        "accept": N_("accepted it"),
        "reject": N_("rejected it"),
        "correct": N_("corrected it"),
        "merge": N_("merged it"),
        "split": N_("split it"),
        "unsure": N_("was unsure"),
        "annotate": N_("noted"),
    },
    "standing": {
        "confirmed": N_("confirmed"),
        "rejected": N_("rejected"),
        "corrected": N_("corrected"),
        "reviewed": N_("reviewed"),
        "disputed": N_("reviewers part over it"),
        "unsure": N_("unsure"),
    },
    "field": {
        "number": N_("Number"),
        "low": N_("At least"),
        "high": N_("At most"),
        "qualifier": N_("How it is put"),
        "unit": N_("Unit"),
        "measure": N_("What was counted"),
        "group": N_("Of whom"),
        "place": N_("Place"),
        "as_of": N_("As of"),
        "attributed": N_("Who says it"),
        "modality": N_("How it is meant"),
        "part_of_event": N_("Belongs to this event"),
        "name": N_("Name"),
        "type": N_("What it names"),
        "corrupted": N_("A garbled form"),
        "title": N_("Title"),
    },
    "qualifier": {
        "exact": N_("exactly"),
        "about": N_("about"),
        "more_than": N_("more than"),
        "at_least": N_("at least"),
        "less_than": N_("less than"),
        "at_most": N_("at most"),
        "range": N_("from … to"),
        "vague": N_("vaguely"),
    },
    "modality": {
        "asserted": N_("asserted"),
        "denied": N_("denied"),
        "hedged": N_("hedged"),
        "unverified": N_("could not be verified"),
    },
    "type": {
        "PERSON": N_("a person"),
        "ORG": N_("an organisation"),
        "GPE": N_("a country or town"),
        "FAC": N_("a building or site"),
        "LOC": N_("a place in nature"),
        "NORP": N_("a people or party"),
        "OTHER": N_("something else"),
    },
    "part_of_event": {"yes": N_("yes"), "no": N_("no")},
    "corrupted": {"yes": N_("yes"), "no": N_("no")},
}
