"""What every page of findings shows around its content: the tabs of one inspection, and the way back."""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse

from xuncha.base.words import Sentence, same
from xuncha.desk.parts import Crumb, Tab
from xuncha.desk.table import Mark
from xuncha.findings.models import Finding, Observation, WorkingPaper
from xuncha.rounds.models import Inspection
from xuncha.trust.core.roles import TEAM, Role
from xuncha.trust.models import Account

READERS = TEAM | {Role.PETITION}

OBSERVATION_STATES = {
    Observation.OPEN: Mark(Sentence("待核", "open"), "wait"),
    Observation.CONTINUED: Mark(Sentence("继续了解", "looked into"), "go"),
    Observation.WRITTEN: Mark(Sentence("已写底稿", "written up"), "ok"),
    Observation.DROPPED: Mark(Sentence("已了结", "dropped"), "off"),
    Observation.SEALED: Mark(Sentence("已密封上交", "under seal"), "off"),
}
PAPER_STATES = {
    WorkingPaper.DRAFT: Mark(Sentence("编制中", "draft"), "wait"),
    WorkingPaper.CONFIRMING: Mark(Sentence("事实确认中", "with the body"), "go"),
    WorkingPaper.SIGNING: Mark(Sentence("送签中", "with the signers"), "go"),
    WorkingPaper.SIGNED: Mark(Sentence("已审签", "signed"), "ok"),
    WorkingPaper.MERGED: Mark(Sentence("已归并", "merged"), "ok"),
}
FINDING_STATES = {
    Finding.DRAFT: Mark(Sentence("待审定", "draft"), "wait"),
    Finding.APPROVED: Mark(Sentence("已审定", "approved"), "ok"),
    Finding.REPORTED: Mark(Sentence("已写入报告", "reported"), "ok"),
    Finding.FED_BACK: Mark(Sentence("已反馈", "fed back"), "ok"),
}


def tabs(inspection: UUID, by: Account, here: str) -> list[Tab]:
    """The pages of one inspection that this account may open; the tab of leads exists for the leader alone."""
    pages = [
        ("findings-board", Sentence("待核事项", "Observations"), READERS),
        ("findings-papers", Sentence("问题底稿", "Working papers"), TEAM),
        ("findings-problems", Sentence("问题", "Findings"), TEAM),
        ("findings-report", Sentence("巡察报告", "Report"), TEAM),
        ("findings-leads", Sentence("问题线索", "Leads"), frozenset({Role.LEADER})),
        ("findings-search", Sentence("查找", "Search"), READERS),
    ]
    return [
        Tab(title, reverse(name, args=[inspection]), here=name == here)
        for name, title, roles in pages
        if by.sight.has(roles, inspection)
    ]


def crumbs(inspection: Inspection, name: str, title: Sentence) -> list[Crumb]:
    """From the inspection down to the list that the page belongs to."""
    home = Crumb(same(inspection.title), reverse("findings-board", args=[inspection.pk]))
    return [home, Crumb(title, reverse(name, args=[inspection.pk]))]
