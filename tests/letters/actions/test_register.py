"""Registering letters: numbered without gaps, sealed, marked as repeats, refused without change."""

from dataclasses import replace
from datetime import date

import pytest

from tests.cast import TODAY
from tests.letters.builders import DAY, SECRET, again, counts, matter_of, registered, row, writer_of
from xuncha.letters.actions.amend import amend_letter
from xuncha.letters.actions.import_letters import difference, import_letters
from xuncha.letters.actions.read import read_letter
from xuncha.letters.actions.register import register_letter
from xuncha.letters.actions.split import split_letter
from xuncha.letters.models import Letter, Matter
from xuncha.trust.access import see
from xuncha.trust.models import Entry
from xuncha.trust.refusal import NoRight, NotSeen, Refusal, Stale

pytestmark = pytest.mark.django_db


def test_a_letter_gets_the_next_number_one_matter_and_its_clock(cast):
    first, second = registered(cast), registered(cast, text="别的事情，请问怎么办理。")
    assert (first.serial, second.serial) == (1, 2)
    assert again(cast, first).due == date(2026, 11, 24)
    assert matter_of(cast, first).due == date(2026, 11, 24)


def test_what_was_written_is_read_back_through_the_door_only(cast):
    letter = registered(cast, subject="水渠", writer="某甲", contact="123", reported="某乙")
    opened = read_letter(by=cast.leader, letter=again(cast, letter))
    assert (opened.heading, opened.text, opened.identity) == ("水渠", SECRET, None)
    assert writer_of(cast, letter) == ("某甲", "123")
    assert opened.about["reported"] == "某乙"
    assert [matter.text for matter in opened.matters] == [f"水渠\n{SECRET}"]


def test_no_column_and_no_journal_entry_holds_a_word_of_the_letter(cast):
    registered(cast, subject="赵钱孙的水渠", writer="赵钱孙", contact="赵钱孙")
    stored = list(see(Letter, cast.petition).values()) + list(see(Matter, cast.petition).values())
    stored += list(see(Entry, cast.audit).values())
    raw = repr([bytes(v) if isinstance(v, memoryview | bytes) else v for r in stored for v in r.values()])
    assert len(stored) > 3
    assert "赵钱孙" not in raw
    assert repr("赵钱孙".encode())[2:-1] not in raw


def test_the_same_words_again_are_registered_as_a_repeat(cast):
    registered(cast)
    again_sent = registered(cast, text=SECRET.replace("，", " , "), day=date(2026, 11, 12))
    assert again_sent.repeat is True
    assert counts(cast) == (2, 2, 0)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"text": " "}, "empty"),
        ({"channel": "飞鸽"}, "channel"),
        ({"day": date(2026, 11, 21)}, "future"),
        ({"day": None}, "future"),
        ({"named": True, "writer": "某甲"}, "named"),
    ],
)
def test_a_wrong_letter_is_refused_and_nothing_is_kept(cast, wrong, code):
    with pytest.raises(Refusal) as no:
        registered(cast, **wrong)
    assert no.value.code == code
    assert counts(cast) == (0, 0, 0)


@pytest.mark.parametrize("who", ["member", "liaison", "office", "contact", "stranger", "nobody", "audit"])
def test_only_petition_officer_and_heads_register_and_read(cast, who):
    letter = registered(cast)
    account = getattr(cast, who)
    with pytest.raises(NoRight):
        register_letter(by=account, inspection=cast.inspection, row=row())
    with pytest.raises((NoRight, NotSeen)):
        read_letter(by=account, letter=again(cast, letter))
    assert list(see(Letter, account)) == []


def test_a_letter_is_split_into_its_matters(cast):
    letter = registered(cast)
    split_letter(by=cast.petition, letter=letter, version=letter.version, texts=["一件", " ", "另一件"])
    opened = read_letter(by=cast.petition, letter=again(cast, letter))
    assert [(m.row.number, m.text, m.row.state) for m in opened.matters] == [
        (1, "一件", "open"),
        (2, "另一件", "open"),
    ]


