"""Fixtures of the tests of pages."""

from __future__ import annotations

from tests.serve.worked_desk import worked

__all__ = ["worked"]
