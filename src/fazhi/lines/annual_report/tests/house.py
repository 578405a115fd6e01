"""A bureau that writes its report: the paths that a report takes, each act on its day."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from fazhi.lines.annual_report import services
from fazhi.lines.annual_report.models import AnnualReport, Contribution
from fazhi.lines.annual_report.terms import Heading, Meeting, Recipient

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Office, Post

OPENED, SIGNED, DELIVERED, PUBLISHED = date(2025, 1, 6), date(2025, 2, 14), date(2025, 2, 20), date(2025, 3, 12)
URL = "https://sf.example.gov.cn/fzbg/2024.html"
TEXTS = {
    Heading.SHORTCOMINGS: "基层调解力量不足，主要原因是编制少。",
    Heading.LEADER: "主要负责人带头学法，签收公调对接{mediation.referred.police}。",
    Heading.PLANS: "推进矛盾纠纷多元化解。",
    Heading.OTHER: "无其他事项。",
}


def moment(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 2, tzinfo=UTC)


@dataclass(frozen=True)
class House:
    """
    The bureau with a division that contributes.

    reporter, head   of the bureau; clerk and division_reporter of the division
    stranger         clerk of another division; district_head heads a district's bureau
    """

    bureau: "Office"
    division: "Office"
    other_division: "Office"
    reporter: "Post"
    head: "Post"
    clerk: "Post"
    division_reporter: "Post"
    stranger: "Post"
    district_head: "Post"

    def acting(self, post: "Post", on: date) -> dict[str, object]:
        return {"by": post, "at": moment(on), "on": on}

    def open(self, year: int = 2024, on: date = OPENED) -> AnnualReport:
        return services.open_report(office=self.bureau, year=year, **self.acting(self.reporter, on))

    def ask(self, heading: Heading, title: str = "情况", on: date = OPENED, **more: object) -> Contribution:
        given = {"office": self.division, "year": 2024, "due_date": date(2025, 1, 20), **more}
        return services.ask(heading=heading, title=title, **given, **self.acting(self.reporter, on))

    def submit(self, contribution: Contribution, text: str, on: date = OPENED) -> services.Submitted:
        return services.submit_text(contribution, text=text, **self.acting(self.clerk, on))

    def contribute(self, heading: Heading, text: str, on: date = OPENED, **more: object) -> Contribution:
        made = self.ask(heading, on=on, **more)
        self.submit(made, text, on)
        services.accept(made, **self.acting(self.reporter, on))
        return made

    def complete(self, *without: Heading) -> AnnualReport:
        """A report under whose headings something stands, but for those left out; 2024's records make the first one."""
        report = self.open()
        for heading, text in TEXTS.items():
            if heading not in without:
                self.contribute(heading, text)
        return report

    def to_meeting(self, report: AnnualReport, on: date = SIGNED) -> AnnualReport:
        services.consult(report, **self.acting(self.reporter, on))
        services.review(report, opinions="征求9个处室意见，采纳3条", **self.acting(self.reporter, on))
        named = {"legality_reviewer": "法规处 周律", "secrecy_reviewer": "办公室 郑密"}
        services.deliberate(report, **named, **self.acting(self.reporter, on))
        return report

    def sign(self, report: AnnualReport, on: date = SIGNED) -> AnnualReport:
        meeting = {"meeting": Meeting.PARTY_GROUP.value, "meeting_date": on}
        services.sign(report, **meeting, **self.acting(self.head, on))
        return report

    def freeze(self, report: AnnualReport, on: date = SIGNED) -> AnnualReport:
        services.freeze(report, **self.acting(self.reporter, on))
        return report

    def deliver(self, report: AnnualReport, recipient: Recipient, on: date = DELIVERED) -> None:
        acting = self.acting(self.reporter, on)
        services.deliver(report, recipient=recipient.value, receipt=f"收{recipient.value}1号", **acting)

    def submit_all(self, report: AnnualReport, on: date = DELIVERED) -> AnnualReport:
        for recipient in Recipient:
            self.deliver(report, recipient, on)
        services.submit(report, **self.acting(self.reporter, on))
        return report

    def publish(self, report: AnnualReport, on: date = PUBLISHED, url: str = URL) -> AnnualReport:
        services.publish(report, url=url, secrecy_reviewer="郑密", **self.acting(self.reporter, on))
        return report

    def frozen(self) -> AnnualReport:
        return self.freeze(self.sign(self.to_meeting(self.complete())))

    def published(self) -> AnnualReport:
        return self.publish(self.submit_all(self.frozen()))
