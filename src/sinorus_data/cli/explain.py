"""What a code means, in the terminal."""

from __future__ import annotations

import difflib

from sinorus_data.checks import engine
from sinorus_data.checks.rule import RULES, Rule
from sinorus_data.cli import screen
from sinorus_data.cli.usage import UsageError

assert engine.FAMILIES  # importing the engine registers the rules


def explain(code: str) -> int:
    """Prints the rule of a code, or all codes with their titles."""
    if code == "all":
        print(screen.table(("code", "level", "rule"), [(rule.code, rule.level, rule.title) for rule in _sorted()]))
        return 0
    rule = RULES.get(code.upper())
    if rule is None:
        near = difflib.get_close_matches(code.upper(), RULES, 3)
        meant = f"did you mean {', '.join(near)}? " if near else ""
        raise UsageError(f"there is no code {code!r}; {meant}`--explain all` lists them")
    print(f"{rule.code} ({rule.level}): {rule.title}\n")
    screen.print_wrapped(rule.why, "")
    for label, example in (("wrong", rule.bad), ("right", rule.good)):
        if example:
            print(f"\n{label}:\n" + "\n".join(f"  {screen.cut_to_room(line, 2)}" for line in example.split("\n")))
    return 0


def _sorted() -> list[Rule]:
    return [RULES[code] for code in sorted(RULES)]
