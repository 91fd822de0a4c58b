"""One rule: all its records, the one in force, and the form for a new one."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from xuncha.base.sheets_out import Column
from xuncha.base.words import Sentence
from xuncha.desk import drafts
from xuncha.desk.page import go, page, show
from xuncha.desk.parts import Crumb
from xuncha.desk.table import Mark, Table
from xuncha.rulebook.actions.amend import amend_rule, choose_rule
from xuncha.rulebook.core.labels import label_of
from xuncha.rulebook.core.leaves import is_texts, leaf_text, leaves
from xuncha.rulebook.core.rule import Rule, in_force
from xuncha.rulebook.core.shape import is_plain, told
from xuncha.rulebook.pages._value import AmendForm
from xuncha.rulebook.pages.rules import CHECKED, UNCHECKED, records
from xuncha.trust import clock
from xuncha.trust.core.roles import INSIDE, OFFICE
from xuncha.trust.refusal import NotSeen, Refusal

COLUMNS = (
    Column("state", Sentence("状态", "State"), "mark"),
    Column("name", Sentence("名称", "Name")),
    Column("value", Sentence("值", "Value"), width=30),
    Column("basis", Sentence("依据", "Basis"), width=44),
    Column("area", Sentence("地区", "Area")),
    Column("starts", Sentence("生效", "From"), "date"),
    Column("ends", Sentence("失效", "Until"), "date"),
    Column("confirmed", Sentence("核实", "Checked"), "mark"),
    Column("note", Sentence("说明", "Note"), width=40),
)
IN_FORCE = Mark(Sentence("现行", "in force"), "go")
AHEAD = Mark(Sentence("未生效", "not yet"), "plain")
ALTERNATIVE = Mark(Sentence("备选", "alternative"), "plain")
PAST = Mark(Sentence("已过", "past"), "off")

#: Texts of a list up to this many letters stand one behind the other, longer ones a line each.
WORD = 12


@page("rules/<str:key>/", title=Sentence("规则", "Rule"), roles=INSIDE)
def rule(request: HttpRequest, key: str) -> HttpResponse:
    """The office amends (`do=amend`) or chooses between alternatives (`do=choose`); everybody inside reads."""
    known = records(request.user).get(key)
    if not known:
        raise NotSeen
    today = clock.today()
    holding = in_force(known, key, today, settings.XUNCHA_AREA)
    now = holding[0] if holding else known[-1]
    may = request.user.sight.has(OFFICE)
    posted = request.POST.get("do") if request.method == "POST" else ""
    kept = drafts.take(request) if may and not posted else None
    form = AmendForm(request.POST if posted == "amend" else kept or None, rule=now, initial={"starts": today})
    no = None
    try:
        if posted == "choose":
            choose_rule(by=request.user, key=key, name=request.POST.get("name", ""))
            return go(request, "rulebook-rule", key=key, done=Sentence("已选用。", "Chosen."))
        if posted == "amend" and form.is_valid():
            _amend(request, key, now, form)
            return go(
                request,
                "rulebook-rule",
                key=key,
                done=Sentence("新记录已登记，旧记录保留。", "Recorded; the old one stays."),
            )
    except Refusal as refusal:
        no = refusal
    alternatives = [one for one in holding if one.name != now.name]
    return show(
        request, "rulebook/rule.html", status=no.status if no else 200, rule=now, key=key, no=no, form=form if may else None,
        draft_key=request.path, draft_found=bool(kept), alternatives=alternatives if may else [], facts=_facts(now),
        table=Table("", Sentence("全部记录", "All records"), COLUMNS, [_row(one, now, holding) for one in reversed(known)]),
        crumbs=[Crumb(Sentence("规则库", "Rule book"), reverse("rulebook-rules"))],
    )  # fmt: skip


def _amend(request: HttpRequest, key: str, now: Rule, form: AmendForm) -> None:
    given = form.cleaned_data
    wanted = ("basis", "article", "area", "starts", "ends", "confirmed", "note")
    amend_rule(
        by=request.user, key=key, name=now.name, value=given["new"], **{one: given[one] for one in wanted}
    )
    drafts.drop(request)


def _facts(rule: Rule) -> list[tuple[Sentence, object]]:
    """The value spread out, then what it rests on."""
    short = isinstance(rule.value, dict) and set(rule.value) == {"number", "unit"}
    parts = [((), rule.value)] if short else leaves(rule.value)
    told_ = [
        (label_of(path), told(leaf) if short or is_plain(leaf) else _written(leaf)) for path, leaf in parts
    ]
    return [
        *told_,
        (Sentence("依据", "Basis"), " ".join(part for part in (rule.basis, rule.article) if part)),
        (Sentence("核实", "Checked"), CHECKED if rule.confirmed else UNCHECKED),
        (Sentence("说明", "Note"), rule.note),
    ]


def _written(leaf: object) -> str:
    """A list of words in one run of text, anything else a line each."""
    text = leaf_text(leaf)
    lines = text.split("\n")
    return "、".join(lines) if is_texts(leaf) and all(len(line) <= WORD for line in lines) else text


def _row(one: Rule, now: Rule, holding: list[Rule]) -> dict[str, object]:
    return {
        "state": _state(one, now, holding),
        "name": one.name,
        "value": told(one.value),
        "basis": " ".join(part for part in (one.basis, one.article) if part),
        "area": one.area,
        "starts": one.starts,
        "ends": one.ends,
        "confirmed": CHECKED if one.confirmed else UNCHECKED,
        "note": one.note,
    }


def _state(one: Rule, now: Rule, holding: list[Rule]) -> Mark:
    if one is now and one in holding:
        return IN_FORCE
    if one.starts and one.starts > clock.today():
        return AHEAD
    if one in holding and one.name != now.name:
        return ALTERNATIVE
    return PAST
