"""
Answers to a form, as people write them (填写内容), into the values that its service takes.

Every fault is found at once and stands beside its field, whatever surface asked: the console, a page, another system.
Reading is exact where a ledger's cells are read with tolerance (`exchange.cells`): who answers a form can be asked again.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo

from django.utils.timezone import get_default_timezone

from fazhi.kernel.procedures.errors import FieldFault, FormRefused
from fazhi.kernel.procedures.forms import ActForm, Field, FieldType

LONGEST = {FieldType.TEXT: 200, FieldType.LONG_TEXT: 20_000}
"""The most characters of an answer; each line of LINES is one of TEXT."""

FIRST_YEAR, LAST_YEAR = 1900, 2100
MOST_LINES = 200

_DAY = re.compile(
    r"([0-9]{4})(?:-([0-9]{1,2})-|/([0-9]{1,2})/|年([0-9]{1,2})月|([0-9]{2})(?=[0-9]{2}$))([0-9]{1,2})(日?)"
)
_TIME = re.compile(r"([0-9]{1,2})(?::([0-9]{2})(?::([0-9]{2}))?|时(?:([0-9]{1,2})分)?)(Z|[+-][0-9]{2}:[0-9]{2})?")
_INTEGER = re.compile(r"[+-]?(?:[0-9]{1,15}|[0-9]{1,3}(?:,[0-9]{3}){1,4})")
_MONEY = re.compile(r"¥?([0-9]{1,13}|[0-9]{1,3}(?:,[0-9]{3}){1,4})(?:\.([0-9]{1,2}))?元?")
_FLAGS = {"是": True, "否": False}

_DAY_EXPECTED = "日期，如 2024-03-05 或 2024年3月5日"
_MOMENT_EXPECTED = "日期和时刻，如 2024-03-05 14:30 或 2024年3月5日14时30分"
_TEXT_EXPECTED = f"一行不超过{LONGEST[FieldType.TEXT]}字的文字"
_LONG_EXPECTED = f"不超过{LONGEST[FieldType.LONG_TEXT]}字的文字"
_FILE, _FILE_FOUND = "一个不为空的文件", "（文件）"


class _Unreadable(Exception):
    """`expected` says what the field takes."""

    def __init__(self, expected: str) -> None:
        self.expected = expected
        super().__init__(expected)


def read(form: ActForm, answers: Mapping[str, str | bytes], *, act: str) -> dict[str, object]:
    """
    The values for the form's service.

    answers  field name → what was written: the content of the file for FILE, text for all others; lines of LINES and of
             LONG_TEXT are divided by line breaks
    act      title of the act, for the refusal
    returns  field name → value as `FieldType` says, of the fields that were answered

    Raises FormRefused with every fault: a required answer missing, a code that is not of the list, a value that can't be
    read, a name that the form doesn't have.
    """
    values: dict[str, object] = {}
    faults: list[FieldFault] = []
    for field in form.fields:
        answer = answers.get(field.name, "")
        if not answer.strip():
            if field.required:
                faults.append(FieldFault(field.name, field.title, "", _expected(field)))
            continue
        try:
            values[field.name] = _READERS[field.type](field, answer)
        except _Unreadable as error:
            faults.append(FieldFault(field.name, field.title, _shown(answer), error.expected))
    known = [field.name for field in form.fields]
    for name in answers:
        if name not in known:
            faults.append(FieldFault(name, "", _shown(answers[name]), f"{'、'.join(known) or '（没有要填的）'}之一"))
    if faults:
        raise FormRefused(act, faults)
    return values


def read_day(text: str) -> date:
    """A day as 2024-03-05, 20240305, 2024/3/5 or 2024年3月5日. Raises ValueError for anything else."""
    found = _DAY.fullmatch(_plain(text))
    # 日 belongs to 年 and 月, and to nothing else.
    if found is None or bool(found[4]) != bool(found[7]):
        raise ValueError(text)
    day = date(int(found[1]), int(found[2] or found[3] or found[4] or found[5]), int(found[6]))
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(text)
    return day


def read_moment(text: str) -> datetime:
    """
    An aware moment: a day, then 14:30, 14:30:05, 14时 or 14时30分; without offset it is meant where the bureau is.

    Raises ValueError for anything else, a day alone included.
    """
    written = _plain(text)
    parted = re.fullmatch(r"(.*?[0-9]日?)(?:T| +|(?<=日))([0-9]{1,2}[:时].*)", written)
    found = _TIME.fullmatch(parted[2]) if parted else None
    if parted is None or found is None:
        raise ValueError(text)
    day = read_day(parted[1])
    hour, minute, second = int(found[1]), int(found[2] or found[4] or 0), int(found[3] or 0)
    return datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=_zone(found[5]))


def _zone(offset: str | None) -> tzinfo:
    if offset is None:
        return get_default_timezone()
    if offset == "Z":
        return UTC
    hours, minutes = int(offset[1:3]), int(offset[4:])
    return timezone(timedelta(hours=hours, minutes=minutes) * (-1 if offset[0] == "-" else 1))


def _plain(text: str) -> str:
    """In half-width signs, without spaces around it."""
    return unicodedata.normalize("NFKC", text).strip()


def _shown(answer: str | bytes) -> str:
    return _FILE_FOUND if isinstance(answer, bytes) else answer.strip()


def _expected(field: Field) -> str:
    """What a field takes, told where nothing was answered."""
    if field.type is FieldType.CODE:
        return _one_of(field)
    said = _EXPECTED[field.type]
    return f"{said}（{field.hint}）" if field.hint else said


def _one_of(field: Field) -> str:
    return f"{'、'.join((field.labels or {}).values())}之一"


def _text(answer: str | bytes, longest: int, expected: str, allowed: str) -> str:
    """Text that any database keeps and any page shows: no control signs but `allowed`, no half characters."""
    if isinstance(answer, bytes):
        raise _Unreadable(expected)
    written = answer.replace("\r\n", "\n").strip()
    strange = any(unicodedata.category(sign) in ("Cc", "Cs") and sign not in allowed for sign in written)
    if strange or len(written) > longest:
        raise _Unreadable(expected)
    return written


def _one_line(field: Field, answer: str | bytes) -> str:
    return _text(answer, LONGEST[FieldType.TEXT], _TEXT_EXPECTED, "")


def _long_text(field: Field, answer: str | bytes) -> str:
    return _text(answer, LONGEST[FieldType.LONG_TEXT], _LONG_EXPECTED, "\n\t")


def _lines(field: Field, answer: str | bytes) -> tuple[str, ...]:
    if isinstance(answer, bytes):
        raise _Unreadable(_EXPECTED[FieldType.LINES])
    lines = [line for line in answer.replace("\r\n", "\n").split("\n") if line.strip()]
    if len(lines) > MOST_LINES:
        raise _Unreadable(_EXPECTED[FieldType.LINES])
    return tuple(_one_line(field, line) for line in lines)


def _by(convert: Callable[[str], object], expected: str) -> Callable[[Field, str | bytes], object]:
    """A reader of what `convert` reads, or refuses with ValueError."""

    def reader(_: Field, answer: str | bytes) -> object:
        if isinstance(answer, bytes):
            raise _Unreadable(expected)
        try:
            return convert(answer)
        except ValueError:
            raise _Unreadable(expected) from None

    return reader


def _integer(text: str) -> int:
    written = _plain(text)
    if not _INTEGER.fullmatch(written):
        raise ValueError(text)
    return int(written.replace(",", ""))


def _whole(field: Field, answer: str | bytes) -> int:
    number = _by(_integer, _EXPECTED[FieldType.INTEGER])(field, answer)
    assert isinstance(number, int)
    if (field.low is not None and number < field.low) or (field.high is not None and number > field.high):
        raise _Unreadable(_bounds(field))
    return number


def _bounds(field: Field) -> str:
    least = "" if field.low is None else f"不小于{field.low}"
    most = "" if field.high is None else f"不大于{field.high}"
    return f"{'、'.join(filter(None, (least, most)))}的整数"


def _fen(text: str) -> int:
    found = _MONEY.fullmatch(_plain(text))
    if found is None:
        raise ValueError(text)
    return int(found[1].replace(",", "")) * 100 + int((found[2] or "").ljust(2, "0"))


def _flag(text: str) -> bool:
    if (value := _FLAGS.get(_plain(text))) is None:
        raise ValueError(text)
    return value


def _code(field: Field, answer: str | bytes) -> str:
    labels = field.labels or {}
    if isinstance(answer, bytes):
        raise _Unreadable(_one_of(field))
    known = {_compared(label): code for code, label in labels.items()} | {_compared(code): code for code in labels}
    code = known.get(_compared(answer))
    if code is None:
        raise _Unreadable(_one_of(field))
    return code


def _compared(text: str) -> str:
    return re.sub(r"\s", "", _plain(text)).lower()


def _file(_: Field, answer: str | bytes) -> bytes:
    if not isinstance(answer, bytes):
        raise _Unreadable(_FILE)
    return answer


_EXPECTED = {
    FieldType.TEXT: _TEXT_EXPECTED,
    FieldType.LONG_TEXT: _LONG_EXPECTED,
    FieldType.LINES: f"每行一项，每项不超过{LONGEST[FieldType.TEXT]}字，至多{MOST_LINES}项",
    FieldType.DAY: _DAY_EXPECTED,
    FieldType.MOMENT: _MOMENT_EXPECTED,
    FieldType.INTEGER: "整数，至多15位",
    FieldType.MONEY: "以元为单位的金额，至多两位小数，如 12000.50",
    FieldType.FLAG: "“是”或“否”",
    FieldType.FILE: _FILE,
}

_READERS: Mapping[FieldType, Callable[[Field, str | bytes], object]] = {
    FieldType.TEXT: _one_line,
    FieldType.LONG_TEXT: _long_text,
    FieldType.LINES: _lines,
    FieldType.DAY: _by(read_day, _EXPECTED[FieldType.DAY]),
    FieldType.MOMENT: _by(read_moment, _EXPECTED[FieldType.MOMENT]),
    FieldType.INTEGER: _whole,
    FieldType.MONEY: _by(_fen, _EXPECTED[FieldType.MONEY]),
    FieldType.CODE: _code,
    FieldType.FLAG: _by(_flag, _EXPECTED[FieldType.FLAG]),
    FieldType.FILE: _file,
}
