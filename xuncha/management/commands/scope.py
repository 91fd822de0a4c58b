"""`xuncha scope FILE`: who is to be inspected, what is blank, double or undecided, from a county workbook without a database."""

from __future__ import annotations

from argparse import ArgumentTypeError
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser

from xuncha.base.remarks import Remark
from xuncha.base.sheets_in import read_book
from xuncha.base.words import Sentence
from xuncha.coverage.core.choose import choose
from xuncha.coverage.core.facts import Bodies, Body, Kind, Target
from xuncha.coverage.core.picture import Picture, picture
from xuncha.coverage.core.proof import Fault, Proof, prove
from xuncha.coverage.core.rules import Outcome, scope_rules
from xuncha.coverage.core.scope import Verdict, scope
from xuncha.coverage.core.workbook import bodies_of, past_targets
from xuncha.office.command import ClerkCommand, Stop
from xuncha.office.plans import followed
from xuncha.planning.apart import Working
from xuncha.registry.core.judge import judge
from xuncha.rounds.core.opening import kinds
from xuncha.rulebook.core.rule import Rule, pick, read_rules
from xuncha.rulebook.models import shipped_rules
from xuncha.trust import clock

CLEAN, FAULTY, UNREADABLE, UNDECIDED = 0, 1, 2, 3
APART_ABOVE = 1_000
"""Bodies up to which targets are chosen here: starting a process takes longer than choosing them."""
WORK = ("coverage.largest_joint", "rounds.kinds")


Choosing = Callable[[Bodies, Mapping[Body, Verdict], int, Sequence[Target]], tuple[Target, ...]]


@dataclass(frozen=True)
class Found:
    """Everything that the command tells."""

    verdicts: dict[Body, Verdict]
    targets: tuple[Target, ...]
    proof: Proof
    picture: Picture
    remarks: tuple[Remark, ...]

    @property
    def code(self) -> int:
        """1 on blanks or unexplained doubles, 3 when only undecided remain, 0 when nothing is open."""
        if not self.proof.holds:
            return FAULTY
        return UNDECIDED if self.proof.undecided else CLEAN


class Command(ClerkCommand):
    help = (
        "巡察范围和全覆盖核对：读一份县域名册，列出空白、重复、待定和书记与负责人不一致\n"
        "who is to be inspected: blanks, doubles, undecided bodies and mismatched heads of a county workbook"
    )
    examples = (
        "xuncha scope 名册.xlsx",
        "xuncha scope 名册.xlsx --area 530127 --on 2026-03-01 --json",
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "file", type=Path, help="县域名册（至少有单位、党组织、主要负责人三列） / the county workbook"
        )
        parser.add_argument(
            "--area", default="", help="县级区划代码，如 530127；不填按名册里的代码 / division code"
        )
        parser.add_argument("--on", type=_day, help="按哪一天核对，如 2026-03-01；不填为今天 / the day")
        parser.add_argument(
            "--rules",
            type=Path,
            help="本县已核实规则的文件夹（*.toml，格式同随带的 data/rules），同名规则以它为准 / folder of confirmed rules",
        )
        parser.add_argument("--targets", action="store_true", help="同时列出巡察对象 / list the targets too")

    def work(self, **options: Any) -> int:
        """0 clean, 1 blanks or doubles, 2 the file cannot be read, 3 only undecided bodies remain."""
        found = examine(
            options["file"],
            options["on"] or clock.today(),
            options["area"] or settings.XUNCHA_AREA,
            _rules(options["rules"]),
            self._chosen,
        )
        for remark in found.remarks:
            if not self.as_json:
                self.stderr.write(remark.line().zh)
        for line in told(found, options["targets"]):
            self.say(line)
        self.emit(as_json(found))
        return found.code

    def _chosen(
        self, bodies: Bodies, verdicts: Mapping[Body, Verdict], largest: int, past: Sequence[Target]
    ) -> tuple[Target, ...]:
        """As `choose`; of many bodies in a process of its own, which Ctrl-C ends and memory bounds. Raises Stop."""
        if len(verdicts) <= APART_ABOVE:
            return choose(bodies, verdicts, largest, past)
        found: tuple[Target, ...] = followed(Working(choose, bodies, verdicts, largest, past), self)
        return found


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"“{text}”不是日期，请写成 2026-03-01 / not a day") from None


def _rules(folder: Path | None) -> list[Rule]:
    """The shipped rules; those of the folder stand in place of shipped ones with their key. Raises Stop."""
    if folder is None:
        return list(shipped_rules())
    try:
        own = read_rules(folder)
    except (ValueError, OSError) as fault:
        raise Stop(
            UNREADABLE, Sentence(f"规则文件读不懂：{fault}", f"the rules cannot be read: {fault}")
        ) from fault
    if not own:
        raise Stop(
            UNREADABLE,
            Sentence("这个文件夹里没有规则文件（*.toml）。", "The folder holds no rules (*.toml)."),
            Sentence("请检查路径。", "Check the path."),
        )
    keys = {rule.key for rule in own}
    return [*own, *(rule for rule in shipped_rules() if rule.key not in keys)]


