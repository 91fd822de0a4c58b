"""What a machine carries, table by table. A table that stands in neither list fails a test: somebody has to decide.

What is carried of a table is always what the people at the machine may see at that inspection, and nothing of another one.
"""

from __future__ import annotations

from dataclasses import dataclass

from xuncha.trust.core.roles import HEADS, TEAM, Role

SCHEMA = 1
"""The number of this list's form. A bundle of another number is refused: the software on both sides must be the same."""


@dataclass(frozen=True)
class Carried:
    """A table that is carried out. ``back``: the team works on it and it comes back.

    ``path`` leads from a row to its inspection. ``readers`` are the roles that may be told how many rows came (others are not
    told that there are any). ``without``: columns that stay at home.
    """

    kind: str
    back: bool = False
    path: str = "inspection_id"
    readers: frozenset[Role] = TEAM
    without: tuple[str, ...] = ()


_LETTER_READERS = HEADS | {Role.PETITION}
_WITH_OFFICE = TEAM | {Role.OFFICE}
_LEADER = frozenset({Role.LEADER})

WORK = (
    Carried("attachment", back=True),
    Carried("paper", back=True),
    Carried("signoff", back=True),
    Carried("decision", back=True, readers=_WITH_OFFICE),
    Carried("stepmark", back=True, readers=_WITH_OFFICE),
    Carried("letter", back=True, readers=_LETTER_READERS),
    Carried("matter", back=True, readers=_LETTER_READERS),
    Carried("referral", back=True, readers=_LETTER_READERS),
    Carried("ledger", back=True),
    Carried("screening", back=True),
    Carried("hit", back=True),
    Carried("borrowed", back=True),
    Carried("note", back=True),
    Carried("correction", back=True),
    Carried("interview", back=True),
    Carried("talkplan", back=True),
    Carried("release", back=True),
    Carried("record", back=True),
    Carried("disclosure", back=True, readers=_LEADER),
    Carried("observation", back=True, readers=_LEADER),
    Carried("workingpaper", back=True),
    Carried("evidence", back=True, readers=_LEADER),
    Carried("confirmation", back=True),
    Carried("finding", back=True),
    Carried("attribution", back=True),
    Carried("report", back=True),
    Carried("lead", back=True, readers=_LEADER),
)
GIVEN = (
    Carried("term", path="", readers=_WITH_OFFICE),
    Carried("round", path="", readers=_WITH_OFFICE, without=("settings",)),
    Carried("organisation", path="", readers=_WITH_OFFICE),
    Carried("unitparty", path="", readers=_WITH_OFFICE),
    Carried("post", path="", readers=_WITH_OFFICE),
    Carried("person", path="", readers=_WITH_OFFICE, without=("born", "native_place", "grown_place")),
    Carried("tenure", path="", readers=_WITH_OFFICE),
    Carried("target", path="", readers=_WITH_OFFICE),
    Carried("targetmember", path="", readers=_WITH_OFFICE),
    Carried("rulerecord", path="", readers=_WITH_OFFICE),
    Carried("account", path="", readers=_WITH_OFFICE, without=("last_login",)),
    Carried("accountkey", path="", readers=_WITH_OFFICE, without=("vouched",)),
    Carried("grant", path="inspection", readers=_WITH_OFFICE),
    Carried("inspection", path="pk", readers=_WITH_OFFICE),
    Carried("team", path="inspections", readers=_WITH_OFFICE),
)
CARRIED = {one.kind: one for one in (*GIVEN, *WORK)}

STAYS = {
    "draft": "half-written forms are sealed for one account on one installation",
    "entry": "each installation has its own journal; a slice travels with proof",
    "chainhead": "each installation has its own journal",
    "signedhead": "each installation has its own journal",
    "numberseries": "numbers of papers are given by the office, where the registers lie",
    "cadre": "the pool of cadres is the office's",
    "recusalfact": "the pool of cadres is the office's",
    "teammember": "the reasons of the plan are the office's; who may do what travels as grants",
    "drafting": "requests to lending units are the office's",
    "proposal": "plans of teams are the office's",
    "cadreentry": "the upkeep of the pool is the office's",
    "inquiry": "plans of teams are the office's",
    "plannedtarget": "the plan of the term is the office's",
    "outlook": "the plan of the term is the office's",
    "termproposal": "the plan of the term is the office's",
    "termplan": "the plan of the term is the office's",
    "scopedecision": "scope is the office's",
    "deedproposal": "two-person acts are decided where both persons are",
    "proposalcopy": "two-person acts are decided where both persons are",
    "custodian": "identities are opened at the office only",
    "firststart": "a machine is configured by its office, it has no ceremony of its own",
    "factor": "secrets of second factors are sealed under each installation's own key; on a machine they are set up anew",
    "sheetcode": "codes of a second factor belong to the installation that made them",
    "onetimecode": "one-time codes belong to the installation that made them",
    "pastpassword": "old passwords are asked for where they were used",
    "sitting": "log-ins belong to the installation they were made on",
    "tries": "failed log-ins belong to the installation they were made on",
    "keyreset": "accounts are reset at the office only",
    "outsidepackage": "packages for outside are made up and fetched at the office only",
    "knownheading": "how columns are headed is remembered by each installation for itself",
    "openedidentity": "identities are opened at the office only",
    "shreddedcompartment": "keys are destroyed at the office; a machine is emptied as a whole",
    "jotting": "a talker's own words after a talk stay where they were written, until they are shredded",
    "talkcount": "sums over rounds are the office's; on a machine the office's list alone ranks posts",
    "leaving": "a member leaves where the grants are, at the office",
    "feedback": "rectification begins when the team is home",
    "item": "rectification begins when the team is home",
    "measure": "rectification begins when the team is home",
    "submission": "rectification begins when the team is home",
    "review": "rectification begins when the team is home",
    "reopening": "rectification begins when the team is home",
    "extension": "rectification begins when the team is home",
    "headtask": "rectification begins when the team is home",
    "machine": "about carrying itself",
    "carriage": "about carrying itself",
    "trace": "about carrying itself; a record's standing travels with the record",
    "rival": "about carrying itself; rivals travel with the record",
    "machineentry": "journals of machines end at the office",
}
