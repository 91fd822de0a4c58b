"""Third chapter: the round that is in the field on the demo's day, so that every desk has work on it."""

from __future__ import annotations

from datetime import date

from xuncha.coverage.models import Target, Term
from xuncha.fieldwork.models import Note
from xuncha.findings.actions.confirm_facts import hand_over_slip
from xuncha.findings.actions.make_lead import LeadText, make_lead
from xuncha.findings.actions.raise_observation import raise_observation
from xuncha.findings.actions.write_paper import PaperText, write_paper
from xuncha.findings.models import Observation
from xuncha.interviews.actions.add import add_musts, add_person
from xuncha.interviews.actions.draft_papers import draft_record
from xuncha.interviews.actions.place import lay_musts
from xuncha.interviews.actions.plan import set_pairs
from xuncha.interviews.actions.release import coming_talks, release_talks
from xuncha.interviews.actions.talk import open_talk, write_record
from xuncha.interviews.core.lay import Desk
from xuncha.interviews.core.pairs import Inspector, TalkPair
from xuncha.interviews.core.release import Answer
from xuncha.interviews.facts import candidates_of, outlines, terms
from xuncha.interviews.models import Interview
from xuncha.letters.actions.decide_way import decide_way
from xuncha.letters.actions.import_letters import import_letters
from xuncha.letters.actions.propose_way import propose_way
from xuncha.letters.actions.read import read_letter
from xuncha.letters.actions.refer import refer_matter
from xuncha.letters.core.suggest import read_matter
from xuncha.letters.facts import known, triage_lists
from xuncha.letters.models import Letter, Matter
from xuncha.office.demo.cast import Cast, contact_of, petition_officer, seat_team
from xuncha.office.demo.county import BIG_STREET
from xuncha.office.demo.desk_work import desk_work
from xuncha.office.demo.drafting import drafting
from xuncha.office.demo.formalities import go_on, prepare
from xuncha.office.demo.ledger import demo_ledger, text_file
from xuncha.office.demo.ledger_lists import list_workbook
from xuncha.office.demo.letters import Scene, demo_letters
from xuncha.office.demo.tenders import demo_tenders, open_data, tender_lists
from xuncha.office.demo.whole_round import authorise_all, form_teams, targets_of
from xuncha.registry.models import Organisation
from xuncha.rounds.actions.arrange_term import accept_term, propose_term, publish_term
from xuncha.rounds.actions.open_round import open_round
from xuncha.rounds.actions.plan_term import place_target, set_outlook
from xuncha.rounds.core.term.arrange import first_only
from xuncha.rounds.models import Inspection, Round
from xuncha.rounds.term import arranging_of
from xuncha.screening.actions.judge_hit import judge_hit
from xuncha.screening.actions.load_ledger import load_ledger
from xuncha.screening.actions.load_tenders import load_tenders
from xuncha.screening.actions.run_screens import run_screens
from xuncha.screening.models import Hit
from xuncha.trust import clock
from xuncha.trust.access import see
from xuncha.trust.core.roles import Role
from xuncha.trust.models import Account

GROUPS = [
    (BIG_STREET,),
    ("明川县教育体育局",),
    ("云台镇人民政府",),
    ("明川县卫生健康局", "明川县文化和旅游局"),
]
ENTRY = date(2026, 11, 2)
LETTERS = 307
OUTLOOKS = {
    "明川县住房公积金管理部": {"risk": 3, "grounds": "归集资金量大，近三年审计两次提出整改（虚构）"},
    "明川县自然资源局": {"risk": 3, "grounds": "土地出让、征收项目多，信访多（虚构）"},
    "明川县财政局": {"risk": 2, "grounds": "上一届以来没有巡察（虚构）", "last": "2022-06"},
    "明川县城市建设投资有限公司": {"risk": 3, "grounds": "在建工程多，融资规模大（虚构）"},
    "明川县统计局": {"closed": [[5, 6, "普查期间"]]},
    "明川县应急管理局": {"pinned": 6, "grounds": ""},
    "明川县水务局": {"look_back": True},
}
"""What the office said of some targets for the plan of the term."""
MOVED = "明川县城市管理局"
PROPOSED, DECIDED, REFERRED = 24, 18, 8
WRITTEN = PaperText(
    "strict", "道路硬化工程未按规定公示",
    "2024年3月至2025年5月,街道组织实施的3条巷道硬化工程未在村务公开栏公示中标和结算情况(虚构)。",
    "村务公开有关规定(虚构引用)", "街道城市管理办公室", "2024-03", "2025-05",
)  # fmt: skip


