"""Units of texts in the store: made once for each filing, read as arrays (docs/adr/0022).

What units are is not known here: distinct texts come as rows of words, words as rows of code
points, and go the same way. Filings whose units have to be made stand in ``unit_due``; whatever
writes filings notes them there in its own transaction.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import DTypeLike, NDArray

from squatwatch.store.connection import Connection, first, loaded, query, registered, temporary
from squatwatch.store.keys import KEY

_KEY = ", ".join(KEY)
_SMALL, _LARGE = np.uint8, np.uint32
_LARGEST_SMALL = 0xFF


@dataclass(frozen=True, slots=True)
class UnitBatch:
    """Distinct texts, numbered from ``first_text`` on.

    ``points``: the code points of the distinct words, one word after the other, ``word_lengths``
    of each; ``words``: the rows of the words of each text, ``text_lengths`` of each in words.
    ``rules``: which rules normalised them.
    """

    first_text: int
    points: NDArray[np.uint32]
    word_lengths: NDArray[np.uint32]
    words: NDArray[np.uint32]
    text_lengths: NDArray[np.uint32]
    rules: str

    @property
    def texts(self) -> int:
        """How many texts."""
        return len(self.text_lengths)


def due(connection: Connection, most: int) -> pl.DataFrame:
    """The keys of filings whose units are to be made, ``most`` of them or fewer."""
    sql = f"select distinct {_KEY} from unit_due order by all limit {most}"  # noqa: S608
    return query(connection, sql)


def count_due(connection: Connection) -> int:
    """How many filings are noted as due, some of them perhaps more than once."""
    return int(first(connection, "select count(*) from unit_due")[0])


def rules(connection: Connection) -> set[str]:
    """The rules by which the units in the store were made."""
    return set(query(connection, "select distinct rules from unit_batch")["rules"])


def texts_of(connection: Connection, keys: pl.DataFrame) -> pl.DataFrame:
    """The texts of some filings: ``office, application_key, source, text``."""
    with (
        registered(connection, "asked", keys.select(KEY)),
        temporary(connection, "wanted", "from asked"),
        temporary(connection, "of_wanted", f"from filing semi join wanted using ({_KEY})"),
    ):
        return query(connection, f"{_TEXTS} order by all")


_TEXTS = f"""
    select {_KEY}, source, text from (
        select {_KEY}, 'mark' as source, mark_text as text from of_wanted
        union all select {_KEY}, 'transliteration', unnest(transliteration) from of_wanted
        union all select {_KEY}, 'translation', unnest(translation) from of_wanted
        union all select {_KEY}, 'pseudo-mark', unnest(pseudo_marks) from of_wanted
        union all select {_KEY}, 'description', description from of_wanted
        union all select {_KEY}, 'office-reading', unnest(office_reading) from of_wanted
    ) where text is not null and text <> ''
"""  # noqa: S608 - our own columns


def put(
    connection: Connection, keys: pl.DataFrame, postings: pl.DataFrame, batch: UnitBatch
) -> None:
    """Write the units of these filings; they are no longer due.

    ``postings``: ``office, application_key, source, text`` (its number).
    """
    with registered(connection, "made", keys.select(KEY)), temporary(connection, "of", "from made"):
        for table in ("unit_posting", "unit_due"):
            connection.execute(
                f"delete from {table} using of"  # noqa: S608 - our own names
                f" where {' and '.join(f'{table}.{name} = of.{name}' for name in KEY)}"
            )
    if batch.texts:
        _insert(connection, batch)
    with registered(connection, "posted", postings):
        connection.execute(
            f"insert into unit_posting by name select {_KEY}, source, text from posted"  # noqa: S608
        )


def _insert(connection: Connection, batch: UnitBatch) -> None:
    connection.execute(
        "insert into unit_batch values (?, ?, ?, ?, ?, ?, ?)",
        [
            batch.first_text, batch.texts, _packed(batch.points), _packed(batch.word_lengths),
            _packed(batch.words), _packed(batch.text_lengths), batch.rules,
        ],
    )  # fmt: skip


def next_text(connection: Connection) -> int:
    """The number of the next text."""
    sql = "select coalesce(max(first_text + texts), 0) from unit_batch"
    return int(first(connection, sql)[0])


def batches(connection: Connection, since: int = 0) -> Iterator[UnitBatch]:
    """The batches that hold texts numbered from ``since`` on, one after the other."""
    for number, texts in sizes(connection):
        if number + texts > since:
            yield batch(connection, number)


def sizes(connection: Connection) -> list[tuple[int, int]]:
    """The first text of each batch and how many it has, in order."""
    return query(connection, "select first_text, texts from unit_batch order by first_text").rows()


def batch(connection: Connection, number: int) -> UnitBatch:
    """The batch whose texts are numbered from ``number`` on."""
    sql = "select * from unit_batch where first_text = $number"
    row = query(connection, sql, number=number).row(0, named=True)
    points, word_lengths, words, text_lengths = (
        _unpacked(row[name]) for name in ("points", "word_lengths", "words", "text_lengths")
    )
    return UnitBatch(number, points, word_lengths, words, text_lengths, row["rules"])


def postings(connection: Connection, texts: pl.Series) -> pl.DataFrame:
    """The filings that have these texts (numbers): ``text, office, application_key, source``."""
    wanted = pl.DataFrame({"text": texts}, schema={"text": pl.Int64})
    with (
        registered(connection, "asked", wanted),
        temporary(connection, "wanted", "from asked"),
    ):
        return query(
            connection,
            f"select text, {_KEY}, source from unit_posting semi join wanted using (text)"  # noqa: S608
            " order by all",
        )


def first_text_of(connection: Connection, keys: pl.DataFrame) -> int:
    """The number of the first text of these filings; that of the next text where none has any."""
    with loaded(connection, "wanted", keys.select(KEY)):
        lowest = first(
            connection,
            f"select min(text) from unit_posting semi join wanted using ({_KEY})",  # noqa: S608
        )[0]
    return next_text(connection) if lowest is None else int(lowest)


def replace(connection: Connection, old: list[int], new: UnitBatch) -> None:
    """Put one batch in the place of several (their first texts) that hold the same texts."""
    for number in old:
        connection.execute("delete from unit_batch where first_text = ?", [number])
    _insert(connection, new)


def forget(connection: Connection) -> None:
    """Make all units due again, such as when the rules that normalise texts are new."""
    for table in ("unit_batch", "unit_posting", "unit_due"):
        connection.execute(f"delete from {table}")  # noqa: S608 - our own names
    connection.execute(f"insert into unit_due select {_KEY} from filing")  # noqa: S608


def _packed(values: NDArray[np.uint32]) -> bytes:
    """The numbers as bytes, a byte each where they are small; the first byte says which."""
    small = not len(values) or int(values.max()) <= _LARGEST_SMALL
    kind: DTypeLike = _SMALL if small else _LARGE
    return bytes([np.dtype(kind).itemsize]) + values.astype(kind).tobytes()


def _unpacked(packed: Any) -> NDArray[np.uint32]:
    kind = _SMALL if packed[0] == 1 else _LARGE
    return np.frombuffer(packed, dtype=kind, offset=1).astype(np.uint32)
