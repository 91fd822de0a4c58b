"""The command line: ``xuncha <command> …``. It speaks to clerks: sentences, exit codes, never a traceback."""

from __future__ import annotations

import argparse
import ast
import json
import os
import pkgutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from xuncha.apps import HOUSE
from xuncha.base.words import Sentence

if TYPE_CHECKING:
    from xuncha.trust.models import Account

FAULT = 70
DEMO = """# a fictional county
XUNCHA_DEMO = "1"
XUNCHA_TODAY = "2026-11-20"
XUNCHA_COUNTY = "明川县（虚构）"
XUNCHA_AREA = "990127"
"""
BROKEN = Sentence(
    "程序出现故障，什么都没有改动。请把完整的命令和时间告诉维护人员；加 --traceback 可看到出错的位置。",
    "The program failed; nothing was changed. Tell the maintainers the command and the time; --traceback shows where.",
)


class Stop(Exception):
    """Ends a command with a sentence and an exit code."""

    def __init__(self, code: int, says: Sentence, remedy: Sentence | None = None) -> None:
        super().__init__(str(says))
        self.code, self.says, self.remedy = code, says, remedy


class ClerkCommand(BaseCommand):
    """A command of the house. Subclasses set ``help`` (Chinese, then English), add arguments, and write ``work``.

    ``work`` returns the exit code (None is 0). ``self.say`` prints for people, ``self.emit`` hands out JSON under ``--json``.
    """

    requires_system_checks: list[str] = []
    examples: Sequence[str] = ()

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        kwargs.setdefault("formatter_class", argparse.RawDescriptionHelpFormatter)
        if self.examples:
            kwargs.setdefault("epilog", "例 / examples:\n" + "\n".join(f"  {one}" for one in self.examples))
        parser = super().create_parser("xuncha", subcommand, **kwargs)
        parser.prog = f"xuncha {subcommand}"
        for one in list(parser._actions):
            if one.dest in {
                "settings",
                "pythonpath",
                "verbosity",
                "no_color",
                "force_color",
                "skip_checks",
                "version",
            }:
                one.help = argparse.SUPPRESS
            elif one.dest == "traceback":
                one.help = "出错时显示位置 / show where a fault is"
            elif one.dest == "help":
                one.help = "显示本说明 / show this help"
        parser.add_argument("--json", action="store_true", help="以 JSON 输出 / print JSON")
        return parser

    def handle(self, *args: Any, **options: Any) -> None:
        self.as_json = options["json"]
        try:
            code = self.work(**options)
        except Stop as stop:
            self.complain(stop.says, stop.remedy)
            code = stop.code
        except BrokenPipeError:
            code = 0
        except Exception as fault:
            if options.get("traceback"):
                raise
            says, remedy = getattr(fault, "says", None), getattr(fault, "remedy", None)
            self.complain(says or BROKEN, remedy)
            code = 2 if says else FAULT
        if code:
            sys.exit(code)

    def add_account(self, parser: CommandParser) -> None:
        """The option by which a command that acts or opens is told whose account it uses."""
        parser.add_argument(
            "--as", dest="login", required=True, metavar="账号", help="以谁的账号办理 / whose account"
        )

    @contextmanager
    def entered(self, login: str) -> Iterator[Account]:
        """Within, the command acts as ``login``, whose key is unlocked; asks for password and code, from a terminal or a pipe."""
        from xuncha.trust import pocket
        from xuncha.trust.actions.enter import identify

        account, secret = identify(login, asked("密码 / password: "), lambda: asked("验证码 / code: "))
        with pocket.holding(account.pk, secret):
            yield account

    def work(self, **options: Any) -> int | None:
        raise CommandError("nothing to do")

    def say(self, says: Sentence | str = "") -> None:
        """A line for people; silent under ``--json``."""
        if not self.as_json:
            self.stdout.write(str(says))

    def emit(self, value: Any) -> None:
        """The result for programs; silent without ``--json``."""
        if self.as_json:
            self.stdout.write(json.dumps(value, ensure_ascii=False, indent=1, default=str))

    def complain(self, says: Sentence, remedy: Sentence | None = None) -> None:
        """An error, in Chinese and English, on standard error."""
        for line in (says.zh, remedy.zh if remedy else "", says.en, remedy.en if remedy else ""):
            if line:
                self.stderr.write(line)


def asked(what: str) -> str:
    """What is typed at a terminal, unseen, or the next line of a pipe."""
    return getpass(what) if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")


def main() -> None:
    """The console script."""
    os.umask(0o077)  # what a command writes is for the office's own account alone
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "xuncha.office.settings")
    if len(sys.argv) < 2 or sys.argv[1] in {"-h", "--help", "help"}:
        _overview()
        return
    name = sys.argv[1]
    if name == "demo":
        _demo_surroundings()
    if not FILE_ONLY.isdisjoint({tuple(sys.argv[1:2]), tuple(sys.argv[1:3])}):
        os.environ["XUNCHA_BARE"] = "1"
    if name not in {*_names(), *_DJANGO}:
        sys.stderr.write(
            f"没有“{name}”这个命令。运行 xuncha --help 查看全部命令。\nno such command: {name}; see xuncha --help\n"
        )
        sys.exit(2)
    from django.core.management import execute_from_command_line

    execute_from_command_line(["xuncha", *sys.argv[1:]])


def _demo_surroundings() -> None:
    """A demo lives in a folder of its own, which says of itself that it is one."""
    home = Path(os.environ.setdefault("XUNCHA_HOME", "var/demo"))
    kept = home / "office.toml"
    if not kept.exists() and not (home / "xuncha.sqlite3").exists():
        home.mkdir(parents=True, exist_ok=True)
        kept.write_text(DEMO, encoding="utf-8")


FILE_ONLY = frozenset({("scope",), ("journal", "verify-file")})
"""Commands that read a file and touch no row: they start without loading actions, papers and pages, in half the time."""
_DJANGO = {
    "migrate": "建立或升级数据库 / create or upgrade the database",
    "check": "自检 / self-check",
    "collectstatic": "",
}


def _names() -> list[str]:
    """The command files. What begins with an underscore is a part of one."""
    files = pkgutil.iter_modules([str(HOUSE / "management" / "commands")])
    return sorted(one.name for one in files if not one.name.startswith("_"))


def _commands() -> list[tuple[str, str]]:
    """Every command file and the help it declares, read without importing any: that would load every solver."""
    folder = HOUSE / "management" / "commands"
    return [
        (name, _help(ast.parse((folder / f"{name}.py").read_text(encoding="utf-8")))) for name in _names()
    ]


def _help(command: ast.Module) -> str:
    for one in (line for part in command.body if isinstance(part, ast.ClassDef) for line in part.body):
        if isinstance(one, ast.Assign) and [getattr(name, "id", "") for name in one.targets] == ["help"]:
            return str(ast.literal_eval(one.value))
    return ""


def _overview() -> None:
    lines = ["xuncha — 县委巡察办工作系统 / the work of a county inspection office", "", "命令 / commands:"]
    lines += [f"  {name:<12}{text.splitlines()[0]}" for name, text in _commands()]
    lines += [f"  {name:<12}{text}" for name, text in _DJANGO.items() if text]
    lines += ["", "每个命令加 --help 查看用法 / every command has --help"]
    sys.stdout.write("\n".join(lines) + "\n")
