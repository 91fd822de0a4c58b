"""Plain forms of fieldwork."""

from __future__ import annotations

from typing import Any

from django import forms

from xuncha.base.words import Sentence
from xuncha.desk.spoken import said, spoken
from xuncha.fieldwork.facts import lists

NOT_CHOSEN = Sentence("请选择", "choose")
REMARK_HELP = Sentence(
    "缺页、以复印件代替、没有提供的原因等。", "Missing pages, a copy instead, why not given."
)
ORGAN_HELP = Sentence("例：中共××县委第一巡察组", "The team's full name")


class Plain(forms.Form):
    """What is required is told by the house, not by the browser."""

    use_required_attribute = False


def _day(label: Sentence, **more: Any) -> forms.DateField:
    return forms.DateField(
        label=said(label), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"), **more
    )


def _text(label: Sentence, rows: int, helps: Sentence | None = None, **more: Any) -> forms.CharField:
    help_text = said(helps) if helps else ""
    return forms.CharField(
        label=said(label), widget=forms.Textarea({"rows": rows}), help_text=help_text, **more
    )


class AskForm(Plain):
    """Files to ask for, one a line."""

    area = forms.ChoiceField(label=said(Sentence("类别", "Kind")), required=False)
    titles = _text(
        Sentence("要调阅的资料", "Files"),
        5,
        Sentence(
            "一行一件，写明名称和年度；可从下面的基础清单抄。",
            "One a line, with the years; the basic list below may help.",
        ),
    )
    due = _day(Sentence("提供时限", "To be handed over by"))
    copy = forms.BooleanField(
        label=said(
            Sentence("只要加盖公章的复印件（不用归还）", "Stamped copies will do (they are not returned)")
        ),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        areas = [(area.key, spoken(area.title)) for area in lists().areas.values()]
        self.fields["area"].choices = [("", spoken(NOT_CHOSEN)), *areas]


class RemarkForm(Plain):
    """A remark on a file."""

    remark = _text(
        Sentence("备注", "Remark"),
        2,
        REMARK_HELP,
        required=False,
    )


class NoteForm(Plain):
    """A note of what was read, seen or heard."""

    method = forms.ChoiceField(label=said(Sentence("方式", "Way of looking")))
    on = _day(Sentence("日期", "Day"))
    heading = forms.CharField(label=said(Sentence("标题", "Heading")), max_length=100)
    where = forms.CharField(
        label=said(Sentence("地点，或资料名称和页码", "Place, or file and pages")),
        required=False,
        max_length=200,
    )
    text = _text(
        Sentence("记录", "Note"),
        12,
        Sentence(
            "只记看到、听到的事实，写明出处；反映到个人的，另由组长登记为问题线索，不写在这里。",
            "Only facts seen or heard, with their source. What is about a person goes to the leader as a lead, not here.",
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ways = [(way.key, spoken(way.title)) for way in lists().methods.values()]
        self.fields["method"].choices = [("", spoken(NOT_CHOSEN)), *ways]


class GiveForm(Plain):
    """What is to be put right at once."""

    problem = _text(
        Sentence("存在问题", "Problem"),
        4,
        Sentence("只写单位的事，不写个人问题。", "About the body, never about a person."),
    )
    demand = _text(Sentence("整改要求", "What is demanded"), 3)
    due = _day(Sentence("完成时限", "Time limit"))


class AnswerForm(Plain):
    """What the body wrote back."""

    answer = _text(Sentence("单位整改情况", "The body's answer"), 4)
    on = _day(Sentence("回复日期", "Answered on"))


class CheckForm(Plain):
    """What the team saw of it."""

    done = forms.TypedChoiceField(
        label=said(Sentence("核查意见", "Opinion")),
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    seen = _text(Sentence("核查看到的情况", "What was seen"), 3)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["done"].choices = [
            ("yes", spoken(Sentence("已改到位", "put right"))),
            ("no", spoken(Sentence("未改到位，转入问题底稿", "not put right: goes into a working paper"))),
        ]


class NoticeForm(Plain):
    """From whom to whom the notice goes."""

    organ = forms.CharField(
        label=said(Sentence("发文巡察组", "Issued by")),
        max_length=60,
        help_text=said(ORGAN_HELP),
    )
    body = forms.CharField(label=said(Sentence("送达单位", "To")), max_length=60)
