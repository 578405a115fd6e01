"""The case file put together: 卷宗封面, 卷内目录, the papers and attached files in order, 备考表."""

from fazhi.kernel.papers.official import Grid, day_text
from fazhi.kernel.papers.scans import Scan
from fazhi.kernel.papers.sheet import Cell, Frame, Sheet, day_or_room
from fazhi.kernel.papers.volume import Paging, Part, Volume
from fazhi.lines.mediation.papers.forms import sheet_of
from fazhi.lines.mediation.papers.words import UNDATED, body_word, dispute_word, seal_of
from fazhi.lines.mediation.queries.casefile import Enclosed, FileToBind
from fazhi.lines.mediation.terms.papers import CoverFacts

HEADS, SHARES = ("序号", "文书名称", "页号", "备注"), (2, 10, 3, 3)


def volume_of(file: FileToBind) -> Volume:
    """The volume of a case file; equal files give equal volumes."""
    cover = file.contents.cover
    parts = tuple(part for place in file.contents.enclosed for part in _parts(place, file))
    missing = tuple(item.label for item in file.contents.missing)
    return Volume(
        title=volume_title(cover),
        parts=parts,
        front=lambda paging: (cover_sheet(cover), contents_sheet(cover, parts, paging, missing)),
        closing=lambda paging: closing_sheet(cover, len(parts), paging.last, missing),
        dated=cover.dated or UNDATED,
        notice=cover.notice,
    )


def _parts(place: Enclosed, file: FileToBind) -> list[Part]:
    """Each paper of a place, then the files attached to it as one entry."""
    made = [Part(sheet.title, (sheet,)) for sheet in map(sheet_of, place.papers)]
    if place.attached:
        title = f"{place.item.label}（原件）" if made else place.item.label
        scans = tuple(Scan(title, one.name, one.media_type, one.sha256, file.files[one.id]) for one in place.attached)
        made.append(Part(title, scans=scans))
    return made


def volume_title(cover: CoverFacts) -> str:
    """卷名: 陈小明与林大海邻里纠纷."""
    names = "与".join(party.name for party in cover.parties if party.name)
    return f"{names}{dispute_word(cover.category)}"


def cover_sheet(cover: CoverFacts) -> Sheet:
    """卷宗封面; what is known only when the file is archived stands as room before."""
    begun, ended = (day_text(day) if day else "" for day in (cover.begun_date, cover.ended_date))
    parties = "；".join(f"{party.role}{party.name}" for party in cover.parties if party.name)
    rows = (
        ("卷名", volume_title(cover)),
        ("卷号", cover.volume_number),
        ("编号", cover.number),
        ("当事人", parties),
        ("调解员", cover.mediators),
        ("起止日期", f"{begun}至{ended}" if begun and ended else begun or ended),
        ("处理结果", cover.result),
        ("立卷人", cover.filed_by),
        ("立卷日期", day_or_room(cover.filed_date)),
        ("保管期限", cover.keeping),
    )
    frame = Frame((1, 3), tuple((Cell(label, label=True), Cell(text)) for label, text in rows))
    return _sheet(cover, f"{body_word(cover)}卷宗", frame, is_cover=True)


def contents_sheet(cover: CoverFacts, parts: tuple[Part, ...], paging: Paging, missing: tuple[str, ...] = ()) -> Sheet:
    """卷内目录: what the file holds and on which pages, and what it still lacks."""
    ends = (*(start - 1 for start in paging.starts[1:]), paging.last)
    rows = [
        (str(number), part.title, _pages(start, end), f"{len(part.scans)}份" if len(part.scans) > 1 else "")
        for number, (part, start, end) in enumerate(zip(parts, paging.starts, ends, strict=True), 1)
    ]
    rows += [("", title, "", "待补") for title in missing]
    return _sheet(cover, "卷内目录", Grid(HEADS, tuple(rows), shares=SHARES))


def _pages(start: int, end: int) -> str:
    return str(start) if start == end else f"{start}至{end}"


def closing_sheet(cover: CoverFacts, parts: int, pages: int, missing: tuple[str, ...] = ()) -> Sheet:
    """封底 (备考表): how much the file holds, who made it up and who checked it."""
    told = f"本卷共{parts}件，{pages}页，页号自1至{pages}。"
    if missing:
        told += f"尚缺{'、'.join(missing)}，未立卷。"
    frame = Frame(
        (1, 3),
        (
            (Cell("本卷情况说明", label=True), Cell(told, lines=10)),
            (Cell("立卷人", label=True), Cell(cover.filed_by, lines=2)),
            (Cell("检查人", label=True), Cell("", lines=2)),
            (Cell("立卷日期", label=True), Cell(day_or_room(cover.filed_date), lines=2)),
        ),
    )
    return _sheet(cover, "卷内备考表", frame)


def _sheet(cover: CoverFacts, title: str, block: Frame | Grid, *, is_cover: bool = False) -> Sheet:
    office = seal_of(cover) if is_cover else ""
    return Sheet(title, (block,), cover.dated or UNDATED, office=office, is_cover=is_cover, notice=cover.notice)
