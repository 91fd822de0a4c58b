"""Plain forms about talks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from xuncha.base.words import Sentence
from xuncha.desk.spoken import said, spoken
from xuncha.interviews.core.lay import Desk
from xuncha.interviews.core.outlines import Outline
from xuncha.interviews.core.stages import KINDS, RESULTS, SAFETY
from xuncha.interviews.core.timetable import NotATime, Slot
from xuncha.interviews.pages._words import names
from xuncha.rulebook.uploads import TableField

_CHOOSE = Sentence("请选择", "choose")


def date_input() -> forms.DateInput:
    """The browser's own day picker, which takes and gives ISO days whatever the language."""
    return forms.DateInput({"type": "date"}, format="%Y-%m-%d")


class Plain(forms.Form):
    """A form of the room; what is required is told by the house, not by the browser."""

    use_required_attribute = False


class SlotField(forms.CharField):
    """`09:00-10:00`, or nothing."""

    def clean(self, value: Any) -> Slot | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            return Slot.parse(text)
        except NotATime:
            raise forms.ValidationError(
                spoken(Sentence("应写成 09:00-10:00。", "Write 09:00-10:00."))
            ) from None


class PlaceForm(Plain):
    """When, where and with whom."""

    day = forms.DateField(label=said(Sentence("日期", "Day")), required=False, widget=date_input())
    slot = SlotField(
        label=said(Sentence("时段", "Slot")),
        required=False,
        help_text=said(Sentence("例如 09:15-10:15。", "e.g. 09:15-10:15")),
    )
    room = forms.CharField(label=said(Sentence("谈话室", "Room")), required=False, max_length=60)
    talkers = forms.CharField(
        label=said(Sentence("谈话人", "Talkers")),
        required=False,
        max_length=120,
        help_text=said(Sentence("几个人用顿号分开。", "Part names by a comma.")),
    )
    recorder = forms.CharField(label=said(Sentence("记录人", "Recorder")), required=False, max_length=60)
    alone_because = forms.CharField(
        label=said(Sentence("一对一谈话的理由", "Why by one inspector alone")),
        required=False,
        max_length=200,
        help_text=said(
            Sentence("通常须两名以上巡察人员；只有一名时必须写明。", "Two are the rule; say why one.")
        ),
    )

    def clean_talkers(self) -> list[str]:
        return names(self.cleaned_data["talkers"])


