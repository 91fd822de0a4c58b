"""Concurrent edits: both versions are kept and shown to who sees the row, and a person decides."""

from __future__ import annotations

import pytest

from tests.machines.conftest import Out
from tests.machines.double import sealed
from xuncha.base.ids import new_id
from xuncha.fieldwork.models import Note
from xuncha.findings.actions.draft_report import save_report
from xuncha.findings.models import Report
from xuncha.machines.actions.decide import KEEP, REMOVE, decide, read_conflicts
from xuncha.machines.models import Rival, Trace
from xuncha.rounds.models import StepMark
from xuncha.trust import vault
from xuncha.trust.access import whole
from xuncha.trust.refusal import Refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def apart(out: Out) -> Out:
    """The office's side wrote the text anew while the machine did too."""
    note = out.fresh()
    ours = vault.seal(note, "text", "办公室改的")
    whole(Note, "test").filter(pk=note.pk).update(text=ours)
    out.double.edit("note", note.pk, text=sealed(vault.seal(note, "text", "单机改的")))
    out.merge(out.double.back())
    return out


def test_both_versions_are_kept_and_read_by_the_team(apart: Out) -> None:
    (one,) = read_conflicts(by=apart.cast.member, inspection=apart.cast.inspection)
    assert (one.kind, one.row_id, one.name) == ("note", apart.note.pk, "text")
    assert [(version.text, version.here) for version in one.versions] == [
        ("办公室改的", True),
        ("单机改的", False),
    ]


def test_the_dry_run_counts_the_conflict_and_importing_again_does_not_show_it_again(apart: Out) -> None:
    apart.double.edit("note", apart.note.pk, method="visit")
    carriage = apart.merge(apart.double.back())
    assert carriage.report["tables"]["note"] == {"changed": 1}
    assert len(read_conflicts(by=apart.cast.member, inspection=apart.cast.inspection)) == 1


def test_choosing_the_machine_s_version_writes_it_and_ends_the_conflict(apart: Out) -> None:
    (one,) = read_conflicts(by=apart.cast.member, inspection=apart.cast.inspection)
    decide(
        by=apart.cast.leader,
        inspection=apart.cast.inspection,
        trace=one.trace,
        name="text",
        choice=one.versions[1].digest,
    )
    assert vault.open_bytes(apart.fresh(), "text").decode() == "单机改的"
    assert read_conflicts(by=apart.cast.member, inspection=apart.cast.inspection) == []
    assert whole(Rival, "test").count() == 0


def test_keeping_the_row_s_version_ends_the_conflict_too(apart: Out) -> None:
    (one,) = read_conflicts(by=apart.cast.member, inspection=apart.cast.inspection)
    decide(
        by=apart.cast.leader,
        inspection=apart.cast.inspection,
        trace=one.trace,
        name="text",
        choice=one.versions[0].digest,
    )
    assert vault.open_bytes(apart.fresh(), "text").decode() == "办公室改的"
    assert whole(Trace, "test").filter(open=True).count() == 0


def test_a_conflict_is_not_shown_to_who_does_not_see_the_row(apart: Out) -> None:
    assert read_conflicts(by=apart.cast.petition, inspection=apart.cast.inspection) == []
    (one,) = read_conflicts(by=apart.cast.member, inspection=apart.cast.inspection)
    with pytest.raises(Refusal) as no:
        decide(
            by=apart.cast.petition,
            inspection=apart.cast.inspection,
            trace=one.trace,
            name="text",
            choice=one.versions[1].digest,
        )
    assert no.value.code == "no-conflict"
    assert vault.open_bytes(apart.fresh(), "text").decode() == "办公室改的"


def test_a_version_that_nobody_offered_cannot_be_chosen(apart: Out) -> None:
    (one,) = read_conflicts(by=apart.cast.member, inspection=apart.cast.inspection)
    with pytest.raises(Refusal) as no:
        decide(
            by=apart.cast.leader,
            inspection=apart.cast.inspection,
            trace=one.trace,
            name="text",
            choice="f" * 32,
        )
    assert no.value.code == "no-version"
    assert whole(Rival, "test").count() == 1


