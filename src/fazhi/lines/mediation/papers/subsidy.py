"""The subsidy ledger as a workbook: each matter, each mediator, each committee, and the rates."""

from collections.abc import Sequence

from xlsxwriter.workbook import Workbook

from fazhi.lines.mediation.papers.sheets import Styles, closing, new_book, opening, page
from fazhi.lines.mediation.queries.subsidy import SubsidyLedger
from fazhi.lines.mediation.rules.subsidy import Award, RateRow

TITLE = "人民调解以案定补计算表"
_FEN = 100
_NOTES = (
    "人民调解不向当事人收取任何费用（人民调解法第四条）；补贴由承担经费的单位发放（第六条、第十六条）。",
    "本表按案件记录和补贴标准计算，可以重算；同一纠纷经多个渠道移送的，只计一次。",
)
Cell = str | int | float


def workbook(ledger: SubsidyLedger, *, is_sample: bool) -> bytes:
    """The ledger as .xlsx; the same ledger gives the same bytes."""
    buffer, book, styles = new_book(f"{TITLE}　{ledger.office_name}　{ledger.period.label}")
    total = ledger.fen / _FEN
    paid = len(ledger.paid)
    _sheet(
        book, styles, ledger, "按调解委员会", (("调解委员会", 64), ("件数", 14), ("金额", 18)),
        [*((name, matters, fen / _FEN) for name, matters, fen in ledger.by_committee()), ("合计", paid, total)], is_sample,
    )  # fmt: skip
    mediators = [(office, name, matters, fen / _FEN) for office, name, matters, fen in ledger.by_mediator()]
    _sheet(
        book, styles, ledger, "按调解员", (("调解委员会", 44), ("调解员", 14), ("件数", 10), ("金额", 16)),
        [*mediators, ("合计", "", sum(row[2] for row in mediators), total)], is_sample,
        notes=("一案有几名调解员的平均分配，各计一件，件数合计因此可以多于案件数。",),
    )  # fmt: skip
    _sheet(
        book, styles, ledger, "逐案",
        (("案号", 30), ("调解委员会", 40), ("办结日期", 12), ("调解员", 18), ("适用标准", 34), ("金额", 12), ("分配", 30)),
        [*(_matter(item) for item in ledger.awards), ("合计", "", "", "", "", total, "")], is_sample,
    )  # fmt: skip
    _sheet(
        book, styles, ledger, "补贴标准", (("项目", 18), ("自何日起", 14), ("金额", 12), ("依据", 64)),
        [_rate(row) for row in ledger.schedule.rows], is_sample, notes=(f"本表摘要 {ledger.digest}",),
    )  # fmt: skip
    book.close()
    return buffer.getvalue()


def _matter(item: Award) -> tuple[Cell, ...]:
    case = item.case
    applied = " + ".join(f"{row.rate.label} {row.fen / _FEN:,.2f}" for row in item.rates)
    if item.unpaid is not None:
        applied = f"不计发：{item.unpaid.label}" + (f"（{item.first}）" if item.first else "")
    divided = "、".join(f"{name} {fen / _FEN:,.2f}" for name, fen in item.shares) if len(item.shares) > 1 else ""
    people = "、".join(case.mediators)
    return case.number, case.office_name, case.ended.isoformat(), people, applied, item.fen / _FEN, divided


def _rate(row: RateRow) -> tuple[Cell, ...]:
    return row.rate.label, row.since.isoformat(), row.fen / _FEN, row.basis + ("" if row.is_verified else "（待核）")


def _sheet(
    book: Workbook,
    styles: Styles,
    ledger: SubsidyLedger,
    name: str,
    columns: Sequence[tuple[str, int]],
    rows: Sequence[tuple[Cell, ...]],
    is_sample: bool,
    *,
    notes: tuple[str, ...] = (),
) -> None:
    sheet = book.add_worksheet(name)
    about = f"编制单位：{ledger.office_name}　　期间：{ledger.period.label}（按办结日期）"
    widths = [width for _, width in columns]
    title = f"{TITLE}　{name}"
    top = opening(sheet, styles, widths, title=title, about=about, unit="金额单位：元", is_sample=is_sample)
    whole, money = styles.number(0), styles.number(2)
    for place, (head, _) in enumerate(columns):
        sheet.write_string(top, place, head, styles.head)
    for number, row in enumerate(rows, start=top + 1):
        for place, value in enumerate(row):
            if isinstance(value, str):
                sheet.write_string(number, place, value, styles.text)
            else:
                sheet.write_number(number, place, value, whole if isinstance(value, int) else money)
    closing(sheet, styles, top + 1 + len(rows), widths, (*_NOTES, *notes))
    page(sheet, heads=(top, top), frozen=1)
