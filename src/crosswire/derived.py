"""Dossiers kept beside an archive, so that a second look at unchanged reports does not begin anew.

In: a store folder and what a dossier is made of: the head of the custody log (which names every byte of every report),
the settings, and this very code. Out: the dossier kept under these, or None. What is kept is derived: it may be
deleted at any time, and is made again; anything unreadable counts as absent.

    STORE/derived/dossier-KEY.json     one dossier, its texts included; another KEY's is removed

Frozen values become lists of their fields, spans three numbers; nothing of a file is executed when it is read.
"""

from __future__ import annotations

import gc
import json
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from crosswire.types import Dossier, Report, Span

FOLDER, FORMAT = "derived", "crosswire.derived/1"
Decode = Callable[[Any], Any]


def key_of(head: str, settings: tuple[tuple[str, str], ...], more: str = "") -> str:
    """The name under which a dossier is kept: of the archive's head, the settings, what else shapes it, the code."""
    return sha256(json.dumps([FORMAT, head, settings, more, code()]).encode()).hexdigest()[:32]


def load(store: Path, key: str) -> Dossier | None:
    """The dossier kept under `key`; None where there is none that can be read."""
    try:
        data = json.loads(_path(store, key).read_bytes())
        with _without_collection():
            return decode(data)
    except (OSError, ValueError, TypeError, LookupError, AttributeError):
        return None


def keep(store: Path, key: str, dossier: Dossier) -> bool:
    """Keeps a dossier, in place of an older one; whether that could be done. A store that can only be read stays as
    it is."""
    path = _path(store, key)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(exist_ok=True)
        draft.write_text(json.dumps(encode(dossier), ensure_ascii=True, separators=(",", ":")), "utf-8")
        os.replace(draft, path)
        for old in path.parent.glob("dossier-*.json"):
            if old != path:
                old.unlink(missing_ok=True)
    except OSError:
        return False
    finally:
        draft.unlink(missing_ok=True) if draft.parent.is_dir() else None
    return True


def _path(store: Path, key: str) -> Path:
    return store / FOLDER / f"dossier-{key}.json"


@cache
def code() -> str:
    """The digest of all modules and tables of the program: another version makes another dossier."""
    digest = sha256()
    root = files("crosswire")
    for path in sorted(Path(str(root)).rglob("*")):
        if path.suffix in (".py", ".toml"):
            digest.update(path.read_bytes())
    return digest.hexdigest()


@contextmanager
def _without_collection() -> Iterator[None]:
    """Half a million small values at once: looking for cycles among them would take longer than making them."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def encode(dossier: Dossier) -> dict[str, Any]:
    """A dossier as lists, numbers and strings, which JSON holds."""
    order = {r.id: n for n, r in enumerate(dossier.reports)}
    return {
        "format": FORMAT,
        "texts": [[r.id, r.text] for r in dossier.reports],
        "dossier": [_plain(getattr(dossier, f.name), order) for f in fields(Dossier)],
    }


def _plain(value: Any, order: Mapping[str, int]) -> Any:
    if isinstance(value, Span):
        return [order[value.report], value.start, value.end]
    if isinstance(value, tuple):
        return [_plain(v, order) for v in value]
    if isinstance(value, Report):
        return [None if f.name == "text" else _plain(getattr(value, f.name), order) for f in fields(value)]
    if is_dataclass(value):
        return [_plain(getattr(value, f.name), order) for f in fields(value)]
    return value


def decode(data: Any) -> Dossier:
    """The dossier that `encode` made these of. Raises ValueError, TypeError or LookupError for anything else."""
    texts = [(str(id), str(text)) for id, text in data["texts"]]
    if data["format"] != FORMAT:
        raise ValueError(data["format"])
    reader = _Reader(texts)
    made: Dossier = reader.of(Dossier)(data["dossier"])
    return made


class _Reader:
    """Makes values of a type from plain ones; a function is made once for each type."""

    def __init__(self, texts: list[tuple[str, str]]) -> None:
        self._texts = texts
        self._made: dict[Any, Decode] = {}

    def of(self, kind: Any) -> Decode:
        """The function for a type."""
        if kind not in self._made:
            self._made[kind] = self._make(kind)
        return self._made[kind]

    def _make(self, kind: Any) -> Decode:
        origin, arguments = get_origin(kind), get_args(kind)
        if kind is Span:
            return self._span
        if origin is tuple:
            return self._tuple(arguments)
        if origin in (Union, UnionType):
            inner = [a for a in arguments if a is not type(None)]
            if len(inner) == 1:
                one = self.of(inner[0])
                return lambda value: None if value is None else one(value)
            return _same
        if origin is Literal or not is_dataclass(kind):
            return _same
        return self._value(kind)

    def _span(self, value: Any) -> Span:
        report, text = self._texts[value[0]]
        start, end = value[1], value[2]
        return Span(report=report, start=start, end=end, text=text[start:end])

    def _tuple(self, arguments: tuple[Any, ...]) -> Decode:
        if arguments[-1] is Ellipsis:
            one = self.of(arguments[0])
            if one is _same:
                return tuple
            return lambda value: tuple([one(v) for v in value])
        each = [self.of(a) for a in arguments]
        return lambda value: tuple([read(v) for read, v in zip(each, value, strict=True)])

    def _value(self, kind: Any) -> Decode:
        hints = _hints(kind)
        names = [f.name for f in fields(kind)]
        each = [(name, self.of(hints[name])) for name in names]
        if kind is Report:
            known = dict(self._texts)

            def report(value: Any) -> Report:
                made = {name: read(v) for (name, read), v in zip(each, value, strict=True) if name != "text"}
                return Report(**made, text=known[made["id"]])

            return report
        return lambda value: kind(**{name: read(v) for (name, read), v in zip(each, value, strict=True)})


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def _same(value: Any) -> Any:
    return value
