"""Numbers in words and figures, as the page prints them."""

from __future__ import annotations

from crosswire.types import Figure, Scalar

_SMALL = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
# Numbers from here on are slips or jokes; a page that prints their digits helps no one.
_VAST = 10**18
_LEADS = {
    "about": "about ",
    "more_than": "more than ",
    "at_least": "at least ",
    "less_than": "less than ",
    "at_most": "at most ",
}


def number_words(value: Scalar | None) -> str:
    """A number in figures, grouped; millions in words where that loses nothing; None as a dash.

    >>> number_words(3811), number_words(88_000_000), number_words(1.4)
    ('3,811', '88 million', '1.4')
    """
    if value is None:
        return "–"
    if abs(value) >= _VAST or value != value:
        return "beyond counting"
    for size, name in ((10**12, "trillion"), (10**9, "billion"), (10**6, "million")):
        share = value / size
        if abs(share) >= 1 and round(share, 2) * size == value:
            return f"{round(share, 2):g} {name}"
    if isinstance(value, float) and not value.is_integer():
        return f"{value:,.6f}".rstrip("0").rstrip(".")
    return f"{int(value):,}"


def small(count: int) -> str:
    """A count in words up to twelve ("seven"), in figures beyond."""
    return _SMALL[count] if 0 <= count < len(_SMALL) else f"{count:,}"


def plural(count: int, one: str, many: str | None = None) -> str:
    """A count with its noun.

    >>> plural(1, "original"), plural(3, "family", "families")
    ('1 original', '3 families')
    """
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def bounds_words(low: Scalar | None, high: Scalar | None) -> str:
    """What two bounds allow: "14", "201 or more", "3,600 to 4,400", "12 or fewer", "any number"."""
    if low is None and high is None:
        return "any number"
    if high is None:
        return f"{number_words(low)} or more"
    if low is None:
        return f"{number_words(high)} or fewer"
    return number_words(low) if low == high else f"{number_words(low)} to {number_words(high)}"


def figure_label(figure: Figure) -> str:
    """The figure as a chart prints it: its number with its qualifier, or its vague words."""
    if figure.qualifier == "vague" or figure.number is None:
        words = " ".join(figure.number_span.text.split())
        return words if len(words) <= 22 else words[:21].rstrip() + "…"
    if figure.qualifier == "range":
        return bounds_words(figure.low, figure.high)
    return _LEADS.get(figure.qualifier, "") + number_words(figure.number)


def join_words(items: tuple[str, ...] | list[str]) -> str:
    """A list in words: "a", "a and b", "a, b and c"."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"