def examine(file: Path, on: date, area: str, rules: list[Rule], choosing: Choosing = choose) -> Found:
    """Reads, judges and proves a workbook. Raises Stop when there is no such file, Unreadable when it cannot be read."""
    if not file.is_file():
        raise Stop(
            UNREADABLE,
            Sentence("找不到这个文件。", "There is no such file."),
            Sentence("请检查路径。", "Check the path."),
        )
    judgement = judge(read_book(file, file.name))
    if not judgement.county.units:
        raise Stop(
            UNREADABLE,
            Sentence("名册里没有读到任何单位。", "No unit was found in the workbook."),
            Sentence("请先运行 xuncha registry check 查看原因。", "Run xuncha registry check first."),
        )
    bodies = bodies_of(judgement.county, on, area)
    largest, kind_rows = (pick(rules, key, on, bodies.area).value for key in WORK)
    verdicts = scope(bodies, scope_rules(rules, on, bodies.area), (), on)
    counting = {kind.key: kind.counts for kind in kinds(kind_rows).values()}
    past, visits = past_targets(judgement.county.inspected, bodies, counting)
    targets = (*past, *choosing(bodies, verdicts, largest, past))
    errors = tuple(remark for remark in judgement.remarks if remark.stops)
    return Found(
        verdicts, targets, prove(bodies, verdicts, targets), picture(verdicts, targets, visits, on), errors
    )


def told(found: Found, with_targets: bool) -> Iterable[Sentence | str]:
    """The findings as lines for people: counts first, then each list with names."""
    yield from _counts(found)
    proof = found.proof
    yield from _list(Sentence("空白（在范围内而没有对象）", "blank"), (one.says for one in proof.blanks))
    yield from _list(Sentence("重复计数", "counted twice"), (one.says for one in proof.doubles))
    yield from _list(Sentence("计数有误", "wrongly counted"), (one.says for one in proof.astray))
    yield from _list(Sentence("待领导小组确定", "undecided"), _undecided(proof))
    yield from _list(
        Sentence("负责人与书记不一致", "head is not secretary"), (one.says for one in proof.mismatched)
    )
    headless = Sentence("主要负责人空缺或未登记，巡察无人可对准", "no head to aim at")
    yield from _list(headless, _names(proof.headless))
    yield from _list(Sentence("未登记所属党组织", "no Party organisation"), _names(proof.without_party))
    listed = (
        Sentence(f"{one.name}（{one.target}）：{one.why.zh}", f"{one.name} ({one.target})")
        for one in proof.listed
    )
    yield from _list(Sentence("只列示、不计数", "listed, not counted"), listed)
    if with_targets:
        yield from _list(
            Sentence("巡察对象", "targets"), (f"{one.name}［{one.form.value}］" for one in found.targets)
        )
    yield _verdict(found)


def _names(faults: Sequence[Fault]) -> list[str]:
    """All names on one line with their number; nothing when there are none."""
    return [f"{'、'.join(one.name for one in faults)}（{len(faults)}个）"] if faults else []


def _undecided(proof: Proof) -> Iterable[str]:
    """Bodies that wait for the same reason on one line."""
    by_reason: dict[Sentence, list[str]] = defaultdict(list)
    for one in proof.undecided:
        if one.body.kind is not Kind.POST:
            by_reason[one.reason].append(one.name)
    for reason, names in by_reason.items():
        yield f"{'、'.join(names)}：{reason}"


def _counts(found: Found) -> Iterable[str]:
    for kind in Kind:
        of_kind = [one for body, one in found.verdicts.items() if body.kind is kind]
        numbers = {outcome: sum(one.outcome is outcome for one in of_kind) for outcome in Outcome}
        covered, inside = found.picture.share(kind)
        shares = "，".join(f"{outcome.value}{number}" for outcome, number in numbers.items() if number)
        yield f"{kind.value}{len(of_kind)}个：{shares or '无'}；已巡察{covered}/{inside}"
    yield f"巡察对象{len(found.targets)}个"


def _list(title: Sentence, lines: Iterable[Sentence | str]) -> Iterable[str]:
    lines = list(lines)
    if lines:
        yield f"\n{title}："
        yield from (f"  {line}" for line in lines)


def _verdict(found: Found) -> str:
    if found.code == FAULTY:
        return "\n核对结果：有空白或者重复，须处理。"
    if found.code == UNDECIDED:
        return "\n核对结果：没有空白，没有重复；尚有待领导小组确定的单位，请拟呈批件报批。"
    return "\n核对结果：没有空白，没有重复，没有待定。"


def as_json(found: Found) -> dict[str, Any]:
    """The same for programs."""
    proof = found.proof
    faults = {
        name: [
            {"kind": one.body.kind.name.lower(), "name": one.name, "says": one.says.as_dict()}
            for one in getattr(proof, name)
        ]
        for name in ("blanks", "doubles", "astray", "headless", "without_party")
    }
    return {
        "code": found.code,
        "verdicts": [_verdict_as_json(body, one) for body, one in found.verdicts.items()],
        "targets": [
            {"name": one.name, "form": one.form.name.lower(), "counts": len(one.counts)}
            for one in found.targets
        ],
        "coverage": {kind.name.lower(): found.picture.share(kind) for kind in Kind},
        **faults,
        "undecided": [one.name for one in proof.undecided if one.body.kind is not Kind.POST],
        "mismatched": [
            {
                "unit": one.unit,
                "organisation": one.organisation,
                "aim_at": one.aim_at,
                "says": one.says.as_dict(),
            }
            for one in proof.mismatched
        ],
        "listed": [
            {"name": one.name, "target": one.target, "why": one.why.as_dict()} for one in proof.listed
        ],
        "remarks": [remark.as_dict() for remark in found.remarks],
    }


def _verdict_as_json(body: Body, one: Verdict) -> dict[str, Any]:
    return {
        "kind": body.kind.name.lower(),
        "name": one.name,
        "outcome": one.outcome.name.lower(),
        "mode": one.mode.name.lower() if one.mode else "",
        "rule": one.rule,
        "basis": one.basis,
        "reason": one.reason.as_dict(),
        "to_check": one.assumed.as_dict(),
    }
