"""What can go wrong for those who read data."""

from __future__ import annotations

from collections.abc import Sequence


class UnknownIdError(KeyError):
    """An id that never was; ``suggestions`` are the closest ones that are."""

    def __init__(self, record_id: str, table: str, suggestions: Sequence[str] = ()) -> None:
        self.record_id = record_id
        self.table = table
        self.suggestions = tuple(suggestions)
        near = f"; did you mean {', '.join(self.suggestions)}?" if suggestions else ""
        super().__init__(f"no record {record_id!r} among {table}{near}")

    def __str__(self) -> str:
        return str(self.args[0])


class RetiredIdError(KeyError):
    """An id that was split or withdrawn; ``targets`` are the ids that answer to it now."""

    def __init__(self, record_id: str, targets: Sequence[str], reason: str) -> None:
        self.record_id = record_id
        self.targets = tuple(targets)
        successors = f"; see {', '.join(targets)}" if targets else ""
        super().__init__(f"{record_id!r} is retired: {reason}{successors}")

    def __str__(self) -> str:
        return str(self.args[0])


class AmbiguousSeriesError(ValueError):
    """Arguments that leave more than one series; ``choices`` names what tells them apart."""

    def __init__(self, choices: dict[str, tuple[str, ...]]) -> None:
        self.choices = choices
        named = "; ".join(
            f"{name}: {', '.join(value or '(empty)' for value in values)}" for name, values in choices.items()
        )
        super().__init__(f"these arguments leave several series, choose by {named}")


class DataIntegrityError(RuntimeError):
    """Installed data that is missing or not what was released."""


class MissingPackageError(ModuleNotFoundError):
    """A package that one use needs and the others do not; the message names the command that installs it."""

    def __init__(self, package: str, extra: str) -> None:
        super().__init__(f"{package} is missing, which this needs: pip install 'sinorus-data[{extra}]'", name=package)
