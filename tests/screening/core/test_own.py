"""An office's own screen: the tutorial's example runs, every fault is told, and there is no way out of it."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from xuncha.screening.core.own import read_own
from xuncha.screening.core.own_run import Limits, own_version
from xuncha.screening.core.own_sql import OwnFault, checked
from xuncha.screening.core.own_trial import Reader, tried
from xuncha.screening.facts import shipped_rules, standing, tender_words, vocabulary

TUTORIAL = Path(__file__).parents[3] / "docs" / "own-screens.md"
PRINTING = re.search(r"```toml\n(.*?)```", TUTORIAL.read_text(encoding="utf-8"), re.DOTALL).group(1)
READER = Reader(vocabulary(), tender_words(), standing(shipped_rules(), date(2026, 1, 1)))


def changed(old: str, new: str) -> str:
    assert old in PRINTING
    return PRINTING.replace(old, new)


def test_the_screen_of_the_tutorial_finds_what_its_example_says() -> None:
    trial = tried(read_own(PRINTING), READER)
    assert not trial.says
    assert [hit.says.zh for hit in trial.outcome.hits] == [
        "向“甲图文店”付打印复印费 3 次，共 2,650.00 元，请看是否一次采购、有无清单"
    ]
    assert trial.outcome.hits[0].evidence[0].cells["amount"] == "E2"
    assert trial.outcome.values[0].zh == "单笔不低于：200.00元（由巡察办按实际调整）"


def test_an_example_that_is_not_found_is_told_with_both_lists_of_rows() -> None:
    trial = tried(read_own(changed("found = [[2, 3, 4]]", "found = [[2, 3]]")), READER)
    assert trial.says.zh == "例子里查出的行是 2、3、4，文件里写的是 2、3"


def test_the_version_changes_with_a_parameter_and_with_the_query() -> None:
    versions = {
        own_version(read_own(text))
        for text in (PRINTING, changed("value = 200", "value = 300"), changed("count(*) >=", "count(*) >"))
    }
    assert len(versions) == 3


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('key = "printing"', 'key = "Printing!"', "key“Printing!”不合要求"),
        ('look = "发票明细、验收签字、印了什么"', "", "缺少 look"),
        ('why = "', 'because = "x"\nwhy = "', "不认识“because”这一项"),
        ('money = ["amount"]', 'money = ["sum"]', "money 里的“sum”不在句子里"),
        ("付打印复印费 {times} 次", "付打印复印费 {times 次", "句子里的花括号没有写对"),
        ("付打印复印费 {times} 次", "付打印复印费 {times.__class__} 次", "句子里的花括号没有写对"),
        ("付打印复印费 {times} 次", "付打印复印费 {times:999999999} 次", "句子里的花括号没有写对"),
        ("付打印复印费 {times} 次", "付打印复印费 {} 次", "句子里的花括号没有写对"),
        ('kind = "yuan"\n', 'kind = "元"\n', "参数 smallest 没有写对"),
        ('payments = ["amount", "party"]', 'payments = ["sum"]', "needs 里的 payments.sum 不存在"),
        ("found = [[2, 3, 4]]", "found = 3", "没有写 [example]，或没有写对"),
        ("$smallest", "$least", "SQL 用了没有声明的参数 $least"),
        ("FROM payments", "FROM paid", "没有叫 paid 的表"),
        ("GROUP BY unit, party\n", "GROUP unit, party\n", "SQL 写得不对，大约在第"),
        ('title = "打印费多次小额支付"', 'title = "打印', "文件不是正确的 TOML"),
        ('key = "printing"', 'key = "printing"\nfamily = "books"', "family 写的是“books”"),
    ],
)  # fmt: skip
def test_a_fault_is_told(old: str, new: str, says: str) -> None:
    with pytest.raises(OwnFault) as no:
        read_own(changed(old, new))
    assert no.value.says.zh.startswith(says)


@pytest.mark.parametrize(
    ("sql", "says"),
    [
        ("SELECT * FROM payments; DROP TABLE lines", "SQL 里有 2 条语句，只能有一条"),
        ("DROP TABLE lines", "SQL 不是查询（DROP）"),
        ("COPY payments TO 'x'", "SQL 不是查询（COPY）"),
        ("ATTACH 'x.db'", "SQL 不是查询（ATTACH）"),
        ("INSERT INTO lines SELECT * FROM payments", "SQL 不是查询（INSERT）"),
        ("WITH x AS (DELETE FROM lines RETURNING *) SELECT * FROM x", "SQL 里有不许用的语句（DELETE）"),
        ("SELECT * FROM read_csv('/etc/passwd')", "SQL 里用了不许用的函数 read_csv"),
        ("SELECT read_text('/etc/passwd') FROM payments", "SQL 里用了不许用的函数 read_text"),
        ("SELECT * FROM payments p, LATERAL (SELECT * FROM read_text(p.payee))", "SQL 里用了不许用的函数 read_text"),
        ("SELECT * FROM query('DROP TABLE lines')", "SQL 里用了不许用的函数 query"),
        ("SELECT getenv('HOME') FROM payments", "SQL 里用了不许用的函数 getenv"),
        ("SELECT * FROM '/etc/passwd'", '没有叫 "/etc/passwd" 的表'),
        ("SELECT * FROM information_schema.tables", "没有叫 information_schema.tables 的表"),
        ("SELECT * FROM main.payments", "没有叫 main.payments 的表"),
        ("SELECT * FROM range(9)", "SQL 没有读任何规范表"),
        ("", "SQL 里有 0 条语句，只能有一条"),
    ],
)  # fmt: skip
def test_sql_that_is_more_than_one_select_over_the_tables_is_refused(sql: str, says: str) -> None:
    with pytest.raises(OwnFault) as no:
        checked(sql, "ledger", ())
    assert no.value.says.zh == says


def test_what_the_query_reads_is_named() -> None:
    sql = "WITH paid AS (SELECT * FROM payments) SELECT * FROM paid JOIN vouchers USING (voucher), unnest([1, 2]) t(n)"
    assert checked(sql, "ledger", ()) == ("payments", "vouchers")


def test_text_in_a_cell_is_never_run() -> None:
    planted = "'); DROP TABLE payments; --打印"
    trial = tried(read_own(PRINTING.replace("甲图文店", planted)), READER)
    assert trial.found == {frozenset({2, 3, 4})}
    assert planted in trial.outcome.hits[0].says.zh


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("count(*) AS times,", "", "SQL 没有给出 times 列"),
        ("list(id ORDER BY id)", "max(id)", "ids 不是行编号的列表"),
        ("list(id ORDER BY id)", "list(id + 900)", "ids 里有不存在的行编号"),
        ("sum(amount)::BIGINT", "max(payee)", "amount 列不是数"),
        ("sum(amount)::BIGINT", "'nan'::DOUBLE", "amount 列不是数"),
        ("max(payee)", "max(payer)", "数据库没有接受这条 SQL：Binder Error"),
        ("FROM payments\n", "FROM payments SEMI JOIN (SELECT max(n) n FROM range(1000000000000) forever(n)) ON n > 0\n",
         "算了 1 秒还没有算完，已停止"),
        ("list(id ORDER BY id)", "list(id) || range(500000000)", "超过 100MB 的内存上限，已停止"),
    ],
)  # fmt: skip
def test_a_query_that_goes_wrong_says_why(old: str, new: str, says: str) -> None:
    limits = Limits(seconds=1 if "forever" in new else 60, memory="100MB")
    assert tried(read_own(changed(old, new)), READER, limits).says.zh.startswith(says)
