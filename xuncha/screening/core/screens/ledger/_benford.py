"""How often digits stand in amounts, unit by unit, against how often they should (Benford's law; last digits: equally).

Digits are the significant ones of integer cents, taken from their text (5 cents are 5.0), never from logarithms. The
deviation is Nigrini's mean absolute deviation (MAD): the mean over all digits of |share found - share expected|. It says
where to look, nothing more.
"""
# ruff: noqa: S608  (every word of these statements stands in the house)

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import log10

from xuncha.base.words import Sentence
from xuncha.screening.core.expressions import ibis, ir
from xuncha.screening.core.phrases import first_said, listed, rows, total
from xuncha.screening.core.screen import Condition, Find, Setting
from xuncha.screening.core.screens.ledger._by_hand import LOOKED
from xuncha.screening.core.screens.ledger._settings import AMOUNTS, SKIP, SMALLEST
from xuncha.screening.core.view import Tables


@dataclass(frozen=True)
class Digits:
    """A place of digits in an amount: which they are, what share each should have, and how many different ones there are.

    `of` takes and gives a column; `expected` takes a table with the column `digit`; `number` is told within a group.
    """

    of: Callable[[ir.IntegerColumn], ir.IntegerColumn]
    expected: Callable[[ir.Table], ir.FloatingColumn]
    number: Callable[[ir.Table], ir.NumericValue]


def leading(places: int, possible: int) -> Digits:
    """The first digit (1, 9 possible) or the first two (2, 90 possible)."""
    return Digits(
        lambda cents: (cents.cast("string") + "0").substr(0, places).cast("int64"),
        lambda t: (1 + 1 / t.digit.cast("float64")).log10(),
        lambda t: ibis.literal(possible, "int64"),
    )


SECOND_SHARES = tuple(
    sum(log10(1 + 1 / (10 * first + digit)) for first in range(1, 10)) for digit in range(10)
)
"""How often each digit should stand in the second place."""

SECOND = Digits(
    lambda cents: (cents.cast("string") + "0").substr(1, 1).cast("int64"),
    lambda t: ibis.cases(
        *((t.digit == digit, share) for digit, share in enumerate(SECOND_SHARES[:-1])),
        else_=SECOND_SHARES[-1],
    ),
    lambda t: ibis.literal(10, "int64"),
)


def _pairs(t: ir.Table) -> ir.NumericValue:
    """How many last pairs are left when multiples of the setting `whole` (cents) are left out."""
    whole = t.setting_whole.max()
    return (whole > 0).ifelse(100 - (100 / whole.nullif(0)).floor().cast("int64"), 100)


LAST_TWO = Digits(lambda cents: cents % 100, lambda t: 1 / t.possible.cast("float64"), _pairs)

NEEDS = (AMOUNTS,)
AT_LEAST = Setting("at_least", "number", Sentence("至少几笔才判断", "payments at least, to be judged"))
SETTINGS = (
    AT_LEAST,
    Setting(
        "spread",
        "number",
        Sentence("最大一笔至少是最小一笔的几倍", "the largest payment at least so many times the smallest"),
    ),
    SMALLEST,
    Setting(
        "limit",
        "number",
        Sentence("平均绝对偏差的界限（百万分之）", "limit of the mean absolute deviation (millionths)"),
    ),
    Setting("most", "number", Sentence("列出偏离最大的几组数字", "groups of digits that are listed")),
    SKIP,
)
BASIS = Sentence(
    "本福特定律；尼格里尼（Nigrini）的平均绝对偏差界限，见各参数的依据",
    "Benford's law; the limits of the mean absolute deviation by Nigrini",
)
EXCLUSIONS = (
    Sentence(
        "笔数不够、金额跨度不够的单位不判断；工资、补贴和定额标准类按词表排除",
        "Units with too few payments or too narrow a range are not judged; wages and fixed rates are left out",
    ),
    Sentence(
        "按标准定价、按合同固定的付款也会偏离，偏离只说明先看哪一堆凭证",
        "Fixed prices deviate too: a deviation only says which pile of vouchers to look at first",
    ),
)
LOOK = Sentence(
    "列出的数字各抽若干张凭证，看发票、审批和验收；看是否集中在一个收款人、一个经办科室或某个审批限额之下",
    "some vouchers of each group: invoices, approvals; whether one payee, one office or a limit of approval explains them",
)
OTHERWISE = Sentence(
    "付款最多的单位只有 {number} 笔合用的金额（至少要 {at_least} 笔，最大一笔至少是最小一笔的 {spread} 倍），这项分析说明不了什么",
    "the unit with most payments has {number} usable amounts ({at_least} are needed, the largest {spread} times the"
    " smallest): this analysis would tell nothing",
)


BY_BENFORD = Sentence("本福特定律", "by Benford's law")
EVENLY = Sentence("均匀分布", "if all were equally frequent")


