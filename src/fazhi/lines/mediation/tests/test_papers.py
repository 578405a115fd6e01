"""The papers of a mediation: their words, in Word and PDF, filled and blank."""

import io
import re
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from docx import Document

from fazhi.kernel.papers.sheet import Frame, Labelled, Sheet, Signatures
from fazhi.kernel.papers.sheet_word import sheet_word
from fazhi.kernel.papers.tests.test_official_pdf import text_of
from fazhi.kernel.papers.volume import sheet_pdf
from fazhi.lines.mediation.papers import FORMS, blank, sheet_of
from fazhi.lines.mediation.papers.words import moment_text, party_words
from fazhi.lines.mediation.terms import ADMINISTRATIVE
from fazhi.lines.mediation.terms import papers as facts
from fazhi.lines.mediation.terms.papers import PartyFacts, Representative

DAY = date(2024, 6, 2)
LIN = PartyFacts(
    "申请人", "林大海", sex="女", birth_date=date(1949, 12, 31), document="居民身份证",
    document_number="110105194912310021", phone="13900000001", address="厦门市思明区莲前西路101号302室",
)  # fmt: skip
COMPANY = PartyFacts(
    "被申请人", "厦门某某装饰工程有限公司", is_body=True, document="统一社会信用代码",
    document_number="91350100M000100Y43", address="厦门市湖里区",
    representatives=(Representative("法定代表人", "陈小明"), Representative("委托代理人", "吴律师", "律师", "特别授权")),
)  # fmt: skip
SHARED = {
    "office": "莲前街道人民调解委员会",
    "number": "〔2024〕莲前人调字第12号",
    "dated": DAY,
    "notice": "示例数据",
    "parties": (LIN, COMPANY),
    "category": "邻里",
}
MADE = {
    "application": facts.ApplicationFacts(**SHARED, account="水管爆裂。", request="赔偿损失。"),
    "registration": facts.RegistrationFacts(
        **SHARED, account="水管爆裂。", request="赔偿损失。", source="依申请调解", accepted_date=date(2024, 5, 6)
    ),
    "rights": facts.RightsFacts(**SHARED, mediators="李二"),
    "notice": facts.NoticeFacts(**SHARED, meets_at=datetime(2024, 6, 4, 9, 30), place="莲前司法所", mediators="李二"),
    "investigation": facts.InvestigationFacts(
        **SHARED, at=datetime(2024, 5, 7, 10), place="现场", content="问：何时？\n答：夜里。"
    ),
    "session": facts.SessionFacts(
        **SHARED, sequence=2, at=datetime(2024, 5, 31, 9, 5), content="双方陈述。", outcome="达成一致", mediators="李二"
    ),
    "agreement": facts.AgreementFacts(
        **SHARED, account="渗水。", liability="承担责任。", terms="一、赔偿。\n二、修复。", mode="一次性履行",
        due_date=date(2024, 6, 30), amount_fen=986050, applicant_signed_date=date(2024, 5, 30),
        respondent_signed_date=date(2024, 5, 31), mediator_signed_date=date(2024, 6, 1), sealed_date=DAY,
    ),
    "oral": facts.OralFacts(**SHARED, terms="当场赔礼。", mode="当场履行", reached_date=DAY),
    "termination": facts.TerminationFacts(**SHARED, ended_date=DAY, routes="仲裁、司法"),
    "visit": facts.VisitFacts(
        **SHARED, effective_date=DAY, visited_date=date(2024, 7, 2), manner="电话回访", result="已履行", note="已付清。"
    ),
    "confirmation": facts.ConfirmationFacts(
        **SHARED, court="厦门市思明区人民法院", court_ground="调解组织所在地人民法院", effective_date=DAY, terms="赔偿。",
        applicant_signed_date=DAY, respondent_signed_date=DAY,
    ),
    "explanation": facts.ExplanationFacts(**SHARED, at=datetime(2024, 5, 8), content="当事人出国。"),
    "risk": facts.RiskFacts(
        **SHARED, organ="莲前派出所", kind="可能引起治安案件", reported_at=datetime(2024, 5, 11, 8, 30),
        manner="电话报告", receiver="值班民警", content="扬言阻拦。", receipt_number="第77号",
    ),
}  # fmt: skip


