"""Receivables and payables that have not moved for a year or longer."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.screening.core.expressions import ir
from xuncha.screening.core.phrases import first_said, rows
from xuncha.screening.core.screen import Need, Screen, Setting
from xuncha.screening.core.screens.ledger._spending import payee_said
from xuncha.screening.core.view import Tables


def find(t: Tables) -> ir.Table:
    """Balances of such accounts that stood still for a year and still stand in the unit's last year, by party."""
    b = t.dated("balances")
    b = b.filter(b.account_name.re_search(t.words("accounts")), b.closing.notnull(), b.closing != 0)
    newest = t.balances.group_by("unit").agg(newest=t.balances.year.max())
    still = b.filter(b.opening == b.closing, b.debit.fill_null(0) == 0, b.credit.fill_null(0) == 0)
    found = still.group_by("unit", "account_code", "account_name", "party", "closing").agg(
        ids=rows(still.id), years=still.year.nunique(), until=still.year.max(), least=still.setting_years.max(),
        smallest=still.setting_smallest.max(),
    )  # fmt: skip
    found = found.join(newest, "unit")
    found = found.filter(
        found.until == found.newest, found.years >= found.least, found.closing.abs() >= found.smallest
    )
    return found.select(
        "ids", "years", amount=found.closing.abs(), account=first_said(found.account_name, found.account_code),
        party=payee_said(found.party),
    )  # fmt: skip


SCREEN = Screen(
    key="aged_balances",
    title=Sentence("往来款长期挂账", "receivables and payables of long standing"),
    why=Sentence(
        "应收、预付长年不动，钱可能早已收不回或被占用；应付长年不动，可能是截留的收入。",
        "What others owe for years may be lost or in use by somebody; what is owed for years may be income kept back.",
    ),
    basis=Sentence(
        "审计常用模型“账龄”：一年以内、一至三年、三年以上", "a usual audit model: ages of balances"
    ),
    exclusions=(
        Sentence(
            "当年有发生额的不算，即使余额没变",
            "Balances with turnover in the year are not counted, even if they ended as they began",
        ),
        Sentence(
            "账龄按交来的余额表有几个年度计算，更早的看不到",
            "The age is counted in years handed in; what lies before is not seen",
        ),
    ),
    needs=(
        Need("balances", ("closing",)),
        Need("balances", ("opening",)),
        Need("balances", ("account_name",)),
        Need("balances", ("year",)),
    ),
    settings=(
        Setting("years", "number", Sentence("不动至少几个年度", "years without movement at least")),
        Setting("smallest", "yuan", Sentence("余额不低于", "balance at least")),
        Setting("accounts", "words", Sentence("往来科目", "accounts of receivables and payables")),
    ),
    find=find,
    sentence=Sentence(
        "“{account}”下“{party}”的余额 {amount} 元，{years} 个年度没有动过，疑似长期挂账",
        "{amount} yuan of “{party}” on “{account}” did not move for {years} years",
    ),
    look=Sentence(
        "当初的借款、合同或收款凭证；对方是否还在、是否催收、有没有核销审批",
        "the first voucher; whether the party still exists, was asked to pay, or the sum was written off with approval",
    ),
    method=Sentence(
        "看往来科目的余额表：某个年度期初等于期末、借贷都没有发生额的，算这一年没有动。同一单位、科目、"
        "往来户的同一余额这样过了设定的年数，在交来的最后一个年度还挂着，金额够的是疑点。",
        "A balance of such accounts stood still in a year if it ended as it began, without turnover. "
        "One that stood still for the set number of years, still stands in the unit's last year and is "
        "large enough is a doubt.",
    ),
    example=Sentence(
        "“其他应收款—某公司”23 万元，2023、2024、2025 三个年度期初期末都一样，没有发生额。",
        "230,000 yuan of a company on other receivables stood unchanged, without turnover, in 2023, 2024 and 2025.",
    ),
    money=("amount",),
)
