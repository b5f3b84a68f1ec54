"""Two names compared, in any script: whether they are one bearer's, how surely, and why."""

from crosswire.text.name_match.keys import name_keys
from crosswire.text.name_match.pair import SAME, match_names

__all__ = ["SAME", "match_names", "name_keys"]
