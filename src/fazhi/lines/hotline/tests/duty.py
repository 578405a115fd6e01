"""A bureau's hotline: a clerk and a head, two firms, a plan; and its ledgers as rows."""

from datetime import UTC, date, datetime
from typing import Any

from fazhi.kernel.organisations.models import Official, Post
from fazhi.lines.hotline import services
from fazhi.lines.hotline.models import Consultation, Firm

Row = dict[str, Any]


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 4, tzinfo=UTC)


def post_of(office: Any, code: str, role: str) -> Post:
    person = Official(code=code, name="吴一")
    person.save()
    made = Post(official=person, office=office, role=role, from_date=date(2020, 1, 1))
    made.save()
    return made


MONDAY = date(2024, 6, 3)


class Seat:
    """A clerk and a head of the bureau that runs the hotline."""

    def __init__(self, city: Any) -> None:
        self.bureau, self.stranger = city.bureau, city.stranger
        self.clerk, self.chief = post_of(city.bureau, "E0021", "clerk"), post_of(city.bureau, "E0022", "head")
        Firm(office=city.bureau, code="F1", name="示例所", share=1, from_date=date(2022, 1, 1)).save()

    def clerks(self, day: date = MONDAY) -> dict[str, Any]:
        return {"by": self.clerk, "at": noon(day), "on": day}

    def registered(self, **values: Any) -> Consultation:
        told = {"number": "热询1号", "channel": "phone", "topic": "labour", "matter": "labour.wages", "firm": "F1"}
        asked = {"caller_need": "被拖欠三个月工资", "call_number": "00007"}
        return services.register(office=self.bureau, **self.clerks(), **{**told, **asked, **values})

    def answered(self) -> Consultation:
        consultation = self.registered()
        services.answer(consultation, **self.clerks(), answer="可以申请劳动仲裁")
        return consultation


_CONSULTATION: Row = {
    "office": "XM", "received_date": date(2024, 5, 6), "channel": "phone", "topic": "labour", "matter": "labour.wages",
    "district": "思明区", "firm": "F1", "answered_date": date(2024, 5, 6),
}  # fmt: skip

KINDS: dict[str, list[Row]] = {
    "hotline.firm": [
        {"office": "XM", "code": f"F{number}", "name": f"示例{number}所", "share": number, "from_date": date(2022, 1, 1),
         "specialisms": "行政、劳动争议" if number == 1 else None}
        for number in (1, 2)
    ],
    "hotline.plan": [
        {"office": "XM", "code": "方案1", "from_date": date(2022, 1, 1), "until_date": date(2024, 7, 1)},
        {"office": "XM", "code": "方案2", "from_date": date(2024, 7, 1)},
    ],
    "hotline.segment": [
        {"office": "XM", "plan": plan, "start": start, "end": end, "seats": 3, "rest_seats": 1}
        for plan, cuts in (("方案1", ["00:00", "09:00", "24:00"]), ("方案2", ["00:00", "09:00", "12:00", "24:00"]))
        for start, end in zip(cuts, cuts[1:], strict=False)
    ],
    "hotline.call": [
        {"office": "XM", "number": "00001", "called_date": date(2024, 5, 6), "called": "09:05:30", "caller": "13800000001",
         "outcome": "hung_up", "wait_seconds": 40},
        {"office": "XM", "number": "00002", "called_date": date(2024, 5, 6), "called": "09:09", "caller": "13800000001",
         "outcome": "answered", "wait_seconds": 5, "talk_seconds": 400, "firm": "F1"},
        {"office": "XM", "number": "00003", "called_date": date(2024, 5, 6), "called": "23:59:59", "outcome": "refused"},
        {"office": "XM", "number": "00004", "called_date": date(2024, 5, 6), "called": "03:00", "outcome": "closed"},
        # The switch began to count anew.
        {"office": "XM", "number": "00001", "called_date": date(2024, 5, 7), "called": "10:00", "caller": "13800000002",
         "outcome": "answered", "wait_seconds": 0, "talk_seconds": 60, "firm": "F2"},
    ],
    "hotline.consultation": [
        _CONSULTATION | {"number": "1号", "call_number": "00002", "satisfaction": "very", "ended_date": date(2024, 5, 6)},
        _CONSULTATION | {"number": "2号", "channel": "network", "answered_date": None, "destination": "legal_aid",
                         "ended_date": date(2024, 5, 8)},
        _CONSULTATION | {"number": "3号", "channel": "network", "answered_date": None},
        _CONSULTATION | {"number": "4号", "channel": "network", "answered_date": None, "promised_date": date(2024, 5, 9)},
        _CONSULTATION | {"number": "5号", "channel": "network"},
        _CONSULTATION | {"number": "6号", "channel": "network", "satisfaction": "dissatisfied"},
    ],
}  # fmt: skip
