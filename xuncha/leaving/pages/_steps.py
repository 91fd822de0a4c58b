"""The steps of a leaving that an account may take now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from xuncha.base.words import Sentence
from xuncha.desk.fields import choice, passage, several
from xuncha.desk.spoken import spoken
from xuncha.desk.steps import Step, StepForm
from xuncha.leaving.actions.complete import complete_leaving
from xuncha.leaving.actions.write import confirm_points, evaluate, write_words
from xuncha.leaving.facts import points_on, staying
from xuncha.leaving.models import RECEIVERS, Leaving
from xuncha.trust import clock
from xuncha.trust.access import see_one
from xuncha.trust.core.roles import HEADS, Role
from xuncha.trust.models import Account


class ConfirmForm(StepForm):
    done = several(
        "已清点确认", "Confirmed", "当面清点，确认一项勾一项", "Tick what was handed over", required=False
    )
    successor = choice(
        "未办结事项接手人", "Who takes over", "底稿没签完、资料没还完的，必须有人接手", "Needed where something is unfinished",
        required=False,
    )  # fmt: skip
    remark = passage(
        "备注",
        "Remark",
        "如：底稿2份由某某接手、U盾一枚已收回",
        "What was handed to whom",
        required=False,
        rows=3,
    )


class WordsForm(StepForm):
    words = passage(
        "给下一任的话", "To the next",
        "哪些事要接着盯、找谁了解、踩过什么坑；不写反映人，不写问题线索", "What to follow up; no reporters, no leads",
    )  # fmt: skip


class EvaluateForm(StepForm):
    evaluation = passage("鉴定", "Evaluation", "遵守纪律、工作表现、业务能力", "Discipline, work, ability")


def _confirm(by: Account, leaving: Leaving, said: dict[str, Any]) -> None:
    successor = see_one(Account, by, said["successor"]) if said["successor"] else None
    confirm_points(
        by=by, leaving=leaving, version=said["version"], done=said["done"], remarks={"papers": said["remark"]},
        successor=successor,
    )  # fmt: skip


def _choices(by: Account, leaving: Leaving) -> dict[str, list[tuple[str, str]]]:
    others = [
        one for one in staying(by, leaving.inspection_id, clock.today()) if one.pk != leaving.account_id
    ]
    return {
        "done": [(one.key, f"{spoken(one.title)}：{one.says}") for one in points_on(clock.today())],
        "successor": [("", spoken(Sentence("没有未办结事项", "nothing is unfinished"))),
                      *((str(one.pk), one.name) for one in others)],
    }  # fmt: skip


CONFIRM = Step(
    "confirm", Sentence("清点交接", "Confirm what is handed over"), _confirm, ConfirmForm,
    Sentence("由接收的人清点，本人不能给自己清点。", "Whoever receives confirms, never the member himself."), _choices,
)  # fmt: skip
WORDS = Step(
    "words", Sentence("写给下一任的话", "Write to the next"),
    lambda by, leaving, said: write_words(by=by, leaving=leaving, **said), WordsForm,
)  # fmt: skip
EVALUATE = Step(
    "evaluate", Sentence("写鉴定", "Write the evaluation"),
    lambda by, leaving, said: evaluate(by=by, leaving=leaving, **said), EvaluateForm,
    Sentence("组长写；组长不上机的，由巡察办代录。本人看不到。", "By the head, or recorded for him; not shown to the member."),
)  # fmt: skip
COMPLETE = Step(
    "complete", Sentence("办结并终止权限", "Complete, and end the rights"),
    lambda by, leaving, said: complete_leaving(by=by, leaving=leaving, **said), StepForm,
    Sentence("办结后权限立即终止，正在下载的文件也会中断。", "The rights end at once, even half-way through a download."),
)  # fmt: skip


def steps_of(by: Account, leaving: Leaving) -> Sequence[Step]:
    """What this account can do with the page now."""
    if leaving.state == Leaving.DONE:
        return ()
    own, place = leaving.account_id == by.pk, leaving.inspection_id
    receives = not own and by.sight.has(RECEIVERS, place)
    wanted = [
        (CONFIRM, receives),
        (WORDS, own or receives),
        (EVALUATE, not own and by.sight.has(HEADS | {Role.OFFICE}, place)),
        (COMPLETE, not own and by.sight.has({Role.OFFICE})),
    ]
    return [step for step, now in wanted if now]
