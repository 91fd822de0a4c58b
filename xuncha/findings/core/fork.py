"""The fork: what may go into a working paper (about the body) and what must become a lead (about a person).

Each rule is a sentence in the words of the trade with the test that goes with it.  The rules advise on an observation
(:func:`ways`) and judge the text of a working paper (:func:`paper_remarks`).  They never look at whether a lead
exists: a refusal must not tell anybody that somebody has been reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from xuncha.base.words import Sentence


class Way(StrEnum):
    """Where an observation goes."""

    PAPER = "问题底稿"
    LEAD = "问题线索"
    SPLIT = "分开办理"
    DROP = "了结"
    CONTINUE = "继续了解"


@dataclass(frozen=True, slots=True)
class Matter:
    """What a person has answered about an observation before it is decided.

    ``body_failed``: a duty of the body was not done or done badly.  ``person_acted``: the facts point at what a
    particular person did.  ``breach``: the act, if true, breaks discipline or law (not a plain fault in work).
    ``checkable``: there is something that a person could check (who, what, when, a voucher, a place).
    """

    body_failed: bool
    person_acted: bool
    breach: bool
    checkable: bool


@dataclass(frozen=True, slots=True)
class Advice:
    """The way that the rules suggest, and the sentences that make them suggest it."""

    way: Way
    because: tuple[Sentence, ...]


ABOUT_BODY = Sentence(
    "底稿写单位（党组织）履行职责的问题：一事一稿，写清现象、依据、时间地点和责任主体",
    "A working paper is about the body's duties: one matter, one paper, with facts, basis, time and place",
)
ABOUT_PERSON = Sentence(
    "反映具体人涉嫌违纪违法的，一律转为问题线索，即时密封，只交组长，不写入底稿",
    "Whatever points at a person's breach becomes a lead at once, sealed, for the team leader only",
)
PLAIN_FAULT = Sentence(
    "一般工作失误不是问题线索，作为单位问题写底稿，责任写到职务",
    "A plain fault in work is no lead; write it as the body's problem, with posts instead of names",
)
APART = Sentence(
    "既有单位问题又有人的问题的，分开办：底稿只写单位的事，人的事另作线索",
    "Where body and person are both concerned, the two are split: the paper keeps silent about the person",
)
NOT_YET = Sentence(
    "没有可以核查的人、事、时间或材料的，继续了解，不写底稿也不作线索",
    "With nothing to check yet, look further; neither a paper nor a lead",
)
NOTHING_WRONG = Sentence(
    "经了解不构成问题的，写明理由后了结；已被提到的人不留任何记录",
    "Where nothing is wrong, close it with a reason; no person mentioned stays on any list",
)
RULES: tuple[Sentence, ...] = (ABOUT_BODY, ABOUT_PERSON, PLAIN_FAULT, APART, NOT_YET, NOTHING_WRONG)


def ways(matter: Matter) -> Advice:
    """What the rules suggest for ``matter``.  A person decides; nothing is chosen beforehand on the page."""
    lead = matter.person_acted and matter.breach
    if not (matter.body_failed or lead or matter.person_acted):
        return Advice(Way.DROP, (NOTHING_WRONG,))
    if not matter.checkable:
        return Advice(Way.CONTINUE, (NOT_YET,))
    if lead and matter.body_failed:
        return Advice(Way.SPLIT, (APART, ABOUT_BODY, ABOUT_PERSON))
    if lead:
        return Advice(Way.LEAD, (ABOUT_PERSON,))
    if matter.person_acted:
        return Advice(Way.PAPER, (PLAIN_FAULT, ABOUT_BODY))
    return Advice(Way.PAPER, (ABOUT_BODY,))


@dataclass(frozen=True, slots=True)
class PaperRemark:
    """What a rule says about the text of a working paper.  ``stops``: the paper may not be saved like this."""

    stops: bool
    says: Sentence


def paper_remarks(
    texts: Mapping[str, str], names: Iterable[str], breach_words: Iterable[str]
) -> tuple[PaperRemark, ...]:
    """Judges the texts of a working paper, ``texts`` being the field's Chinese label → what stands in it.

    ``names`` are the people of the body as the registry knows them, ``breach_words`` the expressions that speak of a
    person's breach (data, see ``fork_words.toml``).  A name and a breach word in one sentence stop the paper; a name
    or a word alone is a notice.  A remark tells the place, never the name: it may be shown and logged anywhere.
    """
    names = [name for name in dict.fromkeys(names) if len(name) > 1]
    words = tuple(dict.fromkeys(breach_words))
    remarks = []
    for label, text in texts.items():
        for number, sentence in enumerate(re.split(r"[。；;\n]", text), 1):
            compact = re.sub(r"\s", "", sentence)
            named = any(name in compact for name in names)
            worded = any(word in compact for word in words)
            if named or worded:
                remarks.append(_remark(label, number, named, worded))
    return tuple(remarks)


def _remark(label: str, number: int, named: bool, worded: bool) -> PaperRemark:
    where_zh, where_en = f"“{label}”第{number}句", f"sentence {number} of “{label}”"
    if named and worded:
        says = Sentence(
            f"{where_zh}同时写了姓名和违纪违法的表述：底稿只写单位的事，请改写到职务，人的事另作问题线索",
            f"{where_en} holds a name and words of a breach: keep to the body, make the rest a lead",
        )
    elif named:
        says = Sentence(
            f"{where_zh}写了姓名，请写职务，不写姓名；对外文书会自动隐去姓名",
            f"{where_en} holds a name: write the post; papers that leave the team drop the name",
        )
    else:
        says = Sentence(
            f"{where_zh}有违纪违法的表述，如指向具体的人，应另作问题线索",
            f"{where_en} speaks of a breach: if it points at a person, it belongs into a lead",
        )
    return PaperRemark(named and worded, says)
