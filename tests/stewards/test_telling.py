"""Rows of the journal are told in sentences."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps

from xuncha.base.words import Sentence
from xuncha.stewards.telling import FACTS, kind_named, told, told_facts

#: The calls whose keyword arguments are facts of a row.
NOTING = {"add", "note", "witness"}
ACTIONS = {"letters.register": Sentence("登记信访件", "register a letter")}


def test_an_action_is_told_in_its_own_words() -> None:
    assert told("letters.register", "letter", ACTIONS).zh == "登记信访件"


def test_a_row_of_a_known_kind() -> None:
    assert told("workingpaper.changed", "workingpaper", ACTIONS) == Sentence(
        "修改问题底稿", "changed: working paper"
    )


def test_a_row_of_an_unknown_kind_is_a_record() -> None:
    assert told("oddity.added", "oddity", ACTIONS).zh == "新增记录"


def test_a_verb_nobody_knows_is_shown_as_it_is() -> None:
    assert told("odd.verb", None, ACTIONS).zh == "odd.verb"


#: Tables whose rows are never named in the journal: the journal itself.
OF_THE_JOURNAL = {"entry", "chainhead"}


def test_every_table_has_a_name_in_words() -> None:
    models = [one for one in apps.get_app_config("xuncha").get_models() if not one._meta.auto_created]
    nameless = [
        one._meta.model_name for one in models if kind_named(one._meta.model_name) == kind_named(None)
    ]
    assert set(nameless) == OF_THE_JOURNAL


def test_every_verb_that_is_noted_is_told() -> None:
    noted = set()
    for path in (Path(__file__).parents[2] / "xuncha").rglob("*.py"):
        noted |= set(re.findall(r'(?:\.note|witness)\(\s*"([a-z_.]+)"', path.read_text(encoding="utf-8")))
    assert len(noted) > 5
    assert [verb for verb in sorted(noted) if told(verb, None, {}).zh == verb] == []


def test_facts_are_told_in_words_and_what_was_not_told_is_left_out() -> None:
    facts = {"number": 3, "due": "2026-12-01", "repeat": False, "channel": "", "odd": None}
    assert [one.zh for one in told_facts(facts)] == ["序号 3", "期限 2026-12-01", "重复 否"]


@pytest.mark.parametrize(
    ("name", "value", "zh"),
    [("role", "leader", "角色 巡察组组长"), ("page", "stewards-journal", "页面 留痕"), ("found", "gap", "结论 缺少这一条"),
     ("found", "whole", "结论 全部留痕首尾相扣，没有改动、缺失或调换"), ("sort", "totp", "方式 动态验证码"),
     ("role", "odd", "角色 odd"), ("page", "odd", "页面 odd")],
)  # fmt: skip
def test_codes_are_told_in_words_where_there_are_words(name: str, value: str, zh: str) -> None:
    assert [one.zh for one in told_facts({name: value})] == [zh]


def test_every_fact_that_is_noted_has_a_name_in_words() -> None:
    noted: set[str] = set()
    for path in (Path(__file__).parents[2] / "xuncha").rglob("*.py"):
        if "/core/" in path.as_posix():
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and getattr(node.func, "attr", getattr(node.func, "id", "")) in NOTING
            ):
                noted |= {one.arg for one in node.keywords if one.arg and one.arg != "refused"}
    assert len(noted) > 20
    assert sorted(noted - set(FACTS)) == []
