"""Large fees for labour paid to single persons."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.screening.core.expressions import ir
from xuncha.screening.core.phrases import rows, total
from xuncha.screening.core.screen import Screen, Setting
from xuncha.screening.core.screens.ledger._settings import BODIES, BY_WORDS, LETTERS, SKIP
from xuncha.screening.core.screens.ledger._spending import NEEDS, compared, personal, spending
from xuncha.screening.core.view import Tables


def find(t: Tables) -> ir.Table:
    """Persons who got labour fees up to the limit in a year, by unit and name."""
    s = spending(t)
    kinds = t.words("kinds")
    s = s.filter(s.day.notnull(), s.payee != "", s.amount > 0)
    s = s.filter(
        s.label.re_search(kinds) | s.words.re_search(kinds),
        ~s.words.re_search(t.words("skip")),
        personal(s.payee, s.setting_letters, t.words("bodies")),
    )
    s = s.mutate(who=compared(s.payee), year=s.day.year().cast("int64"))
    found = s.group_by("unit", "who", "year").agg(
        ids=rows(s.id),
        amount=total(s.amount),
        times=s.count(),
        payee=s.payee.max(),
        bound=s.setting_limit.max(),
    )
    return found.filter(found.amount >= found.bound).drop("unit", "who", "bound")


SCREEN = Screen(
    key="labour_fees",
    title=Sentence("向个人支付大额劳务费", "large labour fees to persons"),
    why=Sentence(
        "劳务费付给个人、没有发票和考勤，最容易拿来变通发津补贴或者套出现金。",
        "Labour fees to persons, without invoice or attendance, are an easy way around the rules on allowances.",
    ),
    basis=Sentence(
        "审计常用模型“大额劳务费给个人”：经济分类 30226、收款人为个人、一万元以上",
        "a usual audit model: class 30226, a person, 10,000 yuan or more",
    ),
    exclusions=(
        Sentence("按年合计不到限额的不算", "Sums of a year below the limit are not counted"),
        Sentence(
            "单位名称很短的可能被当成个人，按词表排除",
            "Short names of bodies may pass for persons; a word list leaves them out",
        ),
        Sentence(
            "支出那一行没有写收款人的不计入",
            "Bookings whose line of expense names no payee are not counted",
        ),
        Sentence(
            "姓名字数超过设定的（如一些少数民族姓名）看不出是个人",
            "Persons whose names have more letters than are set are not known as such",
        ),
        BY_WORDS,
    ),
    needs=NEEDS,
    settings=(
        Setting("limit", "yuan", Sentence("一年合计不低于", "sum of a year at least")),
        Setting("kinds", "words", Sentence("劳务费的字样", "words of labour fees")),
        LETTERS,
        BODIES,
        SKIP,
    ),
    find=find,
    sentence=Sentence(
        "{year} 年向个人“{payee}”支付劳务费 {times} 笔共 {amount} 元，请看做了什么、有没有考勤和签收",
        "In {year} {times} labour fees of {amount} yuan went to “{payee}”: see what was done for it, attendance and signature",
    ),
    look=Sentence(
        "劳务合同、考勤表、成果、领款签字和代扣个税；收款人与本单位人员是什么关系",
        "contract, attendance, results, signature, tax withheld; how the payee is tied to the body",
    ),
    method=Sentence(
        "科目、经济分类、摘要含劳务费字样，收款人像个人姓名（字数不超过设定、不含单位字样）的支出，按单位、"
        "姓名和年度加总，达到限额的是疑点。交了序时账的看序时账的借方，没有交的看支付明细。",
        "Spending whose account, class or summary speaks of labour fees and whose payee may be a "
        "person (few letters, no word of a body), added up by unit, name and year; sums that reach the "
        "limit are doubts. Debits of the journal, or the payment list of a unit without one.",
    ),
    example=Sentence(
        "一年里向“赵某某”付资料整理劳务费 6 笔共 38,400 元，没有成果和考勤。",
        "Six fees for sorting papers, 38,400 yuan in a year, to one person, with neither results nor attendance.",
    ),
    money=("amount",),
)
