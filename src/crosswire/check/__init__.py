"""A draft held against reports: what it states, and how each statement stands to what they say.

In: a draft read and annotated as reports are, and the dossier of the reports. Out: `Checked` values in the
draft's order. The draft is never a source: it joins no link and counts for nothing. What is true is not
decided here, only what the reports have.
"""

from __future__ import annotations

from crosswire.check.against import draft_day, draft_problems
from crosswire.check.statements import Support, check_draft

__all__ = ["Support", "check_draft", "draft_day", "draft_problems"]
