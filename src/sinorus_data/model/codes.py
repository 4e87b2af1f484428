"""The closed lists, as types. What each code means stands in ``definitions``."""

from __future__ import annotations

from typing import Literal, get_args

AgreementType = Literal[
    "treaty", "agreement", "joint-statement", "convention", "memorandum", "contract", "communique",
    "declaration", "protocol", "exchange-of-notes", "resolution", "decree", "doctrine", "white-paper",
]  # fmt: skip
AgreementStatus = Literal["draft", "signed", "in-force", "ended", "rejected", "unknown"]
PartyRole = Literal["signatory", "acceded", "issuer"]
Framework = Literal["bilateral", "trilateral", "shanghai-five", "sco", "un", "csto", "eaeu", "multilateral", "national"]
ExerciseType = Literal[
    "naval", "land", "air", "strategic", "counter-terrorism", "border", "police", "patrol-air",
    "patrol-naval", "combined",
]  # fmt: skip
ExerciseStatus = Literal["held", "planned", "cancelled"]
ParticipantRole = Literal["host", "participant", "observer"]
EventType = Literal[
    "clash", "war", "deployment", "visit", "summit", "institution", "arms-transfer", "vote", "handover",
    "attack", "arrest", "sanctions", "settlement", "accession", "leadership", "publication", "policy",
    "crisis", "protest", "negotiation", "ceremony", "territorial-change", "dissolution", "withdrawal",
    "construction", "technology-transfer", "migration", "trade", "intelligence", "statement", "other",
]  # fmt: skip
EventRole = Literal["initiator", "participant", "target", "host"]
Measure = Literal[
    "personnel", "ships", "aircraft", "vehicles", "killed", "injured", "arrested", "members", "duration",
    "distance", "area", "value", "volume", "count", "population", "pages", "speed",
]  # fmt: skip
Unit = Literal[
    "persons", "persons_mn", "ships", "aircraft", "vehicles", "states", "count", "hours", "days", "weeks",
    "months", "years", "km", "mi", "km2", "USD_mn", "USD_bn", "CNY_bn", "CNY_tn", "RUB_bn",
    "t", "t_th", "t_mn", "bpd_th", "bcm", "mcm", "kWh_bn",
    "percent", "times", "rank",
]  # fmt: skip
Qualifier = Literal["exact", "about", "over", "under", "at_least", "at_most"]
Indicator = Literal[
    "goods_trade", "crude_oil_trade", "gas_trade", "energy_trade", "arms_trade", "fdi", "investment",
    "loans", "settlement", "agreement_value", "budget_revenue", "military_spending", "population",
    "migrants", "border_length", "distance", "travel_time", "territory",
]  # fmt: skip
Flow = Literal["total", "exports", "imports", "balance", "inward", "outward", "stock"]
Commodity = Literal[
    "all", "crude_oil", "oil_products", "natural_gas", "pipeline_gas", "lng", "oil_gas", "coal", "electricity",
    "raw_materials", "metals", "timber", "agricultural", "machinery", "vehicles", "arms",
]  # fmt: skip
Frequency = Literal["A", "S", "Q", "M", "YTD"]
FigureStatus = Literal["observed", "estimate", "target", "forecast", "suspect"]
Transformation = Literal["level", "change", "share", "ratio", "rank"]
Stance = Literal["agrees", "disagrees", "conditional", "neutral"]
PositionRole = Literal[
    "leader", "official", "diplomat", "military", "scholar", "author", "media", "institution", "state",
    "public",
]  # fmt: skip
PropositionKind = Literal["should", "is", "will", "because"]
Topic = Literal[
    "alliance", "partnership", "international-order", "united-states", "europe", "nato", "border",
    "military", "arms", "exercises", "nuclear", "doctrine", "counter-terrorism", "regional-organisations",
    "central-asia", "maritime-disputes", "ukraine", "syria", "trade", "energy", "investment",
    "infrastructure", "technology", "sanctions", "migration", "society", "security-services", "cyber",
    "history", "eurasian-integration", "law-enforcement",
]  # fmt: skip
ActorType = Literal["state", "bloc", "organisation", "company", "person", "group", "collective"]
SourceType = Literal[
    "article", "chapter", "report", "book", "news", "treaty-text", "official-statement", "dataset", "web-page"
]
Perspective = Literal[
    "cn-official", "ru-official", "other-official", "igo", "academic", "think-tank", "press", "reference"
]
Basis = Literal["derived", "julian"]
Fate = Literal["moved", "split", "withdrawn"]


def lists() -> dict[str, tuple[str, ...]]:
    """Every closed list by name, with its codes in order."""
    return {name: get_args(value) for name, value in globals().items() if get_args(value)}


def name_of(codes: tuple[str, ...]) -> str:
    """The name of the closed list that has exactly these codes."""
    return next(name for name, known in lists().items() if known == codes)
