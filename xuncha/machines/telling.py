"""What the pages and the command line say of bundles and dry runs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from xuncha.base.words import WORDS, Sentence
from xuncha.fieldwork.facts import lists
from xuncha.machines.core.sequence import Turn
from xuncha.machines.models import Carriage, Machine
from xuncha.screening.models import STATES as HIT_STATES

STATES = {
    Machine.REGISTERED: (Sentence("已登记", "registered"), "plain"),
    Machine.OUT: (Sentence("在组使用", "with the team"), "go"),
    Machine.BACK: (Sentence("已入库，待擦除", "merged, to be wiped"), "wait"),
    Machine.WIPED: (Sentence("已擦除", "wiped"), "off"),
    Machine.REVOKED: (Sentence("已停用", "revoked"), "off"),
}
BUNDLE_STATES = {
    Carriage.PACKED: (Sentence("已导出", "made"), "go"),
    Carriage.CHECKED: (Sentence("已预审，待审核", "checked, to be approved"), "wait"),
    Carriage.APPROVED: (Sentence("已审核，待入库", "approved, to be merged"), "wait"),
    Carriage.MERGED: (Sentence("已入库", "merged"), "ok"),
}
TURNS = {
    Turn.NEXT: Sentence("序号衔接。", "It follows the one before."),
    Turn.GAP: Sentence(
        "第{missing}号数据包没有收到；本包已含全部内容，可以入库。",
        "Numbers {missing} never arrived; this one holds it all.",
    ),
    Turn.LATE: Sentence("比已入库的数据包早，属于迟到。", "It is older than one that was merged."),
    Turn.AGAIN: Sentence("这份数据包已经入库过。", "It was merged before."),
}
FIGURES = {
    "new": Sentence("新增", "new"),
    "changed": Sentence("有改动", "changed"),
    "removed": Sentence("删除", "removed"),
    "conflicts": Sentence("两边都改过，待定", "changed on both sides"),
    "renumbered": Sentence("序号重复，已改排", "renumbered"),
    "same": Sentence("未变", "unchanged"),
}
KINDS = {
    "attachment": Sentence("附件", "attachments"),
    "attribution": Sentence("任职对应", "attributions"),
    "borrowed": Sentence("调阅资料", "borrowed files"),
    "confirmation": Sentence("事实确认", "confirmations of facts"),
    "correction": Sentence("立行立改", "immediate corrections"),
    "decision": Sentence("决定", "decisions"),
    "disclosure": Sentence("密封记录", "sealed records"),
    "evidence": Sentence("证据", "evidence"),
    "hit": Sentence("疑点", "doubts"),
    "ledger": Sentence("账表", "ledgers"),
    "matter": Sentence("信访事项", "matters of letters"),
    "note": Sentence("调阅走访记录", "fieldwork notes"),
    "record": Sentence("谈话记录", "interview records"),
    "report": Sentence("巡察报告", "report"),
    "screening": Sentence("数据筛查", "screenings"),
    "signoff": Sentence("签批", "sign-offs"),
    "stepmark": Sentence("步骤办结", "marks of steps"),
    "talkplan": Sentence("谈话编排", "arrangements of talks"),
}
_WORDS = {key.replace("_", ""): says for key, says in WORDS.items()}


def kind_named(kind: str) -> Sentence:
    """A table in words."""
    return KINDS.get(kind) or _WORDS.get(kind) or Sentence("记录", "records")


def turn_told(report: Mapping[str, Any]) -> Sentence:
    """How a bundle stands to those before it."""
    missing = "、".join(map(str, report.get("missing", [])))
    return TURNS[Turn(report["turn"])].filled(missing=missing)


def figures_told(figures: Mapping[str, int]) -> Sentence:
    """One table's figures: 新增2，有改动1."""
    told = [(FIGURES[name], figures[name]) for name in FIGURES if figures.get(name)]
    return Sentence(
        "，".join(f"{says.zh}{number}" for says, number in told),
        ", ".join(f"{number} {says.en}" for says, number in told),
    )


def slip_groups(carriage: Carriage) -> str:
    """The first eight groups of the bundle's fingerprint, for the slip."""
    return " ".join(carriage.digest[at : at + 4] for at in range(0, 32, 4))


def slip_code(carriage: Carriage) -> str:
    """What the QR code on the slip says: number and whole fingerprint."""
    return f"XCB:{carriage.number}:{carriage.digest}"


def slip_lines(carriage: Carriage) -> list[str]:
    """The hand-over slip as plain lines. It names no unit and no inspection."""
    return [
        "数据包交接单",
        f"编号：{carriage.number}    第{carriage.seq}份    日期：{carriage.made_on:%Y-%m-%d}",
        f"校验码前8组：{slip_groups(carriage)}",
        f"带包人：{carriage.carrier.name}",
        "交出人签字：____________    日期：________",
        "接收人签字：____________    日期：________",
        "收包时核对编号和校验码，不符的不得打开，立即报告。",
    ]


COLUMNS = {
    "answer": Sentence("答复", "answer"),
    "areas": Sentence("归类方式", "order of problems"),
    "authors": Sentence("撰写人", "authors"),
    "basis": Sentence("定性依据", "basis"),
    "body": Sentence("内容", "content"),
    "category": Sentence("类别", "category"),
    "day": Sentence("日期", "day"),
    "due": Sentence("期限", "due day"),
    "handling": Sentence("办理情况", "handling"),
    "heading": Sentence("标题", "heading"),
    "method": Sentence("方式", "way of looking"),
    "number": Sentence("编号", "number"),
    "on": Sentence("日期", "day"),
    "outcome": Sentence("结果", "outcome"),
    "overall": Sentence("总体评价", "overall view"),
    "person": Sentence("人员", "person"),
    "points_to": Sentence("责任指向", "whom it points to"),
    "reason": Sentence("理由", "reason"),
    "remark": Sentence("备注", "remark"),
    "serial": Sentence("序号", "serial number"),
    "stage": Sentence("进度", "stage"),
    "state": Sentence("状态", "state"),
    "suggestions": Sentence("意见建议", "suggestions"),
    "text": Sentence("正文", "text"),
    "title": Sentence("标题", "title"),
    "where": Sentence("地点或页码", "place or page"),
}


def column_named(name: str) -> Sentence:
    """A column in words; one without words by its name, so that nothing is hidden."""
    return COLUMNS.get(name.removesuffix("_id"), Sentence(f"栏目 {name}", f"column {name}"))


def value_named(kind: str, column: str, text: str) -> str:
    """A code in words where the house has words for it; any other value as it is."""
    if (kind, column) == ("note", "method"):
        method = lists().methods.get(text)
        return method.title.zh if method else text
    if (kind, column) == ("hit", "state") and text in HIT_STATES:
        return HIT_STATES[text].zh
    return {"True": "是", "False": "否"}.get(text, text)
