"""Plain forms about pairs, conditions of a talk, releasing talks and worth."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms

from xuncha.base.words import Sentence
from xuncha.desk.fields import choice, day, line, passage
from xuncha.desk.spoken import said, spoken
from xuncha.interviews.actions.release import Coming
from xuncha.interviews.core.pairs import Inspector, TalkPair
from xuncha.interviews.core.release import AWAITED, DECISIONS, RELEASED, Answer, Asked
from xuncha.interviews.pages._forms import Plain
from xuncha.interviews.pages._words import days_in, names

PEOPLE = 3
"""People whom a pair's card has room for: 主谈, 记录 and one more."""


class DaysField(forms.CharField):
    """Days parted by 、, or nothing."""

    def clean(self, value: Any) -> list[date]:
        try:
            return days_in(super().clean(value))
        except ValueError:
            raise forms.ValidationError(
                spoken(
                    Sentence(
                        "日期应写成 2026-03-16，几天用顿号隔开。",
                        "Write days as 2026-03-16, parted by commas.",
                    )
                )
            ) from None


class PairsForm(Plain):
    """A card for each pair and one to spare; an empty card is no pair."""

    def __init__(self, *args: Any, pairs: Sequence[TalkPair], at_most: int | None, **kwargs: Any) -> None:
        self.number = max(3, len(pairs) + 1)
        super().__init__(*args, initial=_initial(pairs, at_most), **kwargs)
        for n in range(self.number):
            self.fields[f"room{n}"] = line("谈话室", "Room", required=False, longest=60)
            for m in range(PEOPLE):
                title = (
                    ("主谈", "Talker"),
                    ("记录", "Recorder"),
                    ("第三人（可不填）", "Third (may be empty)"),
                )[m]
                self.fields[f"name{n}_{m}"] = line(*title, required=False, longest=40)
                self.fields[f"led{n}_{m}"] = forms.BooleanField(
                    label=said(Sentence("主持过谈话", "has led talks")), required=False
                )
                self.fields[f"woman{n}_{m}"] = forms.BooleanField(
                    label=said(Sentence("女", "woman")), required=False
                )
            self.fields[f"away{n}"] = DaysField(
                label=said(Sentence("哪几天不能谈", "Days away")),
                required=False,
                help_text=said(Sentence("例如 2026-03-16、2026-03-17。", "e.g. 2026-03-16, 2026-03-17")),
            )
        self.fields["at_most"] = forms.IntegerField(
            label=said(Sentence("总共谈多少场", "Talks in all")),
            required=False,
            min_value=1,
            max_value=2000,
            help_text=said(
                Sentence(
                    "不填的，按规则库里的安排比例留出机动。", "Empty: the rulebook's share of the slots."
                )
            ),
        )

    @property
    def cards(self) -> Iterator[dict[str, Any]]:
        """The bound fields, pair by pair."""
        for n in range(self.number):
            yield {
                "number": n + 1,
                "room": self[f"room{n}"],
                "away": self[f"away{n}"],
                "people": [
                    (self[f"name{n}_{m}"], self[f"led{n}_{m}"], self[f"woman{n}_{m}"]) for m in range(PEOPLE)
                ],
            }

    def pairs(self) -> list[TalkPair]:
        """The pairs that were filled in, numbered from 1."""
        given = self.cleaned_data
        found: list[TalkPair] = []
        for n in range(self.number):
            people = tuple(
                Inspector(given[f"name{n}_{m}"].strip(), given[f"led{n}_{m}"], given[f"woman{n}_{m}"])
                for m in range(PEOPLE)
                if given[f"name{n}_{m}"].strip()
            )
            if people or given[f"room{n}"].strip():
                away = frozenset(given[f"away{n}"])
                found.append(TalkPair(str(len(found) + 1), people, given[f"room{n}"].strip(), away))
        return found


def _initial(pairs: Sequence[TalkPair], at_most: int | None) -> dict[str, Any]:
    initial: dict[str, Any] = {"at_most": at_most}
    for n, pair in enumerate(pairs):
        initial |= {f"room{n}": pair.room, f"away{n}": "、".join(sorted(map(str, pair.away)))}
        for m, one in enumerate(pair.people[:PEOPLE]):
            initial |= {f"name{n}_{m}": one.name, f"led{n}_{m}": one.experienced, f"woman{n}_{m}": one.woman}
    return initial


