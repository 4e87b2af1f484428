"""Codes of positions: which stance, in what capacity, on what kind of proposition."""

from __future__ import annotations

from sinorus_data.model.definitions.definition import Definition

POSITIONS: dict[str, dict[str, Definition]] = {
    "Stance": {
        "agrees": Definition("Agrees", "Affirms the proposition without a condition.",
            "Yan Xuetong on alliances as China's grand strategy"),
        "disagrees": Definition("Disagrees", "Denies the proposition, or holds that it does not apply now.",
            "Liu Fenghua, for whom the time for an alliance has not come"),
        "conditional": Definition("Conditional",
            "Would affirm the proposition only if something stated comes about.",
            "Moscow on China in Central Asia, so long as its own role is respected"),
        "neutral": Definition("Neutral", "Speaks to the proposition and declines to affirm or deny it.",
            "Russia on Chinese claims in the South China Sea"),
    },
    "PositionRole": {
        "leader": Definition("Leader", "Head of state or government, or leader of a ruling party.",
            "Putin on answering conventional attack with nuclear arms"),
        "official": Definition("Official",
            "Minister, member of parliament or other civilian office-holder below the leader, except "
            "diplomats.",
            "James Mattis on Vostok-2018"),
        "diplomat": Definition("Diplomat", "Ambassador or other member of a foreign service.",
            "Li Hui, ambassador to Russia"),
        "military": Definition("Military",
            "Officer of armed forces, or member of their command, speaking as such.",
            "Xu Qiliang of the Central Military Commission"),
        "scholar": Definition("Scholar", "Researcher or expert whom a source cites.",
            "Zhao Huasheng, cited in a chapter"),
        "author": Definition("Author", "Author of the source itself, speaking in the text's own voice.",
            "Alexander Gabuev in his own article"),
        "media": Definition("Media", "Newspaper, agency or broadcaster speaking as such.",
            "Global Times editorial at the time of Crimea"),
        "institution": Definition("Institution",
            "Academy, ministry, think tank or organisation speaking as a body.",
            "Academy of Military Science in its strategy manual"),
        "state": Definition("State",
            "Government of a state speaking or acting as such, with no ministry or person named.",
            "Moscow on the Chinese presence in Central Asia"),
        "public": Definition("Public", "Unnamed people or opinion at large.",
            "Chinese netizens angered by border markers in 2015"),
    },
    "PropositionKind": {
        "should": Definition("Should", "What ought to be done or be the case.",
            "China and Russia should conclude a formal alliance"),
        "is": Definition("Is", "What is or was the case, with no claim about its cause.",
            "Russia is militarily strong"),
        "will": Definition("Will", "What is going to be the case.", "China will replace Europe for Russia"),
        "because": Definition("Because", "What brings about, furthers or prevents something else.",
            "Western sanctions made Russia turn to China"),
    },
}  # fmt: skip
