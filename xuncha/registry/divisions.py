"""Reads the national list of divisions and the usual bodies of a county, both shipped as data."""

from __future__ import annotations

import csv
import gzip
import io
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from xuncha.base.words import Sentence
from xuncha.registry.core.county import County
from xuncha.registry.core.frame import Township, frame


class NoSuchCounty(LookupError):
    """No county has that code; `says` and `remedy` are for the user."""

    remedy = Sentence(
        "县级代码是六位数字，如嵩明县 530127。", "A county's code has six digits, such as 530127."
    )

    def __init__(self, code: str):
        self.says = Sentence(
            f"没有代码为“{code}”的县（市、区）", f"there is no county with the code “{code}”"
        )
        super().__init__(self.says.zh)


def county_frame(code: str) -> County:
    """The frame of the county with a six-digit division code. Raises NoSuchCounty."""
    names = {row["code"]: row["name"] for row in _rows("counties")}
    if code not in names:
        raise NoSuchCounty(code)
    townships = [Township(row["code"], row["name"]) for row in _rows("townships") if row["areaCode"] == code]
    return frame(names[code], townships, departments())


@cache
def _rows(name: str) -> tuple[dict[str, str], ...]:
    packed = files("xuncha.data").joinpath(f"divisions/{name}.csv.gz").read_bytes()
    return tuple(csv.DictReader(io.StringIO(gzip.decompress(packed).decode("utf-8"))))


def departments() -> list[dict[str, Any]]:
    """The usual bodies of a county, in groups (category, leadership, names, merged Party organisation)."""
    text = files("xuncha.data").joinpath("departments.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)["group"]
