"""What the team of the running round read, saw and borrowed."""

from __future__ import annotations

from datetime import date

from xuncha.fieldwork.actions.borrow import ask_files, receive_files, return_files
from xuncha.fieldwork.actions.write_note import write_note
from xuncha.fieldwork.models import Note
from xuncha.rounds.models import Inspection
from xuncha.trust import clock
from xuncha.trust.models import Account

FILES = (
    "党工委会议记录2023—2025年(虚构)",
    "财务账簿和凭证2025年(虚构)",
    "工程项目台账(虚构)",
    "临聘人员花名册(虚构)",
    "公务接待审批单(虚构)",
)
NOTES = (  # day, method, heading, where, text
    (
        date(2026, 11, 3),
        "files",
        "查阅党工委会议记录",
        "街道档案室",
        "2024年4次工程款拨付没有上会记录,第12、18、23、31页(虚构)。",
    ),
    (date(2026, 11, 9), "visit", "走访青石社区", "社区服务中心", "公开栏未见工程结算信息,已拍照6张(虚构)。"),
    (
        date(2026, 11, 11),
        "report",
        "听取街道党工委汇报",
        "会议室",
        "汇报整改完成率与台账不一致,待核对(虚构)。",
    ),
)


def desk_work(member: Account, street: Inspection) -> Note:
    """Files asked for, received, some given back; three notes. The first note is what an observation is raised from."""
    with clock.on_day(date(2026, 11, 3)):
        files = ask_files(by=member, inspection=street, titles=FILES, area="policy", due=date(2026, 11, 6))
    with clock.on_day(date(2026, 11, 6)):
        receive_files(by=member, inspection=street, files=files[:4], on=clock.today())
    with clock.on_day(date(2026, 11, 16)):
        return_files(by=member, inspection=street, files=files[:2], on=clock.today())
    notes = []
    for day, method, heading, where, text in NOTES:
        with clock.on_day(day):
            notes.append(
                write_note(
                    by=member,
                    inspection=street,
                    method=method,
                    on=day,
                    heading=heading,
                    where=where,
                    text=text,
                )
            )
    return notes[0]
