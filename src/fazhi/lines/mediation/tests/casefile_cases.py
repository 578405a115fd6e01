"""A mediation with everything that a case file can hold, and lesser ones."""

import tempfile
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import typst
from django.db import transaction

from fazhi.kernel.papers import services as papers
from fazhi.kernel.papers.terms import MatterRef
from fazhi.kernel.parties.services import add_party, represent
from fazhi.kernel.parties.terms import ActingAs, Draft, PartyKind, RepresentativeDraft
from fazhi.lines.mediation.models import (
    Agreement,
    Confirmation,
    Mediation,
    PeoplesMatter,
    Performance,
    RiskReport,
    Visit,
    WorkRecord,
)
from fazhi.lines.mediation.queries.paper_facts import procedure_name
from fazhi.lines.mediation.services.acts import parts
from fazhi.lines.mediation.terms.casefile import Item

LOCAL = ZoneInfo("Asia/Shanghai")
NUMBER = "〔2024〕莲前人调字第12号"
FACTS = (
    "2024年4月20日夜间，陈小明家中水管爆裂，水渗入楼下林大海家的客厅和书房，致使吊顶、木地板和书柜受损。"
    "双方对损失数额和责任比例有争议，多次协商未果，林大海于2024年5月6日向本会申请调解。"
)
REQUEST = "请求陈小明赔偿吊顶、木地板和书柜损失共计12,500元，并修复渗漏的水管。"
SESSION_1 = (
    "申请人陈述：渗水持续约六小时，吊顶塌落两处，木地板起翘约八平方米，书柜底板泡坏，维修报价12,500元。\n"
    "被申请人陈述：水管爆裂属实，但报价偏高，且物业公司未及时关闭总阀，物业公司也有责任。\n"
    "调解员讲解了《中华人民共和国民法典》关于相邻关系和侵权责任的规定，建议双方就维修项目共同询价。\n"
    "双方同意由调解员陪同到现场查看后再行协商。"
)
SESSION_2 = (
    "调解员出示调查记录和两家维修单位的报价。\n"
    "申请人表示愿意按较低的报价计算，书柜只要求修理，不再要求更换。\n"
    "被申请人表示愿意承担全部维修费用，并在十日内修复水管。\n"
    "经调解员劝导，双方互谅互让，达成一致。"
)
TERMS = (
    "一、陈小明赔偿林大海吊顶、木地板和书柜的维修费用共计9,860.50元。\n"
    "二、陈小明于2024年6月10日前修复渗漏的水管，并经林大海确认不再渗水。\n"
    "三、林大海收到赔偿款后，不再就本次渗水向陈小明提出其他赔偿要求。"
)
ACCOUNT = FACTS + "争议事项为赔偿数额和书柜是否更换。"


