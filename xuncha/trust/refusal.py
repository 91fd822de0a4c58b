"""How an action says no: a sentence, the way out, and a short code for the journal."""

from __future__ import annotations

from xuncha.base.words import Sentence

NOTHING_CHANGED = Sentence("什么都没有改动。", "Nothing was changed.")


class Refusal(Exception):
    """Raised by an action; everything is rolled back and the refusal itself is journalled.

    ``code`` is a short word for the journal, never content. ``status`` is the HTTP status of the page that shows it.
    """

    status = 422
    journalled = False
    """Set where an action has written it down; a page writes down what no action did."""

    def __init__(self, code: str, says: Sentence, remedy: Sentence | None = None) -> None:
        super().__init__(str(says))
        self.code = code
        self.says = says
        self.remedy = remedy or NOTHING_CHANGED


class NoRight(Refusal):
    """The account does not hold a role that may do this here and today."""

    status = 403

    def __init__(self, code: str = "no-right") -> None:
        super().__init__(
            code,
            Sentence("您没有办理这件事的权限。", "You do not have the right to do this."),
            Sentence(
                "如确需办理，请联系巡察办按程序授权。",
                "If it is needed, ask the inspection office for a grant.",
            ),
        )


class NotSeen(Refusal):
    """There is no such row for this account: the same answer for a row that is not there and one it may not see."""

    status = 404

    def __init__(self) -> None:
        super().__init__(
            "not-seen",
            Sentence("没有找到这条记录，或者您无权查看。", "No such record, or you may not see it."),
            Sentence("请从列表重新进入。", "Go back to the list and open it from there."),
        )


class Stale(Refusal):
    """Somebody else has saved the row since it was read."""

    status = 409

    def __init__(self) -> None:
        super().__init__(
            "stale",
            Sentence(
                "在您填写期间，别人已经修改并保存了这条记录。",
                "Somebody else saved this record while you were writing.",
            ),
            Sentence(
                "您填写的内容没有丢失：请对照最新内容，确认后再保存一次。",
                "What you wrote is kept: compare it with the newest version and save again.",
            ),
        )


class Locked(Refusal):
    """The account's own key is not unlocked here."""

    status = 403

    def __init__(self) -> None:
        super().__init__(
            "locked",
            Sentence(
                "您的密钥还没有打开，看不了密封内容。",
                "Your key is not unlocked; sealed content stays closed.",
            ),
            Sentence("请退出后用密码重新登录。", "Log out and log in again with your password."),
        )


class NoKey(Refusal):
    """The acting account does not hold the key of what it wants to open."""

    status = 403

    def __init__(self) -> None:
        super().__init__(
            "no-key",
            Sentence("您还没有拿到这部分内容的密钥。", "You do not hold the key to this content yet."),
            Sentence(
                "持有密钥的同事（如组长、联络员）登录一次，密钥就会自动交给您；您的密码重设过的，先请他在“密钥交接”里核实。",
                "As soon as a colleague who holds it logs in, it is handed to you; after a reset he confirms it first.",
            ),
        )


class Destroyed(Refusal):
    """The key was destroyed under a rule or a decision."""

    status = 410

    def __init__(self) -> None:
        super().__init__(
            "destroyed",
            Sentence(
                "内容已按规定销毁，无法再打开。", "This content was destroyed and cannot be opened any more."
            ),
            Sentence("销毁的时间和依据见留痕。", "The journal tells when and on what basis."),
        )
