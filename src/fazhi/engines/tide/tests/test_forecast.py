"""What is foretold of a hotline whose truth is known: near the best possible, with bands that hold what they say."""

import json
from datetime import timedelta

import numpy as np
import pytest

from fazhi.engines.tide import BadRange, Kind, KindMissing, NotACount, OneSlot, TooFewDays, counts, day_ahead, learn
from fazhi.engines.tide.discrete import inside
from fazhi.engines.tide.tests.samples import FIRST, SLOTS, drawn, hotline, kinds, truth

DAYS = 140
AFTER = FIRST + timedelta(days=DAYS)


def error(foretold, seen):
    return float(np.abs(foretold - seen).sum())


@pytest.fixture(scope="module")
def quiet():
    """A hotline of 441 calls a day that differ by chance alone, and what was learned of it."""
    of, told, rates, calls = hotline(DAYS)
    return learn(of, told), told, rates[DAYS:], calls[DAYS:]


def test_at_441_calls_a_day_it_errs_hardly_more_than_one_who_knows_the_truth(quiet):
    tide, told, rates, calls = quiet

    foretold = tide.forecast(AFTER, AFTER + timedelta(days=27), told)

    four = np.stack([hotline(DAYS)[3][DAYS - 28 + day % 7 : DAYS : 7].mean(axis=0) for day in range(28)])
    assert error(foretold.mean, calls) < 1.02 * error(rates, calls)
    assert error(foretold.mean, calls) < 0.95 * error(four, calls)
    assert foretold.mean.sum() == pytest.approx(rates.sum(), rel=0.02)


def test_small_counts_have_bands_of_whole_numbers_that_hold_four_fifths_of_probability(quiet):
    tide, told, rates, calls = quiet

    foretold = tide.forecast(AFTER, AFTER + timedelta(days=27), told)
    low, high = foretold.quantile(0.1), foretold.quantile(0.9)

    assert 0.76 < inside(foretold.mean, foretold.variance, calls, 0.8).mean() < 0.84
    assert ((low <= calls) & (calls <= high)).mean() >= 0.8  # whole numbers can only hold more
    assert (low == np.rint(low)).all()
    assert (low <= high).all()


def test_calls_by_chance_alone_are_not_called_over_dispersed(quiet):
    tide, *_ = quiet

    assert tide.trial.dispersion.variance_to_mean == pytest.approx(1.0, abs=0.1)
    assert tide.trial.dispersion.day < 0.04
    assert tide.trial.days == 56


def test_a_factor_of_days_and_one_of_slots_are_told_apart():
    of, told, _, _ = hotline(DAYS, day_cv=0.25, slot_cv=0.3)

    found = learn(of, told).trial.dispersion

    assert found.day == pytest.approx(0.25, abs=0.06)
    assert found.slot == pytest.approx(0.3, abs=0.06)


def test_bands_still_hold_where_days_differ_by_more_than_chance():
    covered = []
    for seed in (1, 2):
        of, told, _, calls = hotline(DAYS, seed=seed, day_cv=0.2)
        foretold = learn(of, told).forecast(AFTER, AFTER + timedelta(days=27), told)
        covered.append(inside(foretold.mean, foretold.variance, calls[DAYS:], 0.8).mean())

    assert 0.74 < np.mean(covered) < 0.86  # 56 days, whose factors count once each


SPRING = {FIRST + timedelta(days=number): Kind.SPRING_FESTIVAL for number in range(40, 48)}
MAKEUP = {FIRST + timedelta(days=number): Kind.MAKEUP_WORKDAY for number in (34, 48, 97)}
HOLIDAY = {FIRST + timedelta(days=number): Kind.HOLIDAY for number in (94, 95, 96, 120, 121)}


@pytest.fixture(scope="module")
def year_with_holidays():
    told = kinds(DAYS + 28, SPRING | MAKEUP | HOLIDAY)
    rates = truth(told)
    return learn(counts(FIRST, 30, drawn(rates[:DAYS], seed=5)), told), told


@pytest.mark.parametrize("kind", list(Kind))
def test_each_kind_of_day_has_its_own_tide(year_with_holidays, kind):
    tide, told = year_with_holidays
    saturday = AFTER + timedelta(days=(5 - AFTER.weekday()) % 7)
    day = saturday if kind is not Kind.WORKDAY else saturday + timedelta(days=4)

    foretold = tide.forecast(day, day, told | {day: kind}).mean.sum()

    # A festival is one run of days: part of what it does may as well be its place in the month.
    assert foretold == pytest.approx(truth({day: kind}).sum(), rel=0.2)


