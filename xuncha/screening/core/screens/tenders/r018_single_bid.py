"""R018: only one tenderer in a competition."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.screening.core.expressions import ibis, ir
from xuncha.screening.core.phrases import first_said
from xuncha.screening.core.screen import Need, Screen, Setting
from xuncha.screening.core.screens.tenders._processes import NOT_CANCELLED, SKIP, running
from xuncha.screening.core.view import Tables


def find(t: Tables) -> ir.Table:
    """Competitive processes that say of themselves that one tenderer took part."""
    p = running(t, "skip")
    p = p.filter(p.bidders == 1, p.method.re_search("^(?:" + t.words("methods") + ")$"))
    return p.select(
        ids=ibis.array([p.id]),
        amount=p.amount.fill_null(0),
        title=first_said(p.title, p.ocid),
        method=p.method,
    )


SCREEN = Screen(
    key="r018_single_bid",
    title=Sentence("竞争性采购只有一家投标", "single bid"),
    why=Sentence(
        "公开或邀请招标只来一家，可能是条件量身定做，也可能是消息没有放出去。",
        "One bid in an open call may mean tailored conditions, or that nobody was told.",
    ),
    basis=Sentence(
        "招标投标法第二十八条（少于三家应重新招标）；国际红旗指标 R018", "Bidding Law art. 28; red flag R018"
    ),
    exclusions=(
        NOT_CANCELLED,
        Sentence("单一来源等本来只找一家的方式不看", "Ways that call one supplier only are left out"),
        Sentence(
            "没有写投标人数的不看；按投标名单数的见“只有一家有效投标”",
            "Processes without a number of tenderers are left out; see “one valid bid” for counted bids",
        ),
    ),
    needs=(Need("tenders", ("bidders",)), Need("tenders", ("method",))),
    settings=(
        Setting("methods", "words", Sentence("看这些采购方式", "ways that are looked at")),
        SKIP,
    ),
    find=find,
    sentence=Sentence(
        "“{title}”采用竞争方式，只有一家投标", "“{title}” was a competition with a single tenderer"
    ),
    look=Sentence(
        "招标文件的资格条件和评分办法、公告发布情况、不足三家时的处理记录",
        "conditions, scoring, publication, and what was done as fewer than three came",
    ),
    method=Sentence(
        "竞争性方式的项目，自己写明投标家数是 1 的各是一个疑点；没有写家数、只有投标名单的，见“只有一家有效投"
        "标”。",
        "Competitive processes that say of themselves that one tenderer took part; where no number is "
        "told see “one valid bid”.",
    ),
    example=Sentence("公开招标，投标人数写的是 1。", "An open call whose number of tenderers is 1."),
)
