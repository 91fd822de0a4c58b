"""The one door to restricted rows.

``see(Model, by)`` gives the rows an account may see, and stamps the query; any other query on a restricted model refuses to be
evaluated, be it a list, a count, a reverse relation, a form's choices or a unique check. Which rows that are is said by the
model itself, in ``seen_by(sight)``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar, TypeVar
from uuid import UUID

from django.db import models
from django.db.models import Q

from xuncha.trust.core.roles import Role
from xuncha.trust.refusal import NotSeen

NOWHERE = Q(pk__in=())
EVERYWHERE = ~NOWHERE  # not an empty Q: `Q() | other` is `other`, and the rows would be gone


class Unstamped(RuntimeError):
    """A query on restricted rows that did not come through ``see``: a fault in the program, shown as one."""


@dataclass(frozen=True)
class Sight:
    """What an account holds on one day: roles for the office, roles at inspections, bodies it is the contact of.

    ``read_only`` is what of this it holds for reading only: (role, inspection or body or None). It sees with all of it.
    """

    account_id: UUID | None
    on: date | None
    wide: frozenset[Role] = frozenset()
    at: Mapping[UUID, frozenset[Role]] = field(default_factory=dict)
    bodies: frozenset[UUID] = frozenset()
    read_only: frozenset[tuple[Role, UUID | None]] = frozenset()

    @property
    def writing(self) -> Sight:
        """The same without what is held for reading only: the sight by which an action that changes something is checked."""
        if not self.read_only:
            return self
        at = {
            place: kept
            for place, held in self.at.items()
            if (kept := frozenset(role for role in held if (role, place) not in self.read_only))
        }
        return Sight(
            self.account_id,
            self.on,
            frozenset(role for role in self.wide if (role, None) not in self.read_only),
            at,
            frozenset(body for body in self.bodies if (Role.CONTACT, body) not in self.read_only),
        )

    def has(self, roles: Iterable[Role], inspection: UUID | None = None) -> bool:
        """Whether one of ``roles`` is held for the office, or at ``inspection``."""
        wanted = frozenset(roles)
        if self.wide & wanted:
            return True
        return inspection is not None and bool(self.at.get(inspection, frozenset()) & wanted)

    def anywhere(self, roles: Iterable[Role]) -> bool:
        """Whether one of ``roles`` is held at all: for the office, at any inspection, or as a contact."""
        wanted = frozenset(roles)
        held = self.wide.union(*self.at.values()) if self.at else self.wide
        return bool(held & wanted) or (Role.CONTACT in wanted and bool(self.bodies))

    def inspections(self, roles: Iterable[Role]) -> frozenset[UUID]:
        """The inspections at which one of ``roles`` is held (office-wide roles not counted)."""
        wanted = frozenset(roles)
        return frozenset(one for one, held in self.at.items() if held & wanted)

    def q(self, path: str, roles: Iterable[Role]) -> Q:
        """Rows whose inspection (``path`` to its id) is one where a role of ``roles`` is held; all of them if office-wide."""
        wanted = frozenset(roles)
        return EVERYWHERE if self.wide & wanted else Q(**{f"{path}__in": self.inspections(wanted)})

    def of_body(self, path: str) -> Q:
        """Rows of the bodies this account is the contact of (``path`` to the organisation's id)."""
        return Q(**{f"{path}__in": self.bodies})


@dataclass(frozen=True)
class Whole(Sight):
    """The sight of the house itself: numbering, clocks, proofs. Each use names its reason and is listed by a test."""

    why: str = ""


class Door(models.QuerySet):
    """A query set that refuses to be evaluated unless it was stamped."""

    stamp: Sight | None = None

    def _clone(self) -> Door:
        clone = super()._clone()
        clone.stamp = self.stamp
        return clone

    def _stamped(self) -> None:
        if self.stamp is None:
            raise Unstamped(f"{self.model.__name__} rows are read through trust.access.see(), not directly")

    def _fetch_all(self) -> None:
        self._stamped()
        super()._fetch_all()

    def iterator(self, *args: Any, **kwargs: Any) -> Any:
        self._stamped()
        return super().iterator(*args, **kwargs)

    def count(self) -> int:
        self._stamped()
        return super().count()

    def exists(self) -> bool:
        self._stamped()
        return super().exists()

    def aggregate(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        self._stamped()
        return super().aggregate(*args, **kwargs)

    def explain(self, *args: Any, **kwargs: Any) -> str:
        self._stamped()
        return super().explain(*args, **kwargs)

    def update(self, **kwargs: Any) -> int:
        self._stamped()
        return super().update(**kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        self._stamped()
        return super().delete()

    def raw(self, *args: Any, **kwargs: Any) -> Any:
        raise Unstamped(f"{self.model.__name__} rows are never read by raw SQL")

    def resolve_expression(self, *args: Any, **kwargs: Any) -> Any:
        self._stamped()
        return super().resolve_expression(*args, **kwargs)

    def _combinator_query(self, combinator: str, *others: Any, all: bool = False) -> Any:
        for one in (self, *others):
            if isinstance(one, Door):
                one._stamped()
        return super()._combinator_query(combinator, *others, all=all)


class Restricted(models.Model):
    """Rows that not everybody may see. A model says in ``seen_by`` who may; saying nothing means nobody."""

    objects: ClassVar[Any] = Door.as_manager()

    class Meta:
        abstract = True
        base_manager_name = "objects"
        default_manager_name = "objects"

    @classmethod
    def seen_by(cls, sight: Sight) -> Q:
        return NOWHERE


M = TypeVar("M", bound=models.Model)


def see(model: type[M], by: Any) -> models.QuerySet[M]:
    """The rows of ``model`` that ``by`` (an Account, an Act or a Sight) may see, as a stamped query set."""
    sight = by if isinstance(by, Sight) else by.sight
    if not issubclass(model, Restricted):
        return model._default_manager.all()
    allowed = EVERYWHERE if isinstance(sight, Whole) else model.seen_by(sight)
    rows = model.objects.filter(allowed)
    rows.stamp = sight
    return rows


def see_one(model: type[M], by: Any, pk: Any) -> M:
    """The one row, or NotSeen, which does not tell an absent row from a hidden one."""
    row = see(model, by).filter(pk=pk).first()
    if row is None:
        raise NotSeen
    return row


def whole(model: type[M], why: str) -> models.QuerySet[M]:
    """Every row, for the house's own arithmetic (numbers, clocks, proofs); never for a page. ``why`` is read by a test."""
    return see(model, Whole(None, None, why=why))
