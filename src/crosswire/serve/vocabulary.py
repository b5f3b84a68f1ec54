"""The words for the values that the store and dossiers know by keys: states, roles, measures, kinds, actions.

In: the kind of value and its key, as JSON twins carry it. Out: the word for people, marked for translators here and translated
where it is shown (`{{ tally.status | word("status") }}`). A key without a word is shown as it is, and a test finds it.
"""

from __future__ import annotations

from collections.abc import Mapping

from crosswire.serve.review_words import REVIEW_WORDS
from crosswire.serve.translation import N_

WORDS: Mapping[str, Mapping[str, str]] = {
    "role": {
        "reader": N_("reader"),
        "reviewer": N_("reviewer"),
        "editor": N_("editor"),
        "admin": N_("admin"),
    },
    "status": {
        "single-source": N_("single-source"),
        "agreed": N_("agreed"),
        "compatible": N_("compatible"),
        "revised": N_("revised"),
        "disputed": N_("disputed"),
    },
    "measure": {
        "killed": N_("killed"),
        "injured": N_("injured"),
        "detained": N_("detained"),
        "missing": N_("missing"),
        "displaced": N_("displaced"),
        "rescued": N_("rescued"),
        "participants": N_("participants"),
        "deployed": N_("deployed"),
        "established": N_("established"),
        "cost": N_("cost"),
        "population": N_("population"),
        "age": N_("age"),
        "duration": N_("duration"),
        "share": N_("share"),
        "limit": N_("limit"),
        "other": N_("other counts"),
    },
    "group": {
        "people": N_("people"),
        "protesters": N_("protesters"),
        "security_forces": N_("security forces"),
        "foreign_forces": N_("foreign forces"),
        "militants": N_("militants"),
        "officials": N_("officials"),
        "journalists": N_("journalists"),
        "aid_workers": N_("aid workers"),
        "children": N_("children"),
    },
    "found": {
        "report": N_("report"),
        "statement": N_("statement"),
        "person": N_("person or body"),
        "figure": N_("number"),
    },
    "modality": {
        "asserted": N_("asserted"),
        "denied": N_("denied"),
        "hedged": N_("hedged"),
        "unverified": N_("could not be verified"),
    },
    "custody": {
        "created": N_("store made"),
        "received": N_("received"),
        "withdrawn": N_("withdrawn"),
        "restored": N_("restored"),
        "verified": N_("verified"),
        "exported": N_("handed over"),
    },
    "relation": {
        "same-original": N_("Both go back to one original"),
        "republished": N_("One is the other’s text"),
        "shared-passages": N_("Both have some passages in common"),
    },
    "direction": {
        "left-first": N_("the left one was first"),
        "right-first": N_("the right one was first"),
    },
    "form": {
        "html": N_("Page"),
        "pdf": "PDF",
        "docx": N_("Document"),
        "json": N_("Dossier as JSON"),
        "tallies": N_("Tallies"),
        "figures": N_("Figures"),
        "tolls": N_("Tolls"),
        "ucdp": "UCDP",
        "acled": "ACLED",
        "plover": "PLOVER",
        "ftm": "FollowTheMoney",
        "claimreview": "ClaimReview",
        "webannotation": "Web Annotation",
        "timeml": "TimeML",
    },
    "alarm": {
        "tally": N_("figure"),
        "discrepancy": N_("accounts part"),
        "withdrawn": N_("withdrawn"),
        "merged": N_("merged"),
        "settled": N_("no longer parts the accounts"),
    },
    "severity": {"high": N_("weighty"), "medium": N_("notable"), "low": N_("slight")},
    "job": {
        "waiting": N_("waiting"),
        "running": N_("under way"),
        "done": N_("done"),
        "failed": N_("failed"),
    },
    "deed": {
        "logged in": N_("logged in"),
        "log-in failed": N_("log-in failed"),
        "logged out": N_("logged out"),
        "logged out everywhere": N_("logged out everywhere"),
        "person added": N_("person added"),
        "person linked": N_("person linked"),
        "role changed": N_("role changed"),
        "password changed": N_("password changed"),
        "password reset": N_("password reset"),
        "person disabled": N_("person disabled"),
        "person enabled": N_("person enabled"),
        "token made": N_("token made"),
        "token withdrawn": N_("token withdrawn"),
        "sealed": N_("sealed"),
        "seal opened": N_("seal opened"),
        "seal people changed": N_("seal people changed"),
        "restricted": N_("restricted"),
        "restriction lifted": N_("restriction lifted"),
        "restriction people changed": N_("restriction people changed"),
        "exported": N_("exported"),
        "hook added": N_("hook added"),
        "hook removed": N_("hook removed"),
        "feed added": N_("feed added"),
        "feed stopped": N_("feed stopped"),
        "feed started": N_("feed started"),
        "withdrawn": N_("report withdrawn"),
        "backed up": N_("backed up"),
        "rebuilt": N_("rebuilt"),
        "created": N_("created"),
        "migrated": N_("migrated"),
    },
    "detail": {
        "address": N_("address"),
        "session": N_("session"),
        "service": N_("service"),
        "role": N_("role"),
        "before": N_("before"),
        "token": N_("token"),
        "sessions": N_("sessions"),
        "through": N_("through"),
        "story": N_("story"),
        "seal": N_("seal"),
        "seals": N_("seals"),
        "format": N_("format"),
        "form": N_("form"),
        "texts": N_("with the reports’ words"),
        "version": N_("version"),
        "report": N_("report"),
        "hook": N_("webhook"),
        "feed": N_("feed"),
        "host": N_("host"),
        "revision": N_("revision"),
        "software": N_("software"),
        "account": N_("account"),
    },
    **REVIEW_WORDS,
}


def word(kind: str, key: str) -> str:
    """The word for a key, in English; the key itself where there is none.

    >>> word("job", "running"), word("job", "unheard-of")
    ('under way', 'unheard-of')
    """
    return WORDS.get(kind, {}).get(key, key)
