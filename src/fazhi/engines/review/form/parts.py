"""The parts that a whole document has: number, title, date, attachments, the words that it defines."""

import re
from collections.abc import Iterator
from itertools import islice

from fazhi.engines.citation import Document
from fazhi.engines.review.found import Found
from fazhi.engines.review.structure import NUMBER_LIKE, Draft, Row
from fazhi.engines.review.terms import About, Check, DocumentKind, Level, Severity
from fazhi.engines.review.text import number_of

_FORMAT = (Document("党政机关公文格式", "GB/T 9704-2012"),)
_ISSUE = (Document("国务院办公厅关于加强行政规范性文件制定和监督管理工作的通知", "国办发〔2018〕37号"),)
_WHOLE = "关于规范档案查询的通知\n厦司规〔2025〕1号\n各区司法局：\n为了规范档案查询，现通知如下。\n一、按时办结。\n某某市司法局\n2025年3月1日"

NUMBER_MISSING = Check(
    "form.number_missing", "缺发文字号", Severity.WARNING, _ISSUE, "没有发文字号。", "印发时由制定机关统一登记、统一编号。", 0.9,
    _WHOLE.replace("厦司规〔2025〕1号\n", ""),
)  # fmt: skip
NUMBER_MALFORMED = Check(
    "form.number_malformed", "发文字号不规范", Severity.WARNING, _FORMAT, "发文字号“{}”不规范。",
    "发文字号由机关代字、六角括号内的四位年份和不编虚位的序号组成，如厦司规〔2025〕1号。", 0.95,
    _WHOLE.replace("〔2025〕1号", "[2025]第01号"),
)  # fmt: skip
DATE_MISSING = Check(
    "form.signature_date_missing", "缺成文日期", Severity.WARNING, _FORMAT, "没有成文日期。", "在署名之下写明年、月、日。", 0.9,
    _WHOLE.replace("\n2025年3月1日", ""),
)  # fmt: skip
ATTACHMENT_MISSING = Check(
    "form.attachment_missing", "附件缺失", Severity.WARNING, _FORMAT, "{}没有附上，或者附件说明没有列出。",
    "补上附件，或者删去对它的引用。", 0.85,
    "关于规范档案查询的通知\n厦司规〔2025〕1号\n各区司法局：\n按照附件2填报。\n附件：1.申请表\n某某局\n2025年3月1日\n附件1\n申请表",
)  # fmt: skip
TITLE_DISAGREES = Check(
    "form.title_disagrees", "标题与正文不一致", Severity.ERROR, _FORMAT, "{}。", "统一标题与正文的说法。", 0.9,
    "某某市法律援助规定\n厦司规〔2025〕1号\n第一条 为了规范援助，制定本办法。\n第二条 本办法自2025年5月1日起施行。\n某某市司法局\n2025年3月1日",
)  # fmt: skip
TERM_UNUSED = Check(
    "form.term_unused", "简称未使用", Severity.NOTE, _FORMAT, "“{}”声明后没有使用。", "删去简称，或者在后文使用。", 0.85,
    "第一条 本办法适用于法律援助机构（以下简称援助机构）。\n第二条 本办法自2025年5月1日起施行。",
)  # fmt: skip

CHECKS = (NUMBER_MISSING, NUMBER_MALFORMED, DATE_MISSING, ATTACHMENT_MISSING, TITLE_DISAGREES, TERM_UNUSED)

_EXACT = re.compile(r"[一-鿿]{1,14}〔(?:19|20)[0-9]{2}〕[1-9][0-9]*号")
_COURT = re.compile(r"[初终再民刑行执破申诉]")
_KEPT = re.compile(r"按照|根据|依据|依照|执行|参照|按|和|及|与|见|的|关于")
_REFERRED = re.compile(
    r"(?<![一-鿿])?(?:见|按照?|依照|参照|填写|详见|使用|报送|提交)[^。；，\n]{0,6}附件 ?([0-9]{1,2}|[一二三四五六七八九十]{1,2})"
)
_NOTED = re.compile(r"(?:^附件?：? ?|^ ?|； ?|(?<=[^0-9]) )([0-9]{1,2})[.．、](?![0-9])")
_SHORT = re.compile(r"以下(?:统一|均)?(?:简称|统称|称为?)：?[“《]?([^”》）（，。；“、]{2,16})[”》]?")
_OWN = re.compile(
    r"(?:制定|适用|施行|实施|执行|解释|依照|按照|违反|贯彻)?本(办法|规定|细则|规则|意见|决定|公告|通告|方案|制度|条例|指引|标准|基准|通知|措施|规程)"
)
_KIND = re.compile(
    r"(实施细则|办法|规定|细则|规则|通知|意见|决定|公告|通告|方案|制度|条例|指引|标准|基准|措施|规程)(?:（[^（）]*）)*》?$"
)
_MADE = re.compile(r"制定本(办法|规定|细则|规则|意见|方案|制度|条例|指引|标准|基准|措施|规程)")
_MOST_TERMS = 200
"""Short names that are looked for; each is looked for in the whole text."""
_PRINTED = re.compile(r"(?:印发|发布|公布|转发|制定|修订)(?:了)?[《〈]([^》〉]{2,80})[》〉]")


def find(draft: Draft, about: About) -> Iterator[Found]:
    yield from _malformed(draft)
    if draft.is_whole and about.kind is not DocumentKind.CONTRACT:
        yield from _missing(draft, about)
        yield from _disagreements(draft, about)
    yield from _attachments(draft)
    yield from _terms(draft)


