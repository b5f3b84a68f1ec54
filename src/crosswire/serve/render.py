"""Templates to pages: escaped always, undefined is an error, the same layout around every page.

In: a request, a template's name, what it shows. Out: an HTML response. What every page needs (who looks, the language, the
form token, the header's links) is put in here, so that no route forgets it. A request of htmx gets the same page: where only
a part is wanted, a template of that part is rendered.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

import crosswire
from crosswire.serve import filters, navigation, translation
from crosswire.serve.manner import CURRENT, manner_of


@cache
def environment() -> Environment:
    """The template environment of the server."""
    made = Environment(
        loader=PackageLoader("crosswire.serve", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    filters.install(made)
    made.globals |= {
        "is_within": navigation.is_within,
        "languages": translation.names(),
        "program": f"crosswire {crosswire.__version__}",
    }
    return made


def render(request: Request, template: str, *, status: int = 200, **shown: Any) -> HTMLResponse:
    """A page. `shown` are the values that the template names; besides, it finds `request`, `desk` (the manner), `links` and
    `form_token`."""
    manner = manner_of(request)
    always = {
        "request": request,
        "desk": manner,
        "form_token": manner.form_token,
        "links": navigation.links(manner.viewer, navigation.paths_of(request.app)),
    }
    before = CURRENT.set(manner)
    try:
        text = environment().get_template(template).render(**always | shown)
    finally:
        CURRENT.reset(before)
    headers = {"content-language": manner.language, "vary": "accept-language, cookie"}
    return HTMLResponse(text, status_code=status, headers=headers)
