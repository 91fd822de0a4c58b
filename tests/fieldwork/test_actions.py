"""Notes, borrowed files and corrections: what is kept, who may, what a refusal leaves."""

from datetime import date, timedelta

import pytest

from tests.cast import TODAY, Cast
from xuncha.fieldwork.actions.borrow import (
    ask_files,
    read_files,
    receive_files,
    remark_file,
    return_files,
    withdraw_files,
)
from xuncha.fieldwork.actions.correct import (
    answer_correction,
    check_correction,
    give_correction,
    read_corrections,
)
from xuncha.fieldwork.actions.print_papers import print_correction, print_files
from xuncha.fieldwork.actions.write_note import change_note, read_notes, write_note
from xuncha.fieldwork.models import Borrowed, Correction, Note
from xuncha.trust.access import see
from xuncha.trust.models import Entry
from xuncha.trust.refusal import NoRight, Refusal, Stale

pytestmark = pytest.mark.django_db
SECRET = "会议记录与纪要不一致"
LATER = TODAY + timedelta(days=3)


@pytest.fixture
def note(cast: Cast) -> Note:
    return write_note(
        by=cast.member,
        inspection=cast.inspection,
        method="files",
        on=TODAY,
        heading="会议记录",
        where="2025年卷第12页",
        text=SECRET,
    )


@pytest.fixture
def files(cast: Cast) -> list[Borrowed]:
    titles = ["会议记录（2023—2025年）", " 接待审批单 ", "", "会议记录（2023—2025年）"]
    return ask_files(by=cast.member, inspection=cast.inspection, titles=titles, area="policy", due=LATER)


@pytest.fixture
def correction(cast: Cast) -> Correction:
    return give_correction(
        by=cast.leader, inspection=cast.inspection, problem="收费标准公示过期", demand="立即更正", due=LATER
    )


def test_a_note_is_kept_sealed(cast: Cast, note: Note) -> None:
    assert (note.serial, note.method) == (1, "files")
    assert SECRET.encode() not in bytes(note.text)
    assert read_notes(by=cast.leader, notes=[note]) == [
        {"heading": "会议记录", "where": "2025年卷第12页", "text": SECRET}
    ]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"method": "camera"}, "method"),
        ({"on": LATER}, "future"),
        ({"text": " "}, "empty"),
        ({"heading": ""}, "empty"),
    ],
)
def test_an_unfit_note_is_refused_and_nothing_kept(cast: Cast, changed: dict, code: str) -> None:
    given = {"method": "visit", "on": TODAY, "heading": "走访", "text": "看到……"} | changed
    with pytest.raises(Refusal) as no:
        write_note(by=cast.member, inspection=cast.inspection, **given)
    assert no.value.code == code
    assert see(Note, cast.member).count() == 0


def test_a_note_is_changed_by_its_writer_alone(cast: Cast, note: Note) -> None:
    given = {"method": "files", "on": TODAY, "heading": "改", "text": "改过"}
    with pytest.raises(Refusal) as no:
        change_note(by=cast.leader, note=note, version=1, **given)
    assert no.value.code == "not-writer"
    change_note(by=cast.member, note=note, version=1, **given)
    with pytest.raises(Stale):
        change_note(by=cast.member, note=note, version=1, **given | {"text": "又改"})
    assert read_notes(by=cast.member, notes=[note])[0]["text"] == "改过"


def test_files_are_listed_once_each_with_numbers(cast: Cast, files: list[Borrowed]) -> None:
    assert [row.serial for row in files] == [1, 2]
    assert [plain["title"] for plain in read_files(by=cast.leader, files=files)] == [
        "会议记录（2023—2025年）",
        "接待审批单",
    ]


def test_files_are_received_and_returned(cast: Cast, files: list[Borrowed]) -> None:
    receive_files(by=cast.member, inspection=cast.inspection, files=files, on=TODAY)
    return_files(by=cast.leader, inspection=cast.inspection, files=files[:1], on=TODAY)
    rows = see(Borrowed, cast.member).order_by("serial")
    assert [(row.received_on, row.returned_on) for row in rows] == [(TODAY, TODAY), (TODAY, None)]


def test_one_file_that_cannot_go_back_stops_them_all(cast: Cast, files: list[Borrowed]) -> None:
    receive_files(by=cast.member, inspection=cast.inspection, files=files[:1], on=TODAY)
    with pytest.raises(Refusal) as no:
        return_files(by=cast.member, inspection=cast.inspection, files=files, on=TODAY)
    assert no.value.says.zh == "第 2 号资料：没有收到的资料不能归还。"
    assert not see(Borrowed, cast.member).exclude(returned_on=None).exists()


def test_a_day_to_come_is_refused(cast: Cast, files: list[Borrowed]) -> None:
    with pytest.raises(Refusal) as no:
        receive_files(by=cast.member, inspection=cast.inspection, files=files, on=LATER)
    assert no.value.code == "future"


def test_a_held_file_is_not_withdrawn(cast: Cast, files: list[Borrowed]) -> None:
    receive_files(by=cast.member, inspection=cast.inspection, files=files[:1], on=TODAY)
    with pytest.raises(Refusal) as no:
        withdraw_files(by=cast.member, inspection=cast.inspection, files=files)
    assert no.value.code == "held"
    withdraw_files(by=cast.member, inspection=cast.inspection, files=files[1:])
    assert [row.withdrawn for row in see(Borrowed, cast.member).order_by("serial")] == [False, True]


