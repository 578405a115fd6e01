"""Forms of a task and its draws."""

from fazhi.engines.procedure import BEGIN
from fazhi.kernel.procedures.forms import ActForm, Field, FieldType
from fazhi.lines.inspections import services
from fazhi.lines.inspections.models.draws import HASHES, METHODS
from fazhi.lines.inspections.terms import TASK

_LINES, _DAY = FieldType.LINES, FieldType.DAY

TASK_FORMS = (
    ActForm(
        TASK,
        BEGIN,
        (
            Field("number", "任务编号", required=True, hint="如 厦司抽〔2024〕1号"),
            Field("title", "任务名称", required=True),
            Field("items", "抽查事项编号", _LINES, required=True, hint="每行一个；几个事项合并为一次检查"),
            Field("numbers", "各类抽取数", _LINES, required=True, hint="每行一类，如 律师事务所 30"),
            Field("visit_date", "检查起始日期", _DAY, required=True, hint="检查人员的证件在这一天应当有效"),
            Field("since_date", "近期检查起算日期", _DAY, hint="这一天以来抽查过的不再抽取，理由随名录公布"),
            Field("compulsory", "必查对象", _LINES, hint="每行：统一社会信用代码 理由；理由随名录公开，不写个人信息"),
            Field("excluded", "排除对象", _LINES, hint="每行：统一社会信用代码 理由；理由随名录公开，不写个人信息"),
            Field("departments", "联合检查部门", hint="部门联合抽查的填写"),
            Field("team_size", "每组检查人员数", FieldType.INTEGER, low=2, high=9, hint="不写为二人"),
            Field("method", "抽取方法", FieldType.CODE, labels=METHODS, hint="不写为逐个抽取"),
            Field("hash", "杂凑算法", FieldType.CODE, labels=HASHES, hint="不写为第一种"),
        ),
        services.plan_task,
    ),
    ActForm(
        TASK,
        "commit",
        (
            Field(
                "beacon", "公共随机数来源", _LINES, required=True,
                hint="每行一个，如 drand quicknet 25000000，或者 lottery 双色球 2026139",
            ),
        ),
        services.commit_rosters,
    ),
    ActForm(TASK, "announce", (Field("announced_at", "公告发布位置", required=True),), services.announce),
    ActForm(
        TASK,
        "draw",
        (
            Field(
                "public_values", "公共随机数", _LINES, required=True,
                hint="每行一个，按公告的顺序：drand 填签名（96 位十六进制），彩票填号码，分组的用加号隔开",
            ),
        ),
        services.draw,
    ),
    ActForm(
        TASK,
        "annul",
        (Field("reason", "理由", FieldType.LONG_TEXT, required=True, hint="连同决定人在公示页公开，不写个人信息"),),
        services.annul,
    ),
    ActForm(TASK, "close", (), services.close_task),
    ActForm(TASK, "cancel", (Field("reason", "理由", FieldType.LONG_TEXT, required=True),), services.cancel),
)  # fmt: skip
