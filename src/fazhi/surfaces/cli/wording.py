"""Chinese sentences for the errors of the console and of the kernel rooms that have no page of their own yet."""

from django.utils import timezone

from fazhi.engines.indicator.errors import (
    CatalogueRefused,
    LiteralRefused,
    PeriodNotUnderstood,
    UnknownDimension,
    UnknownIndicator,
)
from fazhi.kernel.indicators.errors import (
    BureausDiffer,
    FileTorn,
    FreezeDisagrees,
    FrozenMeanwhile,
    KeyRepeated,
    ManifestNotReadable,
    NotFrozen,
    OpensToParts,
    PeriodOutsideFrozenYear,
)
from fazhi.kernel.law.periods import period_row
from fazhi.kernel.organisations.errors import AmbiguousPost, NotPermitted, NotTheWhole, UnknownPost
from fazhi.kernel.organisations.terms import Role
from fazhi.kernel.procedures import registry as procedures
from fazhi.kernel.procedures.errors import (
    ActOutOfOrder,
    CannotBegin,
    ClockStopped,
    DayToCome,
    DeemedByLaw,
    FutureAct,
    LateEntry,
    MatterChanged,
    MayNotGoOn,
    MissingGround,
    NoExtension,
    NoSuspension,
    NothingToRectify,
    NotPaused,
    NotRectifiable,
    NotStandingIn,
    OutOfSight,
    PausedAlready,
    StepNotOpen,
    TaskHeld,
    TooLate,
    UnknownStep,
)
from fazhi.surfaces.cli.errors import BadArgument, BrokenStart, ExtraMissing, FileUnreadable, NotSetUp
from fazhi.surfaces.wording import sentence


@sentence.register
def _(error: NotSetUp) -> str:
    return f"{error.data_dir} 里还没有数据库。请先运行 fazhi setup，或者用 --data 指定数据目录。"


_CHECKS = {
    "fazhi.E001": "数据库缺少视图或者触发器，请运行 fazhi setup 重建",
    "fazhi.E002": "数据库比程序旧，请先备份，再运行 fazhi setup 升级",
    "fazhi.E010": "有引用的法条或者文件查无此据，请更正声明或者补录题名",
    "fazhi.E020": "指标目录有错误，请更正口径声明",
    "fazhi.E030": "程序表有错误，请更正程序声明",
    "fazhi.E031": "办理表单与程序表不符，请更正表单声明",
    "fazhi.E050": "设了对外的主机名（FAZHI_HOSTS），不能进入演示模式，请去掉 FAZHI_DEMO",
}


@sentence.register
def _(error: BrokenStart) -> str:
    told = dict.fromkeys(_CHECKS.get(check, "启动检查发现错误") for check, _, _ in error.findings)
    details = "；".join(f"{check} {text} {hint}".strip() for check, text, hint in error.findings[:5])
    return f"没有启动：{'；'.join(told)}。（{details}）"


@sentence.register
def _(error: BadArgument) -> str:
    return f"{error.name} 是“{error.found}”，应为{error.expected}。"


@sentence.register
def _(error: FileUnreadable) -> str:
    return f"{error.path}：{error.fault}。请检查文件后重试。"


@sentence.register
def _(error: ExtraMissing) -> str:
    return f"这条命令要用到另装的组件。请先安装 fazhi[{error.extra}]，再试一次。"


@sentence.register
def _(error: UnknownPost) -> str:
    return f"{error.on} 没有岗位“{error.text}”。写法是 工号@机构代码:角色，见岗位台账。"


@sentence.register
def _(error: AmbiguousPost) -> str:
    return f"“{error.text}”有 {len(error.posts)} 个岗位，请写明其中一个：{'、'.join(error.posts)}。"


@sentence.register
def _(error: NotPermitted) -> str:
    roles = "、".join(Role(role).label for role in sorted(error.roles))
    return f"岗位 {error.post} 不能{error.title}；需要的角色是{roles}。"


@sentence.register
def _(error: NotTheWhole) -> str:
    return f"{error.title}代表全局，应由局本级的岗位办理；{error.post} 只看得到一部分记录。"


@sentence.register
def _(error: StepNotOpen) -> str:
    basis = next(step.basis for step in error.procedure.steps if step.name == error.name)
    title = next(step.title for step in error.procedure.steps if step.name == error.name)
    now = "、".join(step.title for step in error.open) or "没有"
    state = error.procedure.states[error.state]
    return f"{error.number} 现在是“{state}”，不能{title}（{basis.text}）。现在可以做的：{now}。"


@sentence.register
def _(error: UnknownStep) -> str:
    return f"{error.procedure.title}没有“{error.name}”这一步。"


@sentence.register
def _(error: MissingGround) -> str:
    ground = procedures.ground_title(error.ground)
    return f"{error.number} 不能{error.step.title}：缺“{ground}”（{error.step.basis.text}）。"


@sentence.register
def _(error: OutOfSight) -> str:
    return f"没有编号为 {error.number} 的事项，或者不在 {error.post} 的范围内。"


@sentence.register
def _(error: MatterChanged) -> str:
    state = error.procedure.states.get(error.state, error.state)
    if error.entry is None:
        return f"{error.number} 刚刚被别人办理过，现在是“{state}”，请重新打开后再决定。"
    done = procedures.act_title(error.entry.action)
    moment = timezone.localtime(error.entry.recorded_at)
    return (
        f"{error.number} 已由 {error.entry.actor} 于 {moment:%Y-%m-%d %H:%M} 办理“{done}”，现在是“{state}”，"
        "请重新打开后再决定。"
    )


@sentence.register
def _(error: CannotBegin) -> str:
    return f"{error.procedure.title}的事项由台账导入或者由系统到期启动，不能逐件登记。"


