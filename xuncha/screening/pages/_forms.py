"""Plain forms of the screening room."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from xuncha.base.words import Sentence
from xuncha.desk.spoken import said, spoken
from xuncha.rulebook.uploads import BooksField
from xuncha.screening.core.kinds import BOOKS, KINDS
from xuncha.screening.core.vocabulary import Vocabulary
from xuncha.screening.models import RESULTS, STATES

UNUSED = Sentence("（不用）", "(not used)")
A_BOOK = Sentence("账表（凭证、支付明细、科目表）", "a book (entries, payments, chart of accounts)")
ORDERS = {
    "": Sentence("按单元格本身判断", "as the cells say"),
    "dmy": Sentence("日/月/年", "day/month/year"),
    "mdy": Sentence("月/日/年", "month/day/year"),
}


class Plain(forms.Form):
    """What is required is told by the house, not by the browser."""

    use_required_attribute = False


class BooksForm(Plain):
    """A file of books."""

    file = BooksField(
        label=said(Sentence("账表文件", "File of books")),
        help_text=said(
            Sentence(
                "xlsx、xls、csv、数据接口 XML（GB/T 24589），或装有多个账表的 zip：序时账、支付明细、会计科目，以及合同、资产、车辆、"
                "加油、派车、接待、工资等台账；标题行、合并表头、合计行都不用改。用红色字表示负数的旧版 xls 请先另存为 xlsx。"
                "超过上传限额的工作簿请按年度或科目拆开；csv 和 Parquet 再大也可以在命令行用 xuncha screen ledger 筛查（不保存）。",
                "xlsx, xls, csv or interface XML (GB/T 24589) as exported, or a zip of many: journals, payments, charts of accounts,"
                " and lists of contracts, assets, cars, receptions, payroll; leave headings as they are. Save an old xls in which"
                " red means minus as xlsx first. Split a workbook that is too large to be uploaded; csv and Parquet of any size"
                " can be screened, and are not kept, by xuncha screen ledger on the command line.",
            )
        ),
    )


class JudgeForm(Plain):
    """What checking a doubt gave. Nothing is chosen beforehand."""

    result = forms.ChoiceField(label=said(Sentence("核实结果", "Result")), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=said(Sentence("看了什么、理由", "What was seen, and why")),
        widget=forms.Textarea({"rows": 4}),
        help_text=said(
            Sentence(
                "写清看了哪些凭证和附件。核实为成立的，再提待核事项。",
                "Say which vouchers were seen. If it held, raise an observation.",
            )
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["result"].choices = [(key, spoken(STATES[key])) for key in RESULTS]


class PersonsForm(Plain):
    """Where a list of persons comes from, and what allows its use."""

    source = forms.CharField(label=said(Sentence("名单来源", "Source of the list")), max_length=100)
    decision = forms.CharField(
        label=said(Sentence("批准文件", "Decision that allows its use")),
        max_length=100,
        help_text=said(
            Sentence(
                "写明哪个机构批准、文号或会议；领导干部个人有关事项报告和回避申报不得用作名单。",
                "Which body decided, number or meeting; what cadres declare of themselves may never be a list.",
            )
        ),
    )
    decided_on = forms.DateField(
        label=said(Sentence("批准日期", "Day of the decision")), widget=forms.DateInput({"type": "date"})
    )


class KindForm(Plain):
    """What a sheet is to be read as: a book, or one of the lists that lie beside the books."""

    kind = forms.ChoiceField(label=said(Sentence("认作", "Read as")))

    def __init__(self, words: Vocabulary, now: str, *args: Any) -> None:
        super().__init__(*args, initial={"kind": now})
        lists = [(key, spoken(KINDS[key])) for key in words.lists]
        self.fields["kind"].choices = [(BOOKS, spoken(A_BOOK)), *lists]


class MappingForm(Plain):
    """One field to choose per heading of a sheet; `reasons` stand beside them."""

    def __init__(
        self, words: Vocabulary, headings: Sequence[str], columns: dict[int, str], order: str, *args: Any
    ) -> None:
        super().__init__(*args)
        choices = [("", spoken(UNUSED)), *((key, spoken(field.title)) for key, field in words.fields.items())]
        for at, heading in enumerate(headings):
            if heading:
                self.fields[f"column-{at}"] = forms.ChoiceField(
                    label=heading, choices=choices, required=False, initial=columns.get(at, "")
                )
        self.fields["order"] = forms.ChoiceField(
            label=said(Sentence("日期写法", "How days are written")),
            choices=[(key, spoken(title)) for key, title in ORDERS.items()],
            required=False,
            initial=order,
        )

    def clean(self) -> dict[str, Any]:
        """The chosen fields by column; a field chosen twice is refused."""
        chosen = [value for name, value in self.cleaned_data.items() if name.startswith("column-") and value]
        twice = sorted({key for key in chosen if chosen.count(key) > 1})
        if twice:
            raise forms.ValidationError(
                spoken(
                    Sentence(
                        "同一项内容不能对应两列，请只留一列。",
                        "One thing cannot stand in two columns; keep one.",
                    )
                )
            )
        return self.cleaned_data

    def changes(self, columns: dict[int, str]) -> dict[str, int | None]:
        """Field → column as chosen; a field that lost its column is None."""
        chosen = {
            value: int(name.removeprefix("column-"))
            for name, value in self.cleaned_data.items()
            if name.startswith("column-") and value
        }
        return {key: None for key in columns.values() if key not in chosen} | chosen
