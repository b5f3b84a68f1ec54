"""Invented reports with plain sentence and quotation marks, for the tests of lineage and utterances."""

from __future__ import annotations

import re
from typing import Any

from crosswire.types import Annotations, Quote, Report

_SENTENCE = re.compile(r"[^.!?\n]+[.!?]+[”\"]?|[^.!?\n]+")
_QUOTE = re.compile(r"“([^“”]+)”")

FLOOD = """The Hallin dam burst early on Sunday and flooded the lower town of Corvo. At least 14 people died, \
the Kestrian Ministry of Waters announced. Another 37 were taken to the hospital in Merrow. Rescue teams from three \
districts searched the flooded streets with boats until the evening. The dam was built in 1962 and had been inspected \
last in March. Engineers had warned the council twice about cracks in the northern wall. Mayor Ilva Torrent declared \
a state of emergency for the whole Aldermark valley. The railway between Corvo and Merrow stays closed until \
Thursday. Some 2,300 residents spent the night in schools and sports halls. The Kestrian government promised every \
family 500 crowns in aid. Prime Minister Jorun Maltesk cut short a visit to Osterby and returned to the capital."""

FLOOD_AGAIN = """Early Sunday the dam at Hallin broke, and the lower part of the town of Corvo was under water. The \
Ministry of Waters of Kestria reported that at least 14 people had died. A further 37 people were brought to hospital \
in Merrow. Until evening, rescuers from three districts searched flooded streets with boats. Built in 1962, the dam \
was last inspected in March. Twice engineers had warned the council of cracks in the wall to the north. For the entire \
Aldermark valley a state of emergency was declared by Mayor Ilva Torrent. Until Thursday the railway line from Corvo \
to Merrow will stay closed. About 2,300 inhabitants spent the night in sports halls and schools. Each family was \
promised 500 crowns in aid by the government of Kestria. Prime Minister Jorun Maltesk returned to the capital, \
cutting short his visit to Osterby."""

OTHER = """People in Corvo were clearing mud from their cellars on Monday. The smell of diesel hung over the market \
square, where volunteers handed out soup and blankets. Nobody at the town hall wanted to say why the sirens had stayed \
silent. Ane Brodd, who runs a bakery by the bridge, lost her ovens and two delivery vans. Her neighbour was among the \
14 dead. Teachers slept beside the pupils whose homes were gone. In the afternoon a helicopter brought drinking water \
and a team of divers. The opposition in the Kestrian parliament wants an inquiry into the contracts for the dam. \
Insurance companies expect claims of several million crowns. Rain is forecast for the rest of the week, and many fear \
a second wave from the lakes above. Children drew boats on the walls of the sports hall."""


def made(name: str, text: str, **known: Any) -> tuple[Report, Annotations]:
    """A report and what can be seen in it without a parser."""
    report = Report(id=name, source=f"{name}.txt", text=text, sha256=name, **known)
    sentences = tuple(
        report.span(m.start() + len(m.group()) - len(m.group().lstrip()), m.end())
        for m in _SENTENCE.finditer(text)
        if m.group().strip()
    )
    quotes = tuple(
        Quote(id=f"{name}.q{n}", span=report.span(m.start(1), m.end(1)), kind="direct")
        for n, m in enumerate(_QUOTE.finditer(text))
    )
    return report, Annotations(report=name, anchor=None, sentences=sentences, quotes=quotes)


def unzipped(*pairs: tuple[Report, Annotations]) -> tuple[tuple[Report, ...], tuple[Annotations, ...]]:
    """All reports, and all annotations."""
    return tuple(r for r, _ in pairs), tuple(a for _, a in pairs)
