"""Tables of reports: JSON Lines, CSV (RFC 4180 and its cousins), Apache Parquet.

In: `Article`s. Out: the bytes of a table with a row for each.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from datetime import datetime

import pyarrow
import pyarrow.parquet

from tests.corpus.articles import Article

# What a column is called in tables of three makes, by the field of `Article` that it holds.
PLAIN = {
    "title": "title",
    "byline": "byline",
    "publisher": "publisher",
    "published": "published",
    "updated": "updated",
    "language": "language",
    "section": "section",
    "address": "url",
    "body": "text",
}
SCHEMA = {
    "title": "headline",
    "byline": "author",
    "publisher": "outlet",
    "published": "datePublished",
    "updated": "dateModified",
    "language": "lang",
    "section": "category",
    "address": "link",
    "body": "articleBody",
}
SNAKE = {
    "body": "full_text",
    "title": "Headline",
    "publisher": "source_name",
    "published": "publication_date",
    "address": "URL",
}


def rows(articles: Sequence[Article], names: Mapping[str, str]) -> list[dict[str, str]]:
    """A row for each article, by the names of the columns."""
    return [{name: getattr(a, key) for key, name in names.items()} for a in articles]


def jsonl(
    articles: Sequence[Article], names: Mapping[str, str] = PLAIN, *, ends: str = "\n", last: bool = True
) -> bytes:
    """JSON Lines; `last` puts an end behind the last line, too."""
    lines = [json.dumps({"id": i, **row}, ensure_ascii=False) for i, row in enumerate(rows(articles, names))]
    return (ends.join(lines) + (ends if last else "")).encode()


def table(
    articles: Sequence[Article],
    names: Mapping[str, str] = PLAIN,
    *,
    separator: str = ",",
    encoding: str = "utf-8",
    ends: str = "\r\n",
) -> bytes:
    """A CSV table with a header; fields with breaks or separators in quotation marks."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(names.values()), delimiter=separator, lineterminator=ends)
    writer.writeheader()
    writer.writerows(rows(articles, names))
    return out.getvalue().encode(encoding)


def parquet(
    articles: Sequence[Article],
    names: Mapping[str, str] = PLAIN,
    *,
    compression: str = "snappy",
    group: int = 100,
    timestamps: bool = False,
) -> bytes:
    """A Parquet file; `timestamps` gives times as such, in UTC, and words as dictionaries."""
    held = pyarrow.Table.from_pylist(rows(articles, names))
    if timestamps:
        for key in ("published", "updated"):
            times = [datetime.fromisoformat(getattr(a, key)) for a in articles]
            index = held.schema.get_field_index(names[key])
            column = pyarrow.array(times, pyarrow.timestamp("us", tz="UTC"))
            held = held.set_column(index, names[key], column)
        index = held.schema.get_field_index(names["publisher"])
        held = held.set_column(index, names["publisher"], held.column(index).dictionary_encode())
    out = io.BytesIO()
    pyarrow.parquet.write_table(held, out, compression=compression, row_group_size=group)
    return out.getvalue()
