"""Codes of sources: what kind of document, from where it speaks, how a value was got."""

from __future__ import annotations

from sinorus_data.model.definitions.definition import Definition

SOURCES: dict[str, dict[str, Definition]] = {
    "SourceType": {
        "article": Definition("Article",
            "A signed piece in a journal, magazine or analytical outlet, apart from news.",
            "Gabuev's piece of 2018 in Foreign Affairs"),
        "chapter": Definition("Chapter", "A signed part of a report or book that is a source of its own.",
            "Makocki's part of Gaming the West"),
        "report": Definition("Report", "A study published on its own by an institution, short of a book.",
            "Gaming the West as a whole"),
        "book": Definition("Book", "A monograph, manual or edited volume.",
            "Science of Military Strategy, third edition"),
        "news": Definition("News", "A report of current happenings by a paper, agency or broadcaster.",
            "an agency item on the end of a drill"),
        "treaty-text": Definition("Treaty text", "The wording of an instrument itself.",
            "a treaty as printed in an official gazette"),
        "official-statement": Definition("Official statement",
            "A text by which a government or organisation speaks for itself, apart from instruments.",
            "a ministry's announcement of a drill"),
        "dataset": Definition("Data set", "A structured collection of data.", "a customs table"),
        "web-page": Definition("Web page", "A page on a site that fits none of the other types.",
            "an organisation's page about itself"),
    },
    "Perspective": {
        "cn-official": Definition("Chinese official",
            "The Chinese state, its ministries, forces or representatives in office.",
            "a Chinese White Paper on security"),
        "ru-official": Definition("Russian official",
            "The Russian state, its ministries, forces or representatives in office.",
            "Russian defence ministry on Tsentr-2019"),
        "other-official": Definition("Other official", "Any state other than China and Russia.",
            "Tajik defence ministry on Cooperation-2019"),
        "igo": Definition("Intergovernmental", "An organisation of states speaking as such.",
            "a release of the SCO secretariat"),
        "academic": Definition("Academic", "Universities, academies and scholarly journals.",
            "a paper in a journal of international relations"),
        "think-tank": Definition("Think tank", "Institutes that advise on or argue about policy.",
            "European Council on Foreign Relations"),
        "press": Definition("Press", "News media in their own voice, whoever owns them.", "Global Times"),
        "reference": Definition("Reference",
            "Works that compile settled facts or codes without taking a side.",
            "an encyclopaedia"),
    },
    "Basis": {
        "derived": Definition("Derived", "Computed by the coder from what the source states.",
            "August read as 2019-08 in a text of October 2019"),
        "julian": Definition("Julian calendar",
            "Stated in the Julian calendar, and converted before it is compared.",
            "a tsarist paper dated by the old calendar"),
    },
}  # fmt: skip
