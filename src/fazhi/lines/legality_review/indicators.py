"""
What legality review counts, the relations that must hold, and its part of the annual report.

Codes begin as in the published 2024 table: normative. An opinion counts on the day on which it is given; a document is in
force from its publication until the day on which it binds no more.
"""

from fractions import Fraction

from fazhi.engines.citation import Article, Document
from fazhi.engines.indicator import (
    Chart,
    Compare,
    Count,
    Formula,
    Identity,
    In,
    Indicator,
    IsNull,
    Predicate,
    Ratio,
    Ref,
    Register,
    Section,
    Sum,
    Table,
    Word,
)
from fazhi.lines.legality_review.registers import CLEANED, DOCUMENTS, FILINGS, POINTS, RECEIVED, REVIEWS
from fazhi.lines.legality_review.terms import (
    FILED,
    LINE,
    MAKING,
    MECHANISM,
    NO_SUBSTITUTE,
    OPINION,
    PUBLISHED,
    UNIFIED_SINCE,
    Adoption,
)
from fazhi.lines.legality_review.terms.received import Correction

_BY = ("kind", "office")


def _flow(
    code: str, title: str, register: Register, day: str, definition: str, basis: Article | Document, *by: str,
    where: Predicate | None = None, unit: str = "件",
) -> Indicator:  # fmt: skip
    measure = Count(register.name, where=where, on=f"{day}_date")
    return Indicator(
        f"normative.{code}", title, LINE, measure, unit, definition, register.title, (basis,),
        dimensions=(*by, f"{day}_quarter", f"{day}_month"),
    )  # fmt: skip


def _stock(code: str, title: str, register: Register, at: str, definition: str, *by: str) -> Indicator:
    measure = Count(register.name, at="start" if at == "期初" else "end")
    basis = MECHANISM if register is REVIEWS else MAKING
    return Indicator(
        f"normative.{code}", title, LINE, measure, "件", f"{at}{definition}", register.title, (basis,), dimensions=by
    )


_STANDS = Compare("is_standing", "=", 1)

INDICATORS = (
    _flow(
        "opinions_since_unified_review", "统一审查以来提出合法性审查意见的政策性文件和法律事务", REVIEWS, "concluded",
        "期间内、2024年9月30日（含）以来出具审核意见的送审件，各审核类别都计，按出具意见日期；退回、撤回的不计。", MECHANISM,
        *_BY, "conclusion", where=Compare("concluded_date", ">=", UNIFIED_SINCE),
    ),
    _flow("submitted", "报送合法性审核", REVIEWS, "submitted", "期间内报送的送审件，按报送日期。", MECHANISM, *_BY),
    _flow(
        "opinions", "出具合法性审核意见", REVIEWS, "concluded", "期间内出具审核意见的送审件，按出具意见日期。", MECHANISM,
        *_BY, "conclusion",
    ),
    _flow(
        "given_back", "退回、撤回的送审件", REVIEWS, "left", "期间内退回或者撤回的送审件，按退回、撤回日期。", MECHANISM, *_BY,
        where=IsNull("concluded_date"),
    ),
    _stock("open.start", "期初在审", REVIEWS, "期初", "已经报送，没有出具意见，也没有退回、撤回的送审件。", *_BY),
    _stock("open.end", "期末在审", REVIEWS, "期末", "已经报送，没有出具意见，也没有退回、撤回的送审件。", *_BY),
    _flow(
        "points", "合法性审核意见条数", POINTS, "concluded", "期间内出具的审核意见书所载的意见，按出具意见日期；审核中不用的不计。",
        OPINION, *_BY, "adoption", where=_STANDS, unit="条",
    ),
    _flow(
        "points.adopted", "采纳的合法性审核意见", POINTS, "concluded", "期间内出具、起草单位采纳或者部分采纳的意见，按出具意见日期。",
        OPINION, *_BY, where=In("adoption", (Adoption.ADOPTED.value, Adoption.PARTLY.value)), unit="条",
    ),
    Indicator(
        "normative.adoption_rate", "合法性审核意见采纳率", LINE,
        Formula(Ratio(Ref("normative.points.adopted"), Ref("normative.points"))), "%",
        "采纳、部分采纳的意见 ÷ 意见书所载的意见。", POINTS.title, (OPINION,), per_unit=Fraction(1, 100), decimals=1,
    ),
    _stock("documents.start", "期初现行有效的行政规范性文件", DOCUMENTS, "期初", "已经公布，没有废止、失效的文件。", "office"),
    _flow(
        "documents.published", "公布行政规范性文件", DOCUMENTS, "published", "期间内公布的文件，按公布日期。", PUBLISHED, "office",
    ),
    _flow(
        "documents.ended", "废止、失效的行政规范性文件", DOCUMENTS, "ended",
        "期间内废止、宣布失效或者有效期届满的文件，按不再有效的第一日。", MAKING, "state", "office",
    ),
    _stock("documents.in_force", "期末现行有效的行政规范性文件", DOCUMENTS, "期末", "已经公布，没有废止、失效的文件。", "office"),
    _flow("filed", "报送备案的行政规范性文件", FILINGS, "sent", "期间内首次报送备案的文件，按报送日期。", FILED, "office"),
    _flow(
        "cleaned", "清理的行政规范性文件", CLEANED, "decided", "期间内审定的清理所涉及的文件，按审定日期；一份文件在一次清理中计一次。", MAKING,
        "office", "reviewed", "kind",
    ),
    _flow(
        "received", "收到备案的规范性文件", RECEIVED, "received", "期间内收到其他机关报送备案的文件，按收到日期；不予备案登记的也计。", FILED,
        "office", "state",
    ),
    _flow(
        "received.corrected", "备案审查纠正的规范性文件", RECEIVED, "closed",
        "期间内审查终结、制定机关按审查意见修改或者废止的文件，按审查终结日期。", FILED, "office",
        where=In("correction", (Correction.AMENDED.value, Correction.ABOLISHED.value)),
    ),
)  # fmt: skip

