"""Writes the differences of a county into the registry's tables: one bulk write for each kind and way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Model

from xuncha.registry.core import county as core
from xuncha.registry.core.merging import Change, Merged
from xuncha.registry.facts import FIGURES, post_key
from xuncha.registry.models import Organisation, Person, Post, Tenure, UnitParty
from xuncha.trust.act import Act

BATCH = 200
Values = Mapping[str, Any]


class Writer:
    """The rows of the registry by natural key, and how each kind of change becomes columns."""

    def __init__(self, act: Act):
        self.act = act
        self.organisations = {(one.tree, one.name): one for one in act.see(Organisation)}
        self.posts = {post_key(one): one for one in act.see(Post).select_related("organisation")}
        self.persons = {(one.name, one.code): one for one in act.see(Person)}
        rows = act.see(Tenure).select_related("person", "post__organisation")
        self.tenures = {
            ((one.person.name, one.person.code), post_key(one.post), one.starts): one for one in rows
        }

    def write(self, merged: Merged, changes: Iterable[Change]) -> None:
        """Everything that differs, in the order in which things refer to each other."""
        self._rename(merged)
        by_kind: dict[type, list[Change]] = {}
        for change in changes:
            by_kind.setdefault(type(change.thing), []).append(change)
        nodes = [*by_kind.get(core.Unit, []), *by_kind.get(core.Party, [])]
        self._apply(Organisation, nodes, self.organisations, _node_key, _node_values)
        self._place_parents(nodes)
        self._figures(by_kind.get(core.Workload, []))
        self._link(by_kind.get(core.Link, []))
        self._apply(Person, by_kind.get(core.Person, []), self.persons, lambda one: one.key, self._person)
        self._apply(Post, by_kind.get(core.Post, []), self.posts, lambda one: one.key, self._post)
        self._apply(Tenure, by_kind.get(core.Tenure, []), self.tenures, _tenure_key, self._tenure)

    def _rename(self, merged: Merged) -> None:
        """Posts that got their proper title and tenures that got their start stay the same rows."""
        renamed = [self.posts.pop(past) for past in merged.renamed]
        for row, now in zip(renamed, merged.renamed.values(), strict=True):
            row.title = now[2]
            self.posts[now] = row
        self._save(renamed, ["title"])
        self.tenures = {
            (person, merged.renamed.get(post, post), starts): row
            for (person, post, starts), row in self.tenures.items()
        }
        restarted = []
        for past, now in merged.restarted.items():
            row = self.tenures.pop((*past[:2], str(past[2])))
            row.starts = str(now[2])
            self.tenures[(*now[:2], row.starts)] = row
            restarted.append(row)
        self._save(restarted, ["starts"])

    def _apply(
        self,
        model: type[Model],
        changes: Sequence[Change],
        rows: dict[Any, Any],
        key: Callable[[Any], Any],
        values: Callable[[Any], Values],
    ) -> None:
        added, changed, columns = [], [], set()
        for change in changes:
            found = values(change.thing)
            row = rows.get(key(change.thing))
            if row is None:
                rows[key(change.thing)] = row = model(**found)
                added.append(row)
                continue
            moved = {name: value for name, value in found.items() if getattr(row, name) != value}
            if moved:
                for name, value in moved.items():
                    setattr(row, name, value)
                columns |= set(moved)
                changed.append(row)
        self._insert(model, added)
        self._save(changed, sorted(columns))

    def _insert(self, model: type[Model], rows: Sequence[Any]) -> None:
        if rows:
            model._default_manager.bulk_create(rows, batch_size=BATCH)
            self.act.note(f"{model._meta.model_name}.added", *rows, count=len(rows))

    def _save(self, rows: Sequence[Any], columns: Sequence[str]) -> None:
        if not rows:
            return
        for row in rows:
            row.version += 1
        model = type(rows[0])
        model._default_manager.bulk_update(rows, [*columns, "version"], batch_size=BATCH)
        self.act.note(
            f"{model._meta.model_name}.changed", *rows, count=len(rows), what="+".join(columns)[:60]
        )

    def _place_parents(self, changes: Sequence[Change]) -> None:
        moved = []
        for change in changes:
            tree, _ = _node_key(change.thing)
            row = self.organisations[_node_key(change.thing)]
            parent = self.organisations.get((tree, change.thing.parent))  # type: ignore[attr-defined]
            if parent is not None and row.parent_id != parent.pk:
                row.parent = parent
                moved.append(row)
        self._save(moved, ["parent"])

    def _figures(self, changes: Sequence[Change]) -> None:
        rows = []
        for change in changes:
            row = self.organisations["unit", change.thing.unit]  # type: ignore[attr-defined]
            said = {name: value for name, value in change.thing.said().items() if name in FIGURES}
            row.figures = {**row.figures, **said}
            rows.append(row)
        self._save(rows, ["figures"])

    def _link(self, changes: Sequence[Change]) -> None:
        known = {(one.unit_id, one.party_id): one for one in self.act.see(UnitParty)}
        added, changed = [], []
        for change in changes:
            thing = change.thing
            assert isinstance(thing, core.Link)
            unit, party = self.organisations["unit", thing.unit], self.organisations["party", thing.party]
            row = known.get((unit.pk, party.pk))
            if row is None:
                added.append(UnitParty(unit=unit, party=party, own=bool(thing.own)))
            elif row.own != bool(thing.own):
                row.own = bool(thing.own)
                changed.append(row)
        self._insert(UnitParty, added)
        self._save(changed, ["own"])

    def _person(self, thing: core.Person) -> Values:
        return {
            "name": thing.name,
            "code": thing.code,
            "gender": thing.gender,
            "born": str(thing.born or ""),
            "native_place": thing.native_place,
            "grown_place": thing.grown_place,
            "unit": self.organisations.get(("unit", thing.unit)),
            "party_member": thing.party_member,
        }

    def _post(self, thing: core.Post) -> Values:
        marks = ("head", "over_money", "over_people", "over_projects")
        return {
            "organisation": self.organisations[thing.tree, thing.organisation],
            "title": thing.title,
            "rank": thing.rank,
            "grade": thing.grade,
            "key": bool(thing.key_post),
            "order": 50 if thing.order is None else thing.order,
            **{name: bool(getattr(thing, name)) for name in marks},
        }

    def _tenure(self, thing: core.Tenure) -> Values:
        return {
            "person": self.persons[thing.person],
            "post": self.posts[thing.post],
            "starts": str(thing.starts),
            "ends": str(thing.ends or ""),
            "kind": thing.kind or "任职",
        }


def _node_key(thing: Any) -> tuple[str, str]:
    return ("unit" if isinstance(thing, core.Unit) else "party", thing.name)


def _node_values(thing: Any) -> Values:
    tree, name = _node_key(thing)
    own = {"leadership": thing.leadership, "code": thing.code} if isinstance(thing, core.Unit) else {}
    return {
        "tree": tree,
        "name": name,
        "category": thing.category,
        "level": thing.level,
        "to_check": bool(thing.to_check),
        "note": thing.note,
        **own,
    }


def _tenure_key(thing: core.Tenure) -> tuple[Any, Any, str]:
    return (thing.person, thing.post, str(thing.starts))
