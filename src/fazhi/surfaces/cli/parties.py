"""`fazhi parties`: which retention periods keep personal data, what is past them, and erasing the parties of matters on request."""

import argparse
from pathlib import Path
from uuid import UUID

from django.utils import timezone

from fazhi.kernel.law.periods import period_row
from fazhi.kernel.parties import retention, services
from fazhi.kernel.parties.errors import KeyLost, OutOfReach, PartyErased, ReasonNeedsWords, RepresentativeImpossible
from fazhi.kernel.parties.permissions import ERASE
from fazhi.kernel.parties.retention import Retention
from fazhi.kernel.parties.terms import ActingAs
from fazhi.kernel.procedures.services import erase_past_keeping, past_keeping
from fazhi.surfaces.cli.command import Command, Context, Outcome
from fazhi.surfaces.cli.errors import BadArgument
from fazhi.surfaces.wording import sentence


def _no_arguments(parser: argparse.ArgumentParser) -> None:
    """`parties retention` takes none."""


def _retention(context: Context) -> Outcome:
    rows = retention.declared()
    data = {"retention": [_told(row) for row in rows]}
    lines = [f"{row['procedure']}：{row['title']}（{row['period']}），自事项办结起算" for row in data["retention"]]
    return Outcome(data, "\n".join(lines) or "还没有业务声明当事人信息的保存期限；未声明的不删除。")


def _told(row: Retention) -> dict[str, str]:
    period = period_row(row.period)
    return {
        "procedure": row.procedure,
        "period": period.code,
        "title": period.title,
        "source": period.source,
    }


def _erase_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("procedure", metavar="PROCEDURE", help="程序代码，如 mediation.people")
    parser.add_argument("file", metavar="FILE", type=Path, help="文本文件，每行一个事项标识（UUID）")


def _erase(context: Context) -> Outcome:
    context.require_whole(ERASE)
    matters = [(context.arguments.procedure, matter) for matter in _matters(context.arguments.file)]
    erased = services.erase_parties(matters, basis=ERASE.basis, by=context.actor, at=context.at)
    text = f"{len(matters)} 件事项，删除了 {erased} 个当事人的个人信息；行数和统计数不变，台账原件另按档案规定处理。"
    return Outcome({"matters": len(matters), "erased": erased}, text)


def _matters(path: Path) -> list[UUID]:
    try:
        return [UUID(line.strip()) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    except OSError:
        raise BadArgument("FILE", str(path), "可读的文本文件") from None
    except ValueError:
        raise BadArgument("FILE", str(path), "UTF-8文本，每行一个事项标识（UUID）") from None


def _due_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--erase", action="store_true", help="删除当事人的个人信息（默认只列出）")


def _due(context: Context) -> Outcome:
    context.require_whole(ERASE)
    today = timezone.localdate(context.at)
    found = past_keeping(on=today)
    erased: dict[str, int] = {}
    if context.arguments.erase:
        erased = dict(erase_past_keeping(by=context.by, at=context.at, on=today))
    rows = [
        {
            "procedure": item.retention.procedure,
            "period": item.retention.period,
            "matters": len(item.matters),
            "open": item.is_open,
            "erased": erased.get(item.retention.procedure, 0),
        }
        for item in found
    ]
    lines = [
        f"{row['procedure']}（{row['period']}）：{row['matters']} 件已过保存期限"
        + ("；期限待核，不删除，请先登记本地核定值" if row["open"] else f"，删除 {row['erased']} 个当事人的个人信息")
        for row in rows
    ]
    return Outcome({"due": rows}, "\n".join(lines) or "还没有业务声明当事人信息的保存期限。")


@sentence.register
def _(error: ReasonNeedsWords) -> str:
    return f"查看理由选“其他”的，请写明理由，1至{error.longest}字（现为{len(error.found.strip())}字），不写个人信息。"


@sentence.register
def _(error: OutOfReach) -> str:
    return f"没有这件事项或者当事人，或者不在 {error.post} 的范围内。"


@sentence.register
def _(error: RepresentativeImpossible) -> str:
    return f"没有登记{ActingAs(error.acting_as).label}：{error.needed}。"


@sentence.register
def _(error: PartyErased) -> str:
    return f"第 {error.position} 位当事人的个人信息已经删除，不能再写入。"


@sentence.register
def _(error: KeyLost) -> str:
    return f"找不到当事人检索密钥 {error.path}，而库中已有用它登记的当事人。请从备份恢复密钥文件，系统不会另造。"


COMMANDS = (
    Command(("parties", "due"), "已过保存期限的当事人信息", _due_arguments, _due),
    Command(("parties", "retention"), "列出当事人信息的保存期限", _no_arguments, _retention),
    Command(("parties", "erase"), "删除所列事项当事人的个人信息", _erase_arguments, _erase),
)
