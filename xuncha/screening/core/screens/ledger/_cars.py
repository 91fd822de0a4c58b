"""Number plates and quantities of the lists about cars."""

from __future__ import annotations

from xuncha.screening.core.expressions import ir


def plate_compared(plate: ir.StringValue) -> ir.StringValue:
    """A number plate as it is compared: lower case, without blanks and dots."""
    for mark in (" ", "·", "-"):
        plate = plate.replace(mark, "")
    return plate.lower()


def rounded(number: ir.NumericValue) -> ir.IntegerValue:
    """A quantity for a sentence, to the nearest whole."""
    return number.round().cast("int64")