class SafetyForm(Plain):
    """The safety items of the rulebook, each to be written out."""

    def __init__(self, *args: Any, items: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for item in items:
            title = SAFETY.get(item, Sentence(item, item))
            self.fields[item] = forms.CharField(label=spoken(title), max_length=200)


class RecordForm(Plain):
    """The record beside its outline: a tick for each item of the notice, an answer and a result for each question."""

    starts = forms.CharField(label=said(Sentence("开始", "Started")), required=False, max_length=5)
    ends = forms.CharField(label=said(Sentence("结束", "Ended")), required=False, max_length=5)
    free = forms.CharField(
        label=said(Sentence("提纲以外", "Beside the outline")),
        required=False,
        widget=forms.Textarea({"rows": 5}),
    )

    def __init__(self, *args: Any, outline: Outline, body: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, initial=_initial(body), **kwargs)
        self.outline = outline
        for item in outline.opening:
            self.fields[f"told_{item['key']}"] = forms.BooleanField(
                label=spoken(Sentence(item["zh"], item["en"])), required=False
            )
        results = [("", "—"), *((key, spoken(title)) for key, title in RESULTS.items())]
        for question in outline.questions:
            self.fields[f"answer_{question.key}"] = forms.CharField(
                label=question.ask, required=False, widget=forms.Textarea({"rows": 4})
            )
            self.fields[f"result_{question.key}"] = forms.ChoiceField(
                label=spoken(Sentence("结果", "Result")), required=False, choices=results
            )

    @property
    def notice(self) -> list[forms.BoundField]:
        return [self[f"told_{item['key']}"] for item in self.outline.opening]

    @property
    def rows(self) -> list[tuple[Any, forms.BoundField, forms.BoundField]]:
        """Question, answer and result side by side."""
        return [(q, self[f"answer_{q.key}"], self[f"result_{q.key}"]) for q in self.outline.questions]

    def body(self) -> dict[str, Any]:
        """What is kept of it."""
        given = self.cleaned_data
        answers = {
            q.key: {"answer": given[f"answer_{q.key}"], "result": given[f"result_{q.key}"]}
            for q in self.outline.questions
            if given[f"answer_{q.key}"] or given[f"result_{q.key}"]
        }
        return {
            "starts": given["starts"],
            "ends": given["ends"],
            "told": [item["key"] for item in self.outline.opening if given[f"told_{item['key']}"]],
            "answers": answers,
            "free": given["free"],
        }


def _initial(body: Mapping[str, Any]) -> dict[str, Any]:
    initial: dict[str, Any] = {key: body.get(key, "") for key in ("starts", "ends", "free")}
    initial |= {f"told_{key}": True for key in body.get("told", ())}
    for key, one in body.get("answers", {}).items():
        initial |= {f"answer_{key}": one.get("answer", ""), f"result_{key}": one.get("result", "")}
    return initial


class SignForm(Plain):
    """The printed record, read and signed."""

    signed_on = forms.DateField(label=said(Sentence("签字日期", "Signed on")), widget=date_input())
    original_at = forms.CharField(
        label=said(Sentence("签字原件存放处", "Where the original is")), max_length=120
    )
    unsigned_because = forms.CharField(
        label=said(Sentence("本人没有签字的原因", "Why the person did not sign")),
        required=False,
        max_length=200,
    )


class StopForm(Plain):
    """What the person had begun to say; it goes to the leader alone."""

    words = forms.CharField(
        label=said(Sentence("中止前说到什么（一两句）", "What was being said, in a line or two")),
        widget=forms.Textarea({"rows": 3}),
    )


class ContactForm(Plain):
    """Whom to call about a paper that leaves the team."""

    contact = forms.CharField(label=said(Sentence("联系人", "Contact person")), max_length=40)
    phone = forms.CharField(label=said(Sentence("联系电话", "Phone")), max_length=40)


class OutsiderForm(Plain):
    """Somebody who holds no post at the body: a client, a villager, a supplier."""

    name = forms.CharField(label=said(Sentence("姓名或者称呼", "Name")), max_length=60)
    office = forms.CharField(
        label=said(Sentence("单位或者住处", "Where from")), required=False, max_length=60
    )
    post = forms.CharField(
        label=said(Sentence("身份", "As what")),
        required=False,
        max_length=60,
        help_text=said(Sentence("例如：服务对象、村民代表、供应商。", "e.g. client, villager, supplier")),
    )
    kind = forms.ChoiceField(
        label=said(Sentence("类别", "Kind")),
        choices=[
            ("", said(_CHOOSE)),
            *((key, said(title)) for key, title in KINDS.items() if key != "must"),
        ],
    )


class DesksForm(Plain):
    """The pairs of inspectors, one a line: room, talker, recorder."""

    desks = forms.CharField(
        label=said(Sentence("谈话组", "Pairs")),
        widget=forms.Textarea({"rows": 3}),
        help_text=said(
            Sentence(
                "一行一组：谈话室 谈话人 记录人，用空格分开。", "One pair a line: room, talker, recorder."
            )
        ),
    )

    def clean_desks(self) -> list[Desk]:
        desks = []
        for line in self.cleaned_data["desks"].splitlines():
            room, *people = [*names(line), "", "", ""][: max(3, len(names(line)))]
            if room:
                desks.append(Desk(tuple(p for p in people[:-1] if p), people[-1], room))
        return desks


class FileForm(Plain):
    """A timetable made by hand."""

    file = TableField(
        label=said(Sentence("谈话安排表", "Timetable")),
        help_text=said(
            Sentence(
                "表头：姓名、单位、职务、类别、日期、时段、地点、谈话人、记录人。",
                "Columns 姓名, 日期, 时段, 地点 …",
            )
        ),
    )
