"""NumPy and Arrow for tables, loaded at their first use: a file that the engine reads itself asks nothing of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xuncha.base.late import late

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
else:
    np, pa = late("numpy"), late("pyarrow")

__all__ = ["np", "pa"]
