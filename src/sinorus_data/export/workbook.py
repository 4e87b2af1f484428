"""One workbook for spreadsheets, in which every cell stays the text that it is."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from sinorus_data.export.contents import Contents, ExportError, Table

#: What a sheet can hold (ECMA-376 as Excel implements it): rows, and characters (UTF-16 units) in a cell.
ROWS, CHARACTERS = 1_048_576, 32_767
#: The widest column, in characters.
WIDEST = 60
ABOUT = "about"


def xlsx(contents: Contents, folder: Path) -> list[str]:
    """One workbook: a sheet ``about`` with version, licence and the meaning of every column, then a sheet a table.

    Every cell is text, so that EDTF, leading zeros, ``NA``, long numbers and dates before 1900 stay what they are,
    and nothing runs as a formula. The header is frozen and has a filter. Raises ``ExportError`` for what a sheet
    cannot hold.
    """
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import XlsxWriterException

    options = {"constant_memory": True, "strings_to_urls": False, "tmpdir": str(folder)}
    try:
        with Workbook(str(folder / "sinorus-data.xlsx"), options) as workbook:
            # The day of the version and not of the export: the same data give the same bytes.
            created = datetime.fromisoformat(contents.descriptor["created"].replace("Z", "+00:00")).replace(tzinfo=None)
            workbook.set_properties({"title": contents.title, "created": created})
            styles = workbook.add_format({"num_format": "@"}), workbook.add_format({"num_format": "@", "bold": True})
            _about(workbook.add_worksheet(ABOUT), contents, styles)
            for table in contents.tables:
                _sheet(workbook.add_worksheet(table.name), table, styles)
    except XlsxWriterException as error:
        raise ExportError(f"the workbook cannot be written: {error}") from error
    return []


def _about(sheet: Any, contents: Contents, styles: tuple[Any, Any]) -> None:
    plain, bold = styles
    sheet.set_column(0, 1, 24, plain)
    sheet.set_column(2, 3, WIDEST, plain)
    lines = [
        ["title", str(contents.descriptor["title"])],
        ["version", contents.version],
        ["licence", contents.licence["title"], contents.licence["path"]],
        ["about", str(contents.descriptor["description"])],
        [],
        ["table", "column", "meaning", "type"],
    ]
    for number, line in enumerate(lines):
        _write(sheet, number, line, bold if number == len(lines) - 1 else plain)
    described = [[table.name, "", table.description, ""] for table in contents.tables]
    for table in contents.tables:
        described += [[table.name, field.name, field.description, field.type] for field in table.fields]
    for number, line in enumerate(described, len(lines)):
        _write(sheet, number, line, plain)


def _sheet(sheet: Any, table: Table, styles: tuple[Any, Any]) -> None:
    plain, bold = styles
    if len(table.rows) >= ROWS:
        raise ExportError(f"{table.name} has more rows than a sheet can hold; choose another format")
    last = len(table.rows), len(table.fields) - 1
    for at, name in enumerate(table.names):
        longest = max((len(row[name]) for row in table.rows[:200]), default=0)
        sheet.set_column(at, at, min(max(len(name), longest) + 3, WIDEST), plain)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, *last)
    sheet.ignore_errors({"number_stored_as_text": f"A1:{_cell(*last)}"})
    _write(sheet, 0, table.names, bold)
    for number, cells in enumerate(table.cells(), 1):
        _write(sheet, number, cells, plain)


def _cell(row: int, column: int) -> str:
    from xlsxwriter.utility import xl_rowcol_to_cell

    return str(xl_rowcol_to_cell(row, column))


def _write(sheet: Any, row: int, cells: Any, style: Any) -> None:
    for column, text in enumerate(cells):
        if len(text.encode("utf-16-le")) // 2 > CHARACTERS:
            raise ExportError(f"a cell of {sheet.get_name()} is longer than a sheet can hold; choose another format")
        if text:
            sheet.write_string(row, column, text, style)
