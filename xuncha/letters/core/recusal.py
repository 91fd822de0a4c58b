"""回避: whether a letter reports the very person, or his unit, who is about to open it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_BETWEEN = re.compile(r"[\s、,，;；/]+")


def reports(about: Mapping[str, Any], name: str, unit: str) -> bool:
    """``about`` is who and what is reported; several names may stand in one field. A namesake is kept away too."""
    return _names(about.get("reported"), name) or _names(about.get("reported_body"), unit)


def _names(field: Any, wanted: str) -> bool:
    return bool(wanted.strip()) and wanted.strip() in _BETWEEN.split(str(field or ""))
