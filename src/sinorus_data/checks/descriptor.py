"""The descriptor and the schemas: they point nowhere else, and are the ones that the models make."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from sinorus_data.checks.rule import at, rule
from sinorus_data.model.catalogue import DATA_SETS, TABLES
from sinorus_data.model.finding import Finding, Refused, shown
from sinorus_data.reading.dataset import Package
from sinorus_data.reading.files import read_bytes
from sinorus_data.reading.text import decode
from sinorus_data.reading.yaml import Node, read_yaml
from sinorus_data.tables.schema import PACKAGE_PROFILE, PROFILE, RESOURCE_PROFILE, table_schema

DESCRIPTOR = "datapackage.json"
_remote = re.compile(r"(?i)[a-z][a-z0-9+.-]*://")
_unsafe = re.compile(r"(?i)^(?:/|~|\\|[a-z]:)|\\|\.\.|[$%`;|&<>\x00-\x1f]|^file:")

_modeline = re.compile(r"^\s*#.*\$schema[=:]\s*(?!\.\./\.\./schemas/records/)(\S+)")

_JSON = "# datapackage.json\n"
_GOOD = '{{"resources": [{{"name": "events", "path": "datasets/events.csv", "schema": "schemas/events.json"{}}}]}}'


def _descriptor(package: Package) -> Node | Finding | None:
    """The descriptor with the place of every value, or why it cannot be read."""
    if not (package.root / DESCRIPTOR).is_file():
        return None
    try:
        return _parsed(read_bytes(package.root, DESCRIPTOR))
    except Refused as refused:
        return refused.finding


@lru_cache(maxsize=1)
def _parsed(content: bytes) -> Node:
    return read_yaml(decode(content, DESCRIPTOR), DESCRIPTOR)  # JSON is YAML


def _resources(package: Package) -> Iterator[Node]:
    node = _descriptor(package)
    listed = node.inner("resources") if isinstance(node, Node) else None
    for resource in listed.value if listed and isinstance(listed.value, list) else ():
        if isinstance(resource.value, dict):
            yield resource


def _text(node: Node, name: str) -> tuple[str, Node]:
    """A text of a resource, empty if there is none, and where it stands."""
    inner = node.inner(name)
    return (inner.value, inner) if inner is not None and isinstance(inner.value, str) else ("", inner or node)


def _say(node: Node, code: str, message: str, **sides: Any) -> Finding:
    return at(DESCRIPTOR, node.line, node.column, code, message, **sides)


@rule("P-DESCRIPTOR", "the descriptor describes our tables", scope="descriptor", on="none",
      bad=_JSON + '{"resources": []}', good=_JSON + _GOOD.format(""))  # fmt: skip
def describes_our_tables(package: Package) -> Iterator[Finding]:
    """`datapackage.json` is generated; each resource names one table, its file and nothing else to read from."""
    node = _descriptor(package)
    if isinstance(node, Finding):
        yield node
    elif node is not None:
        listed = node.inner("resources")
        if listed is None or not isinstance(listed.value, list) or not listed.value:
            yield _say(listed or node, "P-DESCRIPTOR", "no resources", fix="run `sinorus-data build`")
        for resource in listed.value if listed and isinstance(listed.value, list) else ():
            name, where = _text(resource, "name")
            if name not in TABLES:
                yield _say(where, "P-DESCRIPTOR", "no table of this name", got=shown(name), fix="remove it")
            elif resource.inner("data") is not None or not _text(resource, "path")[0]:
                yield _say(resource, "P-DESCRIPTOR", "a resource has a path, and no data beside it",
                           expected=f"datasets/{name}.csv")  # fmt: skip


@rule("P-UNSAFE", "paths stay in the package", scope="descriptor", on="none",
      bad=_JSON + _GOOD.format("").replace("datasets/events.csv", "/etc/passwd"),
      good=_JSON + _GOOD.format(""))  # fmt: skip
def paths_stay_inside(package: Package) -> Iterator[Finding]:
    """A path is relative, with forward slashes, and names the file of its table; none is opened that does not."""
    for resource in _resources(package):
        name = _text(resource, "name")[0]
        for key, wanted in (("path", f"datasets/{name}.csv"), ("schema", f"schemas/{name}.json")):
            path, where = _text(resource, key)
            if path and path != wanted and (not _remote.match(path) or path.lower().startswith("file:")):
                message = "a path out of the package" if _unsafe.search(path) else "another path than the table has"
                yield _say(where, "P-UNSAFE", message, got=shown(path), expected=wanted)


@rule("P-REMOTE", "nothing is fetched from elsewhere", scope="package", on="none",
      bad=_JSON + _GOOD.format("").replace("schemas/events.json", "https://example.org/s.json"),
      good="# datasets/propositions/a.yaml\n# yaml-language-server: $schema=../../schemas/records/propositions.json\n"
           "id: a\ntopic: trade\ntext: Trade is good.\nkind: is\n")  # fmt: skip
def nothing_remote(package: Package) -> Iterator[Finding]:
    """Data and schemas lie in the package: whoever reads it, an editor that follows the comment `$schema=` of a
    record among them, needs no network and trusts nobody else.
    """
    for resource in _resources(package):
        for key in ("path", "schema"):
            path, where = _text(resource, key)
            if _remote.match(path) and not path.lower().startswith("file:"):
                yield _say(where, "P-REMOTE", f"a {key} from elsewhere", got=shown(path), fix="keep it here")
    for path, text in sorted(package.texts.items()):
        for number, line in enumerate(text.split("\n") if "$schema" in text else (), 1):
            remote = _modeline.search(line)
            if remote:
                yield at(path, number, remote.start(1) + 1, "P-REMOTE", "a schema from elsewhere",
                         got=shown(remote[1]), fix="use the one in schemas/records/")  # fmt: skip


@rule("P-PROFILE", "profiles are the known ones", scope="descriptor", on="none",
      bad=_JSON + '{"$schema": "https://example.org/p.json", ' + _GOOD.format("")[1:],
      good=_JSON + _GOOD.format(""))  # fmt: skip
def profile_is_known(package: Package) -> Iterator[Finding]:
    """`$schema` is a profile of Data Package 2.0; another one may change what every field means."""
    node = _descriptor(package)
    if not isinstance(node, Node):
        return
    for holder, known in ((node, PACKAGE_PROFILE), *((resource, RESOURCE_PROFILE) for resource in _resources(package))):
        for key in ("$schema", "profile"):
            profile, where = _text(holder, key)
            if profile not in ("", known):
                yield _say(where, "P-PROFILE", "not a profile that we use", got=shown(profile), fix="remove it")


@rule("S-FOREIGN", "schemas come from the models", scope="descriptor", on="none",
      bad="# schemas/events.json\n" + json.dumps({"$schema": PROFILE, "fields": [{"name": "id", "type": "any"}]}),
      good=_JSON + _GOOD.format(""))  # fmt: skip
def schemas_are_ours(package: Package) -> Iterator[Finding]:
    """Schemas are generated from the models, never written by hand: one from elsewhere could let anything pass, or
    hold a pattern that never ends. None is read for checking.
    """
    for resource in _resources(package):
        schema = resource.inner("schema")
        if schema is not None and not isinstance(schema.value, str):
            yield _say(schema, "S-FOREIGN", "a schema of its own", expected="the path of the generated one")
    for table in TABLES:
        path = f"schemas/{table}.json"
        if (package.root / path).is_symlink() or (package.root / path).exists():
            try:
                same = json.loads(decode(read_bytes(package.root, path), path)) == table_schema(table)
            except Refused as refused:
                yield refused.finding
                continue
            except (ValueError, RecursionError):
                same = False
            if not same:
                yield at(path, 1, 1, "S-FOREIGN", "not the schema that the models make",
                         fix="leave it to `sinorus-data build`")  # fmt: skip


@rule("P-HASH", "published tables are what was published", scope="descriptor", on="none",
      bad=_JSON + _GOOD.format(', "bytes": 1, "hash": "sha256:0"') + "\n# datasets/events.csv\nid,name\n",
      good=_JSON + _GOOD.format(""))  # fmt: skip
def tables_are_unchanged(package: Package) -> Iterator[Finding]:
    """The descriptor knows the bytes of each table. A generated table that was edited by hand would be overwritten:
    edit the record instead. The table that people write may be ahead of its last build.
    """
    for resource in _resources(package):
        name = _text(resource, "name")[0]
        path = f"datasets/{name}.csv"
        if name not in TABLES or _text(resource, "path")[0] != path or not (package.root / path).is_file():
            continue
        if package.paths and (name == "retired_ids" or (name in DATA_SETS and DATA_SETS[name].authored == "csv")):
            continue
        try:
            content = read_bytes(package.root, path).replace(b"\r\n", b"\n")
        except Refused as refused:
            yield refused.finding
            continue
        described = (_text(resource, "bytes")[0], _text(resource, "hash")[0])
        real = (str(len(content)), f"sha256:{hashlib.sha256(content).hexdigest()}")
        if any(said not in ("", is_so) for said, is_so in zip(described, real, strict=True)):
            yield at(path, 1, 1, "P-HASH", "the table is not what its descriptor was written for",
                     fix=_instead(name) if package.paths else "reinstall, or build anew")  # fmt: skip


def _instead(table: str) -> str:
    """Where a change of a generated table belongs."""
    owner = table if table in DATA_SETS else f"{table.split('_')[0]}s"
    if owner not in DATA_SETS:
        return "undo it; this table is generated from the records"
    return f"undo it, and edit the record in datasets/{owner}/"