def words_of(sheet: Sheet, folder: Path) -> str:
    return re.sub(r"\s", "", text_of(sheet_pdf(sheet), folder))


def word_of(sheet: Sheet) -> str:
    document = Document(io.BytesIO(sheet_word(sheet)))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_every_form_is_made_here_once_and_no_other():
    assert {form.code for form in FORMS.values()} == set(MADE)


@pytest.mark.parametrize("code", sorted(MADE))
def test_a_paper_has_its_body_number_and_notice_in_pdf_and_word(code: str, tmp_path: Path):
    sheet = sheet_of(MADE[code])

    pdf, word = words_of(sheet, tmp_path), re.sub(r"\s", "", word_of(sheet))
    for told in (sheet.title, "莲前街道人民调解委员会", "编号：〔2024〕莲前人调字第12号"):
        assert told in pdf
        assert told in word
    assert "示例数据" in pdf


@pytest.mark.parametrize("code", sorted(set(MADE) - {"investigation", "explanation"}))
def test_a_paper_names_its_parties_in_full(code: str, tmp_path: Path):
    told = words_of(sheet_of(MADE[code]), tmp_path)

    assert "林大海" in told
    assert "厦门某某装饰工程有限公司" in told


@pytest.mark.parametrize("made", [*MADE.values(), *(kind() for kind in FORMS)], ids=lambda made: type(made).__name__)
def test_no_paper_has_a_foreign_word_or_an_empty_value(made: facts.Facts, tmp_path: Path):
    told = text_of(sheet_pdf(sheet_of(made)), tmp_path)

    # A unified credit code has letters of its own.
    assert re.findall(r"[A-Za-z]{2,}", told.replace("91350100M000100Y43", "")) == []
    assert "None" not in told


@pytest.mark.parametrize("made", MADE.values(), ids=MADE)
def test_punctuation_in_running_text_is_full_width(made: facts.Facts, tmp_path: Path):
    told = words_of(sheet_of(made), tmp_path)

    # 9,860.50 and the numbers of pages are figures.
    assert re.findall(r"[一-鿿][,;:?!()]|[,;:?!()][一-鿿]", told) == []


def test_an_agreement_has_what_article_29_names(tmp_path: Path):
    told = words_of(sheet_of(MADE["agreement"]), tmp_path)

    for words in (
        "林大海，女，1949年12月31日出生，居民身份证号码110105194912310021，住厦门市思明区莲前西路101号302室，联系电话13900000001。",
        "厦门某某装饰工程有限公司，统一社会信用代码91350100M000100Y43，住所地厦门市湖里区。法定代表人：陈小明。委托代理人：吴律师，律师，特别授权。",
        "纠纷的主要事实、争议事项：渗水。",
        "各方当事人的责任：承担责任。",
        "经调解，自愿达成如下协议：一、赔偿。二、修复。",
        "9,860.50元（大写：人民币玖仟捌佰陆拾元伍角整）",
        "一次性履行，于2024年6月30日前（含当日）履行完毕。",
        "本协议一式三份，当事人各执一份，人民调解委员会留存一份。",
        "加盖印章",
    ):
        assert words in told


def test_the_signatures_of_an_agreement_have_their_days_in_the_order_of_the_parties():
    signed = sheet_of(MADE["agreement"]).blocks[-1]

    assert isinstance(signed, Signatures)
    assert [(one.label, one.day and one.day.day) for one in signed.signers] == [
        ("申请人", 30),
        ("被申请人", 31),
        ("人民调解员", 1),
    ]
    assert (signed.sealed_by, signed.sealed_date) == ("莲前街道人民调解委员会", DAY)


