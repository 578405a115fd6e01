"""The ledgers of mediation: people's matters, administrative matters, referrals."""

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from fazhi.kernel.exchange import referral_rows
from fazhi.kernel.exchange.formats import Check, Column, DocumentPair, Format, Reference, Type
from fazhi.kernel.organisations.queries import office_codes
from fazhi.kernel.organisations.terms import COMMITTEES
from fazhi.kernel.parties.terms import DocumentType
from fazhi.lines.mediation import queries
from fazhi.lines.mediation.registers import CHANNELS, OUTCOMES
from fazhi.lines.mediation.services import imports
from fazhi.lines.mediation.terms import ADMINISTRATIVE, PEOPLES, AgreementForm, Category, Form, Nature, Source

_RESULTS = {"settled": "调解成功", "failed": "调解不成", "withdrawn": "撤回"}
_DOCUMENTS = dict(DocumentType.choices) | {"taiwan": "台胞证", "hong_kong": "港澳通行证"}
"""As clerks write them: two are better known by their short names."""

_MOST_FEN = 10**13
_DEPARTMENT = frozenset({"department"})


def _offices(kinds: frozenset[str]) -> Callable[[], pl.DataFrame]:
    def frame() -> pl.DataFrame:
        return pl.DataFrame(office_codes(kinds), schema={"code": pl.String, "id": pl.Int64}, orient="row")

    return frame


def _party(position: int, title: str, *, required: bool) -> tuple[Column, ...]:
    return (
        Column(
            f"party{position}_name",
            f"{title}姓名或名称",
            required=required,
            synonyms=(f"{title}姓名", f"{title}名称", title),
        ),
        Column(f"party{position}_document_type", f"{title}证件类型", Type.CODE, labels=_DOCUMENTS),
        Column(f"party{position}_document_number", f"{title}证件号码", synonyms=(f"{title}身份证号",), max_length=40),
        Column(f"party{position}_phone", f"{title}联系电话", Type.PHONE, synonyms=(f"{title}电话",)),
    )


def _before(code: str, later: str, earlier: str, says: str) -> Check:
    return Check(code, later, lambda: pl.col(later) < pl.col(earlier), says)


def _given(name: str) -> pl.Expr:
    return pl.col(name).is_not_null()


_NOT_SETTLED = pl.col("result").is_null() | (pl.col("result") != "settled")

_COMMON_CHECKS = (
    _before("concluded-order", "concluded_date", "accepted_date", "{办结日期}早于受理日期{受理日期}；办结不早于受理。"),
    _before(
        "effective-order",
        "effective_date",
        "accepted_date",
        "{协议生效日期}早于受理日期{受理日期}；协议在受理之后生效。",
    ),
    Check(
        "concluded-missing",
        "concluded_date",
        lambda: _given("result") & ~_given("concluded_date"),
        "调解结果是“{调解结果}”，缺办结日期；请填写办结日期，或者清空调解结果。",
    ),
    Check(
        "result-missing",
        "result",
        lambda: ~_given("result") & _given("concluded_date"),
        "有办结日期{办结日期}，缺调解结果；应为调解成功、调解不成或撤回。",
    ),
    Check(
        "effective-missing",
        "effective_date",
        lambda: (pl.col("result") == "settled") & ~_given("effective_date"),
        "调解成功而缺协议生效日期；口头协议自达成之日起生效，书面协议自签字盖章之日起生效（人民调解法第二十九条、第三十条）。",
    ),
    Check(
        "effective-without",
        "effective_date",
        lambda: _NOT_SETTLED & _given("effective_date"),
        "没有调解成功，不应有协议生效日期{协议生效日期}；请清空，或者改正调解结果。",
    ),
    Check(
        "amount-without",
        "amount_fen",
        lambda: _NOT_SETTLED & _given("amount_fen"),
        "没有达成协议，不应有协议金额{协议涉及金额（元）}；请清空。此处填协议金额，不填请求金额。",
    ),
    Check(
        "document-type-missing",
        "party1_document_type",
        lambda: _given("party1_document_number") & ~_given("party1_document_type"),
        "有证件号码，缺证件类型。",
    ),
    Check(
        "document2-type-missing",
        "party2_document_type",
        lambda: _given("party2_document_number") & ~_given("party2_document_type"),
        "有证件号码，缺证件类型。",
    ),
    Check(
        "party2-name-missing",
        "party2_name",
        lambda: ~_given("party2_name") & (_given("party2_document_number") | _given("party2_phone")),
        "有证件或者电话，缺姓名或名称。",
    ),
)


