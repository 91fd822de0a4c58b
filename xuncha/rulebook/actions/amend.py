"""Amending the rule book: a new dated record beside the old ones; choosing between alternatives."""

from __future__ import annotations

from datetime import date
from typing import Any

from xuncha.base.words import Sentence
from xuncha.rulebook.calendar import KEY as CALENDAR
from xuncha.rulebook.calendar import NotAYear, read_year
from xuncha.rulebook.core.rule import Rule
from xuncha.rulebook.core.shape import mismatch
from xuncha.rulebook.models import RuleRecord, rules_of, shipped_rules
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import OFFICE


@action("rulebook.amend", roles=OFFICE, says=Sentence("修订规则", "amend a rule"))
def amend_rule(
    act: Act,
    *,
    key: str,
    value: Any,
    basis: str,
    starts: date,
    ends: date | None = None,
    name: str = "",
    article: str = "",
    area: str = "",
    confirmed: bool = False,
    note: str = "",
) -> RuleRecord:
    """Add a record of `key` that holds from `starts`. What was there stays; nothing is overwritten.

    A record of the same name, area and first day is set aside as corrected. Raises Refusal for an unknown key,
    a value that the programs could not read, a missing basis, or days that would leave it without effect.
    """
    known = rules_of(key)
    if not known:
        act.refuse("unknown-rule", Sentence(f"规则库里没有“{key}”。", f"The rule book knows no “{key}”."))
    _check(act, known, value, basis, starts, ends, name, area)
    if key == CALENDAR:
        _check_year(act, value)
    _take_over_shipped(act, key)
    for same in RuleRecord.objects.filter(key=key, name=name, area=area, starts=starts, chosen=True):
        act.change(same, chosen=False, noting="corrected")
    model = known[0]
    return act.add(
        RuleRecord(
            key=key, name=name, title=model.title.zh, title_en=model.title.en, value=value, basis=basis.strip(),
            article=article.strip(), area=area.strip(), starts=starts, ends=ends, confirmed=confirmed, note=note.strip(),
        ),
        key=key,
    )  # fmt: skip


@action("rulebook.choose", roles=OFFICE, says=Sentence("选用规则", "choose between rules"))
def choose_rule(act: Act, *, key: str, name: str) -> list[RuleRecord]:
    """Where records of a key differ in name, the one called `name` is followed from now on. Raises Refusal."""
    names = {one.name for one in rules_of(key)}
    if name not in names:
        act.refuse(
            "unknown-rule",
            Sentence(f"“{key}”没有名为“{name}”的记录。", f"“{key}” has no record called “{name}”."),
        )
    _take_over_shipped(act, key)
    changed = []
    for row in RuleRecord.objects.filter(key=key):
        chosen = row.name == name and not _corrected(row)
        if row.chosen != chosen:
            changed.append(act.change(row, chosen=chosen, noting="chosen" if chosen else "not-chosen"))
    return changed


def _corrected(row: RuleRecord) -> bool:
    """A later record of the same name, area and first day took its place."""
    same = RuleRecord.objects.filter(key=row.key, name=row.name, area=row.area, starts=row.starts)
    return same.filter(id__gt=row.id).exists()


def _check(
    act: Act, known: list[Rule], value: Any, basis: str, starts: date, ends: date | None, name: str, area: str
) -> None:
    if no := mismatch(known[0].value, value):
        act.refuse("shape", no)
    if not basis.strip():
        act.refuse(
            "basis",
            Sentence("请填写依据的文件名称或会议。", "Enter the document or the meeting it rests on."),
            Sentence("没有依据的，先不要修订。", "Without a basis do not amend."),
        )
    if ends and ends <= starts:
        act.refuse("days", Sentence("失效日期应当晚于生效日期。", "It must end after it starts."))
    latest = max(
        (one.starts for one in known if one.name == name and one.area == area and one.starts), default=None
    )
    if latest and starts < latest:
        act.refuse(
            "days",
            Sentence(
                f"已有从 {latest} 起生效的记录，更早生效的新记录不会起作用。",
                f"A record in force from {latest} exists; an earlier one would have no effect.",
            ),
            Sentence(f"请把生效日期写为 {latest} 或之后。", f"Let it start on {latest} or later."),
        )


def _check_year(act: Act, value: Any) -> None:
    """Every deadline of the house reads these days, so a day that cannot be read is refused here."""
    try:
        read_year(value)
    except NotAYear as no:
        act.refuse("year", no.says, no.remedy)


def _take_over_shipped(act: Act, key: str) -> None:
    """The office's own records replace the shipped ones, so the shipped are taken over first and stay visible."""
    if RuleRecord.objects.filter(key=key).exists():
        return
    for one in shipped_rules():
        if one.key == key:
            act.add(
                RuleRecord(
                    key=one.key, name=one.name, title=one.title.zh, title_en=one.title.en, value=one.value,
                    basis=one.basis, article=one.article, area=one.area, starts=one.starts, ends=one.ends,
                    confirmed=one.confirmed, chosen=one.chosen, note=one.note, shipped=True,
                ),
                key=key,
            )  # fmt: skip
