"""A reviewing division at work: a clerk and another, both reviewers, a head, and a stranger."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from fazhi.kernel.organisations.models import Office, Official, Post
from fazhi.lines.legality_review import services
from fazhi.lines.legality_review.models import Document, Review
from fazhi.lines.legality_review.queries.findings import latest_examination, open_findings

ALL = ("送审稿", "起草说明", "制定依据", "征求意见及采纳情况", "起草单位合法性审核意见")
DRAFTER = "市人力资源和社会保障局"
BODY = "第一条 为了规范示例管理，制定本办法。\n第六条 未按时备案的，处五百元罚款。"
POINT = {
    "clause": "第六条",
    "quote": "处五百元罚款",
    "problem": "行政规范性文件不得设定行政处罚。",
    "rests_on": "行政处罚法 第十六条",
    "suggestion": "删去罚款的规定。",
}


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 4, tzinfo=UTC)


@dataclass(frozen=True)
class Division:
    """
    `clerk` (E0021) and `other` (E0022) review, `chief` decides; `stranger` is of a district's committee.

    drafter  a clerk of the department `DRAFTER`; None where a test has no use for one
    """

    office: Office
    clerk: Post
    other: Post
    chief: Post
    stranger: Post
    drafter: Post | None = None

    @staticmethod
    def by(post: Post, day: date) -> dict[str, Any]:
        return {"by": post, "at": noon(day), "on": day}

    def submitted(self, day: date = date(2024, 10, 8), **values: Any) -> Review:
        """On Tuesday 2024-10-08, with a complete dossier of a normative document."""
        usual = {
            "office": self.office, "number": "厦司审〔2024〕1号", "title": "示例管理办法", "kind": "normative",
            "drafter": "市示例局", "materials": ALL, "competition": "passed", "competition_told": "示例审〔2024〕3号",
            "body": BODY,
        }  # fmt: skip
        return services.submit(**self.by(self.clerk, day), **{**usual, **values})

    def reviewing(self, **values: Any) -> Review:
        """Accepted on 2024-10-09, assigned the day after."""
        review = self.submitted(**values)
        services.accept(review, **self.by(self.clerk, date(2024, 10, 9)))
        services.assign(
            review,
            **self.by(self.chief, date(2024, 10, 10)),
            first=self.clerk.official.code,
            second=self.other.official.code,
        )
        return review

    def opined(self, *, points: int = 1, **values: Any) -> Review:
        """Both reviewers have finished on 2024-10-14."""
        review, day = self.reviewing(**values), date(2024, 10, 14)
        for _ in range(points):
            services.raise_point(review, **self.by(self.clerk, day), **POINT)
        for post in (self.clerk, self.other):
            self._dismiss_all(review, post, day)
            services.finish(review, **self.by(post, day), proposed="amend" if points else "lawful")
        return review

    def _dismiss_all(self, review: Review, post: Post, day: date) -> None:
        """What the worker found meanwhile, where one is there."""
        examination = latest_examination(review, post)
        for place in open_findings(examination, post) if examination else ():
            services.dismiss_finding(review, **self.by(post, day), finding=place, reason="示例")

    def concluded(self, *, points: int = 1, conclusion: str = "", **values: Any) -> Review:
        """On 2024-10-17, the sixth working day."""
        review = self.opined(points=points, **values)
        services.conclude(
            review, **self.by(self.chief, date(2024, 10, 17)),
            conclusion=conclusion or ("amend" if points else "lawful"),
            opinion_number=review.number.replace("审", "审函"),
        )  # fmt: skip
        return review

    def closed(self, **values: Any) -> Review:
        """Without a point, on 2024-10-18."""
        review = self.concluded(points=0, **values)
        services.close(review, **self.by(self.clerk, date(2024, 10, 18)))
        return review

    def registered(self, **values: Any) -> Document:
        """On 2024-10-21, valid from 2024-11-01 to 2029-10-31."""
        usual = {
            "office": self.office, "number": "厦司规〔2024〕1号", "review": "厦司审〔2024〕1号",
            "effective_date": date(2024, 11, 1), "expires_date": date(2029, 10, 31),
        }  # fmt: skip
        return services.register(**self.by(self.clerk, date(2024, 10, 21)), **{**usual, **values})

    def published(self, **values: Any) -> Document:
        """On 2024-10-22, a Tuesday."""
        self.closed()
        document = self.registered(**values)
        services.publish(document, **self.by(self.clerk, date(2024, 10, 22)), issued_at="市政府网站")
        return document


def division_of(city: Any) -> Division:
    """The bureau of the small city reviews."""

    def post(code: str, name: str, role: str, office: Office = city.bureau) -> Post:
        person = Official(code=code, name=name)
        person.save()
        made = Post(official=person, office=office, role=role, from_date=date(2020, 1, 1))
        made.save()
        return made

    return Division(
        city.bureau, post("E0021", "钱一", "clerk"), post("E0022", "钱二", "clerk"), post("E0023", "钱三", "head"), city.stranger,
        post("E0024", "钱四", "clerk", city.department),
    )  # fmt: skip
