"""Commands that look: list, show, search, cite."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import textwrap
from typing import Any

from sinorus_data.access import store
from sinorus_data.access.finder import DATA_SETS, resolve, search
from sinorus_data.cli import screen
from sinorus_data.cli.layout import command
from sinorus_data.cli.usage import UsageError
from sinorus_data.model.finding import printable

#: The tables with one row a statement of a source.
STATEMENTS = ("claims", "positions", "trade_figures", "agreement_figures", "exercise_forces", "event_figures")

#: The columns that a list shows, as far as a table has them.
SHOWN = (
    "id", "title", "name", "actor_id", "stance", "proposition", "indicator", "reporter", "counterpart", "period",
    "value", "unit", "signed", "start", "type", "text", "kind",
)  # fmt: skip


def add_commands(commands: Any) -> None:
    """Adds the commands of this module to the command line."""
    one = command(commands, "list", "what there is, or the records of one data set",
                  "example: sinorus-data list exercises --json")  # fmt: skip
    one.add_argument("table", nargs="?", choices=DATA_SETS, metavar="DATA_SET", help=", ".join(DATA_SETS))
    two = command(commands, "show", "one record with all that is said of it",
                  "example: sinorus-data show sco-shanghai-convention-2001")  # fmt: skip
    two.add_argument("id", metavar="ID", help="the id of a record; one that is retired says what took its place")
    three = command(commands, "search", "words in any field, in any of the three languages",
                    "example: sinorus-data search 友好中立")  # fmt: skip
    three.add_argument("text", metavar="TEXT", nargs="+", help="words, all of which one field must hold")
    for made, run in ((one, _list), (two, _show), (three, _search)):
        made.add_argument("--json", action="store_true", help="for machines")
        made.set_defaults(run=run)
    four = command(commands, "cite", "how to cite a record, a source or the whole",
                   "example: sinorus-data cite vostok-2018 --style bibtex")  # fmt: skip
    four.add_argument("id", metavar="ID", nargs="?", help="a record or source; the whole data package without it")
    styles = ("plain", "bibtex", "csl-json")
    four.add_argument(
        "--style", choices=styles, default="plain", metavar="NAME", help="plain (default), bibtex, csl-json"
    )
    four.set_defaults(run=_cite)


def _list(options: argparse.Namespace) -> int:
    if options.table is None:
        counts = {table: len(store.rows(table)) for table in DATA_SETS}
        descriptions = {item["name"]: item["description"] for item in store.descriptor()["resources"]}
        if options.json:
            _print_json(counts)
        else:
            rows = [(table, str(count), descriptions[table].split("\n")[0]) for table, count in counts.items()]
            print(screen.table(("data set", "records", "one record is"), rows, numbers=(1,)))
            claims = sum(len(store.rows(table)) for table in STATEMENTS)
            print(f"\nversion {store.descriptor()['version']}: {claims} sourced statements from "
                  f"{counts['sources']} sources; `sinorus-data list exercises` goes on")  # fmt: skip
        return 0
    rows_of = store.rows(options.table)
    if options.json:
        _print_json(rows_of)
    else:
        columns = [name for name in SHOWN if rows_of and name in rows_of[0]][:6]
        print(screen.table(columns, [[row[name] for name in columns] for row in rows_of]))
    return 0


def _record(record_id: str) -> Any:
    from sinorus_data.access import library

    found = resolve(record_id)
    if found.status == "unknown":
        near = f"; did you mean {', '.join(found.suggestions)}?" if found.suggestions else ""
        raise UsageError(f"there is no record {record_id!r}{near}")
    return getattr(library, str(found.table))[record_id]


def _show(options: argparse.Namespace) -> int:
    record = _record(options.id)
    if options.json:
        _print_json({"table": record.table, **json.loads(record.model_dump_json())})
        return 0
    row = next(row for row in store.rows(record.table) if row["id"] == record.id)
    print(screen.coloured(f"{record.table} / {record.id}", screen.BOLD))
    for name, value in row.items():
        if value and name != "id":
            _print_field(name, value)
    for field in ("figures", "forces"):
        if getattr(record, field, ()):
            print(f"\n{screen.coloured(field, screen.BOLD)}")
            for figure in getattr(record, field):
                _print_statement(_number(figure), figure)
    if hasattr(record, "claims"):
        print(f"\n{screen.coloured('claims', screen.BOLD)}")
        for claim in record.claims():
            _print_statement(f"{claim.field}: {claim.value}{'' if claim.agrees else ' (differs)'}", claim)
    return 0


def _print_field(name: str, value: str) -> None:
    room = max(40, shutil.get_terminal_size().columns - 18)
    lines = textwrap.wrap(printable(value), room) if sys.stdout.isatty() else [printable(value)]
    for place, line in enumerate(lines):
        label = f"{name if place == 0 else '':<14}"
        print(f"  {screen.coloured(label, screen.DIM)}  {line}")


def _number(figure: Any) -> str:
    from sinorus_data.model.cells import cell

    upper = f" to {cell(figure.value_max)}" if figure.value_max is not None else ""
    qualifier = "" if figure.qualifier == "exact" else f"{figure.qualifier.replace('_', ' ')} "
    party = f"{figure.party}, " if figure.party else ""
    return f"{party}{figure.measure}: {qualifier}{cell(figure.value)}{upper} {figure.unit}"


def _print_statement(said: str, entry: Any) -> None:
    """What is said, and under it who says so, where, and in which words."""
    speakers = f"{', '.join(entry.attributed_to)} in " if entry.attributed_to else ""
    quoted = f": “{entry.as_stated}”" if entry.as_stated else ""
    screen.print_wrapped(said, "  ")
    screen.print_wrapped(f"{speakers}{entry.source_id}, {entry.locator}{quoted}", "      ", screen.DIM)


def _search(options: argparse.Namespace) -> int:
    # A plain C locale hands Chinese and Russian over as stray bytes.
    words = " ".join(options.text).encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    if not words.strip():
        raise UsageError("name a text to search for")
    hits = search(words)
    if options.json:
        _print_json([hit._asdict() for hit in hits])
    elif hits:
        print(screen.table(("data set", "id", "field", "text"), [tuple(hit) for hit in hits]))
        print(f"\n{len(hits)} {'place' if len(hits) == 1 else 'places'}; `sinorus-data show ID` goes on")
    else:
        print(f"nothing holds {printable(words)!r}")
    return 0 if hits else 1


def _cite(options: argparse.Namespace) -> int:
    from sinorus_data.access.citation import cite

    print(cite(_record(options.id) if options.id else None, style=options.style))
    return 0


def _print_json(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2))
