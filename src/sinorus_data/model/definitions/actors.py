"""Codes of actors: what kind of actor it is."""

from __future__ import annotations

from sinorus_data.model.definitions.definition import Definition

ACTORS: dict[str, dict[str, Definition]] = {
    "ActorType": {
        "state": Definition("State", "A state, present or historical, with its government.", "Soviet Union"),
        "bloc": Definition("Bloc",
            "Several states acting or counted together, as an organisation, alliance or region of states.",
            "Shanghai Cooperation Organisation"),
        "organisation": Definition("Organisation",
            "A body that is neither made up of states nor a firm: ministry, armed unit, academy, agency, "
            "newspaper.",
            "Academy of Military Science"),
        "company": Definition("Company", "A body that trades for profit, whoever owns it.",
            "a state-owned oil producer"),
        "person": Definition("Person", "One human being, known by name or by office.", "Fu Ying"),
        "group": Definition("Group", "An armed or outlawed band outside any state's control.",
            "Islamic State"),
        "collective": Definition("Collective",
            "People without organisation or names who are spoken of as one.",
            "Chinese netizens"),
    },
}  # fmt: skip
