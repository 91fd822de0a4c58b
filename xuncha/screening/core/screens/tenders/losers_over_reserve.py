"""All losing bids lie above the reserve price."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.screening.core.expressions import ir
from xuncha.screening.core.phrases import rows
from xuncha.screening.core.screen import Need, Screen, Setting
from xuncha.screening.core.screens.tenders._processes import (
    LOT,
    NOT_CANCELLED,
    ONE_CURRENCY,
    PRICED,
    SKIP,
    called,
    priced,
    running,
    settings,
    single_winners,
    submitted,
)
from xuncha.screening.core.screens.tenders._reserves import reserves
from xuncha.screening.core.view import Tables


def find(t: Tables) -> ir.Table:
    """Lots in which the winner alone bid within the reserve price and the others above it."""
    values = settings(t)
    tenders = running(t, "skip")
    bids = priced(submitted(t)).join(reserves(tenders), ["process", "currency"])
    bids = bids.join(single_winners(t).drop("moment", "award"), LOT)
    is_winner, over = bids.who == bids.winner, bids.amount > bids.reserve
    found = bids.group_by(PRICED).agg(
        ids=rows(bids.id), amount=bids.amount.min(where=is_winner), reserve=bids.reserve.max(), name=bids.winner_name.max(),
        within=(is_winner & ~over).cast("int64").sum(), above=(~is_winner & over).cast("int64").sum(),
        others=(~is_winner).cast("int64").sum(), nearest=bids.amount.min(where=~is_winner),
    )  # fmt: skip
    found = found.filter(found.within > 0, found.above == found.others, found.others >= values["others"])
    return called(found, tenders).select(
        "ids", "amount", "reserve", "name", "others", "nearest", "title", "currency"
    )


SCREEN = Screen(
    key="losers_over_reserve",
    title=Sentence("落选报价全都超过控制价", "all losing bids above the reserve price"),
    why=Sentence(
        "控制价是公开的，别人都报得比它高，等于自己出局，像是给中标人让路。",
        "The reserve price is public; to bid above it is to step aside for the winner.",
    ),
    basis=Sentence(
        "招标投标法实施条例第五十一条（超过最高限价应当否决）", "Regulation on the Bidding Law art. 51"
    ),
    exclusions=(
        NOT_CANCELLED,
        ONE_CURRENCY,
        Sentence(
            "只写了预算、没有写最高限价的，按预算比，可能不准",
            "Where only a budget is known it is taken for the reserve and may mislead",
        ),
    ),
    needs=(
        Need("tenders", ("amount", "reserve")),
        Need("bids", ("amount",)),
        Need("awards", ("supplier_id",)),
    ),
    settings=(Setting("others", "number", Sentence("至少几家落选", "losing bids at least")), SKIP),
    find=find,
    sentence=Sentence(
        "“{title}”控制价 {reserve}（{currency}），除中标的“{name}”{amount} 外，{others} 家报价全部超过，最低的也有 {nearest}",
        "“{title}”: reserve {reserve} {currency}; but for “{name}” at {amount} all {others} others bid above it, from {nearest}",
    ),
    look=Sentence(
        "控制价何时公布、这几家的标书和关系", "when the reserve was told; bids and ties of the losers"
    ),
    method=Sentence(
        "有最高限价（没有的用预算）的标段，唯一的中标人报价没有超过，其余的报价全部超过的是疑点；其余的至少要有设"
        "定份数。",
        "Lots in which the winner alone bid within the reserve price (or the budget where none is "
        "told) and all others, enough of them, above it.",
    ),
    example=Sentence(
        "控制价 100 万，中标 98 万，另两家报 101、103 万。",
        "Reserve 1,000,000, won at 980,000; others at 1,010,000 and 1,030,000.",
    ),
    money=("amount", "reserve", "nearest"),
)
