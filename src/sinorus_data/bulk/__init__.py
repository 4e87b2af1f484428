"""Tables of any size, held against a published table.

Checks run as expressions over columns, on whatever engine holds the frame; the strict engine then
looks at the rows that they suspect, so that its verdicts come back row for row.
"""

from sinorus_data.bulk.entry import validate as validate
from sinorus_data.bulk.report import CellFinding as CellFinding
from sinorus_data.bulk.report import Report as Report
