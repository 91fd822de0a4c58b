"""What rounds ask for today: undecided scope, blanks, the next step of each round, steps passed over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse

from xuncha.base.words import Sentence, joined
from xuncha.coverage.core.facts import Kind
from xuncha.coverage.facts import current_term, scene
from xuncha.desk.todo import Todo, todos
from xuncha.rounds.core.guide import State
from xuncha.rounds.facts import inspection_guide, round_guide, schedule_of
from xuncha.rounds.models import Inspection, Round
from xuncha.rounds.pages import _guide
from xuncha.trust.access import see
from xuncha.trust.core.roles import CLERKS, OFFICE
from xuncha.trust.models import Account

AHEAD = timedelta(days=10)


@todos(OFFICE)
def coverage(account: Account, today: date) -> Iterator[Todo]:
    """Bodies that wait for the leading group, and bodies in scope without a target."""
    term = current_term(today)
    if term is None:
        yield Todo(Sentence("设立届次，开始核定巡察范围", "Set up the term"), reverse("coverage-terms"))
        return
    proof = scene(term, today).proof
    waiting = sum(one.body.kind is not Kind.POST for one in proof.undecided)
    if waiting:
        says = Sentence(
            f"{waiting}个单位、党组织待领导小组确定是否纳入", f"{waiting} bodies wait for a decision on scope"
        )
        yield Todo(says, reverse("coverage-undecided"))
    if proof.blanks:
        says = Sentence(f"全覆盖有{len(proof.blanks)}处空白", f"{len(proof.blanks)} blanks in the coverage")
        yield Todo(says, reverse("coverage-targets"))


@todos(OFFICE)
def plan(account: Account, today: date) -> Iterator[Todo]:
    """The steps of each open round whose day is near or past. Once the teams are in, what preparation left unmarked is one line."""
    for row in see(Round, account).filter(state="open"):
        points = {point.step.key: point for point in round_guide(account, row)}
        address = reverse("rounds-round", args=[row.pk])
        unmarked = []
        for due in schedule_of(row, today):
            point = points.get(due.item.key)
            if point is None or point.state is State.DONE or due.day is None or due.day > today + AHEAD:
                continue
            if due.day < row.entry_day <= today:
                unmarked.append(point.step.title)
                continue
            says = Sentence("{what}（{round}）", "{what} ({round})").filled(
                what=due.item.what, round=row.title
            )
            yield Todo(says, address, due.day, due.late(today))
        if unmarked:
            says = Sentence("{round}：请补登记{steps}", "{round}: mark as done {steps}")
            yield Todo(says.filled(round=row.title, steps=joined(unmarked)), address)


@todos(CLERKS)
def inspections(account: Account, today: date) -> Iterator[Todo]:
    """Steps of an inspection that were passed over."""
    for row in see(Inspection, account).filter(round__state="open").select_related("round"):
        missing = _guide.passed_over(inspection_guide(account, row))
        if missing:
            names = "、".join(point.step.title.zh for point in missing[:3])
            says = Sentence(
                f"{row.title}：漏办{names}", f"{row.title}: {len(missing)} steps were passed over"
            )
            yield Todo(says, reverse("rounds-inspection", args=[row.pk]))
