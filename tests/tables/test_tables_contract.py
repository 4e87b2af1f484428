"""The names and order of tables and columns are a contract with everybody who has published a script."""

from __future__ import annotations

import pytest

from sinorus_data.model.catalogue import TABLES
from sinorus_data.tables.columns import names

FIGURE = "measure value value_max unit qualifier source_id locator as_stated attributed_to reported_by note"
CONTRACT = {
    "agreements": "id title title_zh title_ru type topics parties framework signed signed_earliest signed_latest place "
    "in_force ended status supersedes summary sources aliases occasion possibly_same_as note",
    "agreement_parties": "agreement_id actor_id role signed in_force ended derived",
    "agreement_figures": f"agreement_id party {FIGURE}",
    "exercises": "id name name_zh name_ru series type framework host participants start start_earliest start_latest "
    "end end_earliest end_latest place status summary sources aliases possibly_same_as note",
    "exercise_participants": "exercise_id actor_id role derived",
    "exercise_forces": "exercise_id party measure value value_max qualifier source_id locator unit as_stated "
    "attributed_to reported_by note",
    "exercise_series": "id name name_zh name_ru aliases framework since summary sources note",
    "trade_figures": "id indicator reporter counterpart flow commodity period period_start period_end freq value "
    "value_max unit qualifier status base_period attributed_to source_id locator note transformation relative_to "
    "measured_in compiler vintage as_stated reported_by",
    "positions": "id actor_id actor_name role date date_earliest date_latest proposition_id proposition stance term "
    "term_zh term_ru summary source_id locator condition statement as_stated reported_by note",
    "propositions": "id topic text kind",
    "events": "id name type actors start start_earliest start_latest end end_earliest end_latest place summary sources "
    "aliases part_of note",
    "event_actors": "event_id actor_id role",
    "event_figures": f"event_id party {FIGURE}",
    "actors": "id name name_zh name_ru type parent iso2 iso3 un_m49 cow gw valid_from valid_to country successor_of "
    "aliases note",
    "sources": "id title authors publisher published language type perspective url accessed part_of origin licence "
    "archived note",
    "claims": "table record_id field value source_id locator agrees preferred reason as_stated attributed_to "
    "reported_by basis",
    "vocabularies": "table column code label definition example",
    "retired_ids": "id table fate targets since reason",
}


def test_the_tables_are_those_of_the_contract() -> None:
    assert set(TABLES) == set(CONTRACT)


@pytest.mark.parametrize("table", CONTRACT)
def test_the_columns_are_those_of_the_contract(table: str) -> None:
    assert names(table) == tuple(CONTRACT[table].split())
