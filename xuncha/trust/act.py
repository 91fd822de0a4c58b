"""The one transaction in which anything is done.

An action is a function ``verb(act, *, …)`` under ``@action``. It is called as ``verb(by=account, …)``: the right is checked, the
work is done, and the journal is written last, in one transaction opened here. A refusal rolls everything back and is itself
journalled. An action called by an action joins the outer one.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from django.db import IntegrityError, models, transaction

from xuncha.base.not_entered import NotEntered
from xuncha.base.words import Sentence
from xuncha.sealed.stream import Stream
from xuncha.trust import clock, journal, pocket, vault
from xuncha.trust.access import Sight, see, see_one, whole
from xuncha.trust.core.roles import MAY, UNDER_SEAL, Role
from xuncha.trust.lock import write_turn
from xuncha.trust.models import Account, Row
from xuncha.trust.refusal import NoRight, Refusal, Stale

R = TypeVar("R", bound=Row)
M = TypeVar("M", bound=models.Model)


@dataclass(frozen=True)
class Verb:
    """What an action declares of itself: its name in the journal, who may, and where the role must be held.

    ``where`` names the keyword argument that is, or has, the inspection; None asks for a role held for the office.
    ``"anywhere"`` leaves the finer check to the action, which then calls ``act.need``; ``"self"`` asks for no role, only for an
    open account: what everybody does to his own log-in. ``reads``: it changes nothing but the
    journal, so a read-only grant is enough for it.
    """

    name: str
    roles: frozenset[Role]
    where: str | None
    says: Sentence
    reads: bool = False


@dataclass
class Act:
    """One run of an action: who acts, on what day, and the entries that will be written at its end.

    ``shown``: the office might have done it, and may see every row it was done to. ``reads``: what is being done only reads.
    """

    by: Account
    today: date
    entries: list[dict[str, Any]] = field(default_factory=list)
    shown: bool = True
    reads: bool = False

    @property
    def sight(self) -> Sight:
        return self.by.sight

    @property
    def allowed(self) -> Sight:
        """The sight by which the right is checked: without read-only grants, unless what is being done only reads."""
        return self.sight if self.reads else self.sight.writing

    def see(self, model: type[M]) -> models.QuerySet[M]:
        """The rows that the acting account may see."""
        return see(model, self)

    def one(self, model: type[M], pk: Any) -> M:
        """The one row; raises NotSeen."""
        return see_one(model, self, pk)

    def need(self, roles: Iterable[Role], inspection: UUID | None = None) -> None:
        """Raise NoRight unless one of ``roles`` is held for the office or at ``inspection``; to write, not read-only."""
        if not self.allowed.has(roles, inspection):
            raise NoRight

    def refuse(self, code: str, says: Sentence, remedy: Sentence | None = None) -> None:
        raise Refusal(code, says, remedy)

    def next_serial(self, model: type[M], inspection: models.Model | UUID) -> int:
        """The number after the highest that a row of ``model`` was ever given at the inspection, seen or not."""
        numbered = whole(model, "numbering goes over all rows").filter(inspection=inspection)
        return 1 + (numbered.aggregate(top=models.Max("serial"))["top"] or 0)

    def seal(self, row: models.Model, column: str, plain: str | bytes | Stream) -> None:
        """Write a sealed column of a row that is about to be saved."""
        setattr(row, column, vault.seal(row, column, plain))

    def open(self, rows: Iterable[models.Model], *columns: str) -> list[dict[str, str]]:
        """The plain texts of sealed columns, one dict a row in the rows' order (an empty column is ""); the read is journalled."""
        return [
            {name: value.decode() for name, value in one.items()} for one in self.open_bytes(rows, *columns)
        ]

    def open_bytes(self, rows: Iterable[models.Model], *columns: str) -> list[dict[str, bytes]]:
        """As ``open``, for what is no text."""
        return [
            {name: vault.open_bytes(row, name) if getattr(row, name) else b"" for name in columns}
            for row in self._opening(rows, columns)
        ]

    def open_streams(self, rows: Iterable[models.Model], *columns: str) -> list[dict[str, Stream]]:
        """As ``open``, for files: to be read piece by piece, after the action too. No column may be empty."""
        return [
            {name: vault.open_stream(row, name) for name in columns} for row in self._opening(rows, columns)
        ]

    def _opening(self, rows: Iterable[M], columns: tuple[str, ...]) -> list[M]:
        opened = list(rows)
        if opened:
            self.note("sealed.opened", *opened, columns=len(columns))
        return opened

    def note(self, verb: str, *rows: models.Model, **facts: journal.Fact) -> None:
        """Add a journal entry on rows of one kind; facts are codes, numbers and days, never texts."""
        self.entries.append(journal.draft(verb, self.by, rows, facts))
        self.shown = self.shown and journal.office_sees(rows)

    def add(self, row: R, **facts: journal.Fact) -> R:
        """Save a new row and note it as ``<kind>.added``."""
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError:
            self._taken()
        self.note(f"{row._meta.model_name}.added", row, **facts)
        return row

    def change(self, row: R, version: int | None = None, /, *, noting: str = "", **values: Any) -> R:
        """Write ``values`` to a row that was read at ``version`` (default: as loaded) and note ``<kind>.changed``.

        Raises Stale if somebody else saved it since. ``noting`` adds a code to the journal entry.
        """
        read_at = row.version if version is None else version
        try:
            with transaction.atomic():
                done = (
                    see(type(row), self)
                    .filter(pk=row.pk, version=read_at)
                    .update(version=read_at + 1, **values)
                )
        except IntegrityError:
            self._taken()
        if not done:
            raise Stale
        for name, value in {**values, "version": read_at + 1}.items():
            setattr(row, name, value)
        self.note(f"{row._meta.model_name}.changed", row, what=noting or "+".join(sorted(values))[:60])
        return row

    @contextmanager
    def rehearsal(self) -> Iterator[None]:
        """A dry run: what is done within, and what it would journal, is taken back at the end."""
        kept = len(self.entries)
        with transaction.atomic():
            yield
            transaction.set_rollback(True)
        del self.entries[kept:]

    def _taken(self) -> None:
        self.refuse(
            "taken",
            Sentence("已有相同的记录。", "There is already such a record."),
            Sentence("请查看已有记录，不要重复录入。", "Look at the existing record; do not enter it twice."),
        )


