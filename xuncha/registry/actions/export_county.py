"""The registry as a county workbook, to be corrected outside and imported again. Cadres stay in their own room."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.registry.choices import choices
from xuncha.registry.core.template import template
from xuncha.registry.facts import county_of
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import OFFICE


@action("registry.export", roles=OFFICE, says=Sentence("导出县情登记工作簿", "export the county workbook"))
def export_county(act: Act) -> bytes:
    """An .xlsx file; importing it again changes nothing."""
    return template(county_of(act), choices(), stamp="内部资料")