class NeedsForm(Plain):
    """What one person's talk needs."""

    away = DaysField(
        label=said(Sentence("哪几天不在", "Days away")),
        required=False,
        help_text=said(Sentence("例如 2026-03-16、2026-03-17。", "e.g. 2026-03-16, 2026-03-17")),
    )
    barred = line(
        "须回避的巡察人员", "Inspectors who keep out", "与对象有亲属、同事、利害关系的，几个人用顿号分开。",
        "Kin, former colleagues, interests.", required=False,
    )  # fmt: skip
    woman = forms.BooleanField(
        label=said(Sentence("须有女干部参加", "A woman among the talkers")), required=False
    )

    def clean_barred(self) -> list[str]:
        return names(self.cleaned_data["barred"])


class ReleaseForm(Plain):
    """A tick for each talk of the coming days; for those that an open lead is about, what was asked first."""

    nothing = Sentence(
        "这几天没有要核对的谈话。排好时间的谈话临近时列在这里。", "No talk to look through in these days."
    )

    def __init__(self, *args: Any, coming: Sequence[Coming], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.coming = coming
        for one in coming:
            self.fields[f"go{one.row.serial}"] = forms.BooleanField(
                required=False, initial=not one.must_ask and one.asked.decision != "refused"
            )
            if one.asks:
                self._ask(one)

    def _ask(self, one: Coming) -> None:
        """Fields for what is asked first; an earlier answer stands in them unless a lead has come since."""
        kept = one.asked if one.leads <= one.asked.leads else Asked()
        asked = {
            "decision": choice("答复", "Answer", required=False),
            "to": line("向谁请示", "Asked of", required=False, longest=60),
            "on": day("答复日期", "Answered on", required=False),
            "document": line("批件存放处", "Where the paper is", required=False, longest=120),
        }
        choices = [(key, said(title)) for key, title in DECISIONS.items()]
        asked["decision"].choices = [("", said(Sentence("还没有请示", "not asked yet"))), *choices]  # type: ignore[attr-defined]
        for name, field in asked.items():
            field.initial = getattr(kept, name)
            self.fields[f"{name}{one.row.serial}"] = field
        self.fields[f"leads{one.row.serial}"] = forms.CharField(
            required=False, widget=forms.HiddenInput, initial=" ".join(sorted(one.leads))
        )

    @property
    def cards(self) -> list[dict[str, Any]]:
        """Each talk with its tick, and the fields of asking first where there are any."""
        return [
            {
                "row": one.row,
                "talk": one.talk,
                "team": " / ".join(part for part in ("、".join(one.talk.talkers), one.talk.recorder) if part),
                "until": one.until,
                "must_ask": one.must_ask,
                "released": RELEASED,
                "awaited": AWAITED,
                "go": self[f"go{one.row.serial}"],
                "shown": self[f"leads{one.row.serial}"] if one.asks else "",
                "fields": [self[f"{name}{one.row.serial}"] for name in _ASKED] if one.asks else [],
            }
            for one in self.coming
        ]

    def answers(self) -> dict[UUID, Answer]:
        """The leader's answer about every talk that was shown."""
        given = self.cleaned_data
        return {one.row.pk: Answer(given[f"go{one.row.serial}"], self._asked(one)) for one in self.coming}

    def _asked(self, one: Coming) -> Asked | None:
        """What was recorded, for the leads that the page showed."""
        if not one.asks:
            return None
        given = {name: self.cleaned_data[f"{name}{one.row.serial}"] for name in (*_ASKED, "leads")}
        return Asked(**{**given, "leads": frozenset(given["leads"].split())})


_ASKED = ("decision", "to", "on", "document")


class ClearanceForm(Plain):
    """谈话请示单."""

    to = line("呈给", "To", longest=60)
    words = passage("请示事由", "Reason", rows=3)


class JottingForm(Plain):
    """One's own words after a talk."""

    text = passage("我的小记", "My note", required=False, rows=6)


class OverruleForm(Plain):
    """Setting the worth of a type of post by hand."""

    cell = choice("岗位和单位类型", "Type of post and unit")
    percent = forms.IntegerField(
        label=said(Sentence("每百场估计有几场收效", "Talks of a hundred")),
        required=False,
        min_value=0,
        max_value=100,
        help_text=said(Sentence("不填表示恢复自动估计。", "Empty: back to the reckoned figure.")),
    )
    reason = line(
        "理由",
        "Reason",
        "写岗位、单位的情况，不写人，不写信访。",
        "Of posts and units; no people, no letters.",
    )

    def __init__(self, *args: Any, cells: Sequence[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cell"].choices = [("", said(Sentence("请选择", "choose"))), *cells]


class ReportForm(Plain):
    """To whom a voluntary confession is reported."""

    to = line("报送", "To", longest=60)
    phone = line("联系电话", "Phone", longest=40)
