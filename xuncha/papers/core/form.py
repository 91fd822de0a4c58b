"""A form: one kind of paper. One file in `<room>/papers/` is one form and exposes it as FORM."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from xuncha.base.words import NOTHING, Sentence

Facts = Mapping[str, Any]


@dataclass(frozen=True)
class Form:
    """What the house must know about one kind of paper.

    key          stable name, equal to the file's name; frozen into every paper of this form
    title        what a user reads; the Chinese is also the file name of a printed paper
    layout       draws plain frozen facts: `layout(facts, doc)`, doc being a Gongwen or a Register
    kind         "word" or "excel"
    series       key of the number series (`xuncha.papers.core.numbers`), None when it bears no number
    leaves_team  it goes to somebody outside: no holder's name without a reason, no source, needs delivery
    stamped      it needs a seal before it may be delivered; by default whatever leaves under a number
    public       it is posted for everybody: no 内部资料 line on it
    audience     who may see the paper inside: "team" (and the office), its "members" only, "petition", "leader" alone, "office"
    signers      who signs it in ink, in this order; it is 已签发 when each signature is recorded and confirmed
    editable     facts a clerk may reword while the paper is a draft: key → label (text, or a list of texts)
    sample       facts that fill every part of the layout; fictional; used by tests and previews
    basis        the rule or practice from which the form comes
    """

    key: str
    title: Sentence
    layout: Callable[[Facts, Any], None]
    kind: Literal["word", "excel"] = "word"
    series: str | None = None
    leaves_team: bool = False
    stamped: bool | None = None
    public: bool = False
    audience: Literal["team", "members", "petition", "leader", "office"] = "team"
    signers: tuple[str, ...] = ("签发人",)
    editable: Mapping[str, Sentence] = field(default_factory=dict)
    sample: Facts = field(default_factory=dict)
    basis: Sentence = NOTHING

    @property
    def needs_seal(self) -> bool:
        if self.stamped is None:
            return self.leaves_team and self.series is not None
        return self.stamped

    @property
    def suffix(self) -> str:
        return ".docx" if self.kind == "word" else ".xlsx"


@dataclass(frozen=True)
class Copy:
    """What is printed on one copy besides the frozen facts; none of it changes what the paper says.

    number       "明川巡办〔2026〕3号"; empty while it has none (a blank is printed to be filled in)
    dated        成文日期, ISO; empty while unsigned (年 月 日 is printed to be filled in)
    code         the code of the frozen facts, see `freeze.facts_code`
    mark         密级 or 内部资料 as decided by the office: "内部资料 注意保存", "秘密★1年", ""
    urgency      "特急", "加急" or ""
    serial       份号, six digits, or ""
    watermark    text laid across every page: the printing user and day; "" for the copy to be stamped
    printed      who printed when, small in the footer
    fictional    the demo county: every page says 虚构
    """

    number: str = ""
    dated: str = ""
    code: str = ""
    mark: str = "内部资料 注意保存"
    urgency: str = ""
    serial: str = ""
    watermark: str = ""
    printed: str = ""
    fictional: bool = False
