"""What a check of the journal found, in words for pages and the command line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from xuncha.base.words import Sentence
from xuncha.trust import journal
from xuncha.trust.access import see
from xuncha.trust.core import heads
from xuncha.trust.core.chain import Break, Kept
from xuncha.trust.models import Account, Entry

WHY = {
    "gap": Sentence("缺少这一条", "it is missing"),
    "order": Sentence("与前一条不衔接，被删改或调换过", "it does not follow the one before"),
    "body": Sentence("内容被改动", "its content was changed"),
    "columns": Sentence(
        "列表所示与原文不符，列表被改动", "the list says something else than the row: the list was changed"
    ),
    "clock": Sentence(
        "时间早于前一条，又没有拨回时钟的记载", "it is earlier than the one before, and no row tells why"
    ),
    "tail": Sentence(
        "从这一条起被截去，或数据库被换成了旧的", "cut off from here, or an older database was put back"
    ),
    "beyond": Sentence("末条之后另有添加", "it was put behind the head"),
    "head": Sentence("末条登记被改动，与各条不符", "the stored head was changed and does not fit the rows"),
    "rewritten": Sentence(
        "从这一条起被改写，与纸面存根不符", "written anew from here: the slip does not fit"
    ),
    "slip": Sentence(
        "登记的存根签名不符，登记被改动", "the register holds a slip that the house did not sign"
    ),
    "unreadable": Sentence("这一行读不出来", "the line cannot be read"),
    "differs": Sentence("与上次导出的不一致", "it differs from what was exported before"),
}
REWRITTEN = Sentence(
    "第 {first} 至 {last} 条之间起被整体改写，或数据库被换成了旧的：与纸面存根不符",
    "From some row of {first} … {last} on it was written anew, or an older database was put back: the slip does not fit",
)
CUT = Sentence(
    "第 {first} 至 {last} 条之间起被截去，或数据库被换成了旧的：比纸面存根短",
    "From some row of {first} … {last} on it was cut, or an older database was put back: it is shorter than the slip says",
)
BAD = Sentence("第 {n} 条有问题：{why}", "Entry {n} is bad: {why}")
REPORT_IT = Sentence(
    "请停止使用，保全现场，并报告安全审计员。",
    "Stop, keep everything as it is, and tell the audit administrator.",
)
BACK = Sentence(
    "时钟曾被拨回，见第 {rows} 条，请核对缘由。", "The clock was set back; see rows {rows} and ask why."
)
FOREIGN = Sentence("这张存根不是本系统签发的。", "This slip was not signed by this house.")


def told(broken: Break) -> Sentence:
    """The first bad row and why, without a full stop."""
    if broken.upto > broken.seq:
        return (CUT if broken.why == "tail" else REWRITTEN).filled(first=broken.seq, last=broken.upto)
    why = WHY[broken.why]
    return Sentence(BAD.zh.format(n=broken.seq, why=why.zh), BAD.en.format(n=broken.seq, why=why.en))


def told_back(rows: Sequence[int]) -> Sentence:
    """Where the journal tells of a clock that was set back; the first ten rows."""
    return BACK.filled(rows=", ".join(map(str, rows[:10])) + (" …" if len(rows) > 10 else ""))


def read_slips(texts: Iterable[str], public: bytes | None = None) -> list[Kept]:
    """Heads as they were typed or scanned. Raises NotAHead, also for one that another key than ``public`` signed."""
    kept = []
    for text in texts:
        head = heads.read(text)
        if isinstance(head, heads.Head):
            if public is not None and head.public != public:
                raise heads.NotAHead(FOREIGN)
            head = head.kept
        kept.append(head)
    return kept


def house_public() -> bytes:
    """The public key by which this house signs."""
    return heads.public_of(journal.house_seed())


@dataclass(frozen=True)
class Checked:
    """The last check that an account may know of: when, how it ended, in words, and how many slips it was compared with."""

    at: datetime
    whole: bool
    says: Sentence
    slips: int


WHOLE = Sentence(
    "全部留痕首尾相扣，没有改动、缺失或调换", "The chain is whole: nothing was changed, removed or swapped"
)


def last_check(by: Account) -> Checked | None:
    """Read from the journal itself, which keeps what every check found."""
    row = see(Entry, by).filter(verb="journal.checked").order_by("-seq").first()
    if row is None:
        return None
    facts = json.loads(row.body)["facts"]
    broken = None if facts["found"] == "whole" else Break(facts["row"], facts["found"], facts["upto"] or 0)
    return Checked(row.at, broken is None, told(broken) if broken else WHOLE, facts["slips"])
