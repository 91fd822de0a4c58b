"""Two people changed the same thing: both versions are shown, and a person decides."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import F

from xuncha.base.words import Sentence
from xuncha.machines import identity, wire
from xuncha.machines.core.record import standing_as_data, standing_of
from xuncha.machines.core.standing import GONE, decided, put_back, removed
from xuncha.machines.models import Rival, Trace
from xuncha.rounds.models import Inspection
from xuncha.trust.access import see, whole
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import AT_AN_INSPECTION
from xuncha.trust.vault import Sealed, SealedField

WHY = "a conflict is found by its trace; it is shown to who sees its row"
KEEP, REMOVE = "keep", "remove"


@dataclass(frozen=True)
class Version:
    """One version of a column: its digest (what ``decide`` takes) and what a person reads. ``here``: it stands in the row."""

    digest: str
    text: str
    here: bool


@dataclass(frozen=True)
class Apart:
    """A column on which people disagree, or (``name`` gone) a record that was removed in one place and worked on in another.

    ``serial``: the record's number where it has one, by which a person finds it.
    """

    trace: UUID
    kind: str
    row_id: UUID
    name: str
    versions: tuple[Version, ...]
    serial: int | None = None
    twin: bool = False


@dataclass
class _Row:
    trace: Trace
    row: Any
    rivals: dict[str, dict[str, Any]] = field(default_factory=dict)


@action(
    "conflict.read",
    roles=AT_AN_INSPECTION,
    where="inspection",
    says=Sentence("查看冲突", "look at conflicts"),
    reads=True,
)
def read_conflicts(act: Act, *, inspection: Inspection) -> list[Apart]:
    """What is to be decided at an inspection, as far as the account sees the rows. Opened versions are journalled as reads."""
    found: list[Apart] = []
    for one in _open(act, inspection.pk):
        if one.trace.twin_of:
            found.append(_twins(act, one))
            continue
        for name in standing_of(one.trace.standing).conflicts:
            found.append(_apart(act, one, name))
    return found


@action(
    "conflict.decide",
    roles=AT_AN_INSPECTION,
    where="inspection",
    says=Sentence("处理冲突", "decide a conflict"),
)
def decide(act: Act, *, inspection: Inspection, trace: UUID, name: str, choice: str) -> None:
    """Settle one: ``choice`` is the digest of a version; for a removal ``keep`` or ``remove``; for twins the digest of one of them."""
    one = next((one for one in _open(act, inspection.pk) if one.trace.pk == trace), None)
    if one is None:
        act.refuse(
            "no-conflict",
            Sentence("这处冲突已经处理，或者您无权查看。", "It was decided already, or you may not see it."),
            Sentence("请刷新页面。", "Load the page again."),
        )
    if one.trace.twin_of:
        _choose_twin(act, one, choice)
    elif name == GONE:
        _keep_or_remove(act, one, choice)
    else:
        _choose(act, one, name, choice)


def _open(act: Act, inspection: UUID) -> list[_Row]:
    found = []
    for trace in whole(Trace, WHY).filter(inspection=inspection, open=True).order_by("kind", "row_id"):
        row = see(wire.model_of(trace.kind), act).filter(pk=trace.twin_of or trace.row_id).first()
        if row is not None:
            one = _Row(trace, row)
            for rival in whole(Rival, WHY).filter(trace=trace).order_by("name", "digest"):
                one.rivals.setdefault(rival.name, {})[rival.digest] = rival.value
            found.append(one)
    return found


def _apart(act: Act, one: _Row, name: str) -> Apart:
    if name == GONE:
        whys = standing_of(one.trace.standing).why_gone
        versions = (Version(KEEP, "保留这条记录", True), Version(REMOVE, f"删除({'、'.join(whys)})", False))
    else:
        shown = one.trace.shown[name]
        versions = (
            Version(shown, _told(act, one, name, None), True),
            *(
                Version(key, _told(act, one, name, value), False)
                for key, value in one.rivals.get(name, {}).items()
            ),
        )
    return Apart(one.trace.pk, one.trace.kind, one.row.pk, name, versions, getattr(one.row, "serial", None))


def _told(act: Act, one: _Row, name: str, value: Any) -> str:
    """What a person reads of a version; None is the one in the row."""
    if name in wire.many(one.trace.kind):
        keys = wire.values(one.trace.kind, [one.row])[one.row.pk][name] if value is None else value
        return Sentence(f"关联{len(keys)}项", f"{len(keys)} linked").zh
    row = one.row if value is None else _other(one, {name: value})
    held = getattr(row, name)
    if held is None:
        return ""
    if isinstance(row._meta.get_field(name), SealedField):
        content = act.open_bytes([row], name)[0][name]
        try:
            return _plain(content.decode())
        except UnicodeDecodeError:
            return Sentence(f"文件，{len(content)}字节", f"a file of {len(content)} bytes").zh
    return str(held)


def _plain(text: str) -> str:
    """Sealed JSON as a person reads it; any other text as it is."""
    try:
        value = json.loads(text)
    except ValueError:
        return text
    if isinstance(value, dict):
        return "；".join(
            f"{name}：{_plain(json.dumps(one, ensure_ascii=False))}" for name, one in value.items()
        )
    if isinstance(value, list):
        return "；".join(_plain(json.dumps(one, ensure_ascii=False)) for one in value)
    return "" if value is None else str(value)


def _other(one: _Row, values: Mapping[str, Any]) -> Any:
    """The row as the other side has it, in memory; under its own key, by which its envelopes open."""
    model = type(one.row)
    plain = {column.attname: getattr(one.row, column.attname) for column in model._meta.concrete_fields}
    other = model(**plain)
    other.pk = one.trace.row_id
    for name, value in values.items():
        setattr(other, name, wire.column_value(one.trace.kind, name, value))
    return other


def _choose(act: Act, one: _Row, name: str, choice: str) -> None:
    me, kind = identity.own().told.known_as, one.trace.kind
    if choice != one.trace.shown[name]:
        value = _one_of(act, one.rivals.get(name, {}), choice)
        if name in wire.many(kind):
            wire.link(one.row, {name: wire.many_value(value)})
            _write(act, one, {})
        else:
            _write(act, one, {name: wire.column_value(kind, name, value)})
    else:
        _write(act, one, {})
    standing = decided(standing_of(one.trace.standing), me, name, choice)
    whole(Rival, WHY).filter(trace=one.trace, name=name).delete()
    _close(one, standing, {**one.trace.shown, name: choice})


def _keep_or_remove(act: Act, one: _Row, choice: str) -> None:
    me, standing = identity.own().told.known_as, standing_of(one.trace.standing)
    _write(act, one, {})
    if choice == KEEP:
        _close(one, put_back(standing, me), one.trace.shown)
        return
    _close(one, removed(standing, me, "、".join(standing.why_gone)), {})
    whole(type(one.row), WHY).filter(pk=one.row.pk).delete()


def _one_of(act: Act, versions: Mapping[str, Any], choice: str) -> Any:
    if choice not in versions:
        act.refuse(
            "no-version",
            Sentence("请选择其中一个版本。", "Choose one of the versions."),
            Sentence("版本可能已有变化，请刷新页面。", "They may have changed; load the page again."),
        )
    return versions[choice]


def _write(act: Act, one: _Row, values: Mapping[str, Any]) -> None:
    whole(type(one.row), WHY).filter(pk=one.row.pk).update(version=F("version") + 1, **values)
    act.note("conflict.decided", one.row)


def _close(one: _Row, standing: Any, shown: Mapping[str, str]) -> None:
    one.trace.standing, one.trace.shown = standing_as_data(standing), dict(shown)
    one.trace.open = bool(standing.conflicts)
    one.trace.save()


# --- twins: the same thing was made in two places ------------------------------------------------------------------------


def _differing(one: _Row) -> dict[str, Any]:
    """Column → the other's value, where it says something else; envelopes always do."""
    here = wire.values(one.trace.kind, [one.row])[one.row.pk]
    rivals = {name: next(iter(versions.values())) for name, versions in one.rivals.items()}
    return {name: value for name, value in rivals.items() if name in here and here[name] != value}


