"""Forgeries of the journal: what somebody with the database, or with the database and the key, may try."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace

from tests.trust.chains import KEY, body, chain, grown, head_of, moment
from xuncha.trust.core.chain import CLOCK_BACK, GENESIS, Break, Kept, Link, Stored, canonical, digest, examine


@dataclass
class Scene:
    """An honest journal, the slips on paper (the last of them over ``printed`` rows), and what the forger left behind."""

    rows: list[Link]
    papers: list[Kept]
    stored: Stored
    rng: random.Random

    @property
    def printed(self) -> int:
        return self.papers[-1].seq

    def any_row(self, upto: int = 0) -> int:
        """The index of some row, among the first ``upto`` or all."""
        return self.rng.randrange(upto or len(self.rows))

    def restore_head(self) -> None:
        """The forger who is careful fits the stored head to what he left."""
        self.stored = head_of(self.rows)[0]


#: Takes the scene, changes it, gives the number of the first bad row (0: reported, but no row is bad).
Forgery = Callable[[Scene], int]


def edit(scene: Scene) -> int:
    """One field of one row: body, digest, link to the row before, or a column beside the body."""
    at = scene.any_row()
    row = scene.rows[at]
    how = scene.rng.randrange(4)
    if how == 0:
        row = replace(row, body=canonical({**body(at + 1), "facts": {"n": scene.rng.random()}}))
    elif how == 1:
        row = replace(row, digest=_flipped(row.digest, scene.rng))
    elif how == 2:
        row = replace(row, before=_flipped(row.before, scene.rng))
    else:
        face = list(row.face or ())
        face[scene.rng.randrange(len(face))] = "other"
        row = replace(row, face=tuple(face))
    scene.rows[at] = row
    return at + 1


def _flipped(digits: str, rng: random.Random) -> str:
    at = rng.randrange(len(digits))
    return digits[:at] + ("0" if digits[at] != "0" else "1") + digits[at + 1 :]


def delete(scene: Scene) -> int:
    at = scene.any_row()
    del scene.rows[at]
    return at + 1


def renumber(scene: Scene) -> int:
    """A row taken out and the others moved up, the stored head with them."""
    at = scene.any_row(scene.printed)
    del scene.rows[at]
    scene.rows = [replace(row, seq=n + 1) for n, row in enumerate(scene.rows)]
    if scene.rows:
        last = scene.rows[-1]
        scene.stored = replace(scene.stored, seq=last.seq, digest=last.digest)
    return at + 1


def insert(scene: Scene) -> int:
    """A row set in between, the others moved down; without the key its digest is a guess."""
    at = scene.any_row()
    before = scene.rows[at - 1].digest if at else GENESIS
    planted = Link(at + 1, canonical(body(at + 1, "planted")), before, scene.rng.randbytes(32).hex())
    moved = [replace(row, seq=row.seq + 1) for row in scene.rows[at:]]
    scene.rows = [*scene.rows[:at], planted, *moved]
    return at + 1


def swap(scene: Scene) -> int:
    """Two rows change places, numbers kept in order."""
    first, second = sorted(scene.rng.sample(range(len(scene.rows)), 2))
    one, other = scene.rows[first], scene.rows[second]
    scene.rows[first], scene.rows[second] = replace(other, seq=one.seq), replace(one, seq=other.seq)
    return first + 1


def cut(scene: Scene) -> int:
    """The tail cut off so that at least one printed row is gone; the stored head may be fitted to it."""
    left = scene.rng.randrange(scene.printed)
    del scene.rows[left:]
    if scene.rng.random() < 0.5:
        scene.restore_head()
    return left + 1


def rewrite(scene: Scene) -> int:
    """Everything from a printed row on written anew with the stolen key, stored head and columns with it."""
    at = scene.any_row(scene.printed)
    forged = scene.rows[:at]
    for n in range(at + 1, len(scene.rows) + 1):
        forged.append(grown(forged, body(n, "forged" if n == at + 1 else scene.rng.choice([None, n]))))
    scene.rows = forged
    scene.restore_head()
    return at + 1


def relink(scene: Scene) -> int:
    """One printed row changed and every digest after it made anew with the stolen key."""
    at = scene.any_row(scene.printed)
    before = scene.rows[at].before
    for n, row in enumerate(scene.rows[at:], at):
        text = canonical(body(n + 1, "forged")) if n == at else row.body
        made = digest(KEY, row.seq, text, before)
        scene.rows[n] = replace(row, body=text, before=before, digest=made)
        before = made
    scene.restore_head()
    return at + 1


def yesterday(scene: Scene) -> int:
    """An older copy put back; the office may have gone on with it."""
    left = scene.rng.randrange(scene.printed)
    older = scene.rows[:left]
    for n in range(left + 1, left + 1 + scene.rng.randrange(40)):
        older.append(grown(older, body(n, "after the restore")))
    scene.rows = older
    scene.restore_head()
    return left + 1


def backdate(scene: Scene) -> int:
    """With the stolen key: rows that claim to have been there before the slip was printed."""
    kept = scene.rows[: scene.printed]
    kept.append(grown(kept, {**body(0, "backdated"), "at": moment(scene.rng.randrange(scene.printed))}))
    scene.rows = kept
    scene.restore_head()
    return scene.printed + 1


def clock_set_back(scene: Scene) -> int:
    """The machine's clock set back while the program runs: its own row tells of it, and the check reports that row."""
    at = moment(scene.rng.randrange(len(scene.rows)))
    scene.rows.append(grown(scene.rows, {**body(0), "at": at, "verb": CLOCK_BACK, "act": CLOCK_BACK}))
    scene.rows.append(grown(scene.rows, {**body(0), "at": at}))
    scene.restore_head()
    return 0


FORGERIES: tuple[Forgery, ...] = (
    edit, delete, renumber, insert, swap, cut, rewrite, relink, yesterday, backdate, clock_set_back,
)  # fmt: skip


def forge(rng: random.Random) -> None:
    """One forgery of a journal of random length with one to four slips; it is found, and the first bad row is named."""
    rows = chain(rng.randrange(2, 60))
    slips = sorted(rng.sample(range(1, len(rows) + 1), min(len(rows), rng.randrange(1, 5))))
    papers = [head_of(rows[:seq])[1] for seq in slips]
    honest = examine(KEY, rows, head_of(rows)[0], papers)
    if honest.broken or honest.steps_back:
        raise AssertionError(f"an honest journal was doubted: {honest.broken}")
    scene = Scene(list(rows), papers, head_of(rows)[0], rng)
    how = rng.choice(FORGERIES)
    bad = how(scene)
    report = examine(KEY, scene.rows, scene.stored, papers)
    if bad == 0:
        if report.broken or report.steps_back != (len(rows) + 1,):
            raise AssertionError(f"{how.__name__}: {report.broken}, {report.steps_back}")
    elif not _named(report.broken, bad):
        raise AssertionError(f"{how.__name__} at row {bad} of {len(rows)}, slips {slips}: {report.broken}")


def _named(broken: Break | None, bad: int) -> bool:
    """Whether the first bad row was named: exactly, or, where what is left fits in itself, between two slips."""
    return broken is not None and broken.seq <= bad <= (broken.upto or broken.seq)
