"""规则库: every fact of the world that the programs follow, with basis, area and days."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from xuncha.base.sheets_out import Column
from xuncha.base.words import Sentence
from xuncha.desk.page import Menu, page, show
from xuncha.desk.spoken import said, spoken
from xuncha.desk.table import Link, Mark, Table
from xuncha.rulebook.core.rule import Rule, in_force
from xuncha.rulebook.core.shape import told
from xuncha.rulebook.models import RuleRecord, shipped_rules
from xuncha.trust import clock
from xuncha.trust.access import see
from xuncha.trust.core.roles import INSIDE
from xuncha.trust.models import Account

COLUMNS = (
    Column("subject", Sentence("方面", "Subject"), width=12),
    Column("title", Sentence("规则", "Rule"), width=34),
    Column("value", Sentence("现行值", "Value"), width=26),
    Column("basis", Sentence("依据", "Basis"), width=44),
    Column("area", Sentence("地区", "Area"), width=10),
    Column("starts", Sentence("生效", "From"), "date"),
    Column("confirmed", Sentence("核实", "Checked"), "mark", width=12),
)
SUBJECTS = {
    "papers": Sentence("文书", "Papers"),
    "scope": Sentence("纳入范围", "Scope"),
    "coverage": Sentence("全覆盖", "Coverage"),
    "rounds": Sentence("轮次", "Rounds"),
    "teams": Sentence("组建", "Teams"),
    "letters": Sentence("信访", "Letters"),
    "screening": Sentence("数据筛查", "Screens"),
    "interviews": Sentence("谈话", "Interviews"),
    "findings": Sentence("问题", "Findings"),
    "rectification": Sentence("整改", "Rectification"),
    "leader_eligibility": Sentence("组长资格", "Leaders"),
    "fieldwork": Sentence("调阅走访", "Fieldwork"),
    "workdays": Sentence("工作日历", "Work calendar"),
}
CHECKED = Mark(Sentence("已核实", "checked"), "ok")
UNCHECKED = Mark(Sentence("待核实", "to be checked"), "wait")
NOT_NOW = Mark(Sentence("现不适用", "not in force"), "off")
LEAD = Sentence(
    "{unchecked} 条规则的原文还没有核实，程序暂按默认值执行；请逐条对照文件核实或修订。",
    "{unchecked} rules were not checked against the text itself; check or amend them one by one.",
)


class Filters(forms.Form):
    """By subject and by whether it was checked."""

    subject = forms.ChoiceField(label=said(Sentence("方面", "Subject")), required=False)
    checked = forms.ChoiceField(label=said(Sentence("核实", "Checked")), required=False)

    def __init__(self, *args: object, subjects: list[str], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        anything = ("", spoken(Sentence("全部", "All")))
        self.fields["subject"].choices = [anything, *((one, spoken(subject_title(one))) for one in subjects)]
        self.fields["checked"].choices = [
            anything, ("yes", spoken(CHECKED.says)), ("no", spoken(UNCHECKED.says)),
        ]  # fmt: skip


@page("rules/", title=Sentence("规则库", "Rule book"), roles=INSIDE, menu=Menu("settings", 10))
def rules(request: HttpRequest) -> HttpResponse:
    """One line a rule: the record in force today, or a sign that none is."""
    current = current_rules(request.user)
    filters = Filters(request.GET or None, subjects=sorted({key.split(".")[0] for key in current}))
    chosen = filters.cleaned_data if filters.is_valid() else {}
    rows = [
        _row(key, rule)
        for key, rule in current.items()
        if (not chosen.get("subject") or key.split(".")[0] == chosen["subject"])
        and (not chosen.get("checked") or rule.confirmed == (chosen["checked"] == "yes"))
    ]
    unchecked = sum(not rule.confirmed for rule in current.values())
    table = Table("rules", Sentence("规则库", "Rule book"), COLUMNS, rows)
    lead = LEAD.filled(unchecked=unchecked) if unchecked else None
    return show(request, "rulebook/rules.html", table=table, filters=filters, lead=lead)


def records(account: Account) -> dict[str, list[Rule]]:
    """Every rule by key: the office's own records, or the shipped ones where the office has none."""
    own: dict[str, list[Rule]] = {}
    for row in see(RuleRecord, account).order_by("key", "id"):
        own.setdefault(row.key, []).append(row.rule())
    shipped: dict[str, list[Rule]] = {}
    for one in shipped_rules():
        shipped.setdefault(one.key, []).append(one)
    return dict(sorted({**shipped, **own}.items()))


def current_rules(account: Account) -> dict[str, Rule]:
    """The record in force today for each key; where none is, the last one entered."""
    today = clock.today()
    return {
        key: (in_force(known, key, today, settings.XUNCHA_AREA) or known[-1:])[0]
        for key, known in records(account).items()
    }


def subject_title(subject: str) -> Sentence:
    """A rule's subject, from the first part of its key."""
    return SUBJECTS.get(subject, Sentence(subject, subject))


def _row(key: str, rule: Rule) -> dict[str, object]:
    holds = rule.holds(clock.today(), settings.XUNCHA_AREA)
    return {
        "subject": subject_title(key.split(".")[0]),
        "title": Link(rule.title, reverse("rulebook-rule", args=[key])),
        "value": told(rule.value),
        "basis": " ".join(part for part in (rule.basis, rule.article) if part),
        "area": rule.area,
        "starts": rule.starts,
        "confirmed": (CHECKED if rule.confirmed else UNCHECKED) if holds else NOT_NOW,
    }