def test_matters_put_together_again_leave_one(cast):
    letter = registered(cast)
    split_letter(by=cast.petition, letter=letter, version=letter.version, texts=["一件", "另一件"])
    letter = again(cast, letter)
    split_letter(by=cast.petition, letter=letter, version=letter.version, texts=["合在一起"])
    assert [m.text for m in read_letter(by=cast.petition, letter=again(cast, letter)).matters] == ["合在一起"]
    assert counts(cast) == (1, 2, 0)


def test_splitting_a_letter_that_somebody_changed_since_changes_nothing(cast):
    letter = registered(cast)
    with pytest.raises(Stale):
        split_letter(by=cast.petition, letter=letter, version=letter.version + 1, texts=["一件", "另一件"])
    assert counts(cast) == (1, 1, 0)


def test_what_became_known_later_is_written_into_the_register(cast):
    letter = registered(cast)
    new = row(reported="某乙", consent=True, channel="visit", writer="某甲", contact="123")
    amend_letter(by=cast.petition, letter=letter, version=letter.version, row=new)
    opened = read_letter(by=cast.leader, letter=again(cast, letter))
    assert (opened.about["reported"], opened.about["consent"], opened.row.channel) == ("某乙", True, "visit")
    assert writer_of(cast, letter) == ("某甲", "123")


@pytest.mark.parametrize("wrong", [{"text": " "}, {"day": date(2027, 1, 1)}, {"named": True}])
def test_a_correction_that_cannot_stand_changes_nothing(cast, wrong):
    letter = registered(cast)
    with pytest.raises(Refusal):
        amend_letter(by=cast.petition, letter=letter, version=letter.version, row=row(**wrong))
    assert again(cast, letter).version == letter.version


def test_of_two_corrections_the_second_is_refused(cast):
    letter = registered(cast)
    amend_letter(by=cast.petition, letter=letter, version=letter.version, row=row(text="第一个"))
    with pytest.raises(Stale):
        amend_letter(by=cast.deputy, letter=letter, version=1, row=row(text="第二个"))
    assert read_letter(by=cast.leader, letter=again(cast, letter)).text == "第一个"


ROWS = (row(row=2), row(row=3, text="别的事", day=None), row(row=4, day=date(2026, 11, 10)))


def bring(cast, rows=ROWS, **more):
    return import_letters(
        by=cast.petition, inspection=cast.inspection, rows=rows, **{"day": TODAY, "channel": "post", **more}
    )


def test_an_import_registers_each_row_and_fills_open_days(cast):
    letters = bring(cast)
    assert [(x.serial, x.received_on, x.repeat) for x in letters] == [
        (1, DAY, False),
        (2, TODAY, False),
        (3, date(2026, 11, 10), True),
    ]
    assert counts(cast) == (3, 3, 0)


def test_importing_the_same_file_twice_changes_nothing(cast):
    bring(cast)
    assert bring(cast) == ()
    assert counts(cast) == (3, 3, 0)


def test_one_row_in_the_future_stops_the_whole_import_and_is_named(cast):
    with pytest.raises(Refusal, match="第9行"):
        bring(cast, (*ROWS, row(row=9, text="第三件", day=date(2027, 1, 1))))
    assert counts(cast) == (0, 0, 0)


def test_the_dry_run_tells_new_from_known_and_changes_nothing(cast):
    bring(cast, ROWS[:1])
    found = difference(cast.petition, cast.inspection, ROWS)
    assert [[r.row for r in part] for part in (found.new, found.known)] == [[3, 4], [2]]
    assert counts(cast) == (1, 1, 0)


def test_the_other_inspection_knows_nothing_of_it(cast):
    bring(cast)
    other = replace(ROWS[0])
    assert difference(cast.stranger, cast.other, [other]).new == (other,)
