"""The forms about rounds: plain, with choices that were loaded before."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import HttpRequest

from xuncha.base.words import Sentence
from xuncha.coverage.models import Target
from xuncha.coverage.pages._checks import Checks
from xuncha.desk.spoken import said, spoken
from xuncha.rounds.core.opening import RoundKind
from xuncha.rulebook.uploads import TableField


def day_input() -> forms.DateInput:
    """The browser's own calendar, which wants ISO dates whatever the language."""
    return forms.DateInput({"type": "date"}, format="%Y-%m-%d")


def posted_version(request: HttpRequest) -> int:
    """The version that the page was made from; 0, which is always stale, when the post does not say."""
    said_so = request.POST.get("version", "")
    return int(said_so) if said_so.isdecimal() else 0


def offered(targets: Iterable[tuple[Target, str]]) -> list[tuple[str, str]]:
    """Choices of targets; one that a round has counted says so (it may still be looked back at)."""
    return [(str(one.pk), f"{one.name}（{taken}）" if taken else one.name) for one, taken in targets]


class DaysForm(forms.Form):
    """The days of a round and the settings that its papers print."""

    use_required_attribute = False
    entry_day = forms.DateField(
        label=said(Sentence("进驻日", "Entry day")),
        widget=day_input(),
        help_text=said(Sentence("倒排工期从这一天往前推。", "The plan is counted back from this day.")),
    )
    stay_days = forms.IntegerField(
        label=said(Sentence("驻点天数（自然日）", "Days on site")), min_value=1, max_value=400
    )
    contact = forms.CharField(label=said(Sentence("联系人", "Contact")), required=False, max_length=40)
    phone = forms.CharField(label=said(Sentence("值班、联系电话", "Phone")), required=False, max_length=60)
    phone_hours = forms.CharField(label=said(Sentence("受理时间", "Hours")), required=False, max_length=80)
    mail = forms.CharField(
        label=said(Sentence("来信地址", "Address for letters")), required=False, max_length=120
    )
    letters_close = forms.CharField(
        label=said(Sentence("最后一日受理到几点", "Closing hour of the last day")),
        required=False,
        max_length=10,
    )
    SETTINGS = ("contact", "phone", "phone_hours", "mail", "letters_close")


class OpenForm(DaysForm):
    """What a round needs to begin; its settings come from the last round and can be changed here."""

    kind = forms.ChoiceField(label=said(Sentence("巡察方式", "Kind")))
    targets = forms.MultipleChoiceField(
        label=said(Sentence("本轮巡察对象", "Targets")),
        required=False,
        widget=Checks,
        help_text=said(Sentence("可以先不选，开启后再列入。", "May be left for later.")),
    )
    field_order = ("kind", "entry_day", "stay_days", "targets", *DaysForm.SETTINGS)

    def __init__(
        self, *args: Any, kinds: dict[str, RoundKind], choices: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(key, spoken(kind.title)) for key, kind in kinds.items()]
        self.fields["targets"].choices = choices


class TargetsForm(forms.Form):
    """Targets to be taken into a round."""

    use_required_attribute = False
    targets = forms.MultipleChoiceField(label=said(Sentence("列入本轮的巡察对象", "Targets")), widget=Checks)

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["targets"].choices = choices


class StepForm(forms.Form):
    """That a step was done, and when."""

    use_required_attribute = False
    step = forms.ChoiceField(label=said(Sentence("步骤", "Step")))
    done_on = forms.DateField(label=said(Sentence("办结日期", "Done on")), widget=day_input())
    note = forms.CharField(label=said(Sentence("说明", "Remark")), required=False, max_length=200)

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["step"].choices = choices


class DecisionForm(forms.Form):
    """What a body decided about the round, outside, at a meeting."""

    use_required_attribute = False
    matter = forms.ChoiceField(label=said(Sentence("决定事项", "Matter")))
    body = forms.CharField(
        label=said(Sentence("会议或者机构", "Body")),
        max_length=80,
        help_text=said(Sentence("例如：县委巡察工作领导小组会议。", "e.g. the leading group's meeting.")),
    )
    decided_on = forms.DateField(label=said(Sentence("决定日期", "Decided on")), widget=day_input())
    document = forms.CharField(
        label=said(Sentence("文号、会议纪要或原件存放处", "Document")),
        max_length=120,
        help_text=said(Sentence("使别人能找到原件。", "So that somebody else can find the original.")),
    )
    says = forms.CharField(
        label=said(Sentence("决定内容", "What was decided")), required=False, max_length=500
    )

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["matter"].choices = choices


class LetterForm(forms.Form):
    """Whom a letter of inquiry goes to."""

    use_required_attribute = False
    to = forms.CharField(
        label=said(Sentence("函询单位", "Body that is asked")),
        max_length=60,
        widget=forms.TextInput({"list": "asked"}),
    )


class PlaceForm(forms.Form):
    """One target and the round that is to take it."""

    use_required_attribute = False
    target = forms.ChoiceField(label=said(Sentence("巡察对象", "Target")))
    number = forms.IntegerField(
        label=said(Sentence("第几轮", "Round")),
        min_value=1,
        max_value=99,
        required=False,
        help_text=said(Sentence("不填就是取消安排。", "Left blank: take it out of the plan.")),
    )

    def __init__(self, *args: Any, targets: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["target"].choices = list(targets.items())


class PlanFileForm(forms.Form):
    """A table of targets and rounds."""

    use_required_attribute = False
    file = TableField(
        label=said(Sentence("表格", "Table")),
        help_text=said(
            Sentence(
                "两列：巡察对象、轮次。可先导出本页表格再填。",
                "Two columns: target, round. Export this page's table first.",
            )
        ),
    )


class OutlooksFileForm(forms.Form):
    """A table of what the plan has to know of its targets."""

    use_required_attribute = False
    file = TableField(
        label=said(Sentence("表格", "Table")),
        help_text=said(
            Sentence(
                "先导出本页表格，填好再传回来；列名不要改动，空格不改动原来的内容。",
                "Export this page's table, fill it in and send it back; blank cells change nothing.",
            )
        ),
    )
