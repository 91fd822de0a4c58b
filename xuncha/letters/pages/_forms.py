"""Plain forms of the letters desk. No field of a decision is ever filled in or chosen beforehand."""

from __future__ import annotations

from typing import Any

from django import forms

from xuncha.base.words import Sentence
from xuncha.desk.spoken import said, spoken
from xuncha.letters.facts import triage_lists
from xuncha.rulebook.uploads import TableField

NOT_CHOSEN = ("", Sentence("请选择", "choose"))


def _date() -> forms.DateInput:
    """The browser's own day picker, which takes and gives ISO days whatever the language."""
    return forms.DateInput({"type": "date"}, format="%Y-%m-%d")


def _choices(titles: dict[str, Sentence]) -> list[tuple[str, str]]:
    return [(NOT_CHOSEN[0], spoken(NOT_CHOSEN[1])), *((key, spoken(title)) for key, title in titles.items())]


class Plain(forms.Form):
    """A form of the desk; what is required is told by the house, not by the browser."""

    use_required_attribute = False


class LetterForm(Plain):
    """What a clerk writes of one letter. Choices that depend on data are filled in when it is made."""

    channel = forms.ChoiceField(label=said(Sentence("反映渠道", "Channel")))
    day = forms.DateField(label=said(Sentence("收到日期", "Received")), widget=_date())
    subject = forms.CharField(
        label=said(Sentence("标题", "Heading")),
        required=False,
        max_length=100,
        help_text=said(Sentence("没有标题可以空着。", "May be left open.")),
    )
    text = forms.CharField(
        label=said(Sentence("反映内容", "Text")),
        widget=forms.Textarea({"rows": 12}),
        help_text=said(
            Sentence(
                "照原意录入；反映上级管理干部或巡察机构自己的人的，不要录入，请用“登记密封件”。",
                "As it was meant. About a superior's cadre or our own people: do not type it, register it sealed.",
            )
        ),
    )
    writer = forms.CharField(label=said(Sentence("反映人", "Writer")), required=False, max_length=60)
    contact = forms.CharField(label=said(Sentence("联系方式", "Contact")), required=False, max_length=120)
    named = forms.BooleanField(
        label=said(Sentence("实名：姓名和联系方式都有，已经核实", "Real name: name and contact, verified")),
        required=False,
    )
    consent = forms.BooleanField(
        label=said(Sentence("反映人同意转办时提供其姓名", "The writer lets his name be passed on")),
        required=False,
    )
    reported = forms.CharField(
        label=said(Sentence("被反映人", "Person reported")), required=False, max_length=60
    )
    reported_post = forms.CharField(label=said(Sentence("职务", "Post")), required=False, max_length=60)
    reported_body = forms.CharField(
        label=said(Sentence("被反映单位", "Body reported")),
        required=False,
        max_length=80,
        help_text=said(
            Sentence("转办时系统据此拦住转给被反映一方。", "Used to keep the letter from those it is about.")
        ),
    )
    number = forms.CharField(
        label=said(Sentence("原件编号", "Number of the original")), required=False, max_length=40
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["channel"].choices = _channels()


class SealedForm(Plain):
    """All that exists of a letter that is sealed on sight."""

    channel = forms.ChoiceField(label=said(Sentence("反映渠道", "Channel")))
    received_on = forms.DateField(label=said(Sentence("收到日期", "Received")), widget=_date())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["channel"].choices = _channels()


class HandUpForm(Plain):
    """Who carried the envelope to whom."""

    seal_number = forms.CharField(label=said(Sentence("封条号", "Seal number")), max_length=40)
    carrier = forms.CharField(label=said(Sentence("送件人", "Carried by")), max_length=60)
    receiver = forms.CharField(label=said(Sentence("接收单位和签收人", "Received by")), max_length=120)
    handed_on = forms.DateField(label=said(Sentence("上送日期", "Handed up on")), widget=_date())


class ProposeForm(Plain):
    """拟办意见: nothing is chosen beforehand, whatever was suggested."""

    way = forms.ChoiceField(label=said(Sentence("拟办去向", "Way")))
    category = forms.ChoiceField(label=said(Sentence("事项类别", "Subject")), required=False)
    reason = forms.CharField(label=said(Sentence("拟办理由", "Reason")), widget=forms.Textarea({"rows": 3}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["way"].choices = _ways()
        self.fields["category"].choices = _choices({k: s.title for k, s in triage_lists().subjects.items()})


class DecideForm(Plain):
    """签批 as it stands on the paper."""

    way = forms.ChoiceField(label=said(Sentence("签批去向", "Way")))
    opinion = forms.CharField(
        label=said(Sentence("签批意见", "Opinion")),
        max_length=200,
        help_text=said(Sentence("照录原文。", "As it is written there.")),
    )
    signer = forms.CharField(label=said(Sentence("签批人", "Who signed")), max_length=60)
    signed_on = forms.DateField(label=said(Sentence("签批日期", "Signed on")), widget=_date())
    original_at = forms.CharField(
        label=said(Sentence("签批原件存放处", "Where the original is")),
        required=False,
        max_length=120,
        help_text=said(Sentence("由信访专员代录的必须填写。", "Needed when a clerk records it.")),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["way"].choices = _ways()


class ConfirmForm(Plain):
    """Nothing but the button."""


class ReferForm(Plain):
    """Where the matter goes."""

    receiver = forms.ChoiceField(label=said(Sentence("收文单位", "Receiving body")), required=False)
    name = forms.CharField(
        label=said(Sentence("不在单位名册上的，写名称", "Or its name, if it is not on the list")),
        required=False,
        max_length=80,
    )
    sent_on = forms.DateField(label=said(Sentence("转出日期", "Sent on")), widget=_date())

    def __init__(self, *args: Any, receivers: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["receiver"].choices = [(NOT_CHOSEN[0], spoken(NOT_CHOSEN[1])), *receivers]


class AnswerForm(Plain):
    """What the receiving body answered."""

    answered_on = forms.DateField(label=said(Sentence("回复日期", "Answered on")), widget=_date())
    answer = forms.CharField(label=said(Sentence("回复内容", "Answer")), widget=forms.Textarea({"rows": 4}))


class ExtendForm(Plain):
    """A later day for the answer."""

    until = forms.DateField(label=said(Sentence("延长到", "Until")), widget=_date())
    reason = forms.CharField(label=said(Sentence("延期理由", "Reason")), max_length=200)


class TellForm(Plain):
    """What the writer was told."""

    result = forms.ChoiceField(
        label=said(Sentence("答复内容属于", "This tells")),
        choices=[
            ("", said(NOT_CHOSEN[1])),
            ("no", said(Sentence("是否受理、向哪里反映", "whether it is taken up, or where to go"))),
            ("yes", said(Sentence("办理结果", "the result"))),
        ],
    )
    told_on = forms.DateField(label=said(Sentence("答复日期", "Told on")), widget=_date())
    words = forms.CharField(label=said(Sentence("答复了什么", "Words")), widget=forms.Textarea({"rows": 3}))


class CloseForm(Plain):
    """The outcome."""

    outcome = forms.CharField(label=said(Sentence("办理结果", "Outcome")), widget=forms.Textarea({"rows": 3}))


class SplitForm(Plain):
    """The matters of a letter, one a paragraph between lines of three hyphens."""

    texts = forms.CharField(
        label=said(Sentence("逐件事项", "Matters")),
        widget=forms.Textarea({"rows": 14}),
        help_text=said(
            Sentence("两件事之间空出一行，单独写 --- 。", "Write a line --- between two matters.")
        ),
    )


class FileForm(Plain):
    """A table of letters, and what stands in where a row has no day or channel."""

    file = TableField(
        label=said(Sentence("来信表", "Table of letters")),
        help_text=said(
            Sentence(
                "xlsx、xls 或 csv，可以是其他平台导出的表；表头有“反映内容”或者“标题”即可。",
                "xlsx, xls or csv, also exported from another system; one column with the text will do.",
            )
        ),
    )
    channel = forms.ChoiceField(label=said(Sentence("没写渠道的按", "Channel where none is given")))
    day = forms.DateField(label=said(Sentence("没写日期的按", "Day where none is given")), widget=_date())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["channel"].choices = _channels()


def _channels() -> list[tuple[str, str]]:
    return _choices({key: channel.title for key, channel in triage_lists().channels.items()})


def _ways() -> list[tuple[str, str]]:
    return _choices({key: way.title for key, way in triage_lists().ways.items() if way.keeps_text})
