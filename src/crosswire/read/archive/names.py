"""Names of what lies in an archive: made safe, made unique, and told apart from what is no report.

In: a name as an archive gives it. Out: a name with "/" between folders that leads nowhere outside, and
what stands beside what. Nothing is ever written under these names; they are for people to read.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Container

PAGE_ENDINGS = (".html", ".htm", ".xhtml")
SIDECAR_ENDINGS = (".json", ".toml")
# Bytes of a sidecar; a few lines is what they hold.
SIDECAR_LIMIT = 1024 * 1024

_DRIVE = re.compile(r"[A-Za-z]:(?=/)")
# Controls, marks that turn the direction of writing, and halves of UTF-16 pairs.
_UNFIT = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_LEFT_BEHIND = ("thumbs.db", "desktop.ini")
# Characters of a name that are kept; file systems allow 255 for one step of a path.
_LONGEST = 1_000


def safe_name(name: str) -> tuple[str, bool]:
    """The name without what leads out of the archive, and whether anything led out.

    >>> safe_name("../../etc/passwd"), safe_name("monday\\\\./dam.txt")
    (('etc/passwd', True), ('monday/dam.txt', False))
    """
    text = _UNFIT.sub("\ufffd", name.replace("\\", "/"))
    drive = _DRIVE.match(text)
    text = text[drive.end() :] if drive else text
    led_out = drive is not None or text.startswith("/")
    steps: list[str] = []
    for step in text.split("/"):
        if step == "..":
            led_out = led_out or not steps
            del steps[-1:]
        elif step not in ("", "."):
            steps.append(step)
    safe = "/".join(steps) or "unnamed"
    return (safe if len(safe) <= _LONGEST else safe[:_LONGEST] + "…"), led_out


def mended(name: str) -> str:
    """A name with the bytes that were no UTF-8 shown as U+FFFD."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def stem(name: str) -> str:
    """The path without the ending of the file: what a report and its sidecar share.

    >>> stem("monday/dam.txt")
    'monday/dam'
    """
    folder, slash, file = name.rpartition("/")
    return folder + slash + (file.rpartition(".")[0] or file)


def is_page(name: str) -> bool:
    """Whether the name is that of a saved page."""
    return name.lower().endswith(PAGE_ENDINGS)


def is_sidecar(name: str) -> bool:
    """Whether the name may be that of a sidecar."""
    return name.lower().endswith(SIDECAR_ENDINGS)


def is_passed_over(name: str, pages: Container[str]) -> bool:
    """Whether an entry is no report by its name: a hidden file, a README, what systems leave behind, a part
    that a browser saved beside one of the `pages` (their stems)."""
    *folders, file = name.split("/")
    if any(step.startswith(".") or step == "__MACOSX" for step in (*folders, file)):
        return True
    if file.lower() in _LEFT_BEHIND or stem(file).lower() == "readme":
        return True
    return any(
        step.endswith("_files") and "/".join(folders[: i + 1]).removesuffix("_files") in pages
        for i, step in enumerate(folders)
    )


class Names:
    """The names given so far in one container, so that none is given twice."""

    def __init__(self) -> None:
        # Eight bytes each, so that millions of addresses fit; by chance two of a million names share
        # them once in 37 million archives, and then one is numbered needlessly.
        self._taken: set[bytes] = set()
        self._copies: dict[str, int] = {}

    def __contains__(self, name: str) -> bool:
        return _short(name) in self._taken

    def unique(self, name: str, beside: str | None = None) -> str:
        """`name`, or where it was given before, with what stands `beside` it, else with a number."""
        for candidate in (name, f"{name} ({beside})" if beside else name):
            if candidate not in self:
                self._taken.add(_short(candidate))
                return candidate
        number = self._copies.get(name, 1) + 1
        while f"{name} ({number})" in self:
            number += 1
        self._copies[name] = number
        self._taken.add(_short(f"{name} ({number})"))
        return f"{name} ({number})"


def _short(name: str) -> bytes:
    return hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest()
