"""What is said when a bundle is not taken, or not yet."""

from __future__ import annotations

from xuncha.base.words import Sentence

WHOLE = Sentence("整包不收，什么都没有改动。", "The bundle is refused whole; nothing was changed.")

OUTSIDE = {
    "kind": Sentence("数据包里有单机不该带回的内容。", "It holds what a machine does not bring back."),
    "scope": Sentence(
        "数据包里有超出这台单机范围的记录：不是它的巡察任务，或者超出在机人员的权限。",
        "It holds records beyond this machine's scope: of another inspection, or beyond the rights of its people.",
    ),
    "foreign": Sentence(
        "数据包里有与别处记录同号的记录。",
        "It holds a record under the key of a record that belongs elsewhere.",
    ),
    "link": Sentence(
        "数据包里的记录指向了没有发给这台单机的内容。",
        "A record points to what was never given to this machine.",
    ),
    "content": Sentence(
        "同一处修改在数据包里内容不同，单机可能被复制或者恢复过。",
        "An edit that is known here has other content there: the machine may have been copied or restored.",
    ),
    "hollow": Sentence("数据包里的修改记录前后不符。", "The edits it tells of contradict themselves."),
    "needed": Sentence(
        "单机上删除的记录，这里还有别的记录要用。", "A record removed on the machine is still needed here."
    ),
    "taken": Sentence("改动后的编号已被占用。", "A changed number is already taken."),
}
KEEP = Sentence(
    "请保留数据包和单机原样，与带包人、保密人员一起核对；确属误带的，在单机上改正后重新导出。",
    "Keep bundle and machine as they are and look into it with the carrier and whoever is in charge of secrecy.",
)
TURN = {
    "twice": Sentence(
        "同一序号的数据包已经收过一份，内容与这份不同。",
        "A bundle with this number arrived before, with other content.",
    ),
    "fork": Sentence(
        "这份数据包与之前收到的接不上：单机可能被复制或者恢复过。",
        "It does not follow those that came before: the machine may have been copied or restored.",
    ),
}
