"""Other people's software on our values: an EDTF validator, and a reader of BibTeX."""

from __future__ import annotations

import io
import re

import pytest

import sinorus_data as sd
from sinorus_data.access import store
from sinorus_data.model.edtf import Edtf


def test_every_shipped_date_is_edtf_to_others_too() -> None:
    oracle = pytest.importorskip("edtf_validate.valid_edtf", reason="needs edtf-validate")
    dates = {
        row[name]
        for table in ("agreements", "exercises", "events", "positions", "sources", "trade_figures", "actors")
        for row in store.rows(table)
        for name in ("signed", "start", "end", "date", "published", "period", "base_period", "valid_from", "valid_to")
        if row.get(name)
    }
    assert len(dates) > 50
    for date in dates:
        assert Edtf(date).text == date
        assert oracle.is_valid(date), date


def test_bibtex_is_read_back_by_pybtex() -> None:
    database = pytest.importorskip("pybtex.database", reason="needs pybtex")
    for source in list(sd.sources)[::20]:
        read = database.parse_string(sd.cite(source, style="bibtex"), "bibtex").entries[source.id]
        assert re.sub(r"\\([#$%&_{}])", r"\1", read.fields["title"].strip("{}")) == source.title
        assert [str(person) for person in read.persons.get("author", [])] == [
            str(database.Person(name)) for name in source.authors
        ]
    whole = database.parse_string(sd.cite(sd.exercises["vostok-2018"], style="bibtex"), "bibtex")
    assert io.StringIO(whole.to_string("bibtex")).read().startswith("@misc")
