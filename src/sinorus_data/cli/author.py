"""The command that starts a record: new."""

from __future__ import annotations

import argparse
import re
import textwrap
from typing import Any

from sinorus_data.access.finder import DATA_SETS
from sinorus_data.cli.layout import command
from sinorus_data.cli.usage import UsageError, authored


def add_commands(commands: Any) -> None:
    """Adds the commands of this module to the command line."""
    one = command(commands, "new", "write a record skeleton with every field explained",
                  "example: sinorus-data new exercises --id joint-sea-2017")  # fmt: skip
    one.add_argument("kind", choices=DATA_SETS, metavar="DATA_SET", help=", ".join(DATA_SETS))
    one.add_argument("--id", metavar="ID", help="the id of the record, and the name of its file")
    one.add_argument("--root", metavar="DIR", help="the data directory, with datapackage.json")
    one.set_defaults(run=_new)


def _new(options: argparse.Namespace) -> int:
    from sinorus_data.model.catalogue import DATA_SETS as KNOWN
    from sinorus_data.model.fields import ACTOR_ID, SLUG
    from sinorus_data.reading.files import write_whole

    root = authored(options.root, "new")
    model, form = KNOWN[options.kind]
    if form == "csv":
        raise UsageError(
            f"{options.kind} are rows of datasets/{options.kind}.csv; add one in the order of ids. "
            f"The columns: {', '.join(model.model_fields)}"
        )
    name = f"new-{options.kind.rstrip('s').replace('_', '-')}" if options.id is None else options.id
    pattern = ACTOR_ID if options.kind == "actors" else SLUG
    if not re.fullmatch(pattern, name):
        raise UsageError(f"{name!r} is no id here; ids are lower-case words joined by hyphens (codes for states)")
    file = root / "datasets" / options.kind / f"{name}.yaml"
    if file.exists():
        raise UsageError(f"{file.relative_to(root)} exists; choose another id")
    write_whole(file, skeleton(model, name).encode())
    print(f"{file.relative_to(root)}\nfill it in, then: sinorus-data validate {file.relative_to(root)}")
    return 0


def skeleton(model: Any, name: str) -> str:
    """A record of a data set with every field that people write, explained; required ones open."""
    from sinorus_data.tables.columns import WITHOUT_COLUMN

    schema_line = f"# yaml-language-server: $schema=../../schemas/records/{model.table}.json"
    lines = [schema_line, f"id: {name}"]
    fields = [field for field in model.model_fields if field != "id" and field not in WITHOUT_COLUMN]
    for field in fields:
        if not (field.endswith(("_zh", "_ru")) and f"{field[:-3]}_zh" in model.model_fields):
            lines += _field(model, field)
    return "\n".join([*lines, *(_EVIDENCE if "evidence" in model.model_fields else ()), ""])


_EVIDENCE = (
    "",
    "# What each source says of this record, and where: fields it supports, or says differently.",
    "evidence:",
    "  - source:",
    "    locator:",
    "    supports: []",
    "    as_stated:",
    "# disputed:",
    "#   start: {preferred: 2016-09-12, because: why this source}",
)


def _field(model: Any, name: str) -> list[str]:
    from sinorus_data.model.fields import about
    from sinorus_data.tables.columns import columns

    info = about(model, name)
    if info.derive:
        return []
    codes = next((column.codes for column in columns(model.table) if column.name == name), ())
    required = model.model_fields[name].is_required()
    text = info.description + (f" One of: {', '.join(codes)}." if codes else "")
    text += f" Example: {info.example}" if info.example else ""
    lines = ["", *textwrap.wrap(text, 96, initial_indent="# ", subsequent_indent="# ", break_on_hyphens=False)]
    if f"{name}_zh" in model.model_fields:
        return [*lines, f"{name}: {{en: }}" if required else f"# {name}: {{en: , zh: , ru: }}"]
    return [*lines, f"{name}:" if required else f"# {name}:{_shape(model, name, info)}"]


def _shape(model: Any, name: str, info: Any) -> str:
    if info.parts and info.references:
        return " [{actor: , role: }]"
    if info.parts:
        return " [{party: , measure: , value: , unit: , qualifier: exact, source: , locator: , as_stated: }]"
    return " []" if str(model.model_fields[name].annotation).startswith("tuple[") else ""
