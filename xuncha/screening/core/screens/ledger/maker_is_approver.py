"""Vouchers made and approved by one and the same person."""

from xuncha.base.words import Sentence
from xuncha.screening.core.screen import Need, Screen, Setting

SCREEN = Screen(
    key="maker_is_approver",
    title=Sentence("制单人与审核人同为一人", "maker is approver"),
    why=Sentence(
        "制单和审核由一人办理，错误和舞弊都没有第二双眼睛。",
        "When one person makes and approves a voucher there is no second pair of eyes.",
    ),
    basis=Sentence(
        "会计法、行政事业单位内部控制规范：不相容岗位相互分离",
        "separation of duties in the internal control rules",
    ),
    exclusions=(
        Sentence(
            "系统自动生成的凭证按词表排除", "Vouchers made by the program itself are left out by a word list"
        ),
        Sentence("同名同姓的两个人分不出来，要看人员名册", "Two persons of one name cannot be told apart"),
    ),
    needs=(Need("vouchers", ("maker",)), Need("vouchers", ("approver",)), Need("vouchers", ("day",))),
    settings=(Setting("skip", "words", Sentence("不看这些制单人", "makers that are not looked at")),),
    by_hand="""
        WITH own AS (
            SELECT v.id, v.unit, v.day, v.amount, lower(replace(v.maker, ' ', '')) AS person,
                strftime(v.day, '%Y-%m') AS month
            FROM vouchers v JOIN terms t ON v.on_day >= t.starts AND v.on_day < t.ends
            WHERE v.maker <> '' AND v.day IS NOT NULL
                AND lower(replace(v.maker, ' ', '')) = lower(replace(v.approver, ' ', ''))
                AND NOT regexp_matches(lower(replace(v.maker, ' ', '')), $skip)
        )
        SELECT list(id ORDER BY day, id) AS ids, sum(amount)::BIGINT AS amount, count(*) AS times, month
        FROM own GROUP BY unit, person, month
    """,
    sentence=Sentence(
        "{month} 有 {times} 张凭证的制单人和审核人是同一个姓名，涉及 {amount} 元",
        "In {month}, {times} vouchers name one person as maker and approver, {amount} yuan in all",
    ),
    look=Sentence(
        "岗位分工文件、系统用户权限；纸质凭证上的签字",
        "who may do what in the program; signatures on the paper vouchers",
    ),
    money=("amount",),
)
