"""Resolves the names that rows use for units, Party organisations and persons; suggests the nearest name."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterable

from xuncha.base.remarks import Remark
from xuncha.base.sheets_in import plain
from xuncha.base.words import NOTHING, Sentence
from xuncha.registry.core.cells import shown
from xuncha.registry.core.county import PersonKey, Tree
from xuncha.registry.core.form import Row

_NEAR = 0.6


class Names:
    """The names that exist, in the workbook or in the registry. What cannot be resolved is remarked on."""

    def __init__(self, units: Iterable[str], parties: Iterable[str], persons: Iterable[PersonKey]):
        self._trees: dict[Tree, dict[str, str]] = {"unit": {}, "party": {}}
        for tree, names in (("unit", units), ("party", parties)):
            for name in names:
                self._trees[tree].setdefault(plain(name), name)  # type: ignore[index]
        self._codes: dict[str, set[str]] = defaultdict(set)
        for name, code in persons:
            self._codes[name].add(code)
        self._nearest: dict[tuple[str, tuple[Tree, ...]], str] = {}
        self.remarks: list[Remark] = []

    def unit(self, row: Row, key: str = "unit") -> str:
        """The unit named in a column, "" for a blank cell or an unknown unit (an error)."""
        return self._found(row, key, ("unit",))[1]

    def party(self, row: Row, key: str = "party") -> str:
        """The Party organisation named in a column."""
        return self._found(row, key, ("party",))[1]

    def organisation(self, row: Row, key: str = "organisation") -> tuple[Tree, str]:
        """A unit or Party organisation; a name that stands in both trees is the unit."""
        return self._found(row, key, ("unit", "party"))

    def spelled(self, tree: Tree, name: str) -> str:
        """The name as it was written first, by the registry if it knows it: brackets and spaces make no new one."""
        return self._trees[tree].get(plain(name), name)

    def _found(self, row: Row, key: str, trees: tuple[Tree, ...]) -> tuple[Tree, str]:
        written = row.get(key)
        if not written:
            return trees[0], ""
        for tree in trees:
            name = self._trees[tree].get(plain(written))
            if name:
                return tree, name
        self.remarks.append(self._unknown(row, key, written, trees))
        return trees[0], ""

    def _unknown(self, row: Row, key: str, written: str, trees: tuple[Tree, ...]) -> Remark:
        near = self._near(written, trees)
        what = Sentence("单位", "unit") if trees == ("unit",) else Sentence("党组织", "Party organisation")
        if len(trees) > 1:
            what = Sentence("单位或党组织", "unit or Party organisation")
        add = Sentence(
            "请改成“单位”“党组织”表里的名称，或先在那里补上这一行。",
            "Use the name of the 单位 or 党组织 sheet, or add it there first.",
        )
        hint = Sentence(f"是不是“{near}”？", f"Is it “{near}”? ") if near else NOTHING
        return Remark(
            "error",
            row.at(key),
            Sentence(
                f"没有名为“{shown(written)}”的{what.zh}", f"there is no {what.en} called “{shown(written)}”"
            ),
            Sentence(hint.zh + add.zh, hint.en + add.en),
        )

    def _near(self, written: str, trees: tuple[Tree, ...]) -> str:
        if (written, trees) not in self._nearest:
            known = [name for tree in trees for name in self._trees[tree].values()]
            found = difflib.get_close_matches(written, known, n=1, cutoff=_NEAR)
            self._nearest[written, trees] = found[0] if found else ""
        return self._nearest[written, trees]

    def person(self, row: Row, key: str = "name") -> PersonKey:
        """The person named in a row: by the code if there is one, otherwise the only one of that name."""
        name, code = row.get(key), row.get("code")
        codes = self._codes.get(name, set())
        if code or not codes or "" in codes:
            return name, code
        if len(codes) == 1:
            return name, next(iter(codes))
        self.remarks.append(
            Remark(
                "error",
                row.at(key),
                Sentence(f"叫“{name}”的有 {len(codes)} 人", f"{len(codes)} persons are called “{name}”"),
                Sentence(
                    f"请在“区分”列写明是哪一位：{'、'.join(sorted(codes))}。",
                    f"Say which one in the 区分 column: {', '.join(sorted(codes))}.",
                ),
            )
        )
        return name, ""
