"""留痕存根: signing the journal's head, comparing it with slips on paper, the file for an outside auditor."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from xuncha.base.sheets_out import Column
from xuncha.base.words import Sentence
from xuncha.desk import progress
from xuncha.desk.page import download, go, page, show
from xuncha.desk.parts import Crumb
from xuncha.desk.spoken import said, spoken
from xuncha.desk.table import Link, Table
from xuncha.stewards.found import house_public, last_check, read_slips
from xuncha.trust.access import see
from xuncha.trust.actions.check_journal import check_journal
from xuncha.trust.actions.export_journal import export_journal
from xuncha.trust.actions.sign_head import AUDIT, sign_head
from xuncha.trust.core.chain import Kept
from xuncha.trust.core.heads import NotAHead
from xuncha.trust.models import Account, SignedHead

TITLE = Sentence("留痕存根", "Slips of the journal")
CHECKING = Sentence("正在逐条核验留痕", "checking the journal row by row")
COLUMNS = (
    Column("seq", Sentence("截至编号", "Rows"), "int"),
    Column("at", Sentence("签发时间", "Signed"), "date"),
    Column("who", Sentence("签发人", "By")),
    Column("open", Sentence("存根", "Slip")),
)
EMPTY = Sentence(
    "还没有签发过存根。签发一张，打印后交系统管理员接触不到的地方保存。",
    "No slip yet. Sign one, print it, and keep it where no administrator can reach it.",
)
PRINT = Sentence("打开打印", "open and print")


class Compare(forms.Form):
    use_required_attribute = False
    slips = forms.CharField(
        label=said(Sentence("纸面存根", "Slips on paper")),
        widget=forms.Textarea({"rows": 3}),
        help_text=said(
            Sentence(
                "照存根抄条数和校验码（如 1532:9f86 d081 …），或扫描二维码粘贴全文；一行一张。手头的都抄上，找得更准。",
                "rows:digits from the slip, or the whole code as scanned; one a line. More slips find the place more exactly.",
            )
        ),
    )

    def clean_slips(self) -> list[Kept]:
        """The heads that were typed; the first line that is none is told."""
        try:
            return read_slips(
                (line for line in self.cleaned_data["slips"].splitlines() if line.strip()), house_public()
            )
        except NotAHead as no:
            raise forms.ValidationError(f"{spoken(no.says)} {spoken(no.remedy)}") from no


@page("journal/heads/", title=TITLE, roles=AUDIT)
def heads(request: HttpRequest) -> HttpResponse:
    """``do=sign`` signs a slip, ``do=export`` hands out the file; everything else that is posted is compared."""
    what = request.POST.get("do")
    if what == "sign":
        head = sign_head(by=request.user)
        return go(request, "stewards-slip", head=head.pk)
    if what == "export":
        return download("留痕核验文件.jsonl", "".join(export_journal(by=request.user)).encode())
    form = Compare(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        return _compare(request.user, form.cleaned_data["slips"])
    return show(
        request, "stewards/heads.html", form=form, heads=_table(request.user), checked=last_check(request.user),
        crumbs=[Crumb(Sentence("留痕", "Journal"), reverse("stewards-journal"))],
    )  # fmt: skip


def _compare(account: Account, kept: list[Kept]) -> HttpResponse:
    def work(job: progress.Progress) -> str:
        job.at(5, CHECKING)
        check_journal(by=account, kept=kept)
        return reverse("stewards-heads")

    return redirect("desk-progress", job=progress.start(account, TITLE, work).id)


def _table(account: Account) -> Table:
    names = {one.pk: one.name for one in see(Account, account)}
    rows = [
        {
            "seq": one.seq,
            "at": one.at,
            "who": names.get(one.signed_by_id, ""),
            "open": Link(PRINT, reverse("stewards-slip", args=[one.pk])),
        }
        for one in see(SignedHead, account)
    ]
    return Table("heads", TITLE, COLUMNS, rows, empty=EMPTY, numbered=False)
