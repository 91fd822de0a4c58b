"""筛查: all screens over all books of an inspection.

The books are opened in one action, the screens run outside any transaction, and the hits are kept in another: minutes of
computing must not hold the lock of the one transaction in which everybody else works.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import F

from xuncha.base.remarks import Place, Remark
from xuncha.base.words import Sentence
from xuncha.rounds.models import Inspection
from xuncha.rulebook.calendar import official
from xuncha.rulebook.core.rule import Rule
from xuncha.rulebook.models import look, rules_of
from xuncha.screening.actions._reading import corrections_of, records_of
from xuncha.screening.actions._tenders import tender_file
from xuncha.screening.actions.allow_persons import permission_of
from xuncha.screening.actions.load_ledger import open_ledgers
from xuncha.screening.core import run
from xuncha.screening.core.first_look import Doubt, Look, first_look
from xuncha.screening.core.ocds import JsonFile
from xuncha.screening.core.own import Own
from xuncha.screening.core.own_run import run_owns
from xuncha.screening.core.persons import allowed
from xuncha.screening.core.reading import Records, Source
from xuncha.screening.core.screen import Hit as Found
from xuncha.screening.core.screen import Outcome
from xuncha.screening.core.table_set import set_told
from xuncha.screening.core.tenders import run_tenders
from xuncha.screening.facts import own_folder, own_screens, shipped_rules, standing, table_set, tender_words
from xuncha.screening.models import Hit, Ledger, Screening
from xuncha.trust import clock, vault
from xuncha.trust.access import see
from xuncha.trust.act import Act, action
from xuncha.trust.core.compartments import of_inspection
from xuncha.trust.core.roles import TEAM
from xuncha.trust.refusal import Refusal

KEPT = 300
"""So many hits of one screen are kept as doubts to be judged, the largest first; the run says how many there were."""

Report = Callable[[int, Sentence], None]
READING = Sentence("正在读取账表", "reading the books")
KEEPING = Sentence("正在保存疑点", "keeping the doubts")


def run_screens(*, by: Any, inspection: Inspection, report: Report = lambda share, says: None) -> Screening:
    """Run every screen over the inspection's books. Raises Refusal when there are none."""
    ledgers = list(see(Ledger, by).filter(inspection=inspection, left_out=False).order_by("serial"))
    if not ledgers:
        raise Refusal(
            "no-books",
            Sentence("还没有账表，不能筛查。", "There are no books to screen."),
            Sentence("请先导入账表。", "Bring in books first."),
        )
    report(1, READING)
    opened = open_ledgers(by=by, ledgers=ledgers)
    books: list[Records] = []
    tenders: list[JsonFile | Source] = []
    kept_out: list[Remark] = []
    homes: dict[str, Ledger] = {}
    for number, ledger in enumerate(ledgers):
        report(1 + 40 * number // len(ledgers), READING)
        one = opened[ledger.pk]
        file = (one["name"], one["sha256"], one["content"])
        if ledger.family == "tenders":
            tenders.append(tender_file(*file, corrections_of(one["corrections"])))
        else:
            read = records_of(*file, corrections_of(one["corrections"]))
            usable, without = allowed(read, permission_of(one["allowed"]))
            books += usable
            kept_out += [_without_permission(ledger, one["name"])] if without else []
        homes.setdefault(one["sha256"], ledger)
    screening = _screened(books, tenders, report, own_screens(own_folder(Path(settings.XUNCHA_HOME)))[0])
    about = (*kept_out, *set_told(table_set(), books))
    screening = replace(screening, remarks=(*about, *screening.remarks))
    report(95, KEEPING)
    return keep_screening(by=by, inspection=inspection, screening=screening, homes=homes)


def _without_permission(ledger: Ledger, name: str) -> Remark:
    return Remark(
        "notice",
        Place(name),
        Sentence(
            f"第 {ledger.serial} 号账表里的人员名单没有登记来源和批准文件，没有参加筛查",
            f"the list of persons in books No. {ledger.serial} names no source and decision and was not used",
        ),
        Sentence("请在它的读取情况页登记后重新筛查。", "Name them on the page of the file and screen again."),
    )


def _screened(
    books: Sequence[Records], tenders: Sequence[JsonFile | Source], report: Report, own: Sequence[Own]
) -> run.Screening:
    """The screens of each family that has files, then the office's own; of a family without any nothing is said."""
    also = partial(run_owns, own)
    rules, calendar, area = office_rules(), official(), settings.XUNCHA_AREA
    outcomes: tuple[Outcome, ...] = ()
    remarks: tuple[Remark, ...] = ()
    if books:
        told = run.run_screens(
            books, rules=rules, standing=standing(rules, clock.today(), area), calendar=calendar, area=area, also=also,
            progress=lambda share, says: report(40 + round(25 * share), says),
        )  # fmt: skip
        outcomes, remarks = told.outcomes, told.remarks
    if tenders:
        found = run_tenders(
            tenders, rules=rules, words=tender_words(), calendar=calendar, area=area, also=also,
            progress=lambda share, says: report(65 + round(30 * share), says),
        )  # fmt: skip
        outcomes, remarks = outcomes + found.outcomes, remarks + found.remarks
    return run.Screening(outcomes, remarks)


@action("screening.run", roles=TEAM, where="inspection", says=Sentence("运行数据筛查", "run the screens"))
def keep_screening(
    act: Act, *, inspection: Inspection, screening: run.Screening, homes: dict[str, Ledger]
) -> Screening:
    """Keep what the screens gave. Known doubts keep number and judgement; open ones not found again are marked gone."""
    row = Screening(
        inspection=inspection, serial=act.next_serial(Screening, inspection), ran_on=act.today, ran_by=act.by
    )
    found = [hit for outcome in screening.outcomes for hit in outcome.hits[:KEPT]]
    known = {hit.same_token: hit for hit in act.see(Hit).filter(inspection=inspection)}
    hits = _numbered(act, row, found, homes, known)
    act.seal(row, "outcomes", _outcomes_kept(screening, _first(act, hits)))
    act.add(row)
    _keep_hits(act, row, [hit for hit, _ in hits.values()], known)
    return row


def office_rules() -> list[Rule]:
    """The parameters of all screens as this office has them: its own records, or the shipped ones."""
    keys = dict.fromkeys(rule.key for rule in shipped_rules())
    return [rule for key in keys for rule in rules_of(key)]


def _numbered(
    act: Act, row: Screening, found: Sequence[Found], homes: dict[str, Ledger], known: Mapping[str, Hit]
) -> dict[str, tuple[Hit, Found]]:
    """The doubts by their token: known ones with the number they have, fresh ones with the next."""
    serial = max((hit.serial for hit in known.values()), default=0)
    numbered: dict[str, tuple[Hit, Found]] = {}
    for one in found:
        token = vault.token("screening.hit", _identity(one), of_inspection("team", row.inspection_id))
        if token in numbered:
            continue
        hit = known.get(token)
        if hit is None:
            serial += 1
            hit = _new_hit(act, row, one, homes, serial, token)
        numbered[token] = (hit, one)
    return numbered


def _first(act: Act, hits: Mapping[str, tuple[Hit, Found]]) -> tuple[Look, ...]:
    """Which doubts to begin with."""
    size = look("screening.first_look", act.today).value
    doubts = [Doubt.of(hit.serial, hit.screen, hit.amount, one.evidence) for hit, one in hits.values()]
    return first_look(doubts, size["most"], size["of_one_screen"])


def _keep_hits(act: Act, row: Screening, found: Sequence[Hit], known: Mapping[str, Hit]) -> None:
    hits = act.see(Hit).filter(inspection=row.inspection)
    fresh = [hit for hit in found if hit.same_token not in known]
    seen = [hit.pk for hit in found if hit.same_token in known]
    hits.filter(pk__in=seen).update(screening=row)
    grown = F("version") + 1
    hits.filter(pk__in=seen, state="gone").update(state="open", version=grown)
    gone = hits.filter(state="open").exclude(pk__in=seen).update(state="gone", version=grown)
    Hit.objects.bulk_create(fresh, batch_size=200)
    act.note("screening.hits_kept", row, fresh=len(fresh), again=len(seen), gone=gone)


def _new_hit(act: Act, row: Screening, one: Found, homes: dict[str, Ledger], serial: int, token: str) -> Hit:
    hit = Hit(
        inspection=row.inspection, screening=row, ledger=homes[one.evidence[0].sha256], serial=serial, screen=one.screen,
        rule_version=one.rule, amount=one.amount, rows=one.rows, same_token=token,
    )  # fmt: skip
    act.seal(hit, "says", json.dumps(one.says.as_dict(), ensure_ascii=False))
    if one.figure:
        act.seal(hit, "figure", one.figure)
    act.seal(hit, "evidence", json.dumps([line.as_dict() for line in one.evidence], ensure_ascii=False))
    return hit


def _identity(one: Found) -> str:
    """A doubt is known by its screen and its rows, whatever the parameters were that found it."""
    return "|".join([one.screen, *(f"{line.sha256}:{line.sheet}:{line.row}" for line in one.evidence)])


def _outcomes_kept(screening: run.Screening, first: Sequence[Look]) -> str:
    kept = []
    for outcome in screening.outcomes:
        entry = outcome.as_dict()
        del entry["hits"]
        kept.append(entry | {"kept": min(len(outcome.hits), KEPT)})
    remarks = [remark.as_dict() for remark in screening.remarks]
    looks = [{"serial": one.serial, "with_it": one.with_it} for one in first]
    return json.dumps({"screens": kept, "remarks": remarks, "first": looks}, ensure_ascii=False)