def _malformed(draft: Draft) -> Iterator[Found]:
    head = {row.line.start for row in draft.of(Level.NUMBER)}
    for row in draft.rows:
        for match in NUMBER_LIKE.finditer(row.line.text):
            number = _KEPT.split(match[0])[-1]
            offset = row.line.start + match.end() - len(number)
            if not _EXACT.fullmatch(number) and (row.line.start in head or not _COURT.search(match[0])):
                yield Found(NUMBER_MALFORMED, offset, offset + len(number), number)


def _missing(draft: Draft, about: About) -> Iterator[Found]:
    title = draft.of(Level.TITLE)[0].line
    if not draft.of(Level.NUMBER) and not about.number:
        yield Found(NUMBER_MISSING, title.start, title.end)
    if not draft.of(Level.DATE):
        last = [row for row in draft.rows if row.level is not Level.ATTACHMENT][-1].line
        yield Found(DATE_MISSING, last.start, last.end)


def _disagreements(draft: Draft, about: About) -> Iterator[Found]:
    titles = _titles(draft)
    if (
        about.title
        and titles
        and not any(_bare(about.title) in _bare(each) or _bare(each) in _bare(about.title) for _, each in titles)
    ):
        rows, title = titles[0]
        yield Found(
            TITLE_DISAGREES, rows[0].line.start, rows[-1].line.end, f"题名登记为“{about.title}”，文稿标题是“{title}”"
        )
    for index, (rows, title) in enumerate(titles):
        start, end = rows[0].line.start, rows[-1].line.end
        following = titles[index + 1][0][0].line.start if index + 1 < len(titles) else len(draft.text)
        kind = _KIND.search(title)
        made = _MADE.search(draft.text, end, following)
        if kind and made and not kind[1].endswith(made[1]):
            yield Found(TITLE_DISAGREES, start, end, f"标题称“{kind[1]}”，正文写“制定本{made[1]}”")
            continue
        own = [match[1] for match in _OWN.finditer(draft.text, end, following)]
        # A notice may speak of itself and of what it prints; a 实施细则 may say 本细则.
        if (
            kind
            and own
            and not any(kind[1].endswith(each) for each in own)
            and (
                kind[1] not in ("通知", "意见", "决定", "公告", "通告")
                or len(titles) == 1
                and len(set(own)) == 1
                and "印发" not in title
            )
        ):
            named = max(set(own), key=own.count)
            yield Found(TITLE_DISAGREES, start, end, f"标题称“{kind[1]}”，正文自称“本{named}”")
    if len(titles) > 1:
        printed = {match[1] for match in _PRINTED.finditer(draft.text, 0, titles[1][0][0].line.start)}
        inner = {title.replace("〈", "《") for _, title in titles[1:]}
        bare = {_bare(title) for title in inner}
        for named in sorted(printed):
            if (
                bare
                and _bare(named) not in bare
                and not any(_bare(named) in each or each in _bare(named) for each in bare)
            ):
                rows = titles[1][0]
                detail = f"通知印发的是《{named}》，所附文件的标题是“{titles[1][1]}”"
                yield Found(TITLE_DISAGREES, rows[0].line.start, rows[-1].line.end, detail)
    elif titles:
        yield from _named_in_body(draft, *titles[0])


def _named_in_body(draft: Draft, rows: list[Row], title: str) -> Iterator[Found]:
    """The title prints 《甲办法》, the body 《乙办法》: 现将《乙办法》印发给你们."""
    in_title = _PRINTED.search(title)
    in_body = re.search(r"现将《([^》]{2,80})》(?:（[^（）]*）)?印发", draft.text)
    if in_title and in_body and _bare(in_title[1]) != _bare(in_body[1]):
        detail = f"标题印发的是《{in_title[1]}》，正文印发的是《{in_body[1]}》"
        yield Found(TITLE_DISAGREES, rows[0].line.start, rows[-1].line.end, detail)


def _titles(draft: Draft) -> list[tuple[list[Row], str]]:
    """Each title of the text, its lines together."""
    groups: list[list[Row]] = []
    for index, row in enumerate(draft.rows):
        if row.level is Level.TITLE:
            if index and draft.rows[index - 1].level is Level.TITLE:
                groups[-1].append(row)
            else:
                groups.append([row])
    return [(rows, "".join(row.line.text for row in rows).replace(" ", "")) for rows in groups]


def _bare(title: str) -> str:
    return re.sub(r"（[^（）]*）|[《》〈〉 ]", "", title)


def _attachments(draft: Draft) -> Iterator[Found]:
    notes = draft.of(Level.ATTACHMENT_NOTE)
    bodies = draft.of(Level.ATTACHMENT)
    listed: dict[int, Row] = {}
    for row in notes:
        numbers = [int(match[1]) for match in _NOTED.finditer(row.line.text)] or [1]
        listed.update(dict.fromkeys(numbers, row))
    attached = {row.number or 1 for row in bodies}
    for number, row in sorted(listed.items()):
        if number not in attached:
            label = f"附件{number}" if len(listed) > 1 else "附件"
            yield Found(ATTACHMENT_MISSING, row.line.start, row.line.end, label)
    if not draft.is_whole:
        return
    for match in _REFERRED.finditer(draft.text):
        number_read = number_of(match[1])
        if number_read and number_read not in attached and number_read not in listed:
            yield Found(ATTACHMENT_MISSING, match.start(), match.end(), f"附件{match[1]}")


def _terms(draft: Draft) -> Iterator[Found]:
    for match in islice(_SHORT.finditer(draft.text), _MOST_TERMS):
        if draft.text.find(match[1], match.end()) < 0:
            yield Found(TERM_UNUSED, match.start(), match.end(), match[1])