def _endings() -> tuple[Column, ...]:
    return (
        Column("result", "调解结果", Type.CODE, labels=_RESULTS, hint="在办留空"),
        Column("concluded_date", "办结日期", Type.DATE),
        Column("effective_date", "协议生效日期", Type.DATE, hint="调解成功必填"),
        Column(
            "amount_fen", "协议涉及金额（元）", Type.MONEY, synonyms=("协议金额", "涉及金额"), low=0, high=_MOST_FEN
        ),
    )


@dataclass(frozen=True)
class PeoplesTarget:
    procedure: str = PEOPLES

    stored = staticmethod(queries.stored_peoples)
    records = staticmethod(imports.peoples_records)
    insert = staticmethod(imports.insert_peoples)
    update = staticmethod(imports.update_peoples)
    remove = staticmethod(imports.remove_peoples)
    restore = staticmethod(imports.restore_peoples)
    export = staticmethod(queries.export_peoples)


@dataclass(frozen=True)
class AdministrativeTarget:
    procedure: str = ADMINISTRATIVE

    stored = staticmethod(queries.stored_administrative)
    records = staticmethod(imports.administrative_records)
    insert = staticmethod(imports.insert_administrative)
    update = staticmethod(imports.update_administrative)
    remove = staticmethod(imports.remove_administrative)
    restore = staticmethod(imports.restore_administrative)
    export = staticmethod(queries.export_administrative)


@dataclass(frozen=True)
class ReferralTarget:
    procedure: str = "referral"

    stored = staticmethod(referral_rows.stored)
    records = staticmethod(referral_rows.records)
    insert = staticmethod(referral_rows.insert)
    update = staticmethod(referral_rows.update)
    remove = staticmethod(referral_rows.remove)
    restore = staticmethod(referral_rows.restore)
    export = staticmethod(referral_rows.export)


PEOPLES_FORMAT = Format(
    code="mediation.people",
    title="人民调解案件台账",
    sheet="人民调解",
    columns=(
        Column(
            "number",
            "案号",
            required=True,
            synonyms=("卷宗号", "调解案号"),
            max_length=64,
            hint="如〔2024〕莲前人调字第12号",
        ),
        Column("office", "调解组织代码", required=True, synonyms=("调委会代码",), lookup="committee", max_length=32),
        Column("form", "登记形式", Type.CODE, required=True, labels=Form.labels()),
        Column("category", "纠纷类别", Type.CODE, required=True, synonyms=("纠纷类型",), labels=Category.labels()),
        Column("source", "案件来源", Type.CODE, required=True, labels=Source.labels()),
        Column("referral_number", "对接编号", max_length=64, identifier=True, hint="移送的案件填写"),
        Column("accepted_date", "受理日期", Type.DATE, hint="当场化解的留空"),
        Column("mediator", "调解员", max_length=60),
        *_party(1, "申请人", required=True),
        *_party(2, "被申请人", required=True),
        Column("parties_count", "涉及当事人数", Type.INTEGER, required=True, low=2, high=10_000),
        Column("is_difficult", "疑难复杂", Type.FLAG),
        *_endings(),
        Column("agreement_form", "协议形式", Type.CODE, labels=AgreementForm.labels()),
    ),
    key=("office", "number"),
    target=PeoplesTarget(),
    documents=(
        DocumentPair("party1_document_type", "party1_document_number"),
        DocumentPair("party2_document_type", "party2_document_number"),
    ),
    references=(
        Reference(
            "committee", _offices(COMMITTEES), "没有代码为“{value}”的人民调解委员会；请先导入机构台账，或者改正代码。"
        ),
    ),
    checks=(
        *_COMMON_CHECKS,
        Check(
            "accepted-missing",
            "accepted_date",
            lambda: (pl.col("form") == "mediation") & ~_given("accepted_date"),
            "登记形式是调解，缺受理日期。",
        ),
        Check(
            "accepted-without",
            "accepted_date",
            lambda: (pl.col("form") == "on_the_spot") & _given("accepted_date"),
            "当场化解的纠纷没有受理，不应有受理日期{受理日期}。",
        ),
        Check(
            "on-the-spot-settled",
            "result",
            lambda: (pl.col("form") == "on_the_spot") & _NOT_SETTLED,
            "当场化解的纠纷，调解结果应为调解成功。",
        ),
        Check(
            "agreement-form-missing",
            "agreement_form",
            lambda: (pl.col("form") == "mediation") & (pl.col("result") == "settled") & ~_given("agreement_form"),
            "调解成功而缺协议形式；应为书面或口头（人民调解法第二十八条）。",
        ),
    ),
)

