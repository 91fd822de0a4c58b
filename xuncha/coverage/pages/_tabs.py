"""The pages about scope and targets, as tabs of each other, and the marks they share."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from xuncha.base.words import Sentence
from xuncha.coverage.core.facts import Kind
from xuncha.coverage.core.rules import Outcome
from xuncha.coverage.facts import Scene
from xuncha.desk.parts import Tab

TONES = {Outcome.IN: "ok", Outcome.JOINT: "go", Outcome.OUT: "off", Outcome.UNDECIDED: "wait"}
NO_TERM = Sentence("还没有设立届次。", "No term has been set up.")
SET_UP = Sentence("先设立届次（五年一届），再核定范围。", "Set up the term of five years first.")


def tabs(request: HttpRequest, here: str, scene: Scene | None) -> list[Tab]:
    """全覆盖 and 规划 (shown by the room of rounds), 范围, 待定, 对象, 届次."""
    undecided = (
        None if scene is None else sum(one.body.kind is not Kind.POST for one in scene.proof.undecided)
    )
    wanted = (
        ("rounds-picture", Sentence("全覆盖", "Coverage"), None),
        ("coverage-scope", Sentence("巡察范围", "Scope"), None),
        ("coverage-undecided", Sentence("待领导小组确定", "Undecided"), undecided),
        ("coverage-targets", Sentence("巡察对象", "Targets"), len(scene.targets) if scene else None),
        ("rounds-plan", Sentence("五年规划", "Plan"), None),
        ("coverage-terms", Sentence("届次", "Terms"), None),
    )
    return [
        Tab(title, address, name == here, count)
        for name, title, count in wanted
        if (address := _address(name))
    ]


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
