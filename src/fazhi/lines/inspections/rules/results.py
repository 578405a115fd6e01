"""What results amount to, and how they are written down: one line for each item."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from fazhi.lines.inspections.errors import FindingsUnfit, LineUnclear
from fazhi.lines.inspections.terms import CORRECTED, OPEN_PROBLEMS, ResultCode

FORM = "事项编号 结果代码 说明"
_CODES = {code.value: code for code in ResultCode}


@dataclass(frozen=True)
class Finding:
    """The result of one item; several of one item may stand beside each other."""

    item: str
    code: ResultCode
    note: str = ""


def read_findings(lines: Iterable[str]) -> tuple[Finding, ...]:
    """Findings from lines such as 「LS-01 D 未签订书面委托合同」. Raises LineUnclear."""
    return tuple(_finding(line) for line in lines if line.strip())


def _finding(line: str) -> Finding:
    item, code, note = (*line.split(maxsplit=2), "", "", "")[:3]
    if code not in _CODES:
        raise LineUnclear("findings", line, FORM)
    return Finding(item, _CODES[code], note)


def require_each(number: str, findings: Iterable[Finding], items: Iterable[str]) -> None:
    """Raise FindingsUnfit unless each item of the inspection has a result, and no other has."""
    wanted, given = set(items), {finding.item for finding in findings}
    if wanted != given:
        raise FindingsUnfit(number, sorted(wanted - given), sorted(given - wanted))


def has_problem(codes: Iterable[ResultCode]) -> bool:
    """Whether a problem was found, be it gone by now or left."""
    return any(code in OPEN_PROBLEMS or code is CORRECTED for code in codes)


def has_open_problem(codes: Iterable[ResultCode]) -> bool:
    """Whether a problem is left that somebody has to follow up."""
    return any(code in OPEN_PROBLEMS for code in codes)


def read_pairs(name: str, lines: Iterable[str], form: str) -> Mapping[str, str]:
    """Code → reason from lines of two words; raises LineUnclear."""
    found: dict[str, str] = {}
    for line in lines:
        code, _, reason = line.strip().partition(" ")
        if not code or not reason.strip() or code in found:
            raise LineUnclear(name, line, form)
        found[code] = reason.strip()
    return found
