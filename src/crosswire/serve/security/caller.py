"""Who sent a request, as the gate found out, and the token that their forms must bring back.

In: the request. Out: its `Caller`. The secret is that of the session, or of a visit that has none yet (the page
of the log-in, a desk that is open on one machine); only a secret that the browser keeps in a cookie vouches for a
form, and only one that a page asked for is set.
"""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import HTTPConnection

from crosswire.serve.security.secret import form_token, new_secret
from crosswire.store.database.viewer import NOBODY, Viewer

CALLER = "crosswire.caller"


@dataclass(slots=True, kw_only=True)
class Caller:
    """`secret` vouches for forms where it is `kept` in a cookie; `asked` once a page has a form."""

    viewer: Viewer = NOBODY
    secret: str = ""
    kept: bool = False
    asked: bool = False
    address: str = ""

    @property
    def needs_form_token(self) -> bool:
        """Whether what this caller changes must come from a form of ours: not with a machine's token."""
        return self.viewer.by != "token"


class FormToken:
    """Stands in a template for the token of its forms, made when it is written."""

    __slots__ = ("_caller",)

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def __str__(self) -> str:
        self._caller.asked = True
        self._caller.secret = self._caller.secret or new_secret()
        return form_token(self._caller.secret)


def caller_of(request: HTTPConnection) -> Caller:
    """Who sent a request: nobody who is known where no gate stands before the application."""
    found: Caller = request.scope.setdefault(CALLER, Caller())
    return found
