"""The published tables for other tools: exact, whole, and in one step.

``write(format, directory, tables=None)`` is the function behind ``sinorus-data export``; ``FORMATS`` lists the
formats. Reading the data needs none of this, so nothing here is loaded before it is asked for.
"""

from sinorus_data.export.contents import ExportError as ExportError
from sinorus_data.export.engine import write as write
from sinorus_data.export.folder import InTheWayError as InTheWayError
from sinorus_data.export.registry import FORMATS as FORMATS
