"""The forms of the page of somebody of the pool."""

from __future__ import annotations

from typing import Any

from django import forms

from xuncha.base.words import Sentence
from xuncha.desk.fields import choice, line
from xuncha.desk.spoken import said
from xuncha.registry.choices import choices
from xuncha.registry.models import Organisation
from xuncha.teams.models import Cadre
from xuncha.trust.access import see
from xuncha.trust.models import Account

NONE = ("", "—")


class TieForm(forms.Form):
    """A tie that somebody declared."""

    use_required_attribute = False
    kind = forms.ChoiceField(label=said(Sentence("回避情形", "Kind")))
    organisation = forms.ChoiceField(label=said(Sentence("涉及单位", "Body")), required=False)
    relative = forms.ChoiceField(
        label=said(Sentence("人才库中的亲属", "Relative in the pool")),
        required=False,
        help_text=said(Sentence("与同在人才库的亲属不编入同一组。", "Relatives do not serve in one team.")),
    )
    text = forms.CharField(
        label=said(Sentence("说明", "Explanation")),
        required=False,
        max_length=500,
        widget=forms.Textarea({"rows": 2}),
        help_text=said(Sentence("加密保存，查看须留痕。", "Kept sealed; each reading is journalled.")),
    )

    def __init__(self, *args: Any, by: Account, kinds: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [NONE, *((kind, kind) for kind in kinds)]
        bodies = see(Organisation, by).order_by("name").values_list("pk", "name")
        self.fields["organisation"].choices = [NONE, *bodies]
        pool = see(Cadre, by).order_by("person__name").values_list("pk", "person__name")
        self.fields["relative"].choices = [NONE, *pool]


class AmendForm(forms.Form):
    """What the pool knows of somebody; filled with what it knows now."""

    use_required_attribute = False
    unit = choice("所在单位", "Unit", required=False)
    identity = choice("人员身份", "Identity", required=False)
    rank = choice(
        "领导职务层次",
        "Leading post rank",
        "与职级分开填。",
        "Not to be mixed with the grade.",
        required=False,
    )
    grade = choice("职级", "Grade", required=False)
    skills = line(
        "专长",
        "Skills",
        "几项之间用顿号；按天支援各组的专业人员写“财审机动组”。",
        "Parted by 、; 财审机动组 for who helps by days.",
        required=False,
        longest=120,
    )
    native_place = line("籍贯", "Native place", "写到县、乡镇。", required=False, longest=40)
    grown_place = line("成长地", "Grew up in", required=False, longest=40)
    full_time = forms.BooleanField(label=said(Sentence("巡察机构专职", "Full-time")), required=False)
    discipline = line(
        "处分影响期或审查期",
        "Sanction or investigation",
        "没有的留空。",
        "Blank if nothing.",
        required=False,
        longest=40,
    )
    note = line("备注", "Note", required=False)

    def __init__(self, *args: Any, by: Account, row: Cadre, **kwargs: Any) -> None:
        known = {
            **{
                name: getattr(row, name)
                for name in ("identity", "rank", "grade", "full_time", "discipline", "note")
            },
            "unit": str(row.unit_id or ""),
            "skills": "、".join(row.skills),
            "native_place": row.person.native_place,
            "grown_place": row.person.grown_place,
        }
        super().__init__(*args, initial=known, **kwargs)
        units = see(Organisation, by).filter(tree="unit").order_by("name")
        self.fields["unit"].choices = [NONE, *((str(one.pk), one.name) for one in units)]
        words = choices()
        for name in ("identity", "rank", "grade"):
            listed = dict.fromkeys((*words[name], *filter(None, [known[name]])))
            self.fields[name].choices = [NONE, *((one, one) for one in listed)]

    def clean_skills(self) -> list[str]:
        """The skills, one by one."""
        text = self.cleaned_data["skills"].replace("，", "、").replace(",", "、")
        return [one.strip() for one in text.split("、") if one.strip()]