def method(zh: str, en: str, against: Sentence = BY_BENFORD) -> Sentence:
    """How these screens count digits of this name."""
    return Sentence(
        f"按单位数付款金额的{zh}，各组数字的实有比例与{against.zh}应有的比例之差取绝对值，再平均（MAD）。笔数和金额"
        "跨度够、平均偏差达到界限的单位是疑点；列出差得最远的几组，证据是多出来最多的几组的付款。数字从以分为单位的"
        "整数里取，不用对数换算。",
        f"By unit, the shares of the {en} of payments beside those expected {against.en}; the mean of the absolute"
        " differences is the deviation (MAD). Units with enough payments over a wide enough range whose deviation reaches"
        " the limit are doubts; the groups furthest off are told, the rows are those of the groups that are too many."
        " Digits are taken from whole cents, not from logarithms.",
    )


def finding(digits: Digits) -> Find:
    """The screen of these digits: a row per unit whose deviation reaches the limit, with the groups furthest off.

    Its rows are those of the groups that are too many.
    """

    def find(t: Tables) -> ir.Table:
        """Shares of the digits beside those expected, unit by unit; units whose mean deviation reaches the limit."""
        p = _digits_of(t, digits)
        groups = _groups(p, digits)
        judged = _judged(groups)
        far, many = (
            ibis.row_number().over(ibis.window(group_by="unit", order_by=[ibis.desc(order), "digit"]))
            for order in (groups.surplus.abs(), groups.surplus)
        )
        groups = groups.mutate(far=far, many=many).join(judged, "unit")
        told = groups.mutate(
            text=groups.digit.cast("string") + ": " + groups.times.cast("string") + "/"
            + (groups.times - groups.surplus).round().cast("int64").cast("string"),
            counted=groups.digit.cast("string") + ":" + groups.times.cast("string") + ":"
            + ((groups.times - groups.surplus) * 100).round().cast("int64").cast("string"),
        )  # fmt: skip
        told = told.group_by("unit").agg(
            groups=listed(told.text, told.far, told.far < told.most),
            figure=listed(told.counted, told.digit, told.digit >= 0),
        )
        shown = p.semi_join(groups.filter(groups.many < groups.most, groups.surplus > 0), ["unit", "digit"])
        shown = shown.group_by("unit").agg(ids=rows(shown.id), amount=total(shown.amount))
        found = judged.join(told, "unit").join(shown, "unit")
        return found.select(
            "ids", "amount", "groups", "figure", "number", unit=first_said(found.unit, ibis.literal("本账")),
            unit_en=first_said(found.unit, ibis.literal("these books")),
            mad=_fraction((found.mad * 1e7).round().cast("int64"), 7), limit=_fraction(found.bound, 6),
        )  # fmt: skip

    return find


def by_hand(places: int, possible: int) -> str:
    """The same of leading digits, as SQL."""
    return f"""
    WITH {_USED}, digits AS NOT MATERIALIZED (
        SELECT id, unit_key, term, amount, {_leading(places)} AS digit FROM used
    ), counted AS (
        SELECT unit_key, digit, term, count(*) AS times, min(amount) AS low, max(amount) AS high
        FROM digits GROUP BY unit_key, digit, term
    ), groups AS (
        SELECT unit_key, digit, sum(times)::BIGINT AS times, min(low) AS low, max(high) AS high,
            sum(sum(times)) OVER (PARTITION BY unit_key)::BIGINT AS number, log10(1 + 1 / digit::DOUBLE) AS expected,
            max(at_least) AS at_least, max(spread) AS spread, max("limit") AS bound, max(most) AS most
        FROM counted JOIN terms USING (term) GROUP BY unit_key, digit
    ), apart AS (
        SELECT *, times - number * expected AS surplus FROM groups
    ), judged AS (
        SELECT unit_key, (sum(abs(surplus / number)) + 1 - sum(expected)) / {possible} AS mad, max(bound) AS bound
        FROM apart GROUP BY unit_key
        HAVING max(number) >= max(at_least) AND max(high) >= min(low) * max(spread) AND mad * 1e6 >= max(bound)
    ), ranked AS (
        SELECT *, row_number() OVER (PARTITION BY unit_key ORDER BY abs(surplus) DESC, digit) AS far,
            row_number() OVER (PARTITION BY unit_key ORDER BY surplus DESC, digit) AS many
        FROM apart SEMI JOIN judged USING (unit_key)
    ), told AS (
        SELECT unit_key, any_value(number) AS number,
            string_agg(digit || ': ' || times || '/' || round(times - surplus)::BIGINT, '、' ORDER BY far)
                FILTER (far <= most) AS groups,
            string_agg(digit || ':' || times || ':' || round((times - surplus) * 100)::BIGINT, '、' ORDER BY digit) AS figure
        FROM ranked GROUP BY unit_key
    ), shown AS (
        SELECT unit_key, list_sort(list(id)) AS ids, sum(amount)::BIGINT AS amount
        FROM digits SEMI JOIN (SELECT unit_key, digit FROM ranked WHERE many <= most AND surplus > 0) USING (unit_key, digit)
        GROUP BY unit_key
    )
    SELECT ids, amount, groups, figure, number, CASE WHEN unit <> '' THEN unit ELSE '本账' END AS unit,
        CASE WHEN unit <> '' THEN unit ELSE 'these books' END AS unit_en,
        '0.' || lpad(round(mad * 1e7)::BIGINT::VARCHAR, 7, '0') AS mad, '0.' || lpad(bound::VARCHAR, 6, '0') AS "limit"
    FROM judged JOIN told USING (unit_key) JOIN shown USING (unit_key) JOIN payment_units USING (unit_key)
    """


