"""Web addresses: of a public page, as others can open it, and nothing that follows its reader."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import StringConstraints, WithJsonSchema
from pydantic.functional_validators import AfterValidator
from pydantic_core import PydanticCustomError

#: What an editor can check; what is wrong in particular, ``_objection`` says.
PATTERN = r"^https?://[A-Za-z0-9.-]+(?::[0-9]+)?(?:[/?#]\S*)?$"
_shape = re.compile(r"(https?)://([^/?#]*)(/[^?#]*)?(\?[^#]*)?(#.*)?", re.DOTALL)
_host = re.compile(r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+(?:[A-Za-z]{2,}|xn--[a-z0-9]+)(?::[0-9]{1,5})?")
_foreign = re.compile(r"(?i)xn--|[^\x00-\x7f]")
_throughout = re.compile(r"(?i)xn--[a-z0-9-]+(?:\.xn--[a-z0-9-]+)+")
_number = re.compile(r"\[|(?:[0-9.]+|0x[0-9a-fA-F.]+)(?::|$)")
_tracking = re.compile(r"[?&#](?:utm_[a-z]+|fbclid|gclid|yclid|xtor|mc_[ce]id)=|#(?:\.|:~:)")


def _objection(value: str) -> str:
    """What is wrong with an address; empty if nothing is."""
    parts = _shape.fullmatch(value)
    if parts is None:
        return "an address begins with https://"
    host = parts[2]
    reasons = {
        "an address holds no space": re.search(r"\s", value),
        "an address holds no user or password": "@" in host,
        "the host is written in plain letters, so that none looks like another": _homograph(host),
        "the host has a name, not a number": _number.match(host),
        "the host is no public name": not _host.fullmatch(host),
        "tracking marks come off an address": _tracking.search(value),
    }
    return next((reason for reason, wrong in reasons.items() if wrong), "")


def _homograph(host: str) -> bool:
    """Whether a name hides foreign letters; one that is foreign throughout, ending included, hides nothing."""
    return _foreign.search(host) is not None and not _throughout.fullmatch(host)


def _checked(value: str) -> str:
    wrong = _objection(value)
    if wrong:
        raise PydanticCustomError("L-URL", "{reason}", {"reason": wrong})
    return value


Url = Annotated[
    str,
    StringConstraints(max_length=2000),
    AfterValidator(_checked),
    WithJsonSchema({"type": "string", "pattern": PATTERN, "maxLength": 2000}),
]