def test_files_of_another_inspection_are_not_touched(cast: Cast, files: list[Borrowed]) -> None:
    with pytest.raises(Refusal) as no:
        receive_files(by=cast.stranger, inspection=cast.other, files=files, on=TODAY)
    assert no.value.code == "none"
    assert not see(Borrowed, cast.member).exclude(received_on=None).exists()


def test_a_remark_is_sealed(cast: Cast, files: list[Borrowed]) -> None:
    row = remark_file(by=cast.member, file=files[0], version=1, remark="缺4月")
    assert read_files(by=cast.member, files=[row])[0]["remark"] == "缺4月"


def test_a_list_without_a_file_or_with_a_past_limit_is_refused(cast: Cast) -> None:
    for given, code in (
        ({"titles": [" "]}, "empty"),
        ({"titles": ["甲"], "due": date(2026, 1, 1)}, "days"),
        ({"titles": ["甲"], "area": "x"}, "area"),
    ):
        with pytest.raises(Refusal) as no:
            ask_files(by=cast.member, inspection=cast.inspection, **given)
        assert no.value.code == code
    assert see(Borrowed, cast.member).count() == 0


def test_a_correction_goes_from_given_to_checked(cast: Cast, correction: Correction) -> None:
    answer_correction(by=cast.member, correction=correction, version=1, answer="已更正", on=TODAY)
    check_correction(by=cast.deputy, correction=correction, version=2, done=True, seen="现场看过")
    row = see(Correction, cast.member).get()
    assert (row.state, row.answered_on, row.checked_on) == ("done", TODAY, TODAY)
    assert read_corrections(by=cast.leader, corrections=[row]) == [
        {"problem": "收费标准公示过期", "demand": "立即更正", "answer": "已更正", "seen": "现场看过"}
    ]


def test_what_was_not_put_right_is_carried_on(cast: Cast, correction: Correction) -> None:
    answer_correction(by=cast.member, correction=correction, version=1, answer="已更正", on=TODAY)
    assert (
        check_correction(by=cast.leader, correction=correction, version=2, done=False, seen="没有").state
        == "carried"
    )


def test_it_is_not_checked_before_it_is_answered(cast: Cast, correction: Correction) -> None:
    with pytest.raises(Refusal) as no:
        check_correction(by=cast.leader, correction=correction, version=1, done=True, seen="看过")
    assert no.value.code == "state"
    assert see(Correction, cast.member).get().state == "open"


def test_a_member_neither_gives_nor_checks(cast: Cast, correction: Correction) -> None:
    with pytest.raises(NoRight):
        give_correction(by=cast.member, inspection=cast.inspection, problem="甲", demand="乙", due=LATER)
    with pytest.raises(NoRight):
        check_correction(by=cast.member, correction=correction, version=1, done=True, seen="看过")
    assert see(Correction, cast.member).count() == 1


def test_a_limit_after_the_stay_is_refused(cast: Cast) -> None:
    with pytest.raises(Refusal) as no:
        give_correction(
            by=cast.leader,
            inspection=cast.inspection,
            problem="甲",
            demand="乙",
            due=cast.inspection.ends + timedelta(days=1),
        )
    assert no.value.code == "days"
    assert see(Correction, cast.leader).count() == 0


def test_the_papers_are_drafted(cast: Cast, files: list[Borrowed], correction: Correction) -> None:
    asked = print_files(by=cast.member, inspection=cast.inspection, files=files, form="file_request")
    receive_files(by=cast.member, inspection=cast.inspection, files=files[:1], on=TODAY)
    handed = print_files(by=cast.member, inspection=cast.inspection, files=files, form="file_handover")
    notice = print_correction(
        by=cast.leader, correction=correction, organ="县委第一巡察组", body="街道办（虚构）"
    )
    assert [paper.form for paper in (asked, handed, notice)] == [
        "file_request",
        "file_handover",
        "immediate_correction",
    ]
    assert notice.about_id == correction.pk


def test_a_handover_of_nothing_is_refused(cast: Cast, files: list[Borrowed]) -> None:
    with pytest.raises(Refusal) as no:
        print_files(by=cast.member, inspection=cast.inspection, files=files, form="file_handover")
    assert no.value.code == "none"


@pytest.mark.parametrize("who", ["office", "petition", "contact", "stranger", "nobody", "audit"])
def test_nobody_outside_the_team_sees_or_writes(
    cast: Cast, note: Note, files: list[Borrowed], correction: Correction, who: str
) -> None:
    account = getattr(cast, who)
    assert [see(model, account).count() for model in (Note, Borrowed, Correction)] == [0, 0, 0]
    with pytest.raises(NoRight):
        write_note(by=account, inspection=cast.inspection, method="visit", on=TODAY, heading="甲", text="乙")
    with pytest.raises(NoRight):
        ask_files(by=account, inspection=cast.inspection, titles=["甲"])


def test_the_journal_holds_no_word_of_it(
    cast: Cast, note: Note, files: list[Borrowed], correction: Correction
) -> None:
    bodies = " ".join(entry.body for entry in see(Entry, cast.audit))
    assert "fieldwork.write_note" in bodies
    for secret in (SECRET, "会议记录", "收费"):
        assert secret not in bodies
        assert secret.encode("unicode_escape").decode() not in bodies
