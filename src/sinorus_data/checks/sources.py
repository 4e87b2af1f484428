"""Sources: open to others, of a known licence, and not older than what they report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression

from sinorus_data.checks.dates import WHEN
from sinorus_data.checks.rule import find, rule
from sinorus_data.model.catalogue import EVIDENCED
from sinorus_data.model.finding import Finding
from sinorus_data.reading.dataset import Package
from sinorus_data.reading.records import Read

#: Terms that are no licence and have no SPDX id.
WITHOUT_SPDX = ("all-rights-reserved", "public-domain")
#: Single facts with citation are free; more rows than this from one data set are a table lifted.
SINGLE_FACTS = 20


@rule("L-HTTP", "addresses are encrypted", on="sources", tables=("sources",), level="warning",
      bad="url: http://example.org/a", good="url: https://example.org/a")  # fmt: skip
def encrypted(read: Read, package: Package) -> Iterator[Finding]:
    """On the way of an http address anybody can change what is read; use https where the site has it."""
    for name in ("url", "archived"):
        if str(getattr(read.record, name) or "").startswith("http://"):
            yield find(read, "L-HTTP", "the address is not encrypted", name, fix="write https, if the site has it")


@rule("V-LICENCE", "the licence of a source is known", on="sources", tables=("sources",),
      bad="licence: free to use", good="licence: CC-BY-4.0")  # fmt: skip
def licence_is_known(read: Read, package: Package) -> Iterator[Finding]:
    """An SPDX id, `public-domain` or `all-rights-reserved` tells users what they may do with the document."""
    licence = read.record.licence
    if licence is None or licence in WITHOUT_SPDX:
        return
    try:
        known = canonicalize_license_expression(licence)
    except InvalidLicenseExpression:
        yield find(read, "V-LICENCE", "not a licence of the SPDX list", "licence", got=licence,
                   expected="an SPDX id such as CC-BY-4.0, or " + " or ".join(WITHOUT_SPDX))  # fmt: skip
    else:
        if known != licence:
            yield find(read, "V-LICENCE", "the SPDX id is written otherwise", "licence", got=licence, expected=known)


_DATASET = (
    "# datasets/sources/a-text.yaml\nid: a-text\ntitle: A table\npublished: 2016\nlanguage: en\ntype: dataset\n"
    "perspective: academic\nlicence: {}\n# datasets/trade_figures.csv\n{{trade_figures:21}}"
)


@rule("V-LIFTED-TABLE", "no table is lifted whole", scope="package", on="sources",
      bad=_DATASET.format("all-rights-reserved"), good=_DATASET.format("CC-BY-4.0"))  # fmt: skip
def no_table_lifted(package: Package) -> Iterator[Finding]:
    """From a data set whose terms forbid redistribution, single facts are cited; its table is not copied."""
    if package.waiting:
        return
    rows = Counter(read.record.source_id for read in package.reads("trade_figures"))
    for read in package.reads("sources"):
        closed = read.record.licence == "all-rights-reserved" or "-ND" in read.record.licence
        if read.record.type == "dataset" and closed and rows[read.record.id] > SINGLE_FACTS:
            yield find(read, "V-LIFTED-TABLE", "the terms of this data set forbid redistribution", "licence",
                       got=f"{rows[read.record.id]} rows", expected=f"at most {SINGLE_FACTS}",
                       fix="keep single facts, or name the permission as the licence")  # fmt: skip


@rule("D-SOURCE", "a source is not older than what it reports", level="warning", tables=tuple(WHEN),
      bad="start: 2017-09-12\nend: 2017-09-19", good="start: 2016-09-12")  # fmt: skip
def reported_afterwards(read: Read, package: Package) -> Iterator[Finding]:
    """A document that appeared before an event can announce it, but not report it as past; one that appeared after it
    has to say so too.
    """
    record = read.record
    when = getattr(record, WHEN[record.table])
    if when is None or getattr(record, "status", "") in ("planned", "target", "forecast", "cancelled"):
        return
    field = WHEN[record.table]
    cited: list[tuple[tuple[str | int, ...], str]]
    if record.table not in EVIDENCED:
        cited = [(("source_id",), record.source_id)]
    else:
        cited = [
            (("evidence", at, "source"), entry.source)
            for at, entry in enumerate(record.evidence)
            if field in entry.supports
        ]
    dated = [(place, name, getattr(package.find("sources", name), "published", None)) for place, name in cited]
    if any(published is None or published.latest >= when.earliest for _, _, published in dated):
        return
    for place, source_id, published in dated:
        if published is not None:
            yield find(read, "D-SOURCE", f"the source appeared before {when}", *place, got=source_id,
                       expected=f"a source of {when.earliest.year} or later",
                       fix="cite a later source, or set the status to planned")  # fmt: skip


@rule("D-VINTAGE", "a figure is issued before it is reported", on="trade_figures", tables=("trade_figures",),
      bad="vintage: 2017-01", good="vintage: 2016-01")  # fmt: skip
def issued_before_reported(read: Read, package: Package) -> Iterator[Finding]:
    """`vintage` is when the figure was issued; a document can only report what was issued before it appeared."""
    vintage = read.record.vintage
    if vintage is not None:
        published = getattr(package.find("sources", read.record.source_id), "published", None)
        if published is not None and vintage.earliest > published.latest:
            yield find(read, "D-VINTAGE", "issued after its source appeared", "vintage", got=str(vintage),
                       expected=f"not after {published}")  # fmt: skip
