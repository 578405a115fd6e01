"""
The registers of committees (调委会、届、委员、调解任职、培训): who they are by name stands in none of them.

A row ceases to be open on its last day: a term or a service whose last day is the last of a period is not in the stock at
its end. `person` is the official's running number in the records; it says that two rows are one person, and nothing else.
"""

from fazhi.engines.indicator import Column, Kind, Register, dated
from fazhi.engines.indicator.offices import OFFICE
from fazhi.lines.mediation.registers.shared import LINE, OFFICE_COLUMNS
from fazhi.lines.mediation.terms import BY_ELECTION, ELECTION, Education, ElectionState, Leaving, Position, Sex

_STATIONS = {"at_court": "派驻法院", "at_police": "派驻公安", "at_procuratorate": "派驻检察", "at_petition": "派驻信访"}
_PERSON = Column("person", "人员序号", Kind.INTEGER, "official_id")
_DIVISION = Column("division_code", "区划代码", Kind.TEXT, "office.division_code")

COMMITTEES = Register(
    name="mediation_committee_register",
    title="调委会台账",
    line=LINE,
    base="mediation_committee",
    key="committee_id",
    columns=(
        Column("committee_id", "调委会", Kind.TEXT, "id"),
        *OFFICE_COLUMNS,
        _DIVISION,
        Column("founded_date", "设立日期", Kind.DATE, "founded_date"),
        Column("filed_date", "设立备案日期", Kind.DATE, "filed_date"),
        Column("on_court_roll", "特邀名册", Kind.FLAG, "on_court_roll"),
        *(Column(name, title, Kind.FLAG, name) for name, title in _STATIONS.items()),
        Column("cancelled_date", "撤销日期", Kind.DATE, "cancelled_date"),
    ),
    joins=(OFFICE,),
    opened="founded_date",
    closed="cancelled_date",
)

TERMS = Register(
    name="mediation_term_register",
    title="调委会选举台账",
    line=LINE,
    base="mediation_election",
    key="election_id",
    columns=(
        Column("election_id", "选举", Kind.TEXT, "id"),
        Column("number", "选举编号", Kind.TEXT, "number"),
        Column("procedure", "选举种类", Kind.TEXT, "procedure", {ELECTION: "换届", BY_ELECTION: "补选"}),
        Column("state", "状态", Kind.TEXT, "state", ElectionState.labels()),
        *OFFICE_COLUMNS,
        _DIVISION,
        Column("elected_date", "选举日期", Kind.DATE, "elected_date"),
        Column("until_date", "任期届满日期", Kind.DATE, "until_date"),
        Column("filed_date", "选举备案日期", Kind.DATE, "filed_date"),
    ),
    joins=(OFFICE,),
    opened="elected_date",
    closed="until_date",
)


def _serving(name: str, title: str, base: str, *more: Column) -> Register:
    return Register(
        name=name,
        title=title,
        line=LINE,
        base=base,
        key="service_id",
        columns=(
            Column("service_id", "任职", Kind.TEXT, "id"),
            _PERSON,
            *OFFICE_COLUMNS,
            *more,
            Column("sex", "性别", Kind.TEXT, "sex", Sex.labels()),
            Column("education", "文化程度", Kind.TEXT, "education", Education.labels()),
            Column("is_full_time", "专职", Kind.FLAG, "is_full_time"),
            Column("from_date", "任职起", Kind.DATE, "from_date"),
            Column("until_date", "任职止", Kind.DATE, "until_date"),
            Column("end_reason", "离任原因", Kind.TEXT, "end_reason", Leaving.labels()),
        ),
        joins=(OFFICE,),
        opened="from_date",
        closed="until_date",
    )


MEMBERS = _serving(
    "mediation_member_register",
    "调委会委员台账",
    "mediation_member",
    Column("position", "职务", Kind.TEXT, "position", Position.labels()),
)
MEDIATORS = _serving("mediation_mediator_register", "人民调解任职台账", "mediation_mediator")

TRAININGS = Register(
    name="mediation_training_register",
    title="人民调解培训台账",
    line=LINE,
    base="mediation_training",
    key="training_id",
    columns=(
        Column("training_id", "培训", Kind.TEXT, "id"),
        _PERSON,
        *OFFICE_COLUMNS,
        *dated("trained", "培训"),
        Column("hours", "学时", Kind.INTEGER, "hours", unit="学时"),
    ),
    joins=(OFFICE,),
)

NETWORK_REGISTERS = (COMMITTEES, TERMS, MEMBERS, MEDIATORS, TRAININGS)
