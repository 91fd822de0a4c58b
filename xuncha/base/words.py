"""Texts for users in two languages, and the one word list of the house."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sentence:
    """One text for a user: Chinese first, English beside it. `str()` is the Chinese."""

    zh: str
    en: str

    def __str__(self) -> str:
        return self.zh

    def __bool__(self) -> bool:
        return bool(self.zh or self.en)

    def in_(self, language: str) -> str:
        """The text in `language` ("en", "en-us" …); everything that is not English is Chinese."""
        return self.en if language.lower().startswith("en") else self.zh

    def filled(self, **facts: object) -> Sentence:
        """The sentence with its `{name}` places filled; a fact that is a Sentence keeps its language."""
        zh = en = facts
        if any(isinstance(fact, Sentence) for fact in facts.values()):
            zh = {k: v.zh if isinstance(v, Sentence) else v for k, v in facts.items()}
            en = {k: v.en if isinstance(v, Sentence) else v for k, v in facts.items()}
        return Sentence(self.zh.format_map(zh), self.en.format_map(en))

    def as_dict(self) -> dict[str, str]:
        """`{"zh": …, "en": …}` for `--json`."""
        return {"zh": self.zh, "en": self.en}


NOTHING = Sentence("", "")


def same(text: str) -> Sentence:
    """A sentence that reads the same in both languages: names, numbers, codes."""
    return Sentence(text, text)


def joined(parts: Iterable[Sentence], zh: str = "、", en: str = ", ") -> Sentence:
    """Several sentences as one, with the separator of each language."""
    parts = tuple(parts)
    return Sentence(zh.join(p.zh for p in parts), en.join(p.en for p in parts))


WORDS: dict[str, Sentence] = {
    "unit": Sentence("单位", "unit"),
    "party": Sentence("党组织", "Party organisation"),
    "organisation": Sentence("单位 / 党组织", "organisation"),
    "post": Sentence("职务", "post"),
    "person": Sentence("人员", "person"),
    "tenure": Sentence("任职", "tenure"),
    "concurrent": Sentence("兼任", "concurrent post"),
    "acting": Sentence("主持工作", "acting head"),
    "vacant": Sentence("空缺", "vacant"),
    "target": Sentence("巡察对象", "target"),
    "term": Sentence("届", "term"),
    "round": Sentence("轮", "round"),
    "team": Sentence("巡察组", "team"),
    "cadre": Sentence("巡察干部", "cadre"),
    "drafting": Sentence("抽调", "drafting"),
    "drafting_by_name": Sentence("点名抽调", "drafting by name"),
    "recommendation": Sentence("单位推荐", "recommendation by the unit"),
    "recommended": Sentence("推荐人选", "recommended person"),
    "inspection": Sentence("巡察任务", "inspection"),
    "letter": Sentence("信访件", "letter"),
    "interview": Sentence("谈话", "interview"),
    "questionnaire": Sentence("问卷", "questionnaire"),
    "screen": Sentence("数据筛查", "screen"),
    "fieldwork": Sentence("调阅走访", "fieldwork"),
    "observation": Sentence("待核事项", "observation"),
    "doubt": Sentence("疑点", "doubt"),
    "working_paper": Sentence("问题底稿", "working paper"),
    "finding": Sentence("问题", "finding"),
    "merging": Sentence("归并", "merging"),
    "fact_sheet": Sentence("事实确认单", "fact confirmation"),
    "lead": Sentence("问题线索", "lead"),
    "transfer": Sentence("移交", "transfer"),
    "rectification": Sentence("整改事项", "rectification"),
    "closing": Sentence("审核销号", "closing"),
    "proposed_handling": Sentence("拟办意见", "proposed handling"),
    "referral": Sentence("转办", "referral"),
    "paper": Sentence("文书", "paper"),
    "sign_off": Sentence("签批", "sign-off"),
    "recorded_by_clerk": Sentence("代录", "recorded by a clerk"),
    "decision": Sentence("决定", "decision"),
    "journal": Sentence("留痕", "journal"),
    "due": Sentence("待办", "what is due"),
    "leading_rank": Sentence("领导职务层次", "leading post rank"),
    "grade": Sentence("职级", "grade"),
    "undecided": Sentence("待领导小组确定", "undecided: the leading group decides"),
    "re_feedback": Sentence("再反馈", "re-feedback"),
    "backward_plan": Sentence("倒排工期", "plan counted back from the entry day"),
}
"""Word of the code → the one name it has on pages and papers. Rooms add no second name for these."""