def test_a_make_up_working_saturday_is_no_saturday(year_with_holidays):
    tide, told = year_with_holidays
    saturday = AFTER + timedelta(days=(5 - AFTER.weekday()) % 7)

    worked = tide.forecast(saturday, saturday, told | {saturday: Kind.MAKEUP_WORKDAY})
    rested = tide.forecast(saturday, saturday, told)

    assert worked.mean.sum() > 1.3 * rested.mean.sum()


def test_a_kind_never_seen_is_guessed_from_its_relatives_with_a_wider_band(quiet):
    tide, told, *_ = quiet
    day = AFTER + timedelta(days=1)

    guessed = tide.forecast(day, day, told | {day: Kind.SPRING_FESTIVAL})
    weekend = AFTER + timedelta(days=(5 - AFTER.weekday()) % 7)
    rested = tide.forecast(weekend, weekend, told)

    assert Kind.SPRING_FESTIVAL not in tide.learned_days
    assert abs(guessed.mean.sum() - rested.mean.sum()) < 0.25 * rested.mean.sum()
    assert guessed.variance.sum() > 1.2 * rested.variance.sum()


def test_the_profile_has_the_kinds_learned_from_and_adds_up_to_their_days(year_with_holidays):
    tide, _ = year_with_holidays

    profile = tide.profile()

    assert set(profile) == set(Kind)
    worked = np.mean([truth({FIRST + timedelta(days=day): Kind.WORKDAY}).sum() for day in range(5)])
    assert profile[Kind.WORKDAY].sum() == pytest.approx(worked, rel=0.05)
    assert profile[Kind.SPRING_FESTIVAL].sum() < profile[Kind.HOLIDAY].sum() < profile[Kind.WEEKEND].sum()


def test_a_morning_that_is_busier_raises_the_afternoon_and_narrows_it():
    of, told, rates, _ = hotline(DAYS, seed=3, day_cv=0.25)
    tide = learn(of, told)
    noon = SLOTS // 2

    before = tide.forecast(AFTER, AFTER, told)
    busy = tide.today(AFTER, told, np.rint(1.4 * rates[DAYS][:noon]))
    idle = tide.today(AFTER, told, np.rint(0.6 * rates[DAYS][:noon]))

    assert busy.minutes == before.minutes[noon:]
    rest = before.mean[0, noon:].sum()
    assert busy.mean.sum() > 1.15 * rest > 1.15 * rest * 0.85 > idle.mean.sum()
    assert (busy.variance - busy.mean).clip(0).sum() / busy.mean.sum() ** 2 < 0.7 * (before.variance - before.mean)[
        0, noon:
    ].clip(0).sum() / rest**2


def test_updating_by_noon_foretells_the_afternoon_better_than_the_evening_before():
    of, told, _, calls = hotline(DAYS, seed=4, day_cv=0.25)
    tide, noon = learn(of, told), SLOTS // 2
    early = late = 0.0
    for number in range(14):
        day, seen = AFTER + timedelta(days=number), calls[DAYS + number]
        early += error(tide.forecast(day, day, told).mean[0, noon:], seen[noon:])
        late += error(tide.today(day, told, seen[:noon]).mean[0], seen[noon:])

    assert late < 0.95 * early


def test_before_any_slot_has_passed_today_is_the_forecast(quiet):
    tide, told, *_ = quiet

    assert tide.today(AFTER, told, []).mean == pytest.approx(tide.forecast(AFTER, AFTER, told).mean, rel=1e-6)


@pytest.mark.parametrize("calls", [[1.0] * (SLOTS + 1), [-1.0], [np.nan], [3.0, np.inf]])
def test_what_today_can_not_have_is_refused(quiet, calls):
    tide, told, *_ = quiet

    with pytest.raises(NotACount):
        tide.today(AFTER, told, calls)


def test_a_forecast_backwards_too_long_or_of_a_day_without_kind_is_refused(quiet):
    tide, told, *_ = quiet

    with pytest.raises(BadRange):
        tide.forecast(AFTER, AFTER - timedelta(days=1), told)
    with pytest.raises(BadRange):
        tide.forecast(AFTER, AFTER + timedelta(days=366), told)
    with pytest.raises(KindMissing, match=str(AFTER + timedelta(days=28))):
        tide.forecast(AFTER, AFTER + timedelta(days=28), told)


