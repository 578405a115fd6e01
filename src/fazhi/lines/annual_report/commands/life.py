"""`fazhi report status`, `contribute`, `versions`, `fetch`: where a report stands, what divisions write, what was kept."""

import argparse
from datetime import date
from pathlib import Path
from typing import Any

from django.utils import timezone

from fazhi.kernel.procedures.queries import clocks_of
from fazhi.lines.annual_report import services
from fazhi.lines.annual_report.errors import NothingToReport
from fazhi.lines.annual_report.models import AnnualReport, ReportVersion
from fazhi.lines.annual_report.papers.texts import text_of_file
from fazhi.lines.annual_report.permissions import WRITE
from fazhi.lines.annual_report.queries import current_version, opened_report
from fazhi.lines.annual_report.queries.standing import (
    contributions_of,
    deliveries_of,
    files_of,
    kept_files,
    owed_by,
    unexplained,
    versions_of,
)
from fazhi.lines.annual_report.terms import HEADINGS, OUTSTANDING, ContributionState, Recipient, State
from fazhi.surfaces.cli.command import Command, Context, Outcome
from fazhi.surfaces.cli.errors import BadArgument
from fazhi.surfaces.cli.figures import year_argument, year_of


def _year_arguments(parser: argparse.ArgumentParser) -> None:
    year_argument(parser, required=True)


def _status(context: Context) -> Outcome:
    context.require_whole(WRITE)
    report = opened_report(year_of(context.arguments.year))
    version, today = current_version(report), timezone.localdate(context.at)
    delivered = deliveries_of(version)
    data: dict[str, Any] = {
        "number": report.number,
        "year": report.year,
        "state": report.state,
        "version": version.number,
        "clocks": _clocks(report, today),
        "contributions": [
            {
                "number": each.number,
                "office": each.office.name,
                "heading": each.heading,
                "title": each.title,
                "due": each.due_date,
                "state": each.state,
                "late": each.state in OUTSTANDING and each.due_date < today,
            }
            for each in contributions_of(report)
        ],
        "findings": _findings(report, version),
        "recipients": [_recipient(each, delivered) for each in Recipient],
        "published": {"date": version.published_date, "url": version.url},
    }
    return Outcome(data, "\n".join(_status_lines(report, version, data)))


def _findings(report: AnnualReport, version: ReportVersion) -> list[dict[str, Any]]:
    try:
        found = services.in_the_way(report)
    except NothingToReport as error:
        return [{"code": "records", "title": f"没有 {error.year} 年的记录", "explained": False}]
    open_ = unexplained(version, found)
    return [{"code": item.code, "title": item.title, "explained": item not in open_} for item in found]


def _clocks(report: AnnualReport, today: date) -> list[dict[str, Any]]:
    return [
        {
            "period": clock.period,
            "due": clock.due_date,
            "stopped": clock.stopped_date,
            "days": (clock.due_date - today).days,
        }
        for clock in clocks_of(report.pk, None)
    ]


def _recipient(recipient: Recipient, delivered: dict[Recipient, Any]) -> dict[str, Any]:
    found = delivered.get(recipient)
    return {
        "recipient": recipient.value,
        "title": recipient.label,
        "date": found.delivered_date if found else None,
        "receipt": found.receipt if found else None,
    }


def _status_lines(report: AnnualReport, version: ReportVersion, data: dict[str, Any]) -> list[str]:
    lines = [f"{report.number}：{State(report.state).label}，第 {version.number} 版"]
    for clock in data["clocks"]:
        stand = f"已于 {clock['stopped']} 完成" if clock["stopped"] else _left(clock["days"])
        lines.append(f"  期限 {clock['period']}：{clock['due']} 届满，{stand}")
    lines += [
        f"  供稿 {each['number']}　{each['office']}　{each['title']}：{ContributionState(each['state']).label}"
        f"，{each['due']} 前{'（逾期）' if each['late'] else ''}"
        for each in data["contributions"]
    ]
    lines += [
        f"  须说明 {each['code']}：{each['title']}（{'已说明' if each['explained'] else '未说明'}）"
        for each in data["findings"]
    ]
    for each in data["recipients"]:
        told = f"{each['date']}，回执 {each['receipt']}" if each["date"] else "未登记"
        lines.append(f"  报送 {each['title']}：{told}")
    if version.published_date:
        lines.append(f"  公开：{version.published_date}　{version.url}")
    return lines


