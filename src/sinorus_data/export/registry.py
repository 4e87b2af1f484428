"""The formats by name: what each is, and which function writes it."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from sinorus_data.access.errors import MissingPackageError
from sinorus_data.export.contents import Contents

#: Writes the contents into an empty folder; what there is to say of rows that were left out.
Writer = Callable[[Contents, Path], list[str]]


class Format(NamedTuple):
    """One way to write the tables."""

    about: str
    #: The module of this package, and the function in it.
    module: str
    function: str
    #: The tables that the format can hold, if not all.
    tables: tuple[str, ...] | None = None
    #: The packages of the extra ``export`` that the format needs.
    needs: tuple[str, ...] = ()

    def writer(self) -> Writer:
        """The function that writes.

        Raises ``MissingPackageError`` where a package is missing that it needs.
        """
        for package in self.needs:
            try:
                import_module(package)
            except ModuleNotFoundError as error:
                raise MissingPackageError(package, "export") from error
        made: Writer = getattr(import_module(f"sinorus_data.export.{self.module}"), self.function)
        return made


FORMATS: dict[str, Format] = {
    "csv": Format("CSV for spreadsheets, UTF-8 with a byte order mark", "plain", "csv"),
    "jsonl": Format("JSON Lines, one record a line", "plain", "jsonl"),
    "xlsx": Format("one workbook, a sheet a table, every cell text", "workbook", "xlsx", needs=("xlsxwriter",)),
    "parquet": Format("Apache Parquet, typed, with descriptions", "columnar", "parquet", needs=("pyarrow",)),
    "sqlite": Format("one SQLite file with keys, and metadata.json for Datasette", "sqlite", "sqlite"),
    "duckdb": Format("one DuckDB file with keys and comments", "duck", "duckdb", needs=("pyarrow", "duckdb")),
    "sdmx-csv": Format("trade figures as SDMX-CSV 2.0", "sdmx", "sdmx_csv", ("trade_figures",)),
    "dna": Format("positions as an event list of Discourse Network Analyzer", "discourse", "dna", ("positions",)),
    "bibtex": Format("sources for BibTeX", "references", "bibtex", ("sources",)),
    "csl-json": Format("sources for citation processors", "references", "csl_json", ("sources",)),
    "croissant": Format(
        "Croissant JSON-LD beside Parquet, for machine learning", "croissant", "croissant", needs=("pyarrow",)
    ),
    "schema-org": Format("schema.org Dataset JSON-LD beside the CSVs, for search engines", "linked", "schema_org"),
    "ro-crate": Format("an RO-Crate: ro-crate-metadata.json beside the CSVs", "linked", "ro_crate"),
}
