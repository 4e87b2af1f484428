"""Dates as patterns: which days there are, and where a month ends."""

from __future__ import annotations

_YEAR = "[1-9][0-9]{3}"
#: Leap years and others; years that end in 00 are looked at again.
_LEAP = "[1-9][0-9](?:0[48]|[2468][048]|[13579][26])"
_COMMON = "[1-9][0-9](?:[0-9][13579]|[02468][26]|[13579][048])"
_LONG, _SHORT = "(?:0[13578]|1[02])", "(?:0[469]|11)"
_MONTH = "(?:0[1-9]|1[0-2])"
#: A day of the calendar.
DAY = f"(?:{_YEAR}-(?:{_MONTH}-(?:0[1-9]|1[0-9]|2[0-8])|(?:{_LONG}|{_SHORT})-(?:29|30)|{_LONG}-31)|{_LEAP}-02-29)"
#: The last day of a month.
MONTH_END = f"(?:{_YEAR}-(?:{_LONG}-31|{_SHORT}-30)|{_LEAP}-02-29|{_COMMON}-02-28)"

_POINT = f"(?:(?:{_YEAR}|{_YEAR}-{_MONTH}|{DAY})[?~%]?|[1-9][0-9]{{2}}X|[1-9][0-9]XX)"
#: A date that is no interval, or one with an open end.
POINT = f"(?:{_POINT}(?:/\\.\\.)?|\\.\\./{_POINT})"
#: Intervals of two years, months or days, the last perhaps uncertain, told by their length; whether they run forwards
#: is another question.
INTERVAL = f"(?:(?:{_YEAR}/{_YEAR}|{_YEAR}-{_MONTH}/{_YEAR}-{_MONTH}|{DAY}/{DAY})[?~%]?)"
#: How long one end of such an interval is: a year, a month, a day.
ENDS = (4, 7, 10)
