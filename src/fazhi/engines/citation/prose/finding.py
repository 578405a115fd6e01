"""Citations in free text: find, resolve, check."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from fazhi.engines.citation.prose.asking import Effort, Verdict
from fazhi.engines.citation.prose.catalogue import Catalogue
from fazhi.engines.citation.prose.checking import Checked, check
from fazhi.engines.citation.prose.normalising import Normal, normalise
from fazhi.engines.citation.prose.quotations import Quotation, quotation_of
from fazhi.engines.citation.prose.reading import Citation, Reader
from fazhi.engines.citation.prose.terms import Advice, Found, Sort

_EXCUSED = re.compile(
    r"[^。\n]{0,300}?(?:废止|失效|停止执行|不再适用)|(?:公布|发布|颁布|施行|实施|生效)[^。，；]{0,8}(?:前|后|时|期间|之日)"
)
_EXCUSED_BEFORE = re.compile(
    r"(?:废止|失效|已被修改)[^。；，\n]{0,40}$|(?:施行|实施|公布|颁布|生效)(?:之|以)?前[^。；\n]{0,50}$"
)
_WINDOW = 60


def find_citations(
    text: str,
    catalogue: Catalogue,
    *,
    on: date,
    host: str | None = None,
    aliases: Mapping[str, str] | None = None,
) -> tuple[Found, ...]:
    """
    Every citation of law in a text, resolved and checked against the law of a day.

    text       as it is; offsets of the answer are its own
    catalogue  the library that is known
    on         the day of the document
    host       title of the instrument that the text is part of, which 本法 means; without it, 本法 is no citation
    aliases    short names declared before the text
    returns    in their order, not overlapping; what stands in 《》 and is no instrument is there as `Sort.OTHER`

    A problem is told only where it is certain as far as the library goes. Work grows in proportion to the text.
    """
    normal = normalise(text)
    reader = Reader(normal.text, catalogue, on, host, aliases or {})
    read = list(reader.read())
    found: list[Found] = []
    effort = Effort()
    for place, citation in enumerate(read):
        limit = read[place + 1].start if place + 1 < len(read) else len(normal.text)
        quotation = quotation_of(normal.text, citation, limit) if citation.refs else None
        excused = _is_excused(normal.text, citation)
        checked = check(citation, catalogue, on=on, quotation=quotation, excused=excused, effort=effort)
        found.append(_found(text, normal, citation, checked, quotation))
    return tuple(found)


def _is_excused(text: str, citation: Citation) -> bool:
    """Whether the sentence itself says that the text is repealed."""
    return (
        _EXCUSED.match(text, citation.end) is not None
        or _EXCUSED_BEFORE.search(text, max(0, citation.start - _WINDOW), citation.start) is not None
    )


def _found(text: str, normal: Normal, citation: Citation, checked: Checked, quotation: Quotation | None) -> Found:
    start, end = normal.original(citation.start), normal.original_end(citation.end)
    worst = checked.worst
    return Found(
        start=start,
        end=end,
        text=text[start:end],
        title=None if citation.named.is_other else citation.named.title,
        refs=citation.refs,
        status=checked.status,
        problem=worst.problem,
        ref_problems=tuple(each.problem or checked.title.problem for each in checked.refs),
        advice=_in_original(worst, normal, quotation),
        sort=Sort.OTHER if citation.named.is_other else Sort.INSTRUMENT,
        version_date=checked.version.passed if checked.version else None,
    )


def _in_original(verdict: Verdict, normal: Normal, quotation: Quotation | None) -> Advice | None:
    """The advice with the quotation's place in the text as it came."""
    advice = verdict.advice
    if advice is None or advice.comparison is None or quotation is None:
        return advice
    told = advice.comparison
    start, end = normal.original(quotation.start), normal.original_end(quotation.start + len(quotation.text))
    return replace(advice, comparison=replace(told, start=start, end=end))
