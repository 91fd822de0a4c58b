"""What only shows when the whole county is seen: circles, overlapping heads, vacancies, ranks mixed up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from xuncha.base.remarks import Place, Remark
from xuncha.base.span import Held
from xuncha.base.words import NOTHING, Sentence
from xuncha.registry.core.assembling import Assembled, touched
from xuncha.registry.core.county import Cadre, County, Party, Person, Post, Tenure, Unit
from xuncha.registry.core.form import Choices
from xuncha.registry.core.tenures import contradiction


def check(made: Assembled, whole: County, choices: Choices) -> Iterator[Remark]:
    """Remarks on the whole county, at the places of what the workbook mentions."""
    yield from _circles(made, whole)
    yield from _ranks(made, whole, choices)
    yield from _coverage_gaps(made, whole)
    yield from _heads(made, whole)
    yield from _manners(made, whole)


def _circles(made: Assembled, whole: County) -> Iterator[Remark]:
    trees: tuple[tuple[Unit | Party, ...], ...] = (whole.units, whole.parties)
    for things in trees:
        parents: dict[str, str] = {one.name: one.parent for one in things}
        for one, place in touched(made, things):
            path, name = [one.name], one.parent
            while name and name not in path:
                path.append(name)
                name = parents.get(name, "")
            if name == path[0]:
                shown = " → ".join([*path, name])
                yield Remark(
                    "error",
                    place,
                    Sentence(f"上级关系绕成了圈：{shown}", f"the parents form a circle: {shown}"),
                    Sentence("请改正其中一个上级。", "Correct one of the parents."),
                )


def _ranks(made: Assembled, whole: County, choices: Choices) -> Iterator[Remark]:
    """领导职务层次 and 职级 in each other's column."""
    ranks, grades = set(choices.get("rank", ())), set(choices.get("grade", ()))
    ranked: tuple[Post | Cadre, ...] = (*whole.posts, *whole.cadres)
    for thing, place in touched(made, ranked):
        rank, grade = thing.rank, thing.grade
        if rank in grades:
            yield _mixed(
                place, rank, Sentence("职级", "grade"), Sentence("领导职务层次", "leading post rank")
            )
        if grade in ranks - grades and grade != "无":
            yield _mixed(
                place, grade, Sentence("领导职务层次", "leading post rank"), Sentence("职级", "grade")
            )


def _mixed(place: Place, word: str, proper: Sentence, stands: Sentence) -> Remark:
    return Remark(
        "error",
        place,
        Sentence(
            f"“{word}”是{proper.zh}，却填在“{stands.zh}”列",
            f"“{word}” is a {proper.en} but stands as {stands.en}",
        ),
        Sentence(f"请移到“{proper.zh}”列。", f"Move it to the column of the {proper.en}."),
    )


def _coverage_gaps(made: Assembled, whole: County) -> Iterator[Remark]:
    """Units without a Party organisation: coverage would show them blank."""
    linked = {link.unit for link in whole.links}
    for unit, place in touched(made, whole.units):
        if unit.name not in linked:
            yield Remark(
                "notice",
                place,
                Sentence(
                    "没有填所属党组织，覆盖时会成为空白", "no Party organisation: coverage will show a blank"
                ),
                Sentence("与其他单位合建支部的，填联合支部的名称。", "For a merged branch, give its name."),
            )


def _heads(made: Assembled, whole: County) -> Iterator[Remark]:
    by_post: dict[Any, list[Tenure]] = defaultdict(list)
    for tenure in whole.tenures:
        by_post[tenure.post].append(tenure)
    with_head: dict[tuple[str, str], Post] = {}
    for post in whole.posts:
        if not post.head:
            continue
        first = with_head.setdefault((post.tree, post.organisation), post)
        yield from _overlaps(made, post, by_post[post.key])
        place = made.place(post)
        if place and first is not post:
            yield _two_posts(first, post, place)
        if place and not any(tenure.open for tenure in by_post[post.key]):
            yield _vacant(post.shown(), place)
    for unit, place in touched(made, whole.units):
        if ("unit", unit.name) not in with_head:
            yield _vacant(Sentence(f"{unit.shown().zh}主要负责人", f"head of {unit.shown().en}"), place)


