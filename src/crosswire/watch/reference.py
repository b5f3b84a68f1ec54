"""References into the archive: which receipt holds a report, and where inside it.

In: a `Reference` and an archive. Out: the `Source` it stands for, the same each time. Written as text
"12", "7!/item-3" or "12<7!/item-3": the page of receipt 12, which item-3 of the feed in receipt 7 leads
to and describes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from crosswire.errors import ReadError
from crosswire.read import Source, Unpacking, unpack
from crosswire.store import Archive

if TYPE_CHECKING:
    from crosswire.store.database import DatabaseArchive

_LEADS = "<"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A receipt's number, the name inside it ("" or "!/…"), and the entry that leads to it, as text."""

    receipt: int
    part: str
    entry: str | None = None

    @property
    def text(self) -> str:
        """The reference as it is written.

        >>> Reference(receipt=12, part="", entry="7!/item-3").text
        '12<7!/item-3'
        """
        own = f"{self.receipt}{self.part}"
        return f"{own}{_LEADS}{self.entry}" if self.entry else own

    @classmethod
    def parse(cls, text: str) -> Reference:
        """The reference written as `text`."""
        number = ""
        for character in text:
            if not character.isdigit():
                break
            number += character
        rest = text[len(number) :]
        if rest.startswith(_LEADS):
            return cls(receipt=int(number), part="", entry=rest[1:])
        return cls(receipt=int(number), part=rest)


def open_reference(reference: Reference, archive: Archive | DatabaseArchive, options: Unpacking) -> Source:
    """The source behind a reference. Raises ReadError where the archive holds no such thing."""
    receipt = archive.receipt(reference.receipt)
    with archive.open_blob(receipt.sha256) as stream:
        wanted = receipt.source + reference.part
        found = unpack(
            stream,
            receipt.source,
            given=receipt.given,
            said=receipt.said(),
            charset=receipt.charset,
            options=options,
            size=receipt.length,
        )
        source = next((x for x in found if isinstance(x, Source) and x.name == wanted), None)
    if source is None:
        raise ReadError(
            f"{wanted}: is not among what can be read in entry {reference.receipt} of the archive."
        )
    if reference.entry:
        leading = open_reference(Reference.parse(reference.entry), archive, options)
        return replace(source, said=source.said.over(leading.said))
    return source
