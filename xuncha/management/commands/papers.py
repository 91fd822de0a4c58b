"""`xuncha papers list | write | samples`: the papers of this office as a list, as files, and every form filled with an example."""

from __future__ import annotations

from collections.abc import Iterator
from getpass import getpass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser

from xuncha.base.words import Sentence
from xuncha.office.command import ClerkCommand, Stop
from xuncha.papers.actions.print_paper import print_paper, print_register
from xuncha.papers.core.form import Copy
from xuncha.papers.core.forms import form_named, forms
from xuncha.papers.core.life import STATES
from xuncha.papers.core.press import file_name, press
from xuncha.papers.models import Paper
from xuncha.trust.access import see
from xuncha.trust.core.roles import INSIDE
from xuncha.trust.models import Account

SAMPLE = Copy(number="", watermark="示例", printed="示例", fictional=True)


class Command(ClerkCommand):
    help = "文书：列出、写成文件，或打印每种文书的示例 / papers: list them, write them as files, or print a sample of every form"
    examples = (
        "xuncha papers list --as ban",
        "xuncha papers write --as ban --out 文书",
        "xuncha papers samples --out 示例",
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "verb", choices=["list", "write", "samples"],
            help="list：列出；write：写成 Word、Excel 文件；samples：每种文书的示例，不用数据库 / list, write files, samples of every form",
        )  # fmt: skip
        parser.add_argument("--out", type=Path, help="文件写到哪个文件夹 / folder for the files")
        parser.add_argument(
            "--as", dest="login", help="以哪个账号的权限办理 / the account whose rights are used"
        )
        parser.add_argument("--state", choices=list(STATES), help="只要这种状态 / only papers in this state")
        parser.add_argument("--form", help="只要这种文书，写格式的名称 / only papers in this form")

    def work(self, **options: Any) -> int | None:
        if options["form"]:
            form_named(options["form"])
        if options["verb"] == "samples":
            return self._samples(_folder(options["out"]), options["form"])
        accounts = list(_accounts(options["login"]))
        found = list(_papers(accounts, options["state"], options["form"]))
        if options["verb"] == "list":
            return self._list([paper for _, paper in found])
        return self._write(found, accounts[0], _folder(options["out"]))

    def _list(self, papers: list[Paper]) -> None:
        for one in papers:
            self.say(f"{one.serial:>4}  {one.number or '（未编号）'}  {one.title}  {STATES[one.state].zh}")
        self.say(Sentence(f"共 {len(papers)} 件。", f"{len(papers)} papers."))
        self.emit([_told(one) for one in papers])

    def _write(self, found: list[tuple[Account, Paper]], first: Account, folder: Path) -> None:
        written = []
        for line, (account, paper) in enumerate(found, 1):
            printed = print_paper(by=account, paper=paper)
            name = f"{line:03d} {printed.name}"
            (folder / name).write_bytes(printed.content)
            written.append({**_told(paper), "file": name})
        register = print_register(by=first, papers=[paper for _, paper in found])
        (folder / register.name).write_bytes(register.content)
        self.say(
            Sentence(
                f"已写入 {len(written)} 件文书和登记簿，在 {folder}",
                f"{len(written)} papers and their register in {folder}",
            )
        )
        self.emit({"folder": str(folder), "register": register.name, "papers": written})

    def _samples(self, folder: Path, only: str | None) -> None:
        written = []
        for serial, form in enumerate(sorted(forms().values(), key=lambda one: one.key), 1):
            if only in (None, form.key):
                name = file_name(form, f"{serial:03d}")
                (folder / name).write_bytes(press(form, form.sample, SAMPLE))
                written.append({"form": form.key, "title": form.title.zh, "file": name})
        self.say(
            Sentence(
                f"已写入 {len(written)} 种文书的示例，在 {folder}", f"{len(written)} samples in {folder}"
            )
        )
        self.emit({"folder": str(folder), "samples": written})


def _told(one: Paper) -> dict[str, Any]:
    days = ("drafted_on", "issued_on", "stamped_on", "delivered_on", "receipt_on")
    return {
        "serial": one.serial, "number": one.number, "form": one.form, "title": one.title, "state": one.state,
        **{day: getattr(one, day) for day in days},
    }  # fmt: skip


def _papers(accounts: list[Account], state: str | None, form: str | None) -> Iterator[tuple[Account, Paper]]:
    """Each paper once, with the first account that may see it, in the order of drafting."""
    found: dict[Any, tuple[Account, Paper]] = {}
    for account in accounts:
        seen = see(Paper, account)
        if state:
            seen = seen.filter(state=state)
        if form:
            seen = seen.filter(form=form)
        for paper in seen:
            found.setdefault(paper.pk, (account, paper))
    return iter(sorted(found.values(), key=lambda pair: pair[1].serial))


def _accounts(login: str | None) -> Iterator[Account]:
    """The account that was named, after its password; in a demo its fictional accounts, without."""
    if login is None:
        if not settings.XUNCHA_DEMO:
            raise Stop(
                2,
                Sentence("请用 --as 写明以哪个账号办理。", "Say with --as whose rights are used."),
                Sentence("例如：xuncha papers list --as ban", "For instance: xuncha papers list --as ban"),
            )
        every = [
            one
            for one in Account.objects.filter(fictional=True, is_active=True)
            if one.sight.anywhere(INSIDE)
        ]
        if not every:
            raise Stop(
                1,
                Sentence("演示数据还没有生成，请先运行 xuncha demo。", "No demo yet; run xuncha demo first."),
            )
        yield from sorted(every, key=lambda one: (not one.sight.wide, one.login))
        return
    account = Account.objects.filter(login=login, is_active=True).first()
    demo = settings.XUNCHA_DEMO and account is not None and account.fictional
    if account is None or not (demo or account.check_password(getpass("密码 / password: "))):
        raise Stop(
            2,
            Sentence("账号或密码不对。", "The account or the password is wrong."),
            Sentence("请核对登录名后重新运行。", "Check the log-in name and run it again."),
        )
    yield account


def _folder(out: Path | None) -> Path:
    if out is None:
        raise Stop(
            2,
            Sentence("请用 --out 写明文件写到哪个文件夹。", "Say with --out into which folder the files go."),
            Sentence(
                "例如：xuncha papers write --out 文书", "For instance: xuncha papers write --out papers"
            ),
        )
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise Stop(
            2,
            Sentence(f"不能在 {out} 写文件。", f"Nothing can be written to {out}."),
            Sentence(
                "请换一个文件夹，或检查权限和剩余空间。",
                "Take another folder, or check its rights and free space.",
            ),
        ) from None
    return out
