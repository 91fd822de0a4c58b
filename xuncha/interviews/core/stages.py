"""The stages of a talk, its kinds, and what its record may say of an answer."""

from __future__ import annotations

from xuncha.base.words import Sentence

STAGES = {
    "planned": Sentence("待确认", "planned"),
    "set": Sentence("已安排", "set"),
    "open": Sentence("谈话中", "open"),
    "held": Sentence("已谈，待核对签字", "held, to be signed"),
    "signed": Sentence("记录已签字", "record signed"),
    "stopped": Sentence("已中止，由组长处理", "stopped, with the leader"),
}
KINDS = {
    "must": Sentence("必谈", "must"),
    "chosen": Sentence("选谈", "chosen"),
    "asked": Sentence("主动约谈", "asked for by the person"),
}
RESULTS = {
    "nothing": Sentence("无", "nothing"),
    "check": Sentence("待核实", "to be looked into"),
}
SAFETY = {
    "place_checked": Sentence(
        "谈话室：楼层、门窗、桌角、杂物、监控等已检查", "room checked: floor, windows, edges, objects"
    ),
    "escort": Sentence("陪同：谁到楼下接、谁陪同进出", "who meets the person and walks along"),
    "health_asked": Sentence(
        "身体：是否有疾病、是否服药、精神状况", "health: illness, medicine, state of mind"
    ),
    "route_back": Sentence(
        "谈后：谁送回、怎么走、交给谁", "afterwards: who sees the person home, how, handed to whom"
    ),
}
PLACEABLE = frozenset({"planned", "set"})
WRITABLE = frozenset({"open", "held"})
