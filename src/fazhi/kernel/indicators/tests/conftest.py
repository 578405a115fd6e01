"""A register of posts, since posts are the dated rows that this room may see: who serves where, from when until when."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction

from fazhi.engines.indicator import (
    DIALECTS,
    Catalogue,
    Column,
    Compare,
    Count,
    Formula,
    Identity,
    Indicator,
    Join,
    Kind,
    Ratio,
    Ref,
    Register,
    Sum,
    view_sql,
)
from fazhi.kernel.audit import services as audit
from fazhi.kernel.indicators import registry

POSTS = Register(
    name="posts_register",
    title="任职台账",
    line="probe",
    base="organisations_post",
    key="post_id",
    columns=(
        Column("post_id", "岗位", Kind.INTEGER, "id"),
        Column("role", "角色", Kind.TEXT, "role", {"clerk": "文书", "mediator": "调解员", "head": "负责人"}),
        Column("from_date", "任职起", Kind.DATE, "from_date"),
        Column("until_date", "任职止", Kind.DATE, "until_date"),
        Column("office", "机构", Kind.TEXT, "office.code", named_by="office_name"),
        Column("office_name", "机构名称", Kind.TEXT, "office.name"),
        Column("district", "区", Kind.TEXT, "office.district"),
        Column("office_left", "左界", Kind.INTEGER, "office.left"),
    ),
    joins=(Join("organisations_office", "office", (("id", "office_id"),)),),
    opened="from_date",
    closed="until_date",
)


def _indicator(code: str, measure: Count | Formula, *dimensions: str) -> Indicator:
    return Indicator(code, code, "probe", measure, "个", "释义", "岗位台账", (), dimensions)


def _role(role: str) -> Compare:
    return Compare("role", "=", role)


_ALL = ("role", "office", "district")
INDICATORS = (
    _indicator("posts.serving", Count(POSTS.name, at="end"), *_ALL),
    _indicator("posts.begun", Count(POSTS.name, on="from_date"), *_ALL),
    _indicator("posts.ended", Count(POSTS.name, on="until_date"), *_ALL),
    _indicator("posts.mediators", Count(POSTS.name, at="end", where=_role("mediator")), *_ALL),
    _indicator("posts.offices", Count(POSTS.name, "count_distinct", "office", at="end"), "district"),
    _indicator("posts.share", Formula(Ratio(Ref("posts.mediators"), Ref("posts.serving"))), "district"),
    _indicator("posts.start", Count(POSTS.name, at="start"), *_ALL),
)
IDENTITIES = (
    Identity(
        "flow", "期初 + 新任 = 离任 + 期末", Sum((Ref("posts.start"), Ref("posts.begun"))), "=",
        Sum((Ref("posts.ended"), Ref("posts.serving"))), by="district",
    ),
    Identity("few", "任职 ≤ 调解员", Ref("posts.serving"), "<=", Ref("posts.mediators"), by="district"),
)  # fmt: skip
CATALOGUE = Catalogue.of([POSTS], INDICATORS, IDENTITIES)


@pytest.fixture
def year(city: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """
    The cast's posts in 2024, with this catalogue in force.

    All six serve since 2020, so every one of them is open at the year's start. The stranger ends on the year's last
    day; the clerk is replaced by another on 2024-02-29.
    """
    monkeypatch.setattr(registry, "catalogue", lambda: CATALOGUE)
    monkeypatch.setattr(registry, "_explainers", {})
    with connection.cursor() as cursor:
        cursor.execute(view_sql(POSTS, DIALECTS[connection.vendor]))
    change(city.stranger, until_date=date(2024, 12, 31))
    change(city.clerk, until_date=date(2024, 2, 29))
    type(city.clerk)(
        official=city.head.official, office=city.committee, role="clerk", from_date=date(2024, 2, 29)
    ).save()
    return city


def change(post: Any, **columns: Any) -> None:
    """Change a row behind the application's back."""
    type(post).objects.system("a test changes a record").filter(pk=post.pk).update(**columns)


def tell(action: str, post: Any, at: Any, **detail: Any) -> None:
    """An entry in the trail about a post, with what it says that it wrote."""
    with transaction.atomic():
        audit.record(action, by="system", at=at, subject=("post", str(post.pk)), detail=detail or None)


@pytest.fixture
def frozen_folder(settings: Any) -> Callable[[], Path]:
    return lambda: Path(settings.DATA_DIR) / "frozen"
