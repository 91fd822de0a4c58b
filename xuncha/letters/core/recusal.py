"""回避: whether a letter reports somebody, or a body, that whoever is about to open it must keep away from."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any

_BETWEEN = re.compile(r"[\s、,，;；/]+")


def reports(about: Mapping[str, Any], people: Collection[str], bodies: Collection[str]) -> bool:
    """``about`` is who and what is reported; several names may stand in one field. A namesake is kept away too."""
    return _names(about.get("reported"), people) or _names(about.get("reported_body"), bodies)


def _names(field: Any, wanted: Collection[str]) -> bool:
    named = {one for one in _BETWEEN.split(str(field or "")) if one}
    return bool(named & {one.strip() for one in wanted})
