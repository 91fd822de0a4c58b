"""How much of the machine a run of screens may take, and what is told when that is not enough."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from xuncha.base.words import Sentence


@dataclass(frozen=True)
class Room:
    """How much of the machine a run may take.

    `memory` as DuckDB writes it ("4GB"; "": four fifths of the machine), `threads` (0: all). `spill` is a folder for what
    does not fit into memory; it comes to lie there in clear and is deleted at the end, so only a folder on an encrypted
    disk will do. Without one nothing is laid on any disk, and what does not fit is told.
    """

    memory: str = ""
    threads: int = 0
    spill: Path | None = None


class OutOfRoom(MemoryError):
    """A table or a screen does not fit into the memory of the run; `says` and `remedy` tell what can be done."""

    says = Sentence("内存不够，这一项没有算完", "there was not enough memory to finish this")
    remedy = Sentence(
        "请放宽内存上限、分单位筛查，或指定加密磁盘上的文件夹存放中间结果。",
        "Allow more memory, screen unit by unit, or name a folder on an encrypted disk for what does not fit.",
    )
