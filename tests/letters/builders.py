"""Letters as the tests of this room make them."""

from datetime import date

from tests.cast import TODAY
from xuncha.letters.actions.decide_way import confirm_way, decide_way
from xuncha.letters.actions.open_identity import OPEN, see_identity
from xuncha.letters.actions.propose_way import propose_way
from xuncha.letters.actions.register import register_letter
from xuncha.letters.core.intake import LetterRow
from xuncha.letters.models import Letter, Matter, Referral
from xuncha.trust.access import see
from xuncha.trust.actions.approve import approve
from xuncha.trust.actions.propose import propose

SECRET = "赵钱孙家的水渠坏了三年，恳请帮忙解决。"
DAY = date(2026, 11, 9)


def row(**more):
    return LetterRow(**{"sheet": "", "row": 0, "channel": "post", "day": DAY, "text": SECRET, **more})


def registered(cast, **more):
    """A letter registered by the petition officer."""
    return register_letter(by=cast.petition, inspection=cast.inspection, row=row(**more))


def matter_of(cast, letter):
    return see(Matter, cast.petition).get(letter=letter)


def again(cast, one):
    """The row as the database has it."""
    return see(type(one), cast.petition).get(pk=one.pk)


def proposed(cast, letter, way="petition"):
    matter = matter_of(cast, letter)
    return propose_way(
        by=cast.petition, matter=matter, version=matter.version, way=way, category="", reason="个人诉求"
    )


def decided(cast, letter, way="petition", by="leader"):
    matter = proposed(cast, letter, way)
    return decide_way(
        by=getattr(cast, by),
        matter=matter,
        version=matter.version,
        way=way,
        opinion="同意",
        signer="组长",
        signed_on=TODAY,
        original_at="信访卷第1页",
    )


def confirmed(cast, letter, way="petition"):
    matter = decided(cast, letter, way, by="petition")
    return confirm_way(by=cast.deputy, matter=matter, version=matter.version)


def counts(cast):
    """How many letters, matters and referrals the petition officer sees."""
    return tuple(see(model, cast.petition).count() for model in (Letter, Matter, Referral))


def opened_by_two(cast, letter, first="petition", second="leader"):
    """The identity's proposal by the first custodian, approved by the second."""
    proposal = propose(
        by=getattr(cast, first), kind=OPEN.kind, rows=[again(cast, letter)], reason="要向本人核对"
    )
    return approve(by=getattr(cast, second), proposal=proposal, version=proposal.version)


def writer_of(cast, letter):
    """Name and contact, opened by the petition officer and the leader together."""
    opened_by_two(cast, letter)
    found = see_identity(by=cast.petition, letter=letter)
    return found.reporter, found.contact