def running_round(cast: Cast, term: Term) -> Round:
    """Round 4: twenty working days from 2 November; letters, talks, books and notes of the big street office."""
    names = tuple(name for group in GROUPS for name in group)
    with clock.on_day(date(2026, 9, 21)):
        around = open_round(
            by=cast.director,
            term=term,
            kind="常规",
            entry_day=ENTRY,
            stay_days=26,
            targets=targets_of(term, names),
        )
    teams = form_teams(cast, around, date(2026, 10, 9), GROUPS)
    drafting(cast, around, teams)
    with clock.on_day(date(2026, 10, 20)):
        for number, team in enumerate(teams, 41):
            seat_team(cast, team, number, f"z4-{number - 40}")
        authorise_all(cast, around)
    street = see(Inspection, cast.director).get(round=around, title__contains=BIG_STREET)
    prepare(cast, around)
    with clock.on_day(ENTRY):
        go_on(cast, around, "on_site")
        contact_of(cast, Organisation.objects.get(tree="unit", name=BIG_STREET), "lxr-qingshi")
    _letters(cast, street)
    _talks(cast, street)
    _books(cast, street)
    note = desk_work(cast.team[41][Role.MEMBER][0], street)
    _findings(cast, street, note)
    _plan(cast, term, around)
    return around


def _plan(cast: Cast, term: Term, around: Round) -> None:
    """The plan of the term for what no round has taken yet: arranged, settled by a meeting, one card moved since."""
    by = cast.director
    with clock.on_day(date(2026, 9, 21)):
        for name, said in OUTLOOKS.items():
            set_outlook(by=by, target=see(Target, by).get(term=term, name__startswith=name), **said)
        found = first_only(arranging_of(by, term, clock.today()))
        proposal = propose_term(by=by, term=term, asked={}, found=found)
        accept_term(by=by, proposal=proposal)
        publish_term(
            by=by,
            term=term,
            body="县委书记专题会议（虚构）",
            decided_on=date(2026, 9, 18),
            document="专题会议纪要第5期（虚构）",
        )
        moved = see(Target, by).get(term=term, name__startswith=MOVED)
        place_target(by=by, target=moved, number=around.number + 2)


def _letters(cast: Cast, street: Inspection) -> None:
    """Three hundred letters from the clerk's table; the first are on their way, the rest wait."""
    villages = list(
        Organisation.objects.filter(name__startswith="青石街道", category="村").values_list("name", flat=True)
    )
    scene = Scene(BIG_STREET, villages or ["青石社区", "河东社区", "老街社区"], ENTRY, date(2026, 11, 19))
    with clock.on_day(date(2026, 11, 19)):
        officer = petition_officer(cast, street, "xf-zhou")
        import_letters(
            by=officer,
            inspection=street,
            rows=demo_letters(20261026, scene, LETTERS),
            day=clock.today(),
            channel="box",
        )
        leader = cast.one(41, Role.LEADER)
        hints = known(street)
        for n, letter in enumerate(
            see(Letter, officer).filter(inspection=street).order_by("serial")[:PROPOSED]
        ):
            _handle(officer, leader, letter, n, hints)


def _handle(officer: Account, leader: Account, letter: Letter, n: int, hints: object) -> None:
    """One letter: what the officer proposed (here: the first suggestion), what the leader signed, where it went."""
    opened = read_letter(by=officer, letter=letter)
    for one in opened.matters:
        read = read_matter(one.text, triage_lists(), channel=letter.channel, known=hints)
        ways = [
            suggestion.way
            for suggestion in read.suggestions
            if triage_lists().ways[suggestion.way].keeps_text
        ]
        if not ways:
            continue
        propose_way(
            by=officer,
            matter=one.row,
            version=one.row.version,
            way=ways[0],
            category=read.subject.key if read.subject else "",
            reason="按受理范围研判(虚构)",
        )
        if n >= DECIDED:
            continue
        matter = see(Matter, leader).get(pk=one.row.pk)
        decide_way(
            by=leader,
            matter=matter,
            version=matter.version,
            way=ways[0],
            opinion="同意拟办意见",
            signer="组长",
            signed_on=clock.today(),
        )
        if n < REFERRED and triage_lists().ways[ways[0]].needs_body:
            matter = see(Matter, officer).get(pk=matter.pk)
            refer_matter(
                by=officer,
                matter=matter,
                version=matter.version,
                receiver=None,
                name="明川县信访局",
                sent_on=clock.today(),
            )


def _talks(cast: Cast, street: Inspection) -> None:
    """The must-talks of the street office, laid out over two rooms; some that the team chose itself."""
    members = cast.team[41][Role.MEMBER]
    with clock.on_day(date(2026, 11, 3)):
        add_musts(by=members[0], inspection=street)
        for one in candidates_of(street)[::4]:
            if not one.must:
                add_person(by=members[0], inspection=street, kind="chosen", person=one.person)
        names = [one.name.split("(")[0] for one in (cast.one(41, Role.LEADER), *members)]
        pairs = [names[n : n + 2] for n in range(0, len(names) - 1, 2)][:2]
        set_pairs(
            by=members[0], inspection=street, version=0,
            pairs=[
                TalkPair(str(n), (Inspector(pair[0], experienced=True), Inspector(pair[1])), f"谈话室{n}")
                for n, pair in enumerate(pairs, 1)
            ],
        )  # fmt: skip
        lay_musts(
            by=members[0], inspection=street,
            desks=[Desk((pair[0],), pair[1], f"谈话室{n}") for n, pair in enumerate(pairs, 1)],
        )  # fmt: skip

    _one_record(cast, street)


