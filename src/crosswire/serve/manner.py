"""How a page is written for the one who reads it: language, zone, light or dark, and who they are.

In: a request. Out: a `Manner`, which every template finds as `desk`, and which the filters for numbers and times go by while
a page is written. What an account says goes before what the browser keeps, and that before what the browser asks for.
"""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from fastapi import Request

from crosswire.serve.security.caller import FormToken, caller_of
from crosswire.serve.translation import SOURCE, chosen
from crosswire.store.database.viewer import NOBODY, Viewer

THEMES = ("light", "dark")
LANGUAGE_COOKIE, THEME_COOKIE, ZONE_COOKIE = "crosswire-language", "crosswire-theme", "crosswire-zone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """For whom and how. `zone` is None where nobody said: times are then written in UTC, and the browser puts them into
    its own. `theme` is None where the page follows the system. `form_token` is what a form must carry back."""

    viewer: Viewer = NOBODY
    language: str = SOURCE
    zone: str | None = None
    theme: str | None = None
    form_token: FormToken | str = ""
    path: str = "/"

    @property
    def place(self) -> ZoneInfo:
        """The zone in which times are written."""
        return ZoneInfo(self.zone or "UTC")


# The manner of the page that is being written just now; set by `render` alone.
CURRENT: ContextVar[Manner] = ContextVar("manner")


def manner_of(request: Request) -> Manner:
    """The manner for whoever sent this request."""
    caller = caller_of(request)
    viewer = caller.viewer
    kept = request.cookies
    zone = viewer.zone or kept.get(ZONE_COOKIE)
    theme = viewer.theme or kept.get(THEME_COOKIE)
    wished = viewer.language or kept.get(LANGUAGE_COOKIE)
    return Manner(
        viewer=viewer,
        language=chosen(wished, request.headers.get("accept-language")),
        zone=zone if zone in zones() else None,
        theme=theme if theme in THEMES else None,
        form_token=FormToken(caller),
        path=request.url.path,
    )


def current() -> Manner:
    """The manner of the page that is being written; English, UTC and nobody outside of one."""
    return CURRENT.get(_OUTSIDE)


@cache
def zones() -> frozenset[str]:
    """The zones of time that are known here: looked up once, since that reads some hundred files."""
    return frozenset(available_timezones())


_OUTSIDE = Manner()