def _left(days: int) -> str:
    return f"还有 {days} 天" if days >= 0 else f"已逾期 {-days} 天"


def _contribute_arguments(parser: argparse.ArgumentParser) -> None:
    year_argument(parser, required=True)
    parser.add_argument("--heading", required=True, choices=tuple(HEADINGS), metavar="H", help=_choices())
    parser.add_argument("--title", default="", metavar="T", help="小标题；同一部分约了几篇稿时写明")
    parser.add_argument("--file", required=True, type=Path, metavar="FILE", help="供稿：.txt 或者 .docx，一行一段")


def _choices() -> str:
    return "所属部分：" + "，".join(f"{code} {title}" for code, title in HEADINGS.items())


def _contribute(context: Context) -> Outcome:
    if context.by is None:
        raise BadArgument("--as", "（没有写）", "供稿处室的岗位，如 E0001@XM-01:clerk")
    arguments = context.arguments
    contribution = owed_by(context.by, year_of(arguments.year), arguments.heading, arguments.title)
    on = timezone.localdate(context.at)
    text = text_of_file(arguments.file)
    done = services.submit_text(contribution, by=context.by, at=context.at, on=on, text=text)
    bare = [{"text": figure.text, "value": figure.value, "unit": figure.unit} for figure in done.bare]
    data = {"number": contribution.number, "draft": done.submission.number, "bare": bare}
    lines = [f"{contribution.number} 已供稿（第 {done.submission.number} 稿）。"]
    lines += [f"  注意：“{figure['text']}”没有对应指标，没有记录可查" for figure in bare]
    return Outcome(data, "\n".join(lines))


def _versions(context: Context) -> Outcome:
    context.require_whole(WRITE)
    report = opened_report(year_of(context.arguments.year))
    rows = [_version(each) for each in versions_of(report)]
    lines = [_version_line(row) for row in rows]
    return Outcome({"number": report.number, "versions": rows}, "\n".join(lines))


def _version(version: ReportVersion) -> dict[str, Any]:
    return {
        "version": version.number,
        "reason": version.reason,
        "signed": version.signed_date,
        "seal": version.seal,
        "frozen": version.frozen,
        "submitted": version.submitted_date,
        "published": version.published_date,
        "url": version.url,
        "files": {each.name: each.attachment.sha256 for each in files_of(version)},
    }


def _version_line(row: dict[str, Any]) -> str:
    days = [
        f"{title} {row[name]}"
        for name, title in (("signed", "签发"), ("submitted", "报送"), ("published", "公开"))
        if row[name]
    ]
    kept = f"，封账 {row['frozen']}，文件 {len(row['files'])} 个" if row["seal"] else ""
    reason = f"，更正理由：{row['reason']}" if row["reason"] else ""
    return f"第 {row['version']} 版：{'，'.join(days) or '起草中'}{kept}{reason}"


def _fetch_arguments(parser: argparse.ArgumentParser) -> None:
    year_argument(parser, required=True)
    parser.add_argument("--version", required=True, type=int, metavar="N", help="第几版")
    parser.add_argument("--out", required=True, type=Path, metavar="DIR", help="输出目录")


def _fetch(context: Context) -> Outcome:
    context.require_whole(WRITE)
    arguments = context.arguments
    report = opened_report(year_of(arguments.year))
    files = kept_files(report, arguments.version)
    paths = services.fetch(report, arguments.version, files, arguments.out, by=context.actor, at=context.at)
    data = {"year": report.year, "version": arguments.version, "files": [str(path) for path in paths]}
    return Outcome(data, "\n".join([f"{report.number} 第 {arguments.version} 版：", *(f"  {path}" for path in paths)]))


COMMANDS = (
    Command(("report", "status"), "年度报告办到哪一步：期限、供稿、须说明的事项、报送", _year_arguments, _status),
    Command(("report", "contribute"), "交供稿", _contribute_arguments, _contribute),
    Command(("report", "versions"), "年度报告的各个版本", _year_arguments, _versions),
    Command(("report", "fetch"), "取回某一版的文件（核对摘要）", _fetch_arguments, _fetch),
)
