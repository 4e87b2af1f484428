"""Codes of exercises: what kind, whether held, who takes part."""

from __future__ import annotations

from sinorus_data.model.definitions.definition import Definition

EXERCISES: dict[str, dict[str, Definition]] = {
    "ExerciseType": {
        "naval": Definition("Naval",
            "Training mainly at sea, with its aircraft and marines, and not a patrol.",
            "Joint Sea-2016 in the South China Sea"),
        "land": Definition("Land", "Training of ground forces for combat between armies.",
            "an infantry drill of two neighbouring states"),
        "air": Definition("Air", "Training of air or air-defence forces, and not a patrol.",
            "a meeting of fighter squadrons of two states for training"),
        "strategic": Definition("Strategic",
            "A large manoeuvre of several services across a theatre of war, part of a state's cycle of "
            "highest-level exercises.",
            "Vostok-2018 with about 300,000 Russians and 3,200 Chinese"),
        "counter-terrorism": Definition("Counter-terrorism",
            "Training whose declared purpose is the fight against terrorism, whatever forces take part.",
            "Cooperation-2019 of China and Tajikistan"),
        "border": Definition("Border guard",
            "Training of border guards in guarding a border, with no terrorist enemy declared.",
            "two border services rehearsing the pursuit of smugglers"),
        "police": Definition("Police",
            "Training of police or interior troops in public order or crime, with no terrorist enemy "
            "declared.",
            "riot police of two states training together"),
        "patrol-air": Definition("Air patrol",
            "A joint flight of military aircraft along a route, to be present rather than to train.",
            "flights of Chinese and Russian aircraft together over the Asia-Pacific"),
        "patrol-naval": Definition("Naval patrol",
            "A joint voyage of warships along a route, to be present rather than to train.",
            "warships of two states sailing together through a strait"),
        "combined": Definition("Combined",
            "Training of two or more services of which none leads, below the strategic level.",
            "a drill of ground troops and air forces on equal terms"),
    },
    "ExerciseStatus": {
        "held": Definition("Held", "It took place, even if the source gives no details.",
            "Peace Mission 2016 in Kyrgyzstan"),
        "planned": Definition("Planned",
            "Announced or due when the source was written, with no word that it took place.",
            "Russian nuclear drills due near the Chinese border in 2014"),
        "cancelled": Definition("Cancelled", "Announced and then called off, or put off without a new date.",
            "a yearly drill dropped because of an epidemic"),
    },
    "ParticipantRole": {
        "host": Definition("Host", "Takes part and leads it, or gives the land or waters for it.",
            "Russia in Vostok-2018"),
        "participant": Definition("Participant", "Takes part with forces without being the host.",
            "China in Vostok-2018"),
        "observer": Definition("Observer", "Is present without forces of its own in it.",
            "a state that sends only officers to watch"),
    },
}  # fmt: skip
