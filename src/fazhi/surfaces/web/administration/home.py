"""管理: where each administration begins, as far as the post may open it, and what waits."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from fazhi.kernel.calendar import services as calendar
from fazhi.kernel.law import local_periods
from fazhi.kernel.law.periods import Mark, period_rows
from fazhi.kernel.procedures.permissions import ENTER_LAW
from fazhi.surfaces.web.access import reachable
from fazhi.surfaces.web.administration.room import may_for_the_whole, show
from fazhi.surfaces.web.pages import DeskRequest


@dataclass(frozen=True)
class Entry:
    title: str
    told: str
    url: str


@dataclass(frozen=True)
class Waiting:
    """Something that waits for this post, and where it is done."""

    told: str
    act: str
    url: str


def home(request: DeskRequest) -> HttpResponse:
    """What this post may open, by subject."""
    groups = []
    for title, entries in _groups():
        shown = [Entry(name, told, url) for name, told, address in entries if (url := reachable(address, request.post))]
        if shown:
            groups.append((title, shown))
    return show(request, "home", {"groups": groups, "waiting": list(_waiting(request))})


def _groups() -> tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...]:
    return (
        (
            _("机构和人员"),
            (
                (_("机构"), _("机构树，各机构的岗位、缺勤和下级"), "offices"),
                (_("人员和岗位"), _("谁在哪里任什么岗位；授予、结束岗位"), "officials"),
                (_("角色和权限"), _("各角色能办什么，依据哪一条"), "roles"),
                (_("对接系统"), _("其他单位的系统：能查什么、能办什么；发放和撤销令牌"), "systems"),
                (_("账号"), _("开通、重置、停用；清除二次验证"), "accounts"),
                (_("缺勤和代岗"), _("登记缺勤，指定代岗的人"), "absences"),
            ),
        ),
        (
            _("法规和期限"),
            (
                (_("法规"), _("系统引用的法规，哪些事依据哪一条"), "laws"),
                (_("期限表"), _("全部期限、依据、核对情况；待核的登记本地值"), "periods"),
                (_("节假日安排"), _("各年的放假和调休；登记新的通知"), "holidays"),
            ),
        ),
        (
            _("台账和字号"),
            (
                (_("导入台账"), _("导入、撤销；各种台账的空白模板"), "imports"),
                (_("栏目对应和报送格式"), _("各来文单位的栏目对应，上级系统的格式"), "mappings"),
                (_("发文字号"), _("各机构的发文字号；设立新的字号"), "papers"),
            ),
        ),
        (
            _("留痕和检查"),
            (
                (_("留痕"), _("查谁在什么时候办了什么；核验，导出"), "trail"),
                (_("查阅个人信息的记录"), _("谁因为什么看了哪件事的个人信息"), "trail-reads"),
                (_("完整性检查"), _("各表之间应当成立的事"), "checks"),
            ),
        ),
    )


def _waiting(request: DeskRequest) -> Iterator[Waiting]:
    if not may_for_the_whole(request, ENTER_LAW):
        return
    known, today = {each.year for each in calendar.arranged_years()}, timezone.localdate()
    # The notice of the next year comes in November.
    due = [today.year] + ([today.year + 1] if today.month >= 11 else [])
    for year in due:
        if year not in known:
            told = _("%s 年的放假安排还没有登记，期限暂按周末推算。") % year
            yield Waiting(told, _("登记通知"), reverse("holiday-year", kwargs={"year": year}))
    local = local_periods.entries_by_code()
    left = sum(row.mark is Mark.UNVERIFIED and row.code not in local for row in period_rows().values())
    if left:
        told = _("%s 个期限的依据待核，还没有登记本地值。") % left
        yield Waiting(told, _("看待核的期限"), f"{reverse('periods')}?which=open")