def _one_record(cast: Cast, street: Inspection) -> None:
    """The first placed talk was held: safety filled in first, the record written and printed for signature."""
    member = cast.team[41][Role.MEMBER][0]
    talk = (
        see(Interview, member)
        .filter(inspection=street, day__lte=date(2026, 11, 19))
        .order_by("day", "slot", "serial")
        .first()
    )
    if talk is None:
        return
    with clock.on_day(talk.day or ENTRY):
        safety = dict.fromkeys(terms(street).safety, "无异常,有人陪同返回(虚构)")
        leader = cast.one(41, Role.LEADER)
        coming = coming_talks(by=leader, inspection=street)
        release_talks(
            by=leader, inspection=street, answers={one.row.pk: Answer(not one.must_ask) for one in coming}
        )
        talk = open_talk(by=member, interview=talk, version=talk.version, safety=safety)
        outline = outlines()[talk.outline]
        answers = {outline.questions[0].key: {"answer": "分工明确,重大事项上会,但会议记录不够完整(虚构)"}}
        told = [item["key"] for item in outline.opening]
        write_record(
            by=member,
            interview=talk,
            version=0,
            body={"starts": "09:00", "ends": "10:10", "told": told, "answers": answers},
        )
        draft_record(by=member, interview=see(Interview, member).get(pk=talk.pk))


def _books(cast: Cast, street: Inspection) -> None:
    """The street's ledger and tenders, screened; one doubt checked and found to hold, one not."""
    member = cast.team[41][Role.MEMBER][0]
    with clock.on_day(date(2026, 11, 6)):
        for name, content in (
            ("青石街道2025年账(虚构).csv", text_file(demo_ledger())),
            ("青石街道对账单和台账(虚构).xlsx", list_workbook()),
        ):
            load_ledger(by=member, inspection=street, name=name, content=content)
        tenders = demo_tenders()
        for name, content in (
            ("青石街道采购台账(虚构).xlsx", tender_lists(tenders)),
            ("交易中心公开数据(虚构).jsonl", open_data(tenders)),
        ):
            load_tenders(by=member, inspection=street, name=name, content=content)
        run_screens(by=member, inspection=street)
    with clock.on_day(date(2026, 11, 12)):
        twice = see(Hit, member).filter(inspection=street, screen="duplicate_payments")
        hits = list(twice.order_by("serial")[:2])
        for hit, result, reason in zip(
            hits,
            ("held", "not_held"),
            ("调阅凭证,确为重复支付(虚构)", "两笔分属两个合同(虚构)"),
            strict=False,
        ):
            judge_hit(by=member, hit=hit, version=hit.version, result=result, reason=reason)
        if hits:
            raise_observation(
                by=member, inspection=street, source="hit", source_id=hits[0].pk, area="strict",
                text="核实重复支付款项是否追回(虚构)", evidence=["抽查凭证清单第1项(虚构)"],
            )  # fmt: skip


def _findings(cast: Cast, street: Inspection, note: Note) -> None:
    """Observations on the board, a working paper out for confirmation, a lead under seal."""
    members = cast.team[41][Role.MEMBER]
    body = Organisation.objects.get(tree="unit", name=BIG_STREET)
    with clock.on_day(date(2026, 11, 13)):
        for source, text in (
            ("note", "会议记录显示2024年有4次工程款拨付未上会(虚构)"),
            ("interview", "多人反映临聘人员考勤不实,待核对考勤和工资表(虚构)"),
            ("report", "汇报材料与台账数据不一致,待核对(虚构)"),
        ):
            raise_observation(
                by=members[0], inspection=street, source=source, source_id=note.pk if source == "note" else None, text=text,
                area="strict",
            )  # fmt: skip
        make_lead(
            by=members[1], inspection=street,
            written=LeadText(
                "某某(虚构)", "某办公室负责人(虚构)", "涉嫌接受工程老板宴请(虚构)", "廉洁纪律", "谈话反映(虚构)", "可核对餐饮记录(虚构)"
            ),
        )  # fmt: skip
    with clock.on_day(date(2026, 11, 17)):
        seen = see(Observation, members[0]).filter(inspection=street, source="note").first()
        paper = write_paper(
            by=members[0], inspection=street, organisation=body, written=WRITTEN, authors=members[:2],
            observations=[seen] if seen else [], evidence=["村务公开栏照片6张(虚构)", "工程结算书第1-12页(虚构)"],
        )  # fmt: skip
        hand_over_slip(by=members[0], paper=paper, on=clock.today())