@sentence.register
def _(error: DeemedByLaw) -> str:
    return f"{error.number} 的“{error.step.title}”由期限届满自动产生，不能由人办理（{error.step.basis.text}）。"


@sentence.register
def _(error: FutureAct) -> str:
    return f"{error.number} 的办理日期 {error.on} 晚于登记日 {error.recorded}，请填写实际发生的日期。"


@sentence.register
def _(error: ActOutOfOrder) -> str:
    if error.before:
        return f"{error.number} 的办理日期 {error.on} 早于上一步的 {error.before}，请核对日期。"
    return f"{error.number} 的办理日期 {error.on} 晚于下一步的 {error.after}，请核对日期。"


@sentence.register
def _(error: LateEntry) -> str:
    return f"{error.number} 的办理日期 {error.on} 已过去 {error.days} 日以上，补录请写明迟录理由。"


@sentence.register
def _(error: NotStandingIn) -> str:
    return f"{error.on} {error.post} 不是 {error.absent} 的代理人；请先登记缺勤和代理。"


def _period(code: str) -> str:
    return f"“{period_row(code).title}”（{code}）"


@sentence.register
def _(error: ClockStopped) -> str:
    return f"期限{_period(error.period)}已经停止计算。"


@sentence.register
def _(error: NoSuspension) -> str:
    return f"期限{_period(error.period)}依法没有可以中止的事由（{error.source}）。"


@sentence.register
def _(error: PausedAlready) -> str:
    return f"期限{_period(error.period)}自 {error.since} 起已经中止，请先恢复。"


@sentence.register
def _(error: NotPaused) -> str:
    return f"期限{_period(error.period)}没有中止，无需恢复。"


@sentence.register
def _(error: NoExtension) -> str:
    if error.extended:
        return f"期限{_period(error.period)}已经延长过一次，不能再延长（{error.source}）。"
    return f"期限{_period(error.period)}依法不能延长（{error.source}）。"


@sentence.register
def _(error: DayToCome) -> str:
    return f"期限{_period(error.period)}不能在 {error.recorded} 登记尚未到来的 {error.on}。"


@sentence.register
def _(error: TooLate) -> str:
    return f"期限{_period(error.period)}已于 {error.due} 届满，{error.on} 才批准的延长无效。"


@sentence.register
def _(error: TaskHeld) -> str:
    return f"{error.number} 由 {error.holder} 承办；要接办请写明理由。"


@sentence.register
def _(error: MayNotGoOn) -> str:
    return f"{error.number} 现在可以做的是{'、'.join(error.acts) or '（没有）'}，岗位 {error.post} 都不能办理。"


@sentence.register
def _(error: NotRectifiable) -> str:
    return f"{error.number} 的“{error.field}”只随办理而变，不能更正；办理日期有误的，请更正那一步的日期。"


@sentence.register
def _(error: NothingToRectify) -> str:
    return f"{error.number} 的记录本来就是这样，没有要更正的。"


@sentence.register
def _(error: CatalogueRefused) -> str:
    faults = "；".join(f"{fault.place}：{fault.text}" for fault in error.faults[:5])
    return f"指标目录有 {len(error.faults)} 处错误，没有采用：{faults}"


@sentence.register
def _(error: UnknownIndicator) -> str:
    near = f"相近的有：{'、'.join(error.near)}。" if error.near else "用 fazhi figures 查看全部指标。"
    return f"没有指标“{error.code}”。{near}"


@sentence.register
def _(error: UnknownDimension) -> str:
    return f"{error.code} 不能按“{error.dimension}”分解；可用的维度：{'、'.join(error.offered) or '无'}。"


@sentence.register
def _(error: PeriodNotUnderstood) -> str:
    return f"期间“{error.text}”看不懂；应为年度 2024、季度 2024Q3 或月份 2024-09。"


@sentence.register
def _(error: LiteralRefused) -> str:
    return f"“{error.value}”不能作为查询条件。"


@sentence.register
def _(error: OpensToParts) -> str:
    return f"{error.code} 由其他指标计算，本身没有记录；请打开 {'、'.join(error.parts)}。"


@sentence.register
def _(error: PeriodOutsideFrozenYear) -> str:
    return f"{error.year} 年的封账数据不能回答 {error.period}；请用 --engine live，或者换那一年的封账。"


@sentence.register
def _(error: NotFrozen) -> str:
    return f"{error.year} 年还没有封账。请先运行 fazhi year freeze {error.year}。"


@sentence.register
def _(error: FrozenMeanwhile) -> str:
    return f"{error.year} 年第 {error.version} 版刚刚被别人封账；如仍需要，请再封一次。"


@sentence.register
def _(error: KeyRepeated) -> str:
    return f"台账视图 {error.register} 中 {error.key} 出现不止一次，没有封账；请先查明重复的记录。"


@sentence.register
def _(error: FreezeDisagrees) -> str:
    return f"没有封账：文件与记录算出的数据不同（{'、'.join(error.codes)}）。"


@sentence.register
def _(error: ManifestNotReadable) -> str:
    return f"{error.folder} 不是可读的封账目录：{error.reason}。"


@sentence.register
def _(error: FileTorn) -> str:
    return f"{error.folder} 中有文件损坏或者缺失，没有计算。请运行 fazhi year verify 查明是哪一个，再从备份取回（{error.reason}）。"


_DIFFER = {"year": "年度", "registers": "台账视图", "definitions": "指标口径"}


@sentence.register
def _(error: BureausDiffer) -> str:
    return f"{error.first} 与 {error.second} 的{_DIFFER[error.what]}不同，不能合并计算。"