def test_nothing_is_said_of_an_amount_that_is_not_known():
    bare = replace(MADE["agreement"], amount_fen=None, mode="", due_date=None, liability="")

    labels = [block.label for block in sheet_of(bare).blocks if isinstance(block, Labelled)]
    assert "协议涉及金额" not in labels
    assert "各方当事人的责任" not in labels


def test_an_application_for_confirmation_is_of_both_parties(tmp_path: Path):
    told = words_of(sheet_of(MADE["confirmation"]), tmp_path)

    assert "被申请人" not in told
    assert told.count("申请人（签名、盖章或者按指印）") == 2
    assert "此致厦门市思明区人民法院" in told
    assert "于2024年6月2日经莲前街道人民调解委员会主持调解达成的人民调解协议（〔2024〕莲前人调字第12号）有效" in told


def test_a_notice_of_the_end_tells_the_routes_of_article_26(tmp_path: Path):
    told = words_of(sheet_of(MADE["termination"]), tmp_path)

    assert "第二十六条" in told
    assert "仲裁、司法等途径" in told
    assert "仲裁、行政、司法等途径" in words_of(sheet_of(replace(MADE["termination"], routes="")), tmp_path)


def test_a_report_of_danger_names_organ_kind_and_receipt(tmp_path: Path):
    told = words_of(sheet_of(MADE["risk"]), tmp_path)

    assert "报送：莲前派出所" in told
    assert "发现该纠纷可能引起治安案件。依照《中华人民共和国人民调解法》第二十五条" in told
    assert "回执编号第77号" in told


def test_papers_of_administrative_mediation_speak_of_it(tmp_path: Path):
    office = {"procedure": ADMINISTRATIVE, "office": "市人力资源和社会保障局"}

    told = words_of(sheet_of(replace(MADE["agreement"], **office)), tmp_path)

    assert "行政调解协议书" in told
    assert "人民调解" not in told.replace("〔2024〕莲前人调字第12号", "")
    assert "市人力资源和社会保障局留存一份" in told


def test_a_blank_paper_has_room_for_everything_and_no_name(tmp_path: Path):
    told = words_of(blank("agreement"), tmp_path)

    assert "姓名（名称）" in told
    assert "当事人" in told
    assert "人民调解委员会" in told
    assert told.count("月") == 4  # three signatures and the seal
    with pytest.raises(KeyError):
        blank("nothing")


def test_an_application_has_a_frame_of_the_form_for_persons_and_for_bodies():
    frame = next(block for block in sheet_of(MADE["application"]).blocks if isinstance(block, Frame))
    told = [[cell.text for cell in row] for row in frame.rows]

    assert told[0] == ["申请人", "林大海", "性别", "女", "民族", "", "年龄", "74岁"]
    assert told[3] == ["被申请人", "厦门某某装饰工程有限公司"]
    assert told[5][1] == "陈小明、吴律师"


@pytest.mark.parametrize(("day", "age"), [(date(2024, 12, 30), 74), (date(2024, 12, 31), 75), (date(2025, 1, 1), 75)])
def test_an_age_is_in_whole_years_on_the_day(day: date, age: int):
    assert LIN.age_on(day) == age


def test_one_born_on_the_29th_of_february_is_older_on_the_1st_of_march():
    leap = PartyFacts(birth_date=date(2004, 2, 29))

    assert [leap.age_on(date(2023, 2, 28)), leap.age_on(date(2023, 3, 1))] == [18, 19]


@pytest.mark.parametrize(
    ("at", "told"),
    [(datetime(2024, 3, 5, 9, 5), "2024年3月5日9时05分"), (datetime(2024, 3, 5), "2024年3月5日")],
)
def test_moments_are_written_by_the_clock_and_days_without_one(at: datetime, told: str):
    assert moment_text(at) == told


def test_only_what_is_known_of_a_party_is_said():
    assert party_words(PartyFacts("申请人", "林大海"), DAY) == "林大海。"
