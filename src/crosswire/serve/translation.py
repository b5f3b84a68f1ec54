"""What the desk says, in the reader's language: catalogues, the choice of a language, messages that wait for one.

In: the catalogues under locale/ (gettext's .po, read as they are: nothing compiled that could be stale) and what a reader
asked for. Out: translations that templates use, and the tag of the language in which a page is written. English is the
source; every other language has one folder. What reports say is never translated.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from typing import Any

from babel import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations

LOCALE = Path(__file__).with_name("locale")
SOURCE = "en"
# The locale whose numbers and dates go with a language, where the plain tag would give a country's own habits.
_FORMATS = {"en": "en_GB"}


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """Something to tell a reader whose language is not known yet. `values` fill the places named %(so)s."""

    text: str
    plural: str | None = None
    count: int | None = None
    values: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))

    def told(self, language: str) -> str:
        """The message in a language."""
        catalogue = translations(language)
        if self.plural is not None and self.count is not None:
            text = catalogue.ungettext(self.text, self.plural, self.count)
        else:
            text = catalogue.ugettext(self.text)
        return text % dict(self.values) if self.values else text

    def __str__(self) -> str:
        return self.told(SOURCE)


def say(text: str, **values: Any) -> Message:
    """A message that is put into the reader's language when it is shown. Translators find it by this call.

    >>> str(say("%(name)s is not a number.", name="twelve"))
    'twelve is not a number.'
    """
    return Message(text=text, values=values)
