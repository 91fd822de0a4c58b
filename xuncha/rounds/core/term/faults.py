"""What a plan breaks, with the targets and the round it is about, so that a page can say it where it is."""

from dataclasses import dataclass

from xuncha.planning.rule import Broken


@dataclass(frozen=True)
class Fault(Broken):
    """`targets` are keys; `round` is a number; neither: it is about the whole plan."""

    targets: tuple[str, ...] = ()
    round: int | None = None
