"""What was agreed and exercised: agreements, exercises and their series."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sinorus_data.access.collection import Collection, LongTable

if TYPE_CHECKING:
    from typing import Self

    from sinorus_data.access.collection import When
    from sinorus_data.model import codes
    from sinorus_data.model.agreement import Agreement, Party
    from sinorus_data.model.evidence import Claim
    from sinorus_data.model.exercise import Exercise, ExerciseSeries, Participant
    from sinorus_data.model.figures import Figure, Force


class Agreements(Collection["Agreement"]):
    """The named instruments."""

    table = "agreements"
    first_date = ("signed", "signed_earliest", "signed_latest")

    def _model(self) -> type[Agreement]:
        from sinorus_data.model.agreement import Agreement

        return Agreement

    def filter(
        self,
        *,
        type: codes.AgreementType | None = None,
        topic: codes.Topic | None = None,
        party: str | None = None,
        framework: codes.Framework | None = None,
        status: codes.AgreementStatus | None = None,
        supersedes: str | None = None,
        source: str | None = None,
        occasion: str | None = None,
        possibly_same_as: str | None = None,
        since: When | None = None,
        until: When | None = None,
        predecessors: bool = False,
    ) -> Self:
        """The records that meet all of the criteria, by coded and reference columns.

        ``since`` and ``until`` (EDTF text, ``Edtf`` or ``date``) keep records whose first date can lie in the
        range; undated ones drop out. ``predecessors`` takes in the states and bodies that an actor continues.
        Raises ``ValueError`` for an unknown code and ``UnknownIdError`` for an unknown id.
        """
        return self._select(
            {
                "type": type,
                "topics": topic,
                "parties": party,
                "framework": framework,
                "status": status,
                "supersedes": supersedes,
                "sources": source,
                "occasion": occasion,
                "possibly_same_as": possibly_same_as,
            },
            since,
            until,
            predecessors=predecessors,
        )

    @property
    def parties(self) -> LongTable[Party]:
        """The rows of ``agreement_parties`` that belong to these records."""
        return self._long("agreement_parties", "agreement", "Party")

    @property
    def figures(self) -> LongTable[Figure]:
        """The rows of ``agreement_figures`` that belong to these records."""
        return self._long("agreement_figures", "figures", "Figure")

    @property
    def claims(self) -> LongTable[Claim]:
        """What each source says of these records."""
        return self._long("claims", "evidence", "Claim")


class Exercises(Collection["Exercise"]):
    """The editions of exercises and patrols."""

    table = "exercises"
    first_date = ("start", "start_earliest", "start_latest")

    def _model(self) -> type[Exercise]:
        from sinorus_data.model.exercise import Exercise

        return Exercise

    def filter(
        self,
        *,
        series: str | None = None,
        type: codes.ExerciseType | None = None,
        framework: codes.Framework | None = None,
        host: str | None = None,
        participant: str | None = None,
        status: codes.ExerciseStatus | None = None,
        source: str | None = None,
        possibly_same_as: str | None = None,
        since: When | None = None,
        until: When | None = None,
        predecessors: bool = False,
    ) -> Self:
        """The records that meet all of the criteria, by coded and reference columns.

        ``since`` and ``until`` (EDTF text, ``Edtf`` or ``date``) keep records whose first date can lie in the
        range; undated ones drop out. ``predecessors`` takes in the states and bodies that an actor continues.
        Raises ``ValueError`` for an unknown code and ``UnknownIdError`` for an unknown id.
        """
        return self._select(
            {
                "series": series,
                "type": type,
                "framework": framework,
                "host": host,
                "participants": participant,
                "status": status,
                "sources": source,
                "possibly_same_as": possibly_same_as,
            },
            since,
            until,
            predecessors=predecessors,
        )

    @property
    def participants(self) -> LongTable[Participant]:
        """The rows of ``exercise_participants`` that belong to these records."""
        return self._long("exercise_participants", "exercise", "Participant")

    @property
    def forces(self) -> LongTable[Force]:
        """The rows of ``exercise_forces`` that belong to these records."""
        return self._long("exercise_forces", "figures", "Force")

    @property
    def claims(self) -> LongTable[Claim]:
        """What each source says of these records."""
        return self._long("claims", "evidence", "Claim")


class ExerciseSeriesCollection(Collection["ExerciseSeries"]):
    """The runs of exercises under one name."""

    table = "exercise_series"

    def _model(self) -> type[ExerciseSeries]:
        from sinorus_data.model.exercise import ExerciseSeries

        return ExerciseSeries

    def filter(
        self,
        *,
        framework: codes.Framework | None = None,
        source: str | None = None,
    ) -> Self:
        """The records that meet all of the criteria, by coded and reference columns.

        Raises ``ValueError`` for an unknown code and ``UnknownIdError`` for an unknown id.
        """
        return self._select({"framework": framework, "sources": source})

    @property
    def claims(self) -> LongTable[Claim]:
        """What each source says of these records."""
        return self._long("claims", "evidence", "Claim")