_running: ContextVar[Act | None] = ContextVar("running", default=None)
VERBS: dict[str, Verb] = {}


def action(
    name: str, *, roles: Iterable[Role], says: Sentence, where: str | None = None, reads: bool = False
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Declare an action. ``says`` is how the journal's page tells it: 「登记信访件」; ``reads`` if it only reads."""
    verb = Verb(name, frozenset(roles), where, says, reads)

    def declare(work: Callable[..., Any]) -> Callable[..., Any]:
        VERBS[name] = verb
        MAY[name] = verb.roles

        @functools.wraps(work)
        def run(*, by: Account | Act, **arguments: Any) -> Any:
            return _perform(verb, work, by, arguments)

        run.verb = verb  # type: ignore[attr-defined]
        return run

    return declare


def _perform(verb: Verb, work: Callable[..., Any], by: Account | Act, arguments: dict[str, Any]) -> Any:
    outer = _running.get()
    if outer is not None:
        with _as(outer, verb):
            _check(verb, outer, arguments)
            return work(outer, **arguments)
    account = by.by if isinstance(by, Act) else by
    with write_turn():
        account.__dict__.pop("sight", None)  # rights that ended since the account was loaded have ended
        act = Act(account, clock.today(), shown=Role.OFFICE in verb.roles, reads=verb.reads)
        token = _running.set(act)
        try:
            with transaction.atomic(), pocket.acting(account.pk):
                _check(verb, act, arguments)
                result = _worked(work, act, arguments)
                act.entries.append(journal.draft(verb.name, account, [], {}))
                journal.append(_named(verb, act), act.entries)
            return result
        except Refusal as no:
            with transaction.atomic():
                journal.append(verb.name, [journal.draft(verb.name, account, [], {})], refused=no.code)
            no.journalled = True
            raise
        finally:
            _running.reset(token)


@contextmanager
def _as(act: Act, verb: Verb) -> Iterator[None]:
    """While an inner action runs, the right is checked as that action asks for it."""
    before, act.reads = act.reads, verb.reads
    try:
        yield
    finally:
        act.reads = before


def _named(verb: Verb, act: Act) -> str:
    """The action's name in the journal, marked where it is one of the office's but touched a row that the office may not see."""
    return verb.name + (UNDER_SEAL if Role.OFFICE in verb.roles and not act.shown else "")


def _worked(work: Callable[..., Any], act: Act, arguments: dict[str, Any]) -> Any:
    """A fact that nobody entered is no fault: it refuses the action and says where to enter it."""
    try:
        return work(act, **arguments)
    except NotEntered as no:
        raise Refusal("not-entered", no.says, no.remedy) from no


def _check(verb: Verb, act: Act, arguments: dict[str, Any]) -> None:
    if verb.where == "self":
        allowed = act.by.is_active
    elif verb.where == "anywhere":
        allowed = act.allowed.anywhere(verb.roles)
    else:
        allowed = act.allowed.has(verb.roles, _inspection(verb, arguments))
    if not allowed:
        raise NoRight


def _inspection(verb: Verb, arguments: dict[str, Any]) -> UUID | None:
    if verb.where is None:
        return None
    subject = arguments[verb.where]
    if subject is None or isinstance(subject, UUID):
        return subject
    if subject._meta.model_name == "inspection":
        return subject.pk
    return subject.inspection_id


def before_anybody(verb: str, work: Callable[[Act], Any]) -> Any:
    """Do what is done before there is any account that could act: the first start. Journalled as the house's own deed."""
    with write_turn(), transaction.atomic():
        act = Act(None, clock.today())  # type: ignore[arg-type]
        result = work(act)
        journal.append(verb, act.entries)
    return result


def witness(
    verb: str, by: Account | None, *rows: models.Model, refused: str = "", **facts: journal.Fact
) -> None:
    """Journal what is no action: a log-in, a page that was refused. A transaction of its own."""
    with write_turn(), transaction.atomic():
        journal.append(verb, [journal.draft(verb, by, rows, facts)], refused)
