"""Collects the desk's texts for translators: locale/crosswire.pot from templates and code, and every language brought up to it.

In: src/crosswire/serve. Out: the template catalogue, and the catalogues of the languages with what is new (empty) and without
what is gone. Nothing is guessed: a text that changed is to be translated anew. `make messages` runs it; tests/serve/test_messages.py
fails while a catalogue is behind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
SERVE = ROOT / "src" / "crosswire" / "serve"
LOCALE = SERVE / "locale"
TEMPLATE = LOCALE / "crosswire.pot"
KEYWORDS: dict[str, tuple[int, ...] | None] = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),  # type: ignore[dict-item]
    "N_": None,
    "say": (1,),
    "nsay": (1, 2),
}
_JINJA = {
    "trimmed": "true",
    "newstyle_gettext": "true",
    "silent": "false",
    "trim_blocks": "true",
    "lstrip_blocks": "true",
}


def collected() -> Catalog:
    """Every text that is marked, with the files in which it stands."""
    catalogue = Catalog(project="crosswire", charset="utf-8", fuzzy=False)
    for path, method, options in _sources():
        where = path.relative_to(SERVE).as_posix()
        with path.open("rb") as file:
            for _, text, comments, context in extract(method, file, KEYWORDS, ("TRANSLATORS:",), options):
                catalogue.add(text, locations=[(where, None)], auto_comments=comments, context=context)  # type: ignore[list-item]
    return catalogue


def _sources() -> Iterator[tuple[Path, str, dict[str, str]]]:
    for path in sorted(SERVE.rglob("*.py")):
        yield path, "python", {}
    for path in sorted((SERVE / "templates").rglob("*.j2")):
        yield path, "jinja2", _JINJA


def written(catalogue: Catalog, language: str | None = None) -> str:
    """A catalogue as it is kept: sorted by text, without dates and line numbers, so that only texts change it."""
    out = BytesIO()
    write_po(out, catalogue, width=110, sort_output=True, omit_header=True, include_lineno=False)
    head = [f'"Language: {language}\\n"'] if language else []
    if language:
        head.append(f'"Plural-Forms: {catalogue.plural_forms}\\n"')
    lines = ['msgid ""', 'msgstr ""', '"Content-Type: text/plain; charset=utf-8\\n"', *head]
    return "\n".join(lines) + "\n\n" + re.sub(r"\n{3,}", "\n\n", out.getvalue().decode()).strip() + "\n"


def translated(path: Path) -> Catalog:
    """A language's catalogue as it is kept."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parent.name, domain="crosswire")


def updated(path: Path, now: Catalog) -> Catalog:
    """A language's catalogue with just the texts that there are now."""
    kept = translated(path) if path.exists() and path.stat().st_size else Catalog(locale=path.parent.name)
    kept.update(now, no_fuzzy_matching=True, keep_user_comments=True)
    kept.obsolete.clear()
    return kept


def main() -> None:
    """Writes the catalogues and tells what is to be translated."""
    now = collected()
    TEMPLATE.write_text(written(now), encoding="utf-8")
    for path in sorted(LOCALE.glob("*/crosswire.po")):
        catalogue = updated(path, now)
        path.write_text(written(catalogue, path.parent.name), encoding="utf-8")
        todo = [
            m.id
            for m in catalogue
            if m.id and not (all(m.string) if isinstance(m.string, (tuple, list)) else m.string)
        ]
        print(f"{path.parent.name}: {len(catalogue)} texts, {len(todo)} to translate")


if __name__ == "__main__":
    main()