def test_nearly_three_weeks_are_learned_from_without_a_trial_and_less_than_two_are_refused():
    of, told, *_ = hotline(20)

    tide = learn(of, told)

    assert tide.trial is None
    assert np.isfinite(tide.forecast(FIRST + timedelta(days=20), FIRST + timedelta(days=26), told).variance).all()
    with pytest.raises(TooFewDays) as refused:
        learn(of.until(FIRST + timedelta(days=13)), told)
    assert (refused.value.found, refused.value.needed) == (13, 14)


def test_all_calls_in_one_slot_are_refused_with_the_slot():
    calls = np.zeros((30, SLOTS))
    calls[:, 18] = 400

    with pytest.raises(OneSlot, match="minute 540"):
        learn(counts(FIRST, 30, calls), kinds(30))


def test_a_hotline_nobody_calls_is_foretold_as_that_and_without_nonsense():
    tide = learn(counts(FIRST, 30, np.zeros((40, SLOTS))), kinds(60))

    foretold = tide.forecast(FIRST + timedelta(days=40), FIRST + timedelta(days=41), kinds(60))

    assert tide.trial is None
    assert foretold.mean.sum() < 1
    assert np.isfinite(foretold.variance).all()


def test_a_month_without_records_is_left_out_told_and_does_not_lower_the_forecast():
    of, told, rates, calls = hotline(DAYS, seed=6)
    lost = calls[:DAYS].copy()
    lost[60:90] = 0

    tide = learn(counts(FIRST, 30, lost), told)

    (gap,) = tide.findings
    assert (gap.start, gap.end) == ("2024-03-01T00:00", "2024-03-31T00:00")
    assert gap.calls == pytest.approx(rates[60:90].sum(), rel=0.05)
    foretold = tide.forecast(AFTER, AFTER + timedelta(days=27), told).mean
    assert foretold.sum() == pytest.approx(rates[DAYS:].sum(), rel=0.03)


def test_closed_hours_are_not_foretold():
    of, told, _, calls = hotline(DAYS)
    known = np.ones((DAYS, SLOTS), dtype=bool)
    known[:, :16] = False

    foretold = learn(counts(FIRST, 30, calls[:DAYS], known=known), told).forecast(AFTER, AFTER, told)

    assert foretold.minutes[0] == 8 * 60
    assert foretold.mean.shape == (1, SLOTS - 16)


def test_days_that_are_all_alike_are_foretold_as_they_are_though_the_first_is_half_known():
    """Nothing differs, so the one shape that is kept may lie where a day says nothing of it."""
    calls, known = np.tile([0.0] * 16 + [9.0] * 24 + [0.0] * 8, (21, 1)), np.ones((21, SLOTS), dtype=bool)
    known[0, :16] = False

    tide = learn(counts(FIRST, 30, calls, known=known), kinds(28))

    foretold = tide.forecast(FIRST + timedelta(days=21), FIRST + timedelta(days=22), kinds(28))
    assert foretold.mean[0] == pytest.approx(calls[0], abs=0.6)


def test_a_day_kept_as_plain_numbers_is_followed_as_the_tide_follows_it(quiet):
    tide, told, _, calls = quiet
    kept = day_ahead(json.loads(json.dumps(tide.ahead(AFTER, told).plain())))

    found = kept.after(calls[0][:20])

    assert found.mean == pytest.approx(tide.today(AFTER, told, calls[0][:20]).mean)
    assert found.minutes == tuple(range(20 * 30, 1440, 30))


def test_slots_that_are_not_known_say_nothing_of_the_rest(quiet):
    tide, told, _, calls = quiet
    ahead, none = tide.ahead(AFTER, told), [0.0] * 20

    assert ahead.after(none, [False] * 20).mean == pytest.approx(ahead.after([]).mean[:, 20:])
    usual = ahead.after([]).mean[0, :20]
    rest = [ahead.after(passed).mean.sum() for passed in (none, usual, 2 * usual)]
    assert rest[0] < rest[1] < rest[2]  # known ones move the rest their own way
    with pytest.raises(NotACount):
        ahead.after(none, [True] * 19)