ADMINISTRATIVE_FORMAT = Format(
    code="mediation.administrative",
    title="行政调解案件台账",
    sheet="行政调解",
    columns=(
        Column("number", "案号", required=True, synonyms=("调解案号", "案件编号"), max_length=64),
        Column(
            "office",
            "调解机关代码",
            required=True,
            synonyms=("部门代码", "机关代码"),
            lookup="department",
            max_length=32,
        ),
        Column("nature", "纠纷性质", Type.CODE, required=True, labels=Nature.labels()),
        Column("category", "纠纷类别", Type.CODE, required=True, synonyms=("纠纷类型",), labels=Category.labels()),
        Column("accepted_date", "受理日期", Type.DATE, required=True),
        Column("mediator", "调解员", synonyms=("经办人",), max_length=60),
        *_party(1, "申请人", required=True),
        *_party(2, "被申请人", required=False),
        *_endings(),
    ),
    key=("office", "number"),
    target=AdministrativeTarget(),
    documents=(
        DocumentPair("party1_document_type", "party1_document_number"),
        DocumentPair("party2_document_type", "party2_document_number"),
    ),
    references=(
        Reference(
            "department", _offices(_DEPARTMENT), "没有代码为“{value}”的行政部门；请先导入机构台账，或者改正代码。"
        ),
    ),
    checks=_COMMON_CHECKS,
)

REFERRAL_FORMAT = Format(
    code="mediation.referral",
    title="对接移送台账",
    sheet="对接移送",
    columns=(
        Column("number", "对接编号", required=True, max_length=64),
        Column("channel", "对接渠道", Type.CODE, required=True, labels=CHANNELS),
        Column("sender", "移送单位", required=True),
        Column("sender_number", "移送单位案号", max_length=64),
        Column(
            "office", "接收组织代码", required=True, synonyms=("接收调解组织代码",), lookup="committee", max_length=32
        ),
        Column("category", "纠纷类别", Type.CODE, required=True, synonyms=("纠纷类型",), labels=Category.labels()),
        Column("sent_date", "移送日期", Type.DATE, required=True),
        Column("signed_date", "签收日期", Type.DATE, hint="未签收留空"),
        Column("outcome", "结果", Type.CODE, labels=OUTCOMES, synonyms=("调解结果",)),
        Column("result_date", "结果回传日期", Type.DATE),
    ),
    key=("channel", "number"),
    target=ReferralTarget(),
    references=(
        Reference(
            "committee", _offices(COMMITTEES), "没有代码为“{value}”的人民调解委员会；请先导入机构台账，或者改正代码。"
        ),
    ),
    checks=(
        _before(
            "signed-order", "signed_date", "sent_date", "签收日期{签收日期}早于移送日期{移送日期}；签收不早于移送。"
        ),
        _before(
            "result-order",
            "result_date",
            "signed_date",
            "结果回传日期{结果回传日期}早于签收日期{签收日期}；回传不早于签收。",
        ),
        _before("result-sent-order", "result_date", "sent_date", "结果回传日期{结果回传日期}早于移送日期{移送日期}。"),
        Check(
            "result-date-missing",
            "result_date",
            lambda: _given("outcome") & ~_given("result_date"),
            "有结果而缺结果回传日期。",
        ),
        Check(
            "outcome-missing", "outcome", lambda: ~_given("outcome") & _given("result_date"), "有结果回传日期而缺结果。"
        ),
        Check(
            "signed-missing",
            "signed_date",
            lambda: (pl.col("outcome").is_in(["settled", "failed"])) & ~_given("signed_date"),
            "已有调解结果而缺签收日期；签收之后才能调解。",
        ),
    ),
)

FORMATS = (PEOPLES_FORMAT, ADMINISTRATIVE_FORMAT, REFERRAL_FORMAT)