IDENTITIES = (
    Identity(
        "normative.open", "在审的送审件前后相符", Sum((Ref("normative.open.start"), Ref("normative.submitted"))), "=",
        Sum((Ref("normative.opinions"), Ref("normative.given_back"), Ref("normative.open.end"))), by="kind",
    ),
    Identity(
        "normative.documents", "现行有效的文件前后相符",
        Sum((Ref("normative.documents.start"), Ref("normative.documents.published"))), "=",
        Sum((Ref("normative.documents.ended"), Ref("normative.documents.in_force"))), by="office",
    ),
    Identity(
        "normative.since", "统一审查以来的意见不多于全部意见", Ref("normative.opinions_since_unified_review"), "<=",
        Ref("normative.opinions"), by="kind",
    ),
    Identity(
        "normative.points", "采纳的意见不多于提出的意见", Ref("normative.points.adopted"), "<=", Ref("normative.points"),
        by="kind",
    ),
)  # fmt: skip

SECTION = Section(
    line=LINE,
    heading="results",
    order=35,
    title="规范性文件合法性审核",
    paragraphs=(
        "落实政策性文件统一审查的工作要求，2024年9月30日以来对{normative.opinions_since_unified_review}政策性文件和法律事务提出"
        "合法性审查意见。全年收到送审件{normative.submitted}，出具审核意见{normative.opinions}，提出修改意见{normative.points}，"
        "采纳{normative.points.adopted}，采纳率{normative.adoption_rate}。",
        "全年公布行政规范性文件{normative.documents.published}，报送备案{normative.filed}，废止、失效{normative.documents.ended}，"
        "年末现行有效{normative.documents.in_force}。",
    ),
    tables=(
        Table(
            "各类送审件合法性审核情况",
            by="kind",
            codes=("normative.submitted", "normative.opinions", "normative.points", "normative.points.adopted"),
            heads=("报送", "出具意见", "提出意见（条）", "采纳（条）"),
        ),
    ),
    charts=(Chart("出具合法性审核意见（按月）", by="concluded_month", codes=("normative.opinions",)),),
    plain=(
        "政府部门要发的文件、要定的大事、要签的合同，先由两名审核人各自看一遍：有没有权力这样定，有没有多收、多罚、多要证明。",
        "2024年9月30日以来，提出审查意见{normative.opinions_since_unified_review}；全年提出修改意见{normative.points}，"
        "其中采纳{normative.points.adopted}。年末还有效的行政规范性文件共{normative.documents.in_force}，到期不再延续的自动失效。",
    ),
    words=(
        Word("合法性审核", "文件出台以前，由专门的机构看它合不合法；没有审核的，不得提交讨论。", NO_SUBSTITUTE),
        Word("备案", "文件公布以后报上级机关登记，供其审查。", FILED),
        Word("行政规范性文件", "行政机关公布的、对公众有普遍约束力的文件；没有公布的，不能作为管理的依据。", PUBLISHED),
    ),
)