def _leading(places: int) -> str:
    """The leading digits of an amount in cents, by its size: to write it as text takes four times as long."""
    sizes = ((f"WHEN amount < {10**size}", size - places) for size in range(1, 19))
    parts = (f"{when} THEN amount {'//' if over >= 0 else '*'} {10 ** abs(over)}" for when, over in sizes)
    return f"CASE {' '.join(parts)} ELSE amount // {10 ** (19 - places)} END"


_USED = f"""{LOOKED}, used AS NOT MATERIALIZED (
        SELECT * FROM looked WHERE amount >= smallest
    )"""

ENOUGH = f"""
    WITH {_USED}, counted AS (
        SELECT unit_key, term, count(*) AS number, min(amount) AS low, max(amount) AS high FROM used GROUP BY unit_key, term
    ), units AS (
        SELECT sum(number)::BIGINT AS number, min(low) AS low, max(high) AS high, max(at_least) AS at_least,
            max(spread) AS spread
        FROM counted JOIN terms USING (term) GROUP BY unit_key
    )
    SELECT bool_or(number >= at_least AND high >= low * spread) AS holds, max(number) AS number,
        max(at_least) AS at_least, max(spread) AS spread
    FROM units
"""
"""What `enough` asks of all payments whatever their digits, as SQL."""


def enough(digits: Digits, by_hand: str = "") -> Condition:
    """That there is a unit with amounts enough, and wide enough, to be judged."""

    def find(t: Tables) -> ir.Table:
        """Shares of the digits beside those expected, unit by unit; units whose mean deviation reaches the limit."""
        p = _digits_of(t, digits)
        units = p.group_by("unit").agg(
            number=p.count(), low=p.amount.min(), high=p.amount.max(), at_least=p.setting_at_least.max(), spread=p.setting_spread.max()
        )  # fmt: skip
        fit = (units.number >= units.at_least) & (units.high >= units.low * units.spread)
        facts = {
            "holds": fit.any(), "number": units.number.max(), "at_least": units.at_least.max(), "spread": units.spread.max()
        }  # fmt: skip
        return units.agg(**facts)

    return Condition(find, OTHERWISE, by_hand)


def _digits_of(t: Tables, digits: Digits) -> ir.Table:
    """The payments that are looked at, with their digits."""
    p = t.dated("payments")
    p = p.filter(p.amount >= p.setting_smallest, p.amount > 0, ~p.words.re_search(t.words("skip")))
    if "setting_whole" in p.columns:
        p = p.filter((p.setting_whole == 0) | (p.amount % p.setting_whole.nullif(0) != 0))
    return p.mutate(digit=digits.of(p.amount))


def _groups(p: ir.Table, digits: Digits) -> ir.Table:
    """By unit and digit: how often it stands there, how often it should, and by how much it is too often."""
    settings = {name: p[f"setting_{name}"].max() for name in ("at_least", "spread", "most")}
    groups = p.group_by("unit", "digit").agg(
        times=p.count(),
        low=p.amount.min(),
        high=p.amount.max(),
        possible=digits.number(p),
        bound=p.setting_limit.max(),
        **settings,
    )
    groups = groups.mutate(
        number=groups.times.sum().over(ibis.window(group_by="unit")), expected=digits.expected(groups)
    )
    return groups.mutate(surplus=groups.times - groups.number * groups.expected)


def _judged(groups: ir.Table) -> ir.Table:
    """The units whose deviation reaches the limit; digits that never occur deviate by the whole of their share."""
    off = (groups.surplus / groups.number).abs().sum() + 1 - groups.expected.sum()
    units = groups.group_by("unit").agg(
        number=groups.number.max(), low=groups.low.min(), high=groups.high.max(), mad=off / groups.possible.max(),
        at_least=groups.at_least.max(), spread=groups.spread.max(), bound=groups.bound.max(), most=groups.most.max(),
    )  # fmt: skip
    units = units.filter(
        units.number >= units.at_least, units.high >= units.low * units.spread, units.mad * 1e6 >= units.bound
    )
    return units.select("unit", "number", "mad", "bound", "most")


def _fraction(value: ir.IntegerValue, places: int) -> ir.StringValue:
    """A number of 10^-places as text: 23366 with 7 places is 0.0023366."""
    return "0." + value.cast("string").lpad(places, "0")
