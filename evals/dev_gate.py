"""The evaluations on development data as the gate holds them: each one's main figures, with their floors.

Every evaluation is a command of its own, with more figures and with errors to look at; here its main ones are
taken from what it prints. Raises AbsentError where its data is not there, which the gate reports as not run.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Callable
from contextlib import redirect_stdout
from importlib import import_module

from evals.dev_reports import NOT_RUN, AbsentError, data_folder

Scores = dict[str, tuple[float, str]]

# Each evaluation, and the lines of its output that hold a figure: its name, its value, what is said of it.
_LINES = {
    "dev_divergences": r"^divergences\.(?P<name>all|first|second) +(?P<value>\d\.\d+) (?P<detail>.*)$",
    "dev_fakes": r"^fakes\.(?P<name>killed|children|women) (?P<value>\d\.\d+) (?P<detail>.*)$",
    "dev_fakes_events": r"^fakes_events\.(?P<name>recall|precision|order) (?P<value>\d\.\d+) (?P<detail>.*)$",
    "dev_gva": r"^gva\.(?P<name>killed|injured|arrested) all (?P<value>\d\.\d+) (?P<detail>.*)$",
    "dev_muc4": r"^bar: \(b\) (?P<name>F1) (?P<value>\d\.\d+)(?P<detail>.*)$",
    "dev_names": r"^(?P<name>(?:names|grouping|holders)\.(?:open|closed)) (?P<value>\d\.\d+) (?P<detail>.*)$",
    "made_utterances": r"^made\.(?P<name>\S+) (?P<value>\d\.\d+) (?P<detail>.*)$",
    "dev_numbers": r"^  (?P<name>cardinals|fractions|percentages|ranges|all) .*?values (?P<value>\d\.\d+) (?P<detail>.*)$",
    "dev_check": r"^check\.(?P<name>(?:all|closed)\.(?:faults\.found|true\.left)) (?P<value>\d\.\d+) (?P<detail>.*)$",
    "dev_quotes": r"^  (?P<name>(?:quotes|utterances)\.\S+)\s+(?P<value>\d\.\d+)  (?P<detail>.*)$",
    "dev_caveats": r"^caveats\.(?P<name>open|closed|all): F1 (?P<value>\d\.\d+) (?P<detail>.*)$",
    "dev_polnear": r"^  (?P<name>direct\.f1|source\.accuracy) +(?P<value>\d\.\d+) (?P<detail>.*)$",
    "dev_attributions": r"^(?P<name>token\.f1\.paired|exact\.f1|source\.accuracy) +(?P<value>\d\.\d+) (?P<detail>.*)$",
    "dev_stories": r"^stories\.(?P<name>\S+) +(?P<value>\d\.\d+) (?P<detail>.*)$",
    "dev_derivation": r"^derivation\.(?P<name>(?:open|closed)\.(?:relation\.f1|direction)) (?P<value>\d\.\d+) (?P<detail>.*)$",
    "dev_meantime": r"^meantime\.(?P<name>links|distractors) (?P<value>\d\.\d+) (?P<detail>.*)$",
    "dev_lineage": r"^copies\.(?P<name>linked|passages|apart) (?P<value>\d\.\d+) (?P<detail>.*)$",
    "dev_bsnlp": r"^bsnlp\.(?P<name>\S+\.all|mean\.\S+) (?P<value>\d\.\d+) (?P<detail>.*?)(?:, \d+\.\d s)?$",
    "dev_bsnlp_names": r"^bsnlp_names\.(?P<name>\S+) (?P<value>\d\.\d+) (?P<detail>.*)$",
    "dev_name_pairs": r"^name_pairs\.(?P<name>human|persons\.cv|organisations\.cv) (?P<value>\d\.\d+) (?P<detail>.*)$",
    "dev_places": r"^places\.(?P<name>\S+\.(?:open|closed)\.\S+) (?P<value>\d\.\d+) (?P<detail>.*)$",
    "dev_garbling": r"^garbling\.(?P<name>(?:open|closed)\.(?:recall\.twin|precision|mended)) (?P<value>\d\.\d+) (?P<detail>.*)$",
    "dev_events": r"^(?P<name>(?:open|closed|all)\.(?:recall|precision|merged|kind|actor)) (?P<value>\d\.\d+) (?P<detail>.*)$",
    "dev_times": r"^times\.(?P<name>(?:open|closed|all)\.(?:expression|value)) (?P<value>\d\.\d+) (?P<detail>.*)$",
    "dev_annotated": r"^  (?P<name>figures\.\S+)\s+(?P<value>\d\.\d+)  (?P<detail>.*)$",
}

# What the gate asks of an evaluation that can do more: the shootings' stories take minutes to parse.
_ARGUMENTS = {
    "dev_stories": ("news69", "ecb", "fakes", "basil"),
    "dev_lineage": ("--copies",),
    "dev_places": ("--closed",),
    "dev_times": ("--closed",),
}

# Those that parse thousands of reports, a quarter of an hour on two cores; measured where they are named.
HEAVY = frozenset({"dev-gva", "dev-muc4"})


def measure(module: str) -> Scores:
    """The main figures of one evaluation."""
    printed, arguments = io.StringIO(), sys.argv
    sys.argv = [module, *_ARGUMENTS.get(module, ())]
    try:
        with redirect_stdout(printed):
            status = import_module(f"evals.{module}").main()
    finally:
        sys.argv = arguments
    if status == NOT_RUN:
        raise AbsentError(f"{data_folder()} is absent")
    # Where an evaluation prints parts first, the figures over all stand last and are the ones kept.
    found = re.finditer(_LINES[module], printed.getvalue(), re.M)
    return {m["name"].lower(): (float(m["value"]), m["detail"].strip()) for m in found}


def measures() -> dict[str, Callable[[], Scores]]:
    """The evaluations by the names of their cases."""
    return {
        module.replace("_", "-"): (lambda module=module: measure(module))  # type: ignore[misc]
        for module in _LINES
    }
