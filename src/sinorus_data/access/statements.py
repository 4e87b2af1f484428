"""What was stated: trade figures, and positions on propositions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sinorus_data.access.collection import Collection

if TYPE_CHECKING:
    from typing import Self

    import pandas as pd

    from sinorus_data.access.collection import When
    from sinorus_data.model import codes
    from sinorus_data.model.position import Position, Proposition
    from sinorus_data.model.trade_figure import TradeFigure


class TradeFigures(Collection["TradeFigure"]):
    """The stated quantities."""

    table = "trade_figures"
    first_date = ("period", "period_start", "period_end")

    def _model(self) -> type[TradeFigure]:
        from sinorus_data.model.trade_figure import TradeFigure

        return TradeFigure

    def filter(
        self,
        *,
        indicator: codes.Indicator | None = None,
        reporter: str | None = None,
        counterpart: str | None = None,
        flow: codes.Flow | None = None,
        commodity: codes.Commodity | None = None,
        freq: codes.Frequency | None = None,
        unit: codes.Unit | None = None,
        qualifier: codes.Qualifier | None = None,
        status: codes.FigureStatus | None = None,
        attributed_to: str | None = None,
        source_id: str | None = None,
        transformation: codes.Transformation | None = None,
        relative_to: str | None = None,
        compiler: str | None = None,
        reported_by: str | None = None,
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
                "indicator": indicator,
                "reporter": reporter,
                "counterpart": counterpart,
                "flow": flow,
                "commodity": commodity,
                "freq": freq,
                "unit": unit,
                "qualifier": qualifier,
                "status": status,
                "attributed_to": attributed_to,
                "source_id": source_id,
                "transformation": transformation,
                "relative_to": relative_to,
                "compiler": compiler,
                "reported_by": reported_by,
            },
            since,
            until,
            predecessors=predecessors,
        )

    def series(
        self,
        indicator: codes.Indicator,
        *,
        reporter: str | None = None,
        counterpart: str | None = None,
        relative_to: str | None = None,
        flow: codes.Flow | None = None,
        commodity: codes.Commodity | None = None,
        unit: codes.Unit | None = None,
        measured_in: str | None = None,
        freq: codes.Frequency | None = None,
        compiler: str | None = None,
        vintage: str | None = None,
        transformation: codes.Transformation = "level",
        status: codes.FigureStatus = "observed",
    ) -> pd.DataFrame:
        """One series, one row a statement, so that rival statements on a period stand side by side.

        The latest vintage of each period unless ``vintage`` names one; figures marked as suspect,
        targets and forecasts only if ``status`` asks for them. Raises ``AmbiguousSeriesError`` if
        the arguments leave several series, and names what tells them apart.
        """
        from sinorus_data.access.series import series

        chosen = self.filter(
            indicator=indicator, reporter=reporter, counterpart=counterpart, relative_to=relative_to, flow=flow,
            commodity=commodity, unit=unit, freq=freq, compiler=compiler, transformation=transformation, status=status,
        )  # fmt: skip
        return series(chosen._rows(), measured_in=measured_in, vintage=vintage)


class Positions(Collection["Position"]):
    """The stances of actors on propositions."""

    table = "positions"
    first_date = ("date", "date_earliest", "date_latest")

    def _model(self) -> type[Position]:
        from sinorus_data.model.position import Position

        return Position

    def filter(
        self,
        *,
        actor_id: str | None = None,
        role: codes.PositionRole | None = None,
        proposition_id: str | None = None,
        stance: codes.Stance | None = None,
        source_id: str | None = None,
        reported_by: str | None = None,
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
                "actor_id": actor_id,
                "role": role,
                "proposition_id": proposition_id,
                "stance": stance,
                "source_id": source_id,
                "reported_by": reported_by,
            },
            since,
            until,
            predecessors=predecessors,
        )

    def matrix(
        self, *, kind: codes.PropositionKind | None = None, collectives: bool = False, numeric: bool = False
    ) -> pd.DataFrame:
        """Actors by propositions, the stance as text, or +1, 0 and -1 if ``numeric``.

        The latest dated row of a cell counts; unnamed collectives are left out unless asked for.
        ``conditional`` and ``neutral`` are 0.
        """
        from sinorus_data.access.matrix import matrix

        return matrix(self._rows(), kind=kind, collectives=collectives, numeric=numeric)


class Propositions(Collection["Proposition"]):
    """The sentences that actors agree or disagree with."""

    table = "propositions"

    def _model(self) -> type[Proposition]:
        from sinorus_data.model.position import Proposition

        return Proposition

    def filter(
        self,
        *,
        topic: codes.Topic | None = None,
        kind: codes.PropositionKind | None = None,
    ) -> Self:
        """The records that meet all of the criteria, by coded and reference columns.

        Raises ``ValueError`` for an unknown code and ``UnknownIdError`` for an unknown id.
        """
        return self._select({"topic": topic, "kind": kind})
