"""Tables of any size, held against a published table.

Checks run as expressions over columns, on whatever engine holds the frame; the strict engine then
looks at the rows that they suspect, so that its verdicts come back row for row.
"""