def test_an_ordinary_edit_meanwhile_does_not_bury_the_other_version(apart: Out) -> None:
    note = apart.fresh()
    whole(Note, "test").filter(pk=note.pk).update(text=vault.seal(note, "text", "办公室又改"))
    apart.merge(apart.double.back())
    (one,) = read_conflicts(by=apart.cast.member, inspection=apart.cast.inspection)
    assert [version.text for version in one.versions] == ["办公室又改", "单机改的"]


def a_mark(out: Out) -> StepMark:
    return StepMark.objects.create(
        inspection=out.cast.inspection,
        round=out.cast.round,
        step="arrive",
        done_on=out.cast.inspection.starts,
        marked_by=out.cast.liaison,
    )


@pytest.fixture
def marked(out: Out) -> tuple[Out, StepMark]:
    mark = a_mark(out)
    from xuncha.machines.actions.pack import configure

    people = [getattr(out.cast, name) for name in ("leader", "member", "liaison")]
    packed = configure(
        by=out.cast.office,
        machine=out.machine,
        inspection=out.cast.inspection,
        people=people,
        carrier=out.cast.liaison,
    )
    out.double.take_in(packed.data)
    return out, mark


def test_a_removal_on_the_machine_travels_with_its_reason(marked: tuple[Out, StepMark]) -> None:
    out, mark = marked
    out.double.remove("stepmark", mark.pk, "journal:7")
    assert out.merge(out.double.back()).report["tables"]["stepmark"] == {"removed": 1}
    assert not whole(StepMark, "test").filter(pk=mark.pk).exists()
    trace = whole(Trace, "test").get(row_id=mark.pk)
    assert trace.standing["held"]["gone"][0][2]["why"] == "journal:7"


def test_removed_there_and_changed_here_is_decided_by_a_person(marked: tuple[Out, StepMark]) -> None:
    out, mark = marked
    whole(StepMark, "test").filter(pk=mark.pk).update(note="补记")
    out.double.remove("stepmark", mark.pk, "journal:7")
    out.merge(out.double.back())
    assert whole(StepMark, "test").get(pk=mark.pk).note == "补记"
    (one,) = read_conflicts(by=out.cast.leader, inspection=out.cast.inspection)
    assert (one.name, [version.digest for version in one.versions]) == ("gone", [KEEP, REMOVE])
    decide(by=out.cast.leader, inspection=out.cast.inspection, trace=one.trace, name="gone", choice=REMOVE)
    assert not whole(StepMark, "test").filter(pk=mark.pk).exists()


def test_a_row_removed_here_stays_removed_when_the_machine_did_not_touch_it(
    marked: tuple[Out, StepMark],
) -> None:
    out, mark = marked
    whole(StepMark, "test").filter(pk=mark.pk).delete()
    out.merge(out.double.back())
    assert not whole(StepMark, "test").filter(pk=mark.pk).exists()


def test_two_reports_of_one_inspection_are_put_before_a_person(out: Out) -> None:
    key = new_id()
    theirs = Report(pk=key, inspection=out.cast.inspection)
    out.double.add(
        "report",
        key,
        inspection_id=str(out.cast.inspection.pk),
        areas="four",
        state="draft",
        overall=sealed(vault.seal(theirs, "overall", "单机写的总体评价")),
        suggestions=sealed(vault.seal(theirs, "suggestions", '["建议乙"]')),
        submitted_on=None,
    )
    ours = save_report(
        by=out.cast.leader,
        inspection=out.cast.inspection,
        overall="办公室写的",
        suggestions=["建议甲"],
        areas="four",
    )
    out.merge(out.double.back())
    (one,) = read_conflicts(by=out.cast.leader, inspection=out.cast.inspection)
    assert one.twin
    assert [version.text for version in one.versions] == ["办公室写的；建议甲", "单机写的总体评价；建议乙"]
    decide(by=out.cast.leader, inspection=out.cast.inspection, trace=one.trace, name="", choice=REMOVE)
    row = whole(Report, "test").get(inspection=out.cast.inspection)
    assert (row.pk, vault.open_bytes(row, "overall").decode()) == (ours.pk, "单机写的总体评价")
    assert read_conflicts(by=out.cast.leader, inspection=out.cast.inspection) == []
    assert out.merge(out.double.back()).report["tables"]["report"] == {"same": 1}
