"""The private keys that are unlocked while something runs: in a request its account's, in a command the caller's, else none.

They live in memory, in this context alone; a thread of this process gets them by ``carried``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar, copy_context
from typing import Any, TypeVar
from uuid import UUID

from xuncha.sealed.envelope import Opener
from xuncha.trust.refusal import Locked

R = TypeVar("R")


class Pocket:
    """Private keys by account, and the compartment keys that were opened with them."""

    def __init__(self, secrets: dict[UUID, bytes] | None = None) -> None:
        self._secrets = dict(secrets or {})
        self.openers: dict[tuple[UUID, str, str], Opener] = {}

    def secret_of(self, account: UUID) -> bytes | None:
        """The private key of an account, or None."""
        return self._secrets.get(account)

    def accounts(self) -> list[UUID]:
        """Whose keys are unlocked."""
        return list(self._secrets)

    def put(self, account: UUID, secret: bytes) -> None:
        self._secrets[account] = secret
        self.openers = {}


_pocket: ContextVar[Pocket | None] = ContextVar("pocket", default=None)
_acting: ContextVar[UUID | None] = ContextVar("acting", default=None)


def pocket() -> Pocket:
    """The pocket of this context; an empty one where nobody unlocked anything."""
    return _pocket.get() or Pocket()


@contextmanager
def using(one: Pocket) -> Iterator[Pocket]:
    """Within, ``one`` is the pocket."""
    token = _pocket.set(one)
    try:
        yield one
    finally:
        _pocket.reset(token)


@contextmanager
def holding(account: UUID, secret: bytes) -> Iterator[Pocket]:
    """Within, the private key of one account is unlocked."""
    with using(Pocket({account: secret})) as one:
        yield one


@contextmanager
def acting(account: UUID) -> Iterator[None]:
    """Within, only the keys of ``account`` count; set by an action for its own account."""
    token = _acting.set(account)
    try:
        yield
    finally:
        _acting.reset(token)


def holders() -> list[UUID]:
    """Whose keys may be used here: the acting account's, outside an action everybody's that is unlocked."""
    one = _acting.get()
    return [one] if one is not None else pocket().accounts()


def secret_of(account: UUID) -> bytes:
    """The private key of an account. Raises Locked."""
    secret = pocket().secret_of(account)
    if secret is None:
        raise Locked
    return secret


def carried(work: Callable[..., R]) -> Callable[..., R]:
    """``work``, to be run in a thread of this process with what is unlocked here."""
    context = copy_context()

    def run(*given: Any) -> R:
        return context.run(work, *given)

    return run
