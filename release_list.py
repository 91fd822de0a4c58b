"""Puts the list of the release into a wheel while it is built: every file of the program with its hash (``xuncha.office.release``)."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ReleaseList(BuildHookInterface):
    """A checkout that is installed to be worked on gets none."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        from xuncha.office import release

        listed = release.make(Path(self.root, "xuncha"), into=Path(tempfile.mkdtemp()))
        build_data["force_include"][str(listed)] = f"xuncha/{release.LIST}"
