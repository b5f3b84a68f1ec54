"""A dossier held against gold: every figure of merit, with the errors behind it.

In: `crosswire.dossier/1` and `crosswire.gold/1` as parsed JSON, and the reports' texts. Out: one
`Outcome`. Each part is scored by one function; `parts` names them for who wants only one.
"""

from __future__ import annotations

from collections.abc import Mapping

from evals.matching import Item, Outcome, report_keys
from evals.score_figures import score_figures
from evals.score_findings import score_discrepancies, score_events, score_tallies
from evals.score_links import score_boilerplate, score_entities, score_lineage, score_spans
from evals.score_quotes import score_quotes, score_utterances

# Figures for which less is better; a floor under them is a ceiling.
LOWER_IS_BETTER = frozenset({"boilerplate.content_lost"})


def parts(dossier: Item, gold: Item, texts: Mapping[str, str] | None = None) -> dict[str, Outcome]:
    """Every part's outcome by name; `texts` by report id lets spans be checked."""
    keys = report_keys(dossier, gold)
    figures, gold_ids = score_figures(dossier, gold, keys)
    outcomes = {
        "figures": figures,
        "quotes": score_quotes(dossier, gold, keys),
        "utterances": score_utterances(dossier, gold, keys),
        "entities": score_entities(dossier, gold, keys),
        "lineage": score_lineage(dossier, gold, keys),
        "tallies": score_tallies(dossier, gold, gold_ids),
        "events": score_events(dossier, gold, keys),
        "discrepancies": score_discrepancies(dossier, gold, keys),
        "boilerplate": score_boilerplate(dossier, gold, keys),
    }
    if texts is not None:
        outcomes["spans"] = score_spans(dossier, texts)
    return outcomes


def score(dossier: Item, gold: Item, texts: Mapping[str, str] | None = None) -> dict[str, tuple[float, str]]:
    """All figures of merit: name to value and detail."""
    return {
        name: value
        for outcome in parts(dossier, gold, texts).values()
        for name, value in outcome.scores.items()
    }
