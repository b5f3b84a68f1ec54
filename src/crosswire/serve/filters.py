"""What templates write numbers, times and words with: in the language and zone of the page that is being written.

In: plain values. Out: text or safe mark-up. Times come as ISO 8601 (as the store keeps them) or as `datetime`; a time without
a zone is taken as UTC.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

from babel.dates import format_date
from babel.numbers import format_decimal
from jinja2 import Environment, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from crosswire.serve.assets import asset
from crosswire.serve.manner import current
from crosswire.serve.translation import Message, formats, translations
from crosswire.serve.vocabulary import word as english


def install(environment: Environment) -> None:
    """Gives an environment the filters, the translations and the addresses of static files."""
    environment.add_extension("jinja2.ext.i18n")
    install_callables = environment.install_gettext_callables  # type: ignore[attr-defined]
    install_callables(gettext, ngettext, newstyle=True, pgettext=pgettext, npgettext=npgettext)
    environment.filters |= {"number": number, "day": day, "moment": moment, "told": told, "word": word}
    environment.globals |= {"asset": asset, "csrf_field": csrf_field}


def gettext(text: str) -> str:
    return translations(current().language).ugettext(text)


def ngettext(one: str, many: str, count: int) -> str:
    return translations(current().language).ungettext(one, many, count)


def pgettext(context: str, text: str) -> str:
    return str(translations(current().language).upgettext(context, text))


def npgettext(context: str, one: str, many: str, count: int) -> str:
    return str(translations(current().language).unpgettext(context, one, many, count))


# Context is asked for, though not used: what asks for it is never worked out before a page is written.
@pass_context
def number(_: Context, value: float | None, nothing: str = "–") -> str:
    """A number with the separators of the language; `nothing` where there is none."""
    return nothing if value is None else _number(value, current().language)


@pass_context
def day(_: Context, value: str | date | None, nothing: str = "–") -> str | Markup:
    """A day, as mark-up that says it to machines too."""
    if value is None or value == "":
        return nothing
    then = value[:10] if isinstance(value, str) else value.isoformat()[:10]
    return _day(then, current().language)


@pass_context
def moment(_: Context, value: str | datetime | None, nothing: str = "–") -> str | Markup:
    """A day and time in the reader's zone. Where it is not known: in UTC, marked so that the browser puts it into its own."""
    if value is None or value == "":
        return nothing
    then = datetime.fromisoformat(value) if isinstance(value, str) else value
    then = then.replace(tzinfo=UTC) if then.tzinfo is None else then.astimezone(UTC)
    manner = current()
    here = then.astimezone(manner.place)
    shown = f"{_date(here.date(), manner.language)}, {here:%H:%M}"
    told = then.isoformat(timespec="seconds").replace("+00:00", "Z")
    if manner.zone is None:
        return Markup('<time datetime="{}" data-moment>{} UTC</time>').format(told, shown)
    return Markup('<time datetime="{}">{}</time>').format(told, shown)


@pass_context
def told(_: Context, message: Any) -> str:
    """A message from Python in the language of the page; a text that was marked with N_ is looked up."""
    if isinstance(message, Message):
        return message.told(current().language)
    return gettext(str(message)) if message else ""


@pass_context
def word(_: Context, key: str | None, kind: str, nothing: str = "–") -> str:
    """The word of the vocabulary for a key, in the language of the page."""
    return gettext(english(kind, key)) if key else nothing


# A list shows the same small numbers and days again and again; to write one takes a tenth of a millisecond.
@lru_cache(maxsize=1 << 14, typed=True)
def _number(value: float, language: str) -> str:
    return format_decimal(value, locale=formats(language))


@lru_cache(maxsize=1 << 12)
def _date(day: date, language: str) -> str:
    return format_date(day, "medium", locale=formats(language))


@lru_cache(maxsize=1 << 12)
def _day(day: str, language: str) -> Markup:
    return Markup('<time datetime="{}">{}</time>').format(day, _date(date.fromisoformat(day), language))


def csrf_field() -> Markup:
    """The hidden field that every form which changes something carries."""
    return Markup('<input type="hidden" name="csrf" value="{}">').format(escape(current().form_token))
