"""Take the shipped rules into the rule book, once; what the office changed stays."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.rulebook.models import RuleRecord, shipped_rules
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import OFFICE


@action("rulebook.load", roles=OFFICE, says=Sentence("载入规则库默认值", "load the shipped rules"))
def load_defaults(act: Act) -> int:
    """Add the shipped records whose key the office has none of; the number added."""
    known = set(RuleRecord.objects.values_list("key", flat=True))
    fresh = [
        RuleRecord(
            key=one.key, name=one.name, title=one.title.zh, title_en=one.title.en, value=one.value, basis=one.basis,
            article=one.article, area=one.area, starts=one.starts, ends=one.ends, confirmed=one.confirmed,
            chosen=one.chosen, note=one.note, shipped=True,
        )
        for one in shipped_rules()
        if one.key not in known
    ]  # fmt: skip
    RuleRecord.objects.bulk_create(fresh)
    return len(fresh)
