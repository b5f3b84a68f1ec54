"""Who looks at a page, for the routes that read."""

from __future__ import annotations

from typing import Annotated

from crosswire.serve.access import needs, not_there
from crosswire.store.database.viewer import Viewer

__all__ = ["Looking", "not_there"]

Looking = Annotated[Viewer, needs("reader")]
