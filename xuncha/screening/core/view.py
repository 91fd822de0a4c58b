"""What a screen sees: the canonical tables of its family and its parameters, as Ibis expressions bound to no engine."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

from xuncha.base.late import late
from xuncha.screening.core.expressions import ibis, ir
from xuncha.screening.core.table import Family, tables
from xuncha.screening.core.terms import FIRST, LAST, Term

if TYPE_CHECKING:
    import ibis.expr.operations as ops
else:
    ops = late("ibis.expr.operations")

OFF_DAYS = "off_days"
TERMS = "terms"

Keep: TypeAlias = "Callable[[ir.Table], ir.Table]"


class Tables:
    """The tables of a family by name, `t.payments`, and what belongs to one screen in one run.

    `t.dated("payments")` is a table whose rows carry the parameters of their day: `setting_<name>` for each setting that
    is no list of words, and `term`, the number of the span of days in which they all hold; rows of days without a
    parameter are left out. `t.spans("payments")` gives these rows span by span, each with its parameters as plain numbers,
    for windows whose size is a parameter. `t.words("skip")` is a list of words as one regular expression for lower-case text without
    spaces. `t.off_days` has the column `day`: days of these tables on which nobody works.

    `keep` is how an engine holds rows that several screens ask for; without it they are found anew each time.
    """

    def __init__(
        self,
        family: Family,
        terms: Sequence[Term],
        words: Mapping[str, str],
        keep: Keep = lambda rows: rows,
    ):
        self.family = family
        self._keep = keep
        self._terms = terms
        self._words = words

    def __getattr__(self, name: str) -> ir.Table:
        if name == OFF_DAYS:
            return ibis.table({"day": "date"}, name=OFF_DAYS)
        try:
            return ibis.table(tables(self.family)[name].schema(), name=name)
        except KeyError:
            raise AttributeError(f"no table {name} in the family {self.family}") from None

    def kept(self, rows: ir.Table) -> ir.Table:
        """The same rows, found once for all screens that ask for them alike; what differs from screen to screen is not kept."""
        own = {TERMS, OFF_DAYS}
        return rows if any(one.name in own for one in rows.op().find(ops.UnboundTable)) else self._keep(rows)

    def words(self, name: str) -> str:
        """The list of words of a setting as one regular expression."""
        return self._words[name]

    def dated(self, name: str) -> ir.Table:
        """A table with the parameters of each row's day."""
        table = getattr(self, name)
        if len(self._terms) == 1 and (self._terms[0].starts, self._terms[0].ends) == (FIRST, LAST):
            values = self._terms[0].values.items()
            settings = {f"setting_{key}": ibis.literal(value, "int64") for key, value in values}
            return table.mutate(term=ibis.literal(0, "int64"), **settings)
        terms = self._laid_terms()
        held = (table.on_day >= terms.term_starts) & (table.on_day < terms.term_ends)
        return table.join(terms, held).drop("term_starts", "term_ends")

    def spans(self, name: str) -> list[tuple[ir.Table, Mapping[str, int]]]:
        """The rows of a table span by span, with the parameters that hold in it as numbers."""
        table = self.dated(name)
        if len(self._terms) == 1:
            return [(table, self._terms[0].values)]
        return [(table.filter(table.term == number), term.values) for number, term in enumerate(self._terms)]

    def _laid_terms(self) -> ir.Table:
        """The table `terms`, which the engine lays before the screen runs."""
        names = {f"setting_{name}": name for name in self._terms[0].values}
        laid = ibis.table(
            {"term": "int64", "starts": "date", "ends": "date"} | dict.fromkeys(names.values(), "int64"),
            name=TERMS,
        )
        return laid.rename(term_starts="starts", term_ends="ends", **names)
