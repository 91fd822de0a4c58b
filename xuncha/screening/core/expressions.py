"""Ibis for the screens, loaded when a screen is first compiled: most runs find its SELECT compiled already (`compiled`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xuncha.base.late import late

if TYPE_CHECKING:
    import ibis
    import ibis.expr.types as ir
else:
    ibis, ir = late("ibis"), late("ibis.expr.types")

__all__ = ["ibis", "ir"]
