"""What a tide says as a JSON document: docs/schemas/hotline/tide-output.json."""

from dataclasses import asdict
from datetime import date
from typing import Any

from fazhi.engines.tide.foretold import Forecast
from fazhi.engines.tide.learning import Tide, learn
from fazhi.engines.tide.reading import CallFile
from fazhi.engines.tide.terms import Finding, Kinds, label
from fazhi.engines.tide.trial import Trial

Document = dict[str, Any]


def tide_document(read: CallFile, kinds: Kinds, *, span: tuple[date, date] | None = None) -> Document:
    """
    Profile, forecast, dispersion and the error to expect, of a file of calls.

    kinds  of every day from the file's first to the last foretold
    span   first and last day to foretell; the week after the file's last day without it. Where it begins within the file, only
           what was known before its first day is used

    Raises OneSlot, TooFewDays, BadRange, KindMissing.
    """
    first, last = span or _week_after(read.counts.days[-1])
    tide = learn(read.counts.until(first), kinds)
    return document_of(read, tide, tide.forecast(first, last, kinds))


def document_of(read: CallFile, tide: Tide, forecast: Forecast) -> Document:
    """The same of a tide that was learned from the file already, and what it foretells."""
    document: Document = {
        "slot_minutes": tide.slot_minutes,
        "learned_days": {kind.value: count for kind, count in sorted(tide.learned_days.items())},
        "profile": [
            {"kind": kind.value, "slot": _clock(minute), "mean": round(float(mean), 3)}
            for kind, means in tide.profile().items()
            for minute, mean in zip(tide.minutes, means, strict=True)
        ],
        "forecast": list(_slots(forecast)),
        "dispersion": None,
        "findings": [_told(finding) for finding in (*read.findings, *tide.findings)],
    }
    if read.attempts:
        document["redials"] = {
            "redial": round(read.attempts.redial, 4),
            "background": round(read.attempts.background, 4),
            "calls": len(read.attempts.weights),
            "first_attempts": round(float(read.attempts.weights.sum()), 1),
        }
    if tide.trial:
        document |= _trial(tide.trial)
    return document


def _week_after(last: date) -> tuple[date, date]:
    return date.fromordinal(last.toordinal() + 1), date.fromordinal(last.toordinal() + 7)


def _clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"


def _slots(forecast: Forecast) -> "list[Document]":
    low, high = forecast.quantile(0.1), forecast.quantile(0.9)
    return [
        {
            "slot": label(day, minute),
            "mean": round(float(forecast.mean[row, column]), 3),
            "p10": int(low[row, column]),
            "p90": int(high[row, column]),
        }
        for row, day in enumerate(forecast.days)
        for column, minute in enumerate(forecast.minutes)
    ]


def _told(finding: Finding) -> Document:
    return {name: value for name, value in asdict(finding).items() if value is not None}


def _trial(trial: Trial) -> Document:
    told = trial.dispersion
    return {
        "dispersion": {
            "day": round(told.day, 4),
            "slot": round(told.slot, 4),
            "variance_to_mean": round(told.variance_to_mean, 3),
        },
        "wape": round(trial.wape, 4),
        "trial": {
            "first": trial.first.isoformat(),
            "days": trial.days,
            "wape_there": None if trial.wape_there is None else round(trial.wape_there, 4),
            "wape_of_four": None if trial.wape_of_four is None else round(trial.wape_of_four, 4),
            "covered": round(trial.covered, 4),
            "stretch": round(trial.stretch, 4),
        },
    }
