"""Turns of phrase that screens share, as Ibis expressions that run on every engine."""

from __future__ import annotations

from xuncha.screening.core.expressions import ibis, ir

SECONDS = 86_400
"""Of a day."""


def rows(ids: ir.Column) -> ir.ArrayValue:
    """Within a group: the numbers of its rows, in order of reading."""
    return ids.collect().sort()


def total(cents: ir.Column) -> ir.IntegerScalar:
    """Within a group: the sum in cents; 0 of nothing."""
    return cents.sum().fill_null(0).cast("int64")


def first_said(*texts: ir.StringValue) -> ir.StringValue:
    """The first of these texts that is not empty; the last one otherwise."""
    *before, last = texts
    return ibis.cases(*((text != "", text) for text in before), else_=last)


def plain(text: ir.StringValue) -> ir.StringValue:
    """A text as words are looked for in it: lower case, no blanks."""
    return text.lower().replace(" ", "")


def day_number(day: ir.DateValue | ir.TimestampValue) -> ir.IntegerValue:
    """A day, or the day of a moment, as a number: two of them differ by the days between."""
    return day.cast("timestamp").epoch_seconds() // SECONDS


def month_of(day: ir.DateValue) -> ir.IntegerValue:
    """The month of a day as a number to group by: 202403. `month_said` says it."""
    return day.year().cast("int64") * 100 + day.month().cast("int64")


def month_said(month: ir.IntegerValue) -> ir.StringValue:
    """A month that was grouped by, as text: 2024-03."""
    text = month.cast("string")
    return text.substr(0, 4) + "-" + text.substr(4, 2)


def listed(texts: ir.StringColumn, order: ir.IntegerColumn, where: ir.BooleanColumn) -> ir.StringValue:
    """Within a group: texts in the order of numbers that are not negative, as one text with 、 between them."""
    numbered = (order.cast("string").lpad(18, "0") + texts).collect(where=where).sort()
    return numbered.map(lambda text: text.substr(18)).join("、")
