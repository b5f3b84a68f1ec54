"""The words for keys: every value that the types know has one."""

from __future__ import annotations

from typing import get_args

import pytest

from crosswire.serve.vocabulary import WORDS
from crosswire.store.database import jobs
from crosswire.store.database.viewer import ROLES
from crosswire.types import decisions, findings, said

KEYS = {
    "role": ROLES,
    "status": get_args(findings.TallyStatus),
    "severity": get_args(findings.Severity),
    "measure": get_args(said.Measure),
    "group": get_args(said.Group),
    "job": get_args(jobs.State),
    "action": get_args(decisions.ReviewAction),
    "kind": get_args(decisions.TargetKind),
}


@pytest.mark.parametrize("kind", sorted(KEYS.keys() & WORDS.keys()))
def test_every_key_has_a_word(kind: str) -> None:
    assert set(KEYS[kind]) <= WORDS[kind].keys()
