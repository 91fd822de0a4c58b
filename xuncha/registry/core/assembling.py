"""From rows to a county: what each row says, laid together; two rows that contradict each other are told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, fields, replace
from typing import Any, TypeVar

from xuncha.base.remarks import Place, Remark
from xuncha.base.span import UNKNOWN
from xuncha.base.words import Sentence
from xuncha.registry.core.cells import shown
from xuncha.registry.core.county import LIST_OF, UNSAID, Cadre, County, Party, Person, Post, Tenure, Thing
from xuncha.registry.core.derive import HeadSaid
from xuncha.registry.core.form import Choices, Row, column_title
from xuncha.registry.core.merging import merge
from xuncha.registry.core.naming import Names
from xuncha.registry.core.reading import Filled, all_rows

T = TypeVar("T", bound=Thing)

_BY_SUFFIX = {
    "联合支部": "联合党支部",
    "支部": "党支部",
    "总支部": "党总支",
    "委员会": "党委",
    "机关工作委员会": "机关工委",
    "工作委员会": "党工委",
}


@dataclass
class Assembled:
    """The things by kind and key, where each was said first, and what does not fit together."""

    things: dict[type[Thing], dict[Any, Thing]] = field(default_factory=dict)
    places: dict[tuple[type[Thing], Any], Place] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)

    def add(self, thing: Thing, place: Place) -> None:
        """Lays a thing over what is there under its key; a contradiction is an error at `place`."""
        kind, key = type(thing), thing.key
        own = self.things.setdefault(kind, {})
        past = own.get(key)
        if past is None:
            own[key] = thing
            self.places[kind, key] = place
            return
        for one in fields(thing):
            old, new = getattr(past, one.name), getattr(thing, one.name)
            if old not in UNSAID and new not in UNSAID and old != new:
                self.remarks.append(self._contradiction(past, one.name, old, new, place))
        own[key] = replace(
            past, **{name: v for name, v in thing.said().items() if getattr(past, name) in UNSAID}
        )

    def _contradiction(self, past: Thing, name: str, old: Any, new: Any, place: Place) -> Remark:
        first = self.places[type(past), past.key].says()
        what, who = column_title(name), past.shown()
        return Remark(
            "error",
            place,
            Sentence(
                f"{who.zh}的{what.zh}是“{shown(new)}”，但{first.zh}写的是“{shown(old)}”",
                f"{who.en}: {what.en} “{shown(new)}” here, “{shown(old)}” at {first.en}",
            ),
            Sentence("请改成一致。", "Make them agree."),
        )

    def all(self, kind: type[Thing]) -> list[Any]:
        """The things of a kind, in the order in which they were said."""
        return list(self.things.get(kind, {}).values())

    def place(self, thing: Thing) -> Place | None:
        """Where a thing was said; None for one that the workbook does not mention."""
        return self.places.get((type(thing), thing.key))

    def county(self) -> County:
        """Everything as a county."""
        return County(**{name: tuple(self.all(kind)) for kind, name in LIST_OF.items()})


def assemble(read: list[Filled], known: County, choices: Choices) -> Assembled:
    """The county that the rows describe, with what follows from them."""
    names = _names(read, known)
    made = Assembled()
    for form, row in all_rows(read):
        before = len(names.remarks)
        things = list(form.make(row, names))
        if len(names.remarks) == before:
            for thing in things:
                made.add(thing, row.at("head") if isinstance(thing, HeadSaid) else row.place)
    made.remarks += names.remarks
    _one_start(made)
    _place_heads(made, names, known)
    _guess_categories(made, choices)
    _homes(made)
    return made


def _names(read: list[Filled], known: County) -> Names:
    units, parties = [*known.names("unit")], [*known.names("party")]
    persons = [person.key for person in known.persons]
    for form, row in all_rows(read):
        if form.key in ("units", "unit_facts"):
            units.append(row.get("name"))
            parties += [row.get("party")] if row.get("party") else []
        elif form.key == "parties":
            parties.append(row.get("name"))
        elif form.key == "persons" or row.get("code"):
            persons.append((row.get("name"), row.get("code")))
    return Names(units, parties, persons)


def _one_start(made: Assembled) -> None:
    """A tenure that one sheet tells without its start and another with it is one tenure."""
    tenures = made.things.get(Tenure, {})
    dated = [tenure for tenure in made.all(Tenure) if tenure.starts.known]
    for one in [tenure for tenure in made.all(Tenure) if not tenure.starts.known]:
        same = [other for other in dated if (other.person, other.post) == (one.person, one.post)]
        if len(same) == 1:
            del tenures[one.key]
            made.add(replace(one, starts=same[0].starts), made.places[Tenure, one.key])


def _place_heads(made: Assembled, names: Names, known: County) -> None:
    """Gives every head that was named a post and a tenure, unless the other sheets already do."""
    whole = merge(known, made.county()).county
    heads: dict[tuple[str, str], list[Post]] = {}
    for post in whole.posts:
        if post.head:
            heads.setdefault((post.tree, post.organisation), []).append(post)
    open_tenures: dict[Any, list[Tenure]] = {}
    for tenure in whole.tenures:
        if tenure.open:
            open_tenures.setdefault(tenure.post, []).append(tenure)
    for said in made.all(HeadSaid):
        place = made.places[HeadSaid, said.key]
        posts = heads.get((said.tree, said.organisation)) or [_head_post(said, open_tenures)]
        made.add(posts[0], place)
        holders = [tenure for post in posts for tenure in open_tenures.get(post.key, [])]
        if not said.name:
            _check_vacant(made, said, holders, place)
        elif not holders:
            person = names.person(Row({"name": said.name}, place))
            made.add(Person(*person), place)
            made.add(Tenure(person, posts[0].key, UNKNOWN, None, said.kind), place)
        elif said.name not in {tenure.person[0] for tenure in holders}:
            made.remarks.append(_other_head(said, holders, place))


def _head_post(said: HeadSaid, open_tenures: dict[Any, list[Tenure]]) -> Post:
    """The only post that the named head holds in the organisation, or an untitled one."""
    held = [
        post
        for post, tenures in open_tenures.items()
        if post[:2] == (said.tree, said.organisation) and said.name in {one.person[0] for one in tenures}
    ]
    title = held[0][2] if len(held) == 1 else said.title
    return Post(said.tree, said.organisation, title, head=True, key_post=True)


def _check_vacant(made: Assembled, said: HeadSaid, holders: list[Tenure], place: Place) -> None:
    if holders:
        made.remarks.append(_other_head(said, holders, place))


def _other_head(said: HeadSaid, holders: list[Tenure], place: Place) -> Remark:
    held = "、".join(tenure.person[0] for tenure in holders)
    written = said.name or "空缺"
    return Remark(
        "error",
        place,
        Sentence(
            f"{said.organisation}的主要负责人写的是“{written}”，但任职记录里在任的是“{held}”",
            f"{said.organisation}: the head is “{written}” here, but “{held}” holds the post by the tenures",
        ),
        Sentence(
            "换了人的，请在“任职”表写明前任的离任时间和现任的任职时间；没换的，请改成一致。",
            "After a change, give the former head's end and the new head's start in the 任职 sheet.",
        ),
    )


def _guess_categories(made: Assembled, choices: Choices) -> None:
    """A Party organisation known only by name gets the category that its name ends with."""
    parties = made.things.get(Party, {})
    for party in made.all(Party):
        if not party.category:
            parties[party.key] = replace(party, category=category_of(party.name, choices))


def category_of(name: str, choices: Choices) -> str:
    """The category of a Party organisation by the end of its name, "" if none fits."""
    for suffix in choices.get("party_suffixes", ()):
        if name.endswith(suffix):
            return _BY_SUFFIX.get(suffix, suffix)
    return ""


def _homes(made: Assembled) -> None:
    """A cadre's unit is the home of the person unless the 人员 sheet says another."""
    persons: dict[Any, Any] = made.things.get(Person, {})
    for cadre in made.all(Cadre):
        person = persons.get(cadre.person)
        if person is not None and not person.unit and cadre.unit:
            persons[cadre.person] = replace(person, unit=cadre.unit)


def touched(made: Assembled, things: Iterable[T]) -> list[tuple[T, Place]]:
    """The things that the workbook mentions, each with its place."""
    return [(thing, place) for thing in things if (place := made.place(thing)) is not None]
