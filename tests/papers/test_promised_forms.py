"""Every paper that a round, the first start and two persons need has a form: taking a file out of a folder is seen here by name."""

from __future__ import annotations

import pytest

from xuncha.papers.core.forms import form_named

PROMISED = {
    "announcement_entry": "公告", "announcement_exit": "公告", "inspection_notice": "通知", "drafting_letter": "抽调函",
    "authorisation": "授权任职决定", "recusal_form": "回避申报表", "secrecy_pledge": "保密承诺书", "talk_table_team": "谈话安排表",
    "working_paper": "底稿", "fact_confirmation": "事实确认单", "lead_transfer": "移交函", "inspection_report": "报告",
    "feedback_opinion": "反馈意见", "rectification_ledger": "整改台账", "approval_request": "呈批件", "paper_register": "登记簿",
    "first_start_record": "首次启用记录", "login_slips": "登录码", "recovery_share": "恢复码", "two_person_sheet": "双人事项批准单",
    "leaving_handover": "交接",
}  # fmt: skip


@pytest.mark.parametrize("key", PROMISED)
def test_the_paper_has_a_form_with_its_title(key: str) -> None:
    assert PROMISED[key] in form_named(key).title.zh