def local(month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    """A moment of 2024 in Xiamen."""
    return datetime(2024, month, day, hour, minute, tzinfo=LOCAL)


def ended(state: str, **values: Any) -> dict[str, Any]:
    """The columns of a matter accepted 2024-05-06 and ended 2024-06-03 in that state."""
    made: dict[str, Any] = {
        "number": NUMBER,
        "state": state,
        "mediator": "李二",
        "facts": FACTS,
        "request": REQUEST,
        "occurred_date": date(2024, 6, 3),
        "days_to_conclude": 28,
        "is_concluded": int(state in {"settled", "failed"}),
        **parts("accepted", date(2024, 5, 6)),
        **parts("concluded", date(2024, 6, 3)),
    }
    if state == "settled":
        made |= {"amount_fen": 986050, "agreement_form": "written", **parts("effective", date(2024, 6, 2))}
    return made | values


def two_parties(matter: Mediation, *, by: Any, at: datetime) -> None:
    """林大海 applies, 陈小明 responds, through a lawyer."""
    applicant = Draft(
        name="林大海",
        document_type="identity",
        document_number="110105194912310021",
        phone="13900000001",
        address="厦门市思明区莲前西路101号302室",
        kind=PartyKind.PERSON,
        birth_date=date(1949, 12, 31),
        sex="female",
    )
    respondent = Draft(
        name="陈小明", phone="13900000002", address="厦门市思明区莲前西路101号402室", kind=PartyKind.PERSON, sex="male"
    )
    with transaction.atomic():
        procedure = procedure_name(matter)
        add_party(procedure, matter.pk, applicant, office=matter.office, by=by, at=at)
        kept = add_party(procedure, matter.pk, respondent, office=matter.office, by=by, at=at)
        lawyer = RepresentativeDraft(ActingAs.AGENT, "吴律师", relation="lawyer", authority="special")
        represent(kept, lawyer, by=by, at=at)


def record(matter: Mediation, kind: str, sequence: int, when: datetime, content: str = "", **values: Any) -> WorkRecord:
    made = WorkRecord(
        procedure=procedure_name(matter),
        matter_id=matter.pk,
        office=matter.office,
        kind=kind,
        sequence=sequence,
        occurred_at=when,
        recorded_at=when,
        content=content,
        mediators="李二",
        **{"place": "莲前街道人民调解委员会调解室", "present": "社区网格员黄某", **values},
    )
    made.save()
    return made


def work(matter: Mediation) -> None:
    """Rights told, an investigation, two sessions."""
    record(matter, "rights_notice", 1, local(5, 6, 9, 40))
    told = "问：渗水从什么时候开始？\n答：4月20日晚上十一点左右，到第二天早上五点关了总阀才停。"
    record(matter, "investigation", 1, local(5, 13, 10), told, place="莲前西路101号302室")
    record(matter, "session", 1, local(5, 10, 15), SESSION_1, outcome="continued")
    record(matter, "session", 2, local(5, 31, 9, 5), SESSION_2, outcome="agreed")


def agree(matter: Mediation, **values: Any) -> Agreement:
    """A written agreement in effect from 2024-06-02, its last signature and seal of that day."""
    usual = {
        "form": "written",
        "facts": ACCOUNT,
        "liability": "陈小明是漏水水管的所有人，对林大海的损失承担赔偿责任。",
        "terms": TERMS,
        "performance_mode": "once",
        "performance_due_date": date(2024, 6, 30),
        "applicant_signed_date": date(2024, 5, 31),
        "respondent_signed_date": date(2024, 5, 31),
        "mediator_signed_date": date(2024, 5, 31),
        "sealed_date": date(2024, 6, 2),
        "effective_date": date(2024, 6, 2),
    }
    made = Agreement(
        procedure=procedure_name(matter),
        matter_id=matter.pk,
        office=matter.office,
        recorded_at=local(6, 3),
        **usual | values,
    )
    made.save()
    return made


def agree_orally(matter: Mediation) -> Agreement:
    unsigned = dict.fromkeys(
        ("applicant_signed_date", "respondent_signed_date", "mediator_signed_date", "sealed_date"), None
    )
    return agree(matter, form="oral", reached_date=date(2024, 6, 2), **unsigned)


def follow_up(matter: PeoplesMatter) -> None:
    """A visit, a joint request to a court, a report of danger with its receipt."""
    at = local(6, 3)
    common = {"procedure": procedure_name(matter), "matter_id": matter.pk, "office": matter.office, "recorded_at": at}
    watched = Performance(
        **common, number=matter.number, state="watching", occurred_date=date(2024, 6, 3), counted_from_date=at.date()
    )
    watched.save()
    note = "林大海表示已收到全部赔偿款，水管修复后不再渗水。"
    day = date(2024, 6, 3)
    Visit(
        performance=watched,
        office=matter.office,
        visited_date=day,
        manner="telephone",
        result="performed",
        note=note,
        recorded_at=at,
    ).save()
    Confirmation(
        **common,
        number=f"{matter.number}确认1",
        state="requested",
        occurred_date=day,
        court="厦门市思明区人民法院",
        court_ground="mediator",
        applicant_signed_date=day,
        respondent_signed_date=day,
        effective_date=date(2024, 6, 2),
        requested_date=day,
    ).save()
    RiskReport(
        **common,
        number=f"{matter.number}风险1",
        state="received",
        occurred_date=date(2024, 5, 11),
        kind="public_order",
        reported_at=local(5, 11, 8, 30),
        organ="厦门市公安局思明分局莲前派出所",
        manner="telephone",
        receiver="值班民警",
        content="被申请人亲属在楼道内扬言阻拦维修人员进入，双方有肢体冲突的可能。",
        receipt_number="莲前所接字第77号",
    ).save()


def attach(matter: Mediation, item: Item, content: bytes, name: str, *, by: Any, at: datetime) -> None:
    reference = MatterRef(procedure_name(matter), matter.pk, matter.office)
    papers.attach(reference, content, name=name, kind=item.attached_as, by=by, at=at)


@cache
def photograph(words: str) -> bytes:
    """A picture that looks like something, as PNG."""
    return _typst(
        '#set page(width: 120mm, height: 90mm, margin: 0pt, fill: gradient.linear(rgb("#cfd8dc"), rgb("#8d6e63")))\n'
        '#place(dx: 10mm, dy: 50mm, rect(width: 100mm, height: 30mm, fill: rgb("#6d4c41")))\n'
        f"#place(center + horizon, text(size: 20pt, fill: white)[{words}])",
        "png",
    )


@cache
def scan(pages: int, words: str) -> bytes:
    """A scanned paper of so many pages, as PDF."""
    return _typst("\n#pagebreak()\n".join(f"#text(size: 30pt)[{words} {page + 1}]" for page in range(pages)), "pdf")


def _typst(source: str, kind: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made.typ"
        path.write_text(source, encoding="utf-8")
        made = typst.compile(path, format=kind, ppi=100, timestamp=0)
    assert isinstance(made, bytes)
    return made


def rich(matter: PeoplesMatter, *, by: Any, at: datetime) -> PeoplesMatter:
    """Saved, with parties, records, agreement, follow-up, identity papers, two photographs and the signed agreement."""
    matter.save()
    two_parties(matter, by=by, at=at)
    work(matter)
    agree(matter)
    follow_up(matter)
    attach(matter, Item.IDENTITY, photograph("ID"), "identity.png", by=by, at=at)
    attach(matter, Item.EVIDENCE, photograph("1"), "ceiling.png", by=by, at=at)
    attach(matter, Item.EVIDENCE, photograph("2"), "floor.png", by=by, at=at)
    attach(matter, Item.AGREEMENT, scan(2, "S"), "signed.pdf", by=by, at=at)
    return matter
