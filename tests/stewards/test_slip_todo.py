"""The auditor is reminded of the next slip; the demo's auditor signs, verifies and hands a file out."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.cast import Cast
from xuncha.desk.todo import all_todos
from xuncha.office.demo.auditing import auditing
from xuncha.trust import clock
from xuncha.trust.access import whole
from xuncha.trust.act import witness
from xuncha.trust.actions.sign_head import sign_head
from xuncha.trust.models import Account, Entry

SIGN = "签发并打印留痕存根"


def reminded(account: Account, days: int = 0) -> list[tuple[int, bool]]:
    """Due day (from the real today) and whether it is late, of the reminder."""
    real = timezone.localdate()
    with clock.on_day(real + timedelta(days=days)):
        found = [one for one in all_todos(account, real + timedelta(days=days)) if one.says.zh == SIGN]
    return [((one.due - real).days, one.late) for one in found if one.due]


def test_nothing_is_asked_while_nothing_was_journalled(cast: Cast) -> None:
    assert reminded(cast.audit) == []


def test_the_first_slip_is_due_at_once(cast: Cast) -> None:
    witness("a", cast.leader)
    assert reminded(cast.audit) == [(0, False)]
    assert reminded(cast.office) == []


@pytest.mark.parametrize(("days", "found"), [(0, []), (1, [(1, False)]), (2, [(1, True)])])
def test_the_next_one_is_due_a_day_later(days: int, found: list[tuple[int, bool]], cast: Cast) -> None:
    sign_head_after(cast)
    witness("b", cast.leader)
    assert reminded(cast.audit, days) == found


def test_it_is_not_asked_for_while_only_the_slip_itself_was_journalled(cast: Cast) -> None:
    sign_head_after(cast)
    assert reminded(cast.audit, 5) == []


def sign_head_after(cast: Cast) -> None:
    witness("a", cast.leader)
    sign_head(by=cast.audit)


def test_the_demo_s_auditor_signs_verifies_and_exports(cast: Cast) -> None:
    witness("a", cast.leader)
    auditing(cast)  # type: ignore[arg-type]
    done = list(whole(Entry, "test").order_by("seq").values_list("verb", flat=True))
    assert [verb for verb in done if verb.startswith(("journal", "signedhead"))] == [
        "signedhead.added", "journal.sign_head", "journal.check", "journal.checked", "journal.exported", "journal.export",
    ]  # fmt: skip
