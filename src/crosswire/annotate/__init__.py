"""One report to its annotations; the entry is `annotate.report.annotate`."""
