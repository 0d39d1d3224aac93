"""Rows as Parquet, in groups of some thousands (extra ``akn[parquet]``)."""

from __future__ import annotations

import io
from itertools import islice
from typing import TYPE_CHECKING, Any

from akn.errors import UnwritableError
from akn.model.clause_table import ClauseTable
from akn.rendering.clauses.columns import COLUMNS, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from akn.tree import Element

#: So many rows are held at once.
_GROUP = 20_000


def tree_as_parquet(tree: Element) -> Iterator[bytes]:
    """Yield the file with a row for each clause of a document."""
    return as_parquet(ClauseTable(rows_of(tree)))


def as_parquet(table: ClauseTable) -> Iterator[bytes]:
    """Yield the file, as far as it has come; lists are lists, as Arrow has them.

    Raises:
        UnwritableError: pyarrow is not installed.
    """
    try:
        import pyarrow as pa  # noqa: PLC0415  # 200 ms and 170 MB, for those who want it
        from pyarrow import parquet  # noqa: PLC0415  # as above
    except ImportError as error:
        raise UnwritableError("Parquet needs pyarrow: pip install 'akn[parquet]'") from error
    kinds: dict[type, Any] = {str: pa.string(), int: pa.int32(), list: pa.list_(pa.string())}
    schema = pa.schema([(name, kinds[kind]) for name, kind in COLUMNS.items()])
    out = io.BytesIO()
    rows = iter(table.rows)
    with parquet.ParquetWriter(out, schema, compression="zstd") as writer:
        while group := list(islice(rows, _GROUP)):
            writer.write_table(pa.Table.from_pylist(group, schema=schema))
    yield out.getvalue()
