"""Whether somebody may be drafted, and whether somebody may lead; each refusal in the words of the rule."""

from enum import Enum

from xuncha.base.words import Sentence
from xuncha.teams.core.facts import Cadre
from xuncha.teams.core.provisions import Article, Ground, Provisions


class Standing(Enum):
    """Whether a cadre may lead: yes, only by a rule nobody has confirmed yet, or no."""

    FIT = Sentence("符合组长条件", "fit to lead")
    PENDING = Sentence(
        "仅按未确认的规定符合，待领导小组确定", "by an unconfirmed rule only: the leading group decides"
    )
    UNFIT = Sentence("不符合组长条件", "not fit to lead")


def objections(cadre: Cadre, provisions: Provisions) -> tuple[Sentence, ...]:
    """Why somebody may not be drafted, article by article; empty when nothing stands against it."""
    return tuple(_objection(cadre, article) for article in provisions.articles if not article.met(cadre))


def _objection(cadre: Cadre, article: Article) -> Sentence:
    shown = str(getattr(cadre, article.fact)) or "未填写"
    return Sentence(
        f"{cadre.name}（{shown}）不符合选调条件第{article.number}条：{article.says.zh}",
        f"{cadre.name} ({shown}) does not meet article {article.number}: {article.says.en}",
    )


def leader_grounds(cadre: Cadre, provisions: Provisions) -> tuple[Ground, ...]:
    """The grounds on which somebody may lead, confirmed or not."""
    return tuple(ground for ground in provisions.leader if ground.met(cadre))


def leader_standing(cadre: Cadre, provisions: Provisions) -> Standing:
    """One confirmed ground is enough; an unconfirmed one leaves it to the leading group."""
    grounds = leader_grounds(cadre, provisions)
    if any(ground.confirmed for ground in grounds):
        return Standing.FIT
    return Standing.PENDING if grounds else Standing.UNFIT


def may_deputise(cadre: Cadre, provisions: Provisions) -> bool:
    """Whether somebody meets any ground for a deputy; the rule only prefers, so it need not be confirmed."""
    return any(ground.met(cadre) for ground in provisions.deputy)