def _twins(act: Act, one: _Row) -> Apart:
    theirs = _differing(one)
    names = sorted(name for name in theirs if name in wire.columns(one.trace.kind))
    ours = "；".join(_told(act, one, name, None) for name in names)
    others = "；".join(_told(act, one, name, theirs[name]) for name in names)
    versions = (Version(KEEP, ours, True), Version(REMOVE, others, False))
    return Apart(one.trace.pk, one.trace.kind, one.row.pk, "", versions, twin=True)


def _choose_twin(act: Act, one: _Row, choice: str) -> None:
    """``keep`` leaves the row as it is; ``remove`` puts the other's words in their place. The other record ends either way."""
    if choice == REMOVE:
        theirs = _differing(one)
        other = _other(
            one, {name: value for name, value in theirs.items() if name in wire.columns(one.trace.kind)}
        )
        values = {}
        for name in theirs:
            if name in {"serial", "inspection_id"} or name not in wire.columns(one.trace.kind):
                continue
            held = getattr(other, name)
            if isinstance(held, Sealed):
                act.seal(one.row, name, act.open_bytes([other], name)[0][name])
                held = getattr(one.row, name)
            values[name] = held
        _write(act, one, values)
    else:
        _write(act, one, {})
    standing = removed(standing_of(one.trace.standing), identity.own().told.known_as, "twin")
    whole(Rival, WHY).filter(trace=one.trace).delete()
    one.trace.twin_of = None
    _close(one, standing, {})


def open_conflicts(inspection: UUID) -> int:
    """How many records wait for a decision, for the house's own use (a machine is not wiped before)."""
    return whole(Trace, WHY).filter(inspection=inspection, open=True).count()
