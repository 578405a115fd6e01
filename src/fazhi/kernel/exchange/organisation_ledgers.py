"""
The ledgers of this floor: offices (机构台账), officials (人员台账) and posts (岗位台账); imported before anything that refers to
them.
"""

import polars as pl

from fazhi.kernel.exchange.formats import Check, Column, Format, Reference, Type
from fazhi.kernel.exchange.organisation_checks import division_unknown, named_otherwise, roles_mixed
from fazhi.kernel.exchange.organisation_rows import OfficeTarget, OfficialTarget, PostTarget
from fazhi.kernel.organisations.queries import office_codes
from fazhi.kernel.organisations.terms import OfficeKind, Role


def _all_offices() -> pl.DataFrame:
    rows = office_codes(frozenset(OfficeKind.values))
    return pl.DataFrame(rows, schema={"code": pl.String, "id": pl.Int64}, orient="row")


def _parent_unknown() -> pl.Expr:
    """True where the parent stands neither in the file nor in the records."""
    known = [str(code) for code in _all_offices()["code"]]
    parent = pl.col("parent")
    return parent.is_not_null() & ~parent.is_in(pl.col("code").implode()) & ~parent.is_in(known)


OFFICES = Format(
    code="organisations.offices",
    title="机构台账",
    sheet="机构",
    columns=(
        Column("code", "机构代码", required=True, max_length=32, hint="本系统内唯一，如 XM-SM"),
        Column("name", "机构名称", required=True),
        Column("kind", "机构类别", Type.CODE, required=True, labels=dict(OfficeKind.choices)),
        Column("parent", "上级机构代码", identifier=True, max_length=32, hint="市司法局留空"),
        Column("division_code", "行政区划代码", identifier=True, max_length=12),
        Column("district", "所在区", max_length=32),
        Column("is_sample", "示例数据", Type.FLAG, hint="合成的示例数据填“是”，页面与文书随之注明"),
    ),
    key=("code",),
    target=OfficeTarget(),
    checks=(
        Check(
            "parent-self",
            "parent",
            lambda: pl.col("parent") == pl.col("code"),
            "机构不能是自己的上级；请填上一级机构的代码。",
        ),
        Check(
            "parent-unknown",
            "parent",
            _parent_unknown,
            "本表和已有记录中都没有代码为{上级机构代码}的机构；请补上该机构或改正代码。",
        ),
        Check(
            "division-unknown",
            "division_code",
            division_unknown,
            "已导入的行政区划中没有代码{行政区划代码}，或者已撤销；请核对。",
            warning=True,
        ),
    ),
    order=10,
)

OFFICIALS = Format(
    code="organisations.officials",
    title="人员台账",
    sheet="人员",
    columns=(
        Column("code", "工号", required=True, max_length=32),
        Column("name", "姓名", required=True, max_length=60),
        Column("name_pinyin", "姓名拼音", max_length=240, hint="用于排序；留空时自动注音，多音的姓请填写，如 qin feng"),
    ),
    key=("code",),
    target=OfficialTarget(),
    order=15,
)

POSTS = Format(
    code="organisations.posts",
    title="岗位台账",
    sheet="岗位",
    columns=(
        Column("official", "工号", required=True, max_length=32),
        Column("name", "姓名", required=True, max_length=60),
        Column("office", "机构代码", required=True, lookup="office", max_length=32),
        Column("role", "角色", Type.CODE, required=True, labels=dict(Role.choices)),
        Column("from_date", "任职起", Type.DATE, required=True, synonyms=("任职起始日期",)),
        Column("until_date", "任职止", Type.DATE, synonyms=("任职终止日期",), hint="在任的留空"),
    ),
    key=("official", "office", "role", "from_date"),
    target=PostTarget(),
    references=(
        Reference("office", _all_offices, "没有代码为“{value}”的机构；请先导入机构台账，或者改正代码。"),
    ),
    checks=(
        Check(
            "post-order", "until_date", lambda: pl.col("until_date") < pl.col("from_date"),
            "任职止{任职止}早于任职起{任职起}；止期不早于起期。",
        ),
        Check(
            "official-named-twice", "name", lambda: pl.col("name").n_unique().over("official") > 1,
            "同一工号{工号}在本表有不同的姓名；请核对后改成一致。",
        ),
        Check(
            "official-named-otherwise", "name", named_otherwise,
            "工号{工号}登记的姓名不是{姓名}；请核对工号，改名请先导入人员台账。",
        ),
        Check(
            "roles-mixed", "role", roles_mixed,
            "工号{工号}在同一天还有别的角色（本表或已有记录）；系统管理员、安全管理员、审计管理员须由三人分任，且不得兼任其他角色。"
            "请改由他人担任；如原岗位已止，请先导入它的任职止。",
        ),
    ),
    order=20,
)  # fmt: skip

FORMATS = (OFFICES, OFFICIALS, POSTS)
