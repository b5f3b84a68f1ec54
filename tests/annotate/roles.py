"""Reads one invented text as the product does, and gives its figures by number."""

from crosswire.annotate.parse import parse
from crosswire.annotate.report import annotate_parsed
from crosswire.types import Report

DAY = "2031-05-06"


def report_of(text, **more):
    """A report of one invented text."""
    return Report(id="r1", source="r1.txt", text=text, sha256="", published=DAY, **more)


def figures(nlp, text, **more):
    """The figures of the text, in order."""
    report = report_of(text, **more)
    return annotate_parsed(report, parse(report, nlp), anchor=DAY).figures


def by_number(nlp, text, **more):
    """The figures of the text by their numbers, which its maker keeps distinct."""
    return {f.number: f for f in figures(nlp, text, **more)}
