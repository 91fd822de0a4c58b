"""更换密钥: how old the keys are, a button that has new ones made, and the older ones that may be destroyed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from xuncha.base.sheets_out import Column
from xuncha.base.words import Sentence
from xuncha.desk.fields import passage
from xuncha.desk.page import Menu, go, page, show
from xuncha.desk.steps import Step, StepForm, take_step
from xuncha.desk.table import Table
from xuncha.desk.todo import Todo, todos
from xuncha.stewards.actions.retire_keys import propose_retiring
from xuncha.trust import limits, resealing, rotating
from xuncha.trust.actions.rotate_keys import ROTATORS, rotate_keys
from xuncha.trust.models import Account

TITLE = Sentence("更换密钥", "Rotate keys")
COLUMNS = (
    Column("made", Sentence("生成日期", "Made on"), "date"),
    Column("number", Sentence("到期密钥", "Keys due"), "int"),
)
NONE_DUE = Sentence("没有到期的密钥。", "No key is due.")
DONE = Sentence("已办理。", "Done.")


class RetireForm(StepForm):
    reason = passage("理由", "Reason", "如：已重新密封，旧密钥不再需要", "e.g. all is sealed anew", rows=2)


DUE = Step(
    "due",
    Sentence("更换到期的密钥", "Rotate what is due"),
    lambda by, row, given: rotate_keys(by=by),
    lead=Sentence(
        "新密钥当场包给今天应当持有的人，不影响任何人打开以前的内容。",
        "The new keys are wrapped at once for who should hold them; what is sealed stays readable.",
    ),
)
STEPS = (
    Step(
        "rotate",
        Sentence("更换全部在用密钥", "Rotate every key in use"),
        lambda by, row, given: rotate_keys(by=by, only_due=False),
        lead=Sentence(
            "怀疑密钥泄露时用。以前密封的内容照样能打开，新的内容用新密钥。",
            "If a key may have leaked. What is sealed stays readable.",
        ),
    ),
    Step(
        "retire",
        Sentence("提议销毁旧密钥", "Propose to destroy older keys"),
        lambda by, row, given: propose_retiring(by=by, reason=given["reason"]),
        RetireForm,
        Sentence(
            "只销毁已经没有内容要用它打开的旧密钥；巡察办或领导小组批准后才办。",
            "Only keys that sealed nothing any more; the office or the leading group approves.",
        ),
    ),
)


@page("keys/rotation/", title=TITLE, roles=ROTATORS, menu=Menu("settings", 65))
def rotation(request: HttpRequest) -> HttpResponse:
    """Numbers and days only: of which inspections the keys are is not for an administrator."""
    due = rotating.due()
    taken = take_step(request, _steps(bool(due)), request.user)
    if taken.done:
        return go(request, "stewards-rotation", done=DONE)
    rows = [
        {"made": day, "number": number} for day, number in sorted(Counter(one.made for one in due).items())
    ]
    return show(
        request, "stewards/rotation.html", status=taken.status, boxes=taken.boxes, rule=limits.rotation_rule(), due=len(due),
        table=Table("due", Sentence("到期的密钥", "Keys that are due"), COLUMNS, rows, empty=NONE_DUE),
        older=resealing.older_pairs(), idle=len(resealing.unused()),
    )  # fmt: skip


def _steps(any_due: bool) -> list[Step]:
    return [DUE, *STEPS] if any_due else list(STEPS)


@todos(ROTATORS)
def todo(account: Account, today: date) -> Iterable[Todo]:
    """Keys that are old by the rule, or were held by somebody who left."""
    number = len(rotating.due())
    if number:
        yield Todo(
            Sentence(f"{number}把密钥到期应更换", f"{number} keys are due"), reverse("stewards-rotation")
        )
