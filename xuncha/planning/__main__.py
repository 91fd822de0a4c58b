"""`python -m xuncha.planning`: the process behind `apart.Solving`. One pickled job in, pickled notes out."""

import os
import pickle
import re
import sys
from collections.abc import Sequence
from typing import BinaryIO

from xuncha.planning.apart import Progress
from xuncha.planning.solve import solve

_GAP = re.compile(r"\s\d+\.\d+%\s.*\s(\d+(?:\.\d+)?)%\s")


def main(source: BinaryIO, sink: BinaryIO) -> None:
    """Solves the job read from `source`; writes `Progress` notes and then the `Result` to `sink`."""
    problem, rules, options = pickle.load(source)

    def tell(lines: Sequence[str]) -> None:
        for line in lines:
            if found := _GAP.search(line + " "):
                _send(sink, Progress(float(found.group(1))))

    _send(sink, solve(problem, rules, tell=tell, **options))


def _send(sink: BinaryIO, note: object) -> None:
    pickle.dump(note, sink)
    sink.flush()


if __name__ == "__main__":
    own = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # solvers print to standard output on their own account
    main(sys.stdin.buffer, own)
