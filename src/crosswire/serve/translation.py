"""What the desk says, in the reader's language: catalogues, the choice of a language, messages that wait for one.

In: the catalogues under locale/ (gettext's .po, read as they are: nothing compiled that could be stale) and what a reader
asked for. Out: translations that templates use, and the tag of the language in which a page is written. English is the
source; every other language has one folder. What reports say is never translated.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from babel import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations

LOCALE = Path(__file__).with_name("locale")
SOURCE = "en"
# The locale whose numbers and dates go with a language, where the plain tag would give a country's own habits.
_FORMATS = {"en": "en_GB"}


@cache
def languages() -> tuple[str, ...]:
    """The tags of the languages in which pages can be read, English first."""
    return (SOURCE, *sorted(p.parent.name for p in LOCALE.glob("*/crosswire.po")))


def names() -> dict[str, str]:
    """The languages under their own names: {"en": "English", "fr": "français"}."""
    return {tag: Locale.parse(tag).get_display_name(tag) or tag for tag in languages()}


@cache
def formats(language: str) -> Locale:
    """The locale that writes numbers and dates on pages in a language."""
    return Locale.parse(_FORMATS.get(language, language))


@cache
def translations(language: str) -> NullTranslations:
    """What turns English into a language; English stays as it is, and so does what a catalogue lacks."""
    path = LOCALE / language / "crosswire.po"
    if language not in languages() or not path.exists():
        return NullTranslations()
    with path.open("rb") as file:
        catalogue = read_po(file, locale=language, domain="crosswire")
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Translations(compiled, domain="crosswire")


def chosen(wished: str | None, accepted: str | None) -> str:
    """The language for a reader: the one they chose if pages can be read in it, else the best of Accept-Language.

    >>> chosen(None, "de-DE, fr-CA;q=0.8, en;q=0.5"), chosen("en", "fr"), chosen("xx", None)
    ('fr', 'en', 'en')
    """
    known = languages()
    if wished in known:
        return str(wished)
    for tag in _by_preference(accepted or ""):
        if (plain := tag.partition("-")[0]) in known:
            return plain
    return SOURCE


def _by_preference(accepted: str) -> list[str]:
    """The tags of an Accept-Language header, the most wanted first; what cannot be read is left out."""
    found = []
    for n, part in enumerate(accepted[:1000].split(",")):
        tag, _, quality = part.strip().lower().partition(";")
        try:
            weight = float(quality.strip().removeprefix("q=") or 1)
        except ValueError:
            continue
        if tag and 0 < weight <= 1:
            found.append((-weight, n, tag.strip()))
    return [tag for _, _, tag in sorted(found)]


def N_(text: str) -> str:  # noqa: N802  # the name that every gettext tool knows
    """Marks a text for translators where it stands; whoever shows it translates it."""
    return text


class Message(str):
    """Something to tell a reader whose language is not known yet: the English text, which can be told in others.

    `values` fill the places named %(so)s; a plural goes by `count`, which a place named %(count)s may show.
    """

    __slots__ = ("_count", "_one", "_plural", "_values")
    _one: str
    _plural: str | None
    _count: int
    _values: Mapping[str, Any]

    def __new__(cls, one: str, plural: str | None = None, count: int = 1, **values: Any) -> Message:
        text = plural if plural is not None and count != 1 else one
        shown = values if plural is None else {"count": count, **values}
        made = super().__new__(cls, text % shown if shown else text)
        made._one, made._plural, made._count, made._values = one, plural, count, shown
        return made

    def told(self, language: str) -> str:
        """The message in a language."""
        catalogue = translations(language)
        if self._plural is None:
            text = catalogue.ugettext(self._one)
        else:
            text = catalogue.ungettext(self._one, self._plural, self._count)
        return text % self._values if self._values else text


def say(text: str, **values: Any) -> Message:
    """A message that is put into the reader's language when it is shown. Translators find it by this call.

    >>> say("%(name)s is not a number.", name="twelve")
    'twelve is not a number.'
    """
    return Message(text, **values)


def nsay(one: str, many: str, count: int, **values: Any) -> Message:
    """The same with a plural, whose number the text shows as %(count)s.

    >>> nsay("%(count)s report", "%(count)s reports", 2)
    '2 reports'
    """
    return Message(one, many, count, **values)
