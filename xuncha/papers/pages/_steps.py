"""The forms in which a step of a paper's life is taken, and what each of them does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms

from xuncha.base.words import NOTHING, Sentence
from xuncha.desk.spoken import said
from xuncha.papers.actions.attach import attach
from xuncha.papers.actions.deliver import deliver_paper, record_receipt, stamp_paper
from xuncha.papers.actions.give_number import give_number
from xuncha.papers.actions.record_signoff import WORDLESS, record_signoff
from xuncha.papers.actions.submit import submit_paper, withdraw_paper
from xuncha.papers.actions.void import void_paper
from xuncha.papers.core.life import Standing
from xuncha.papers.models import Paper
from xuncha.rulebook.uploads import ScanField
from xuncha.trust.models import Account

_DAY = {"type": "date"}


class Step(forms.Form):
    """A step that needs nothing but the button."""

    use_required_attribute = False

    def __init__(self, *args: Any, standing: Standing, audience: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.standing = standing
        self.audience = audience


class DayStep(Step):
    day = forms.DateField(
        label=said(Sentence("日期", "Day")), widget=forms.DateInput(_DAY, format="%Y-%m-%d")
    )


class DeliveryStep(DayStep):
    way = forms.CharField(
        label=said(Sentence("送达方式", "Way")), required=False, max_length=40,
        help_text=said(Sentence("例如：直接送达、机要交换、会议现场宣读并送达。", "e.g. by hand, by courier.")),
    )  # fmt: skip


class ReceiptStep(DayStep):
    kept_at = forms.CharField(
        label=said(Sentence("回执存放处", "Where the receipt is kept")), required=False, max_length=120
    )


class ReasonStep(Step):
    reason = forms.CharField(
        label=said(Sentence("原因", "Reason")), max_length=200, widget=forms.TextInput(),
        help_text=said(Sentence("不写人名和线索内容。", "No names, nothing of a lead.")),
    )  # fmt: skip


class SignatureStep(Step):
    step = forms.ChoiceField(label=said(Sentence("签批环节", "Signs as")))
    signer = forms.CharField(label=said(Sentence("签批人", "Who signed")), max_length=60)
    signed_on = forms.DateField(
        label=said(Sentence("签批日期", "Signed on")), widget=forms.DateInput(_DAY, format="%Y-%m-%d"),
        help_text=said(Sentence("按原件上手写的日期填写。", "The day written on the original.")),
    )  # fmt: skip
    opinion = forms.CharField(
        label=said(Sentence("签批意见", "Opinion")), required=False, max_length=200,
        help_text=said(Sentence("照录原文。", "As it is written there.")),
    )  # fmt: skip
    scan = ScanField(label=said(Sentence("原件扫描件", "Scan")), required=False)
    original_at = forms.CharField(
        label=said(Sentence("原件存放处", "Where the original is")), required=False, max_length=120,
        help_text=said(Sentence("扫描件和存放处至少填一项。", "Give the scan or the place, or both.")),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["step"].choices = [(signer, signer) for signer in self.standing.unsigned()]
        if self.audience in WORDLESS:
            del self.fields["opinion"]


def _sign(by: Account, paper: Paper, given: dict[str, Any], version: int) -> None:
    upload = given.pop("scan")
    scan = None
    if upload:
        scan = attach(
            by=by,
            name=upload.name,
            content=upload.stream,
            inspection_id=paper.inspection_id,
            audience=paper.audience,
        )
    record_signoff(by=by, paper=paper, scan=scan, **given)


def _by(action: Callable[..., Any]) -> Callable[..., None]:
    def take(by: Account, paper: Paper, given: dict[str, Any], version: int) -> None:
        action(by=by, paper=paper, version=version, **given)

    return take


@dataclass(frozen=True)
class Way:
    """How a step is taken on the page: its form, what it does, what the button and the answer say."""

    form: type[Step]
    take: Callable[[Account, Paper, dict[str, Any], int], None]
    button: Sentence
    done: Sentence
    lead: Sentence = NOTHING


WAYS: dict[str, Way] = {
    "submit": Way(
        Step, _by(submit_paper), Sentence("送签", "Submit"), Sentence("已送签。", "Submitted."),
        Sentence("送签后内容不能再改。请下载打印，由签批人在纸上签字。", "After this the text is fixed. Print it and have it signed."),
    ),
    "record_signoff": Way(
        SignatureStep, _sign, Sentence("代录签批", "Record the signature"),
        Sentence("已代录，请另一名工作人员对照原件复核。", "Recorded; another person must confirm it."),
        Sentence("按签批原件如实登记，由另一人凭原件页脚的事实码复核。", "Record what the original says; somebody else confirms it."),
    ),
    "give_number": Way(
        Step, _by(give_number), Sentence("编号", "Give the number"),
        Sentence("已编号，请重新打印后用印。", "Numbered; print it and seal it."),
        Sentence("文号按顺序取下一个，不跳号、不重号，作废也不再用。", "The next number of the series; none is left out or used again."),
    ),
    "stamp": Way(DayStep, _by(stamp_paper), Sentence("登记用印", "Record the seal"), Sentence("已登记用印。", "Recorded.")),
    "deliver": Way(
        DeliveryStep, _by(deliver_paper), Sentence("登记送达", "Record delivery"), Sentence("已登记送达。", "Recorded."),
        Sentence("登记后，收文单位的联络人可以看到这份文书。", "From then on the contact of the addressed body sees it."),
    ),
    "receipt": Way(ReceiptStep, _by(record_receipt), Sentence("登记回执", "Record the receipt"), Sentence("已登记回执。", "Recorded.")),
    "withdraw": Way(
        ReasonStep, _by(withdraw_paper), Sentence("退回修改", "Take back"), Sentence("已退回草稿。", "Taken back."),
        Sentence("已代录的签批随之失效。", "Signatures recorded on it no longer count."),
    ),
    "void": Way(
        ReasonStep, _by(void_paper), Sentence("作废", "Make void"), Sentence("已作废。", "It is void."),
        Sentence("作废不能恢复；文号保留，不再使用。", "This cannot be undone; the number stays and is never used again."),
    ),
}  # fmt: skip
