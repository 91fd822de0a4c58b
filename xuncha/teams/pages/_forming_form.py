"""The form of 组队: which inspections one team makes, what it needs, who is set by hand; begun from a plan made before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from xuncha.base.words import Sentence
from xuncha.desk.spoken import said, spoken
from xuncha.rounds.models import Inspection
from xuncha.teams.core.pins import NOT, NotAPin, pins_said
from xuncha.teams.facts import Group, cadre_keys
from xuncha.teams.models import AUDIT
from xuncha.trust.models import Account

AUDIT_HELP = {
    "joint": Sentence(
        "与审计项目同步安排，审计组按审计法独立开展，成果共享。",
        "Run beside an audit of the same body; the audit stays the audit office's own.",
    ),
    "asked": Sentence(
        "巡察中请审计机关协助核查专门事项，须另发协助函。",
        "The audit office is asked to look into a matter; a letter follows.",
    ),
}


class FormingForm(forms.Form):
    """A team's number for each inspection, what a team needs besides, and people set by hand."""

    use_required_attribute = False

    def __init__(self, *args: Any, inspections: Sequence[Inspection], by: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._inspections, self._people = inspections, cadre_keys(by)
        numbers = [
            (str(n), spoken(Sentence(f"第{n}巡察组", f"team {n}"))) for n in range(1, len(inspections) + 1)
        ]
        for number, one in enumerate(inspections, start=1):
            self.fields[f"team-{one.pk}"] = forms.ChoiceField(
                label=one.title, choices=numbers, initial=str(number)
            )
        self.fields["woman"] = forms.MultipleChoiceField(
            label=said(Sentence("谈话需要女干部的组", "Teams whose talks need a woman")),
            choices=numbers,
            required=False,
            widget=forms.CheckboxSelectMultiple(),
        )
        for way, says in AUDIT.items():
            self.fields[f"audit-{way}"] = forms.MultipleChoiceField(
                label=said(Sentence(f"{says.zh}的组", f"Teams: {says.en}")),
                choices=numbers,
                required=False,
                widget=forms.CheckboxSelectMultiple(),
                help_text=said(AUDIT_HELP[way]),
            )
        self.fields["pins"] = forms.CharField(
            label=said(Sentence("已定人选", "Set by hand")),
            required=False,
            widget=forms.Textarea({"rows": 3}),
            help_text=said(
                Sentence(
                    "一行一人：姓名、组号，可加组长、副组长或不编入，如“张三 1 组长”。",
                    "One a line: name, team, and 组长, 副组长 or 不编入 if need be, like 张三 1 组长.",
                )
            ),
        )
        self.fields["strict"] = forms.BooleanField(
            label=said(Sentence("逐类求最优", "One grade of rules after the other")),
            required=False,
            help_text=said(
                Sentence(
                    "先让依法依规的做到最好，再看组队能力，然后公平，最后偏好；前一类绝不为后一类让步，用时约三倍。"
                    "不勾选的，各类按百倍轻重一起算。",
                    "The law first, then what a team can do, then fairness: none gives way to the next. Takes some three times as long.",
                )
            ),
        )

    def clean(self) -> dict[str, Any]:
        said_ = super().clean()
        for n in set(said_.get("audit-joint", ())) & set(said_.get("audit-asked", ())):
            says = Sentence(f"第{n}巡察组只能选一种审计配合方式。", f"Team {n}: choose one way only.")
            self.add_error("audit-asked", spoken(says))
        try:
            said_["pins"] = pins_said(said_.get("pins", ""), self._people, len(self._inspections))
        except NotAPin as fault:
            self.add_error("pins", spoken(fault.says))
            return said_
        chosen = {f"{int(said_[name]):02d}" for name in said_ if name.startswith("team-")}
        for pin in said_["pins"]:
            if pin.team not in chosen:
                zh = f"{pin.cadre}写在第{int(pin.team)}组，但没有任务分给这个组。"
                self.add_error(
                    "pins", spoken(Sentence(zh, f"{pin.cadre}: team {int(pin.team)} has no inspection."))
                )
        return said_

    def groups(self) -> list[Group]:
        """The teams asked for, numbered as chosen; a number that nobody chose is no team."""
        by_number: dict[int, list[Inspection]] = {}
        for one in self._inspections:
            by_number.setdefault(int(self.cleaned_data[f"team-{one.pk}"]), []).append(one)
        women = self.cleaned_data["woman"]
        audits = {n: way for way in AUDIT for n in self.cleaned_data[f"audit-{way}"]}
        return [
            Group(n, tuple(by_number[n]), str(n) in women, audits.get(str(n), "")) for n in sorted(by_number)
        ]


def begun(plan: Mapping[str, Any]) -> dict[str, Any]:
    """What the form is filled with to go on from a plan: its groups, what they need, and the people set by hand."""
    filled: dict[str, Any] = {"woman": [], **{f"audit-{way}": [] for way in AUDIT}}
    filled["strict"] = plan.get("strict", False)
    for group in plan["groups"]:
        number = str(group["number"])
        filled |= {f"team-{pk}": number for pk in group["inspections"]}
        if group["woman_needed"]:
            filled["woman"].append(number)
        if group["audit"]:
            filled[f"audit-{group['audit']}"].append(number)
    return {**filled, "pins": "\n".join(_line(pin) for pin in plan["pins"])}


def _line(pin: Mapping[str, Any]) -> str:
    """A person set by hand, as a clerk writes it."""
    words = {"leader": "组长", "deputy": "副组长"}
    rest = words.get(pin["role"], "") if pin["serves"] else NOT
    return " ".join(filter(None, (pin["cadre"], str(int(pin["team"])), rest)))