def _two_posts(first: Post, post: Post, place: Place) -> Remark:
    return Remark(
        "notice",
        place,
        Sentence(
            f"{post.organisation}登记了两个主要负责人职务：{first.title}、{post.title}",
            f"{post.organisation} has two head posts: {first.title}, {post.title}",
        ),
        Sentence(
            "只有一个的，请把另一个的“主要负责人”改成“否”。", "If there is one only, set the other to 否."
        ),
    )


def _vacant(who: Sentence, place: Place) -> Remark:
    return Remark(
        "notice",
        place,
        Sentence(f"空缺：{who.zh}没有登记在任人员", f"vacant: nobody on record holds {who.en}"),
        Sentence("如有人主持工作，请在“任职”表登记。", "Enter an acting head in the 任职 sheet."),
    )


def _overlaps(made: Assembled, post: Post, tenures: list[Tenure]) -> Iterator[Remark]:
    full = [one for one in tenures if one.kind in ("任职", "")]
    for index, one in enumerate(full):
        for other in full[index + 1 :]:
            place = made.place(other) or made.place(one)
            apart = one.span.meets(other.span) is Held.NO
            if place is None or one.person == other.person or apart:
                continue
            yield (_two_heads if contradiction(one, other) else _handover)(post, one, other, place)


def _handover(post: Post, one: Tenure, other: Tenure, place: Place) -> Remark:
    names = f"{one.person[0]}、{other.person[0]}"
    return Remark(
        "notice",
        place,
        Sentence(
            f"{post.shown().zh}前后任（{names}）的时间在交接月重叠或分不清先后",
            f"{post.shown().en}: the tenures of {names} touch or overlap in the month of change",
        ),
        Sentence("知道具体日期的请补到日。", "Give the day if it is known."),
    )


def _two_heads(post: Post, one: Tenure, other: Tenure, place: Place) -> Remark:
    names = f"{one.person[0]}（{one.span.shown().zh}）、{other.person[0]}（{other.span.shown().zh}）"
    return Remark(
        "error",
        place,
        Sentence(
            f"{post.shown().zh}同时有两人任职：{names}",
            f"two persons hold {post.shown().en} at once: {names}",
        ),
        Sentence(
            "请补前任的离任时间；代管的把任职方式改为“主持工作”或“兼任”。",
            "Give the end of the former tenure, or make one 主持工作 or 兼任.",
        ),
    )


def _manners(made: Assembled, whole: County) -> Iterator[Remark]:
    """兼任 and 主持工作 are told, not refused; head of a unit and secretary of its Party organisation is usual."""
    heads = {post.key for post in whole.posts if post.head}
    held: Mapping[Any, list[Tenure]] = defaultdict(list)
    for tenure in whole.tenures:
        if tenure.open and tenure.post in heads:
            held[tenure.person].append(tenure)
    for person, place in touched(made, whole.persons):
        posts = held.get(person.key, [])
        trees = [tenure.post[0] for tenure in posts]
        if len(trees) > len(set(trees)):
            shown = "、".join(tenure.post[1] + tenure.post[2] for tenure in posts)
            yield Remark(
                "notice",
                place,
                Sentence(
                    f"兼任：{person.shown().zh}同时任{shown}",
                    f"concurrent: {person.shown().en} holds {shown}",
                ),
                NOTHING,
            )
    for tenure, place in touched(made, whole.tenures):
        if tenure.open and tenure.kind == "主持工作":
            yield Remark(
                "notice",
                place,
                Sentence(f"主持工作：{tenure.shown().zh}", f"acting: {tenure.shown().en}"),
                NOTHING,
            )
    yield from _two_homes(made, whole)


def _two_homes(made: Assembled, whole: County) -> Iterator[Remark]:
    persons: dict[Any, Person] = {person.key: person for person in whole.persons}
    for cadre, place in touched(made, whole.cadres):
        person = persons.get(cadre.person)
        if person and person.unit and cadre.unit and person.unit != cadre.unit:
            yield Remark(
                "notice",
                place,
                Sentence(
                    f"{person.shown().zh}在“人员”表的单位是“{person.unit}”，这里是“{cadre.unit}”",
                    f"{person.shown().en}: unit “{person.unit}” among the persons, “{cadre.unit}” here",
                ),
                Sentence("借调的不用改；写错的请改正。", "Leave it for a secondment, correct it otherwise."),
            )
