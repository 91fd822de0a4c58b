"""待办 of the auditor: the next slip of the journal."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils import timezone

from xuncha.base.words import Sentence
from xuncha.base.workdays import Clock
from xuncha.desk.todo import Todo, todos
from xuncha.rulebook import calendar
from xuncha.rulebook.models import look
from xuncha.trust.access import see
from xuncha.trust.actions.sign_head import AUDIT
from xuncha.trust.models import Account, Entry, SignedHead

SIGN = Sentence("签发并打印留痕存根", "Sign and print a slip of the journal")


@todos(AUDIT)
def slip(account: Account, today: date) -> Iterator[Todo]:
    """Due some days after the last slip; at once where there is none. Nothing while nothing was journalled since."""
    last = see(SignedHead, account).first()
    own = {"signedhead.added", "journal.sign_head"}
    if not see(Entry, account).filter(seq__gt=last.seq if last else 0).exclude(verb__in=own).exists():
        return
    rule = look("journal.slip_every", today)
    every = Clock(rule.value["number"], rule.value["unit"], rule.basis)
    due = every.due(timezone.localdate(last.at), calendar.official()) if last else today
    if due <= today:
        yield Todo(SIGN, reverse("stewards-heads"), due, due < today)
