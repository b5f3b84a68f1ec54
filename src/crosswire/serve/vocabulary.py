"""The words for the values that the store and dossiers know by keys: states, roles, measures, kinds, actions.

In: the kind of value and its key, as JSON twins carry it. Out: the word for people, marked for translators here and translated
where it is shown (`{{ tally.status | word("status") }}`). A key without a word is shown as it is, and a test finds it.
"""

from __future__ import annotations

from collections.abc import Mapping

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
    "alarm": {
        "tally": N_("figure"),
        "discrepancy": N_("accounts part"),
        "withdrawn": N_("withdrawn"),
        "merged": N_("merged"),
    },
    "severity": {"high": N_("weighty"), "medium": N_("notable"), "low": N_("slight")},
    "job": {
        "waiting": N_("waiting"),
        "running": N_("under way"),
        "done": N_("done"),
        "failed": N_("failed"),
    },
}


def word(kind: str, key: str) -> str:
    """The word for a key, in English; the key itself where there is none.

    >>> word("job", "running"), word("job", "unheard-of")
    ('under way', 'unheard-of')
    """
    return WORDS.get(kind, {}).get(key, key)
