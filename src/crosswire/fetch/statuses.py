"""What the statuses of HTTP (RFC 9110, section 15) mean for a person who wants to read a page."""

from __future__ import annotations

from http import HTTPStatus

from crosswire.errors import FetchError

# Answers that bring the page itself, and those that send us elsewhere.
GIVEN = (200, 203)
REDIRECTING = (301, 302, 303, 307, 308)
UNMODIFIED = 304

_MEANING = {
    204: "has nothing in it; check the address.",
    205: "has nothing in it; check the address.",
    304: "has not changed, it says, though we asked for it whole; fetch it again later.",
    401: "asks for a sign-in, which crosswire does not do; save the page with a browser and give the file.",
    402: "asks for payment; save the page with a browser and give the file.",
    403: "is refused to programs like this; save the page with a browser and give the file.",
    404: "is not there; check the address.",
    410: "was taken away for good; look for it in a web archive.",
    429: "says that too much is asked of it; fetch it again later.",
    451: "is withheld for legal reasons; look for it elsewhere.",
}


def refusal(status: int) -> str:
    """Why an answer is no page and what to do, for the end of a message."""
    try:
        name = f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        name = str(status)
    if status in _MEANING:
        meaning = _MEANING[status]
    elif status >= 500:
        meaning = "is in trouble at the server; fetch it again later."
    else:
        meaning = "is not given; check the address."
    return f"{meaning[:-1]} ({name})."


def stated_size(where: str, size: int | None, limit: int) -> None:
    """Raises FetchError where a body of `size` bytes, if known, is above the limit."""
    if size is not None and size > limit:
        raise FetchError(
            f"{where}: is larger than {limit / (1 << 20):,.4g} MB; fetch it by other means and give the file."
        )
