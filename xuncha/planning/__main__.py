"""`python -m xuncha.planning`: the process behind `apart.Working`. One pickled job in, pickled notes out."""

import os
import pickle
import re
import sys
from collections.abc import Callable, Sequence
from inspect import signature
from typing import Any, BinaryIO

_GAP = re.compile(r"\s\d+\.\d+%\s.*\s(\d+(?:\.\d+)?)%\s")


def limit_memory(most: int) -> None:
    """Let this process take no more address space than `most` bytes, where the system can hold it to that."""
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


def main(source: BinaryIO, sink: BinaryIO) -> None:
    """Does the job read from `source`; writes `Progress` notes and then what it returns to `sink`."""
    limit_memory(pickle.load(source))
    work, given, options = pickle.load(source)
    _send(sink, work(*given, **options, **_reporters(work, sink)))


def _reporters(work: Callable[..., Any], sink: BinaryIO) -> dict[str, Any]:
    """What `work` can tell of its progress: the solver's lines, the part it has come to."""
    taken = signature(work).parameters.keys() & {"turn", "tell"}
    if not taken:
        return {}
    from xuncha.planning.apart import Progress  # with the solver, which other work does not wait for

    at = {"part": 0, "parts": 1}

    def turn(part: int, parts: int) -> None:
        at.update(part=part, parts=parts)
        _send(sink, Progress(**at))

    def tell(lines: Sequence[str]) -> None:
        for line in lines:
            if found := _GAP.search(line + " "):
                _send(sink, Progress(float(found.group(1)), **at))

    return {name: one for name, one in (("turn", turn), ("tell", tell)) if name in taken}


def _send(sink: BinaryIO, note: object) -> None:
    pickle.dump(note, sink)
    sink.flush()


if __name__ == "__main__":
    own = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # solvers print to standard output on their own account
    main(sys.stdin.buffer, own)
