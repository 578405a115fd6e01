"""
What comes in and goes out, as shapes: unknown names are refused, and text holds no control signs, which no database keeps.
"""

from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

_PLAIN = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*$"
_ONE_LINE = r"^[^\x00-\x1f\x7f]*$"

Text = Annotated[str, StringConstraints(max_length=200, pattern=_ONE_LINE)]
"""One line."""

Word = Annotated[str, StringConstraints(min_length=1, max_length=64, pattern=r"^[^\x00-\x1f\x7f]*\S[^\x00-\x1f\x7f]*$")]
"""One line that says something: a number, a code."""

Cell = (
    Annotated[str, StringConstraints(max_length=4000, pattern=_PLAIN)]
    | Annotated[int, Field(ge=-(10**15), le=10**15)]
    | None
)
"""A cell of a ledger, as it would stand in a sheet."""

Day = Annotated[
    date, Field(ge=date(1990, 1, 1), le=date(2100, 12, 31), description="日期，如 2024-03-05，1990 年至 2100 年")
]
PeriodText = Annotated[
    str,
    StringConstraints(pattern=r"^[12][0-9]{3}(Q[1-4]|-(0[1-9]|1[0-2]))?$"),
    Field(description="期间：2024、2024Q3 或者 2024-09"),
]


class Sent(BaseModel):
    """Base of bodies."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Asked(BaseModel):
    """Base of what an address asks; its texts are read as what they mean."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Told(BaseModel):
    """Base of answers."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Problem(Told):
    """How each refusal is told (RFC 9457)."""

    type: str = Field(description="种类，不变，供程序判断")
    title: str = Field(description="种类的名称")
    status: int
    detail: str = Field(description="这一次的原因和办法")
    faults: list["FaultTold"] | None = Field(default=None, description="逐项的问题")


class FaultTold(Told):
    """One thing that is wrong, where."""

    place: str = Field(description="在内容里的位置")
    says: str = Field(description="问题和改法")


def plain(value: object) -> Any:
    """A value of a record as JSON has it: numbers and nothing as they are, everything else as text."""
    return value if value is None or isinstance(value, int | bool) else str(value)
