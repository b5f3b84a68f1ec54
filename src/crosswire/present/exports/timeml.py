"""TimeML: each report's text with its times marked as TIMEX3, a document a report.

In: a `Dossier`, since a dossier.json holds no texts. Out: valid XML after TimeML 1.2.1, or a ZIP archive of such
files named by siglum, the same bytes for the same dossier. The document time (`t0`) is the day that the report
speaks from; times read from it have it as `anchorTimeID`. The text is unchanged, but that what XML cannot hold
(control characters, half pairs) becomes U+FFFD, one for one, so that offsets stay.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from crosswire.errors import UsageError
from crosswire.types import Annotations, Dossier, Report, Timex

_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<TimeML xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    'xsi:noNamespaceSchemaLocation="http://timeml.org/timeMLdocs/TimeML_1.2.1.xsd">\n'
)
# The earliest moment that a ZIP archive can tell: the same reports give the same bytes whenever written.
_NO_TIME = (1980, 1, 1, 0, 0, 0)


def to_tml(dossier: Dossier) -> bytes:
    """The one report of a dossier as TimeML. Raises UsageError where there are several, or none."""
    if len(dossier.reports) != 1:
        raise UsageError(
            f"One TimeML file holds one report, and here are {len(dossier.reports)}; use zip for a file each."
        )
    return next(text for _, text in _documents(dossier))


def to_zip(dossier: Dossier) -> bytes:
    """Every report of a dossier as a TimeML file in a ZIP archive: R1.tml, R2.tml, …"""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for siglum, text in _documents(dossier):
            archive.writestr(zipfile.ZipInfo(f"{siglum}.tml", _NO_TIME), text, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _documents(dossier: Dossier) -> Iterator[tuple[str, bytes]]:
    said = {a.report: a for a in dossier.annotations}
    for n, report in enumerate(dossier.reports, start=1):
        found = said.get(report.id) or Annotations(report=report.id, anchor=None)
        yield f"R{n}", timeml(report, found).encode()


def timeml(report: Report, said: Annotations) -> str:
    """One report as a TimeML document."""
    day = (said.anchor or "XXXX-XX-XX")[:10]
    created = (
        f'<TIMEX3 tid="t0" type="DATE" value="{day}" temporalFunction="false" '
        f'functionInDocument="CREATION_TIME">{day}</TIMEX3>'
    )
    return (
        f"{_HEAD}<DOCID>{_clean(report.id)}</DOCID>\n<EXTRAINFO>{_clean(report.source)}</EXTRAINFO>\n"
        f"<DCT>{created}</DCT>\n<TEXT>{_marked(report.text, said.timexes)}</TEXT>\n</TimeML>\n"
    )


def _marked(text: str, timexes: tuple[Timex, ...]) -> str:
    pieces, last = [], 0
    for n, timex in enumerate(timexes, start=1):
        pieces.append(_clean(text[last : timex.span.start]))
        pieces.append(f"<TIMEX3{_attributes(n, timex)}>{_clean(timex.span.text)}</TIMEX3>")
        last = timex.span.end
    return "".join([*pieces, _clean(text[last:])])


def _attributes(number: int, timex: Timex) -> str:
    anchor = "t0" if timex.from_report else None if timex.anchor is None else f"t{timex.anchor + 1}"
    named = {
        "tid": f"t{number}",
        "type": timex.type,
        "value": timex.value,
        "mod": timex.mod,
        "temporalFunction": "true" if anchor else "false",
        "functionInDocument": "NONE",
        "anchorTimeID": anchor,
    }
    return "".join(f" {name}={quoteattr(value)}" for name, value in named.items() if value is not None)


def _clean(text: str) -> str:
    # An XML reader turns a bare carriage return into a line feed; written as a reference it stays.
    return escape(_UNFIT.sub("\ufffd", text), {"\r": "&#13;"})
