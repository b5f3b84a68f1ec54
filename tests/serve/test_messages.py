"""Translation: every text is marked, the catalogues are as the code has them, a second language is complete."""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path

import pytest

from crosswire.serve import translation
from crosswire.serve.translation import chosen, nsay, say
from tests.serve.bare import bare

sys.path.insert(0, str(Path(__file__).parents[2] / "docs"))
import messages

SERVE = Path(translation.__file__).parent
TEMPLATES = sorted((SERVE / "templates").rglob("*.j2"))
CATALOGUES = sorted((SERVE / "locale").glob("*/crosswire.po"))
PLACES = re.compile(r"%\((\w+)\)s|%\((\w+)\)d")


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: p.relative_to(SERVE / "templates").as_posix())
def test_every_text_of_a_template_is_marked_for_translators(path: Path) -> None:
    assert bare(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("<p>Hello there</p>", ["Hello there"]),
        ("<p>{{ _('Hello') }}, {{ name }}</p>", []),
        ("{% trans n=1 %}{{ n }} story{% endtrans %} more", ["more"]),
        ('<a aria-label="Next page" href="/next">›</a>', ["Next page"]),
        ('<input type="hidden" name="x" value="some words">', []),
        ("{{ m.title('All stories') }}", ["All stories"]),
        ("{{ m.title(_('All stories'), kick=word) }}", []),
        ("<p>{% if late %}late{% endif %}</p>", ["late"]),
        ("<kbd>Esc</kbd><code>GET</code>", []),
    ],
)
def test_the_scanner_finds_bare_text(source: str, found: list[str]) -> None:
    assert bare(source) == found


def test_the_template_catalogue_is_as_the_code_has_it() -> None:
    assert messages.TEMPLATE.read_text(encoding="utf-8") == messages.written(messages.collected()), (
        "run `make messages`"
    )


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda p: p.parent.name)
def test_a_catalogue_is_complete_and_keeps_every_place(path: Path) -> None:
    catalogue = messages.translated(path)
    assert {m.id for m in catalogue} == {m.id for m in messages.collected()}
    for message in catalogue:
        if not message.id:
            continue
        ids, told = _forms(message.id), _forms(message.string)
        assert all(told), message.id
        assert not message.fuzzy, message.id
        places = [set(PLACES.findall(text)) for text in told]
        assert all(here == set(PLACES.findall(ids[-1])) for here in places), message.id


def _forms(text: str | tuple[str, ...]) -> tuple[str, ...]:
    return text if isinstance(text, tuple) else (text,)


@pytest.mark.parametrize("path", sorted(SERVE.rglob("*.py")), ids=lambda p: p.relative_to(SERVE).as_posix())
def test_a_refusal_is_told_in_words_that_are_marked(path: Path) -> None:
    for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if (
            isinstance(call, ast.Call)
            and isinstance(call.func, ast.Name)
            and call.func.id in ("HTTPException", "refusal")
        ):
            for given in (*call.args, *(k.value for k in call.keywords if k.arg in ("detail", "message"))):
                wrong = isinstance(given, ast.JoinedStr) or (
                    isinstance(given, ast.Constant) and isinstance(given.value, str)
                )
                assert not wrong, f"{path.name}:{call.lineno}: say(…) or N_(…)"


@pytest.mark.parametrize(
    ("wished", "accepted", "language"),
    [
        (None, None, "en"),
        ("fr", "en", "fr"),
        ("xx", "fr", "fr"),
        (None, "fr-CA, en;q=0.5", "fr"),
        (None, "de, fr;q=0.2, en;q=0.5", "en"),
        (None, "fr;q=0", "en"),
        (None, "fr;q=zero", "en"),
        (None, "," * 5000, "en"),
    ],
)
def test_the_language_is_the_account_s_else_what_the_browser_asks_for(
    wished: str | None, accepted: str | None, language: str
) -> None:
    assert chosen(wished, accepted) == language


def test_a_message_waits_for_its_language() -> None:
    message = say("Logged in as %(name)s, %(role)s.", name="Ann", role="x")
    assert message.told("fr") == "Connecté sous le nom de Ann, x."
    assert str(message) == "Logged in as Ann, x."
    many = nsay("%(count)s report", "%(count)s reports", 0)
    assert (many, many.told("fr")) == ("0 reports", "0 reports")
