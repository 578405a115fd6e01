"""The line of shorthand: what it takes, and that it names whatever it doesn't."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.engines.identifiers import complete_credit_code, complete_identity_number
from fazhi.kernel.parties import pinyin
from fazhi.kernel.parties.terms import DocumentType
from fazhi.lines.mediation.rules.shorthand import (
    Misread,
    Person,
    Why,
    category_of,
    day_of,
    fen_of,
    understand,
)
from fazhi.lines.mediation.rules.shorthand import words as vocabulary
from fazhi.lines.mediation.terms import AgreementForm, Category, PerformanceMode, Source, Way

TODAY = date(2025, 2, 19)
IDENTITY = complete_identity_number("99999919800101001")
CREDIT = complete_credit_code("91350200MA2XN3K1X")


def test_the_line_of_the_manual_fills_the_form():
    said = understand("ll 陈大明 林小红 渗水 已调 3000", TODAY)

    assert said.category is Category.NEIGHBOUR
    assert said.applicants == (Person("陈大明"),)
    assert said.respondents == (Person("林小红"),)
    assert said.facts == "渗水"
    assert said.way is Way.SETTLED
    assert said.amount_fen == 300_000
    assert said.unread == ()
    assert (said.source, said.day, said.terms, said.agreement_form) == (None, None, "", None)


def test_closed_words_are_taken_wherever_they_stand():
    said = understand("陈大明 昨 3.5万 公安 林小红 口头 合同 疑难 分期 欠货款", TODAY)

    assert said.category is Category.CONTRACT
    assert said.source is Source.POLICE
    assert said.day == date(2025, 2, 18)
    assert said.amount_fen == 3_500_000
    assert said.agreement_form is AgreementForm.ORAL
    assert said.performance_mode is PerformanceMode.INSTALMENTS
    assert said.is_difficult
    assert (said.applicants, said.respondents, said.facts) == ((Person("陈大明"),), (Person("林小红"),), "欠货款")


def test_several_of_one_side_stand_with_a_stop_between_them():
    said = understand("wy 陈一、陈二 某某物业公司 停车费，噪音", TODAY)

    assert said.applicants == (Person("陈一"), Person("陈二"))
    assert said.respondents == (Person("某某物业公司"),)
    assert said.facts == "停车费，噪音"


def test_numbers_are_told_of_the_party_named_last():
    said = understand(f"ll 陈大明 {IDENTITY.lower()} 19900001234 某公司 {CREDIT} 渗水", TODAY)

    assert said.applicants == (Person("陈大明", DocumentType.IDENTITY.value, IDENTITY, "19900001234"),)
    assert said.respondents == (Person("某公司", DocumentType.CREDIT_CODE.value, CREDIT),)
    assert said.unread == ()


def test_what_was_agreed_is_taken_as_it_was_typed():
    said = understand("ll 陈大明 林小红 渗水 已调 协议：林小红 3 日内修好, 赔 3000 元。", TODAY)

    assert said.terms == "林小红 3 日内修好, 赔 3000 元。"
    assert said.amount_fen is None


@pytest.mark.parametrize(
    ("line", "word", "why"),
    [
        ("xx 陈大明 林小红", "xx", Why.UNKNOWN),
        ("ll ht 陈大明 林小红", "ht", Why.TWICE),
        ("3000 ll 陈大明 4000", "4000", Why.TWICE),
        ("ll 20250220 陈大明", "20250220", Why.FUTURE),
        ("ll 19900001234 陈大明", "19900001234", Why.NOBODY),
        ("ll 陈大明 19900001234 19900001235", "19900001235", Why.TWICE),
        (f"ll 陈大明 {IDENTITY[:-1]}{'1' if IDENTITY[-1] != '1' else '2'}", None, Why.WRONG_DOCUMENT),
        ("ll 陈大明 12-99", "12-99", Why.UNKNOWN),
        ("ll 2月30日 陈大明", "2月30日", Why.UNKNOWN),
        ("ll 陈大明 林小红 2月30日", "2月30日", Why.UNKNOWN),
        ("ll 3号楼 陈大明 林小红", "3号楼", Why.UNKNOWN),
    ],
)
def test_what_is_not_taken_is_named_with_the_reason(line, word, why):
    said = understand(line, TODAY)

    assert said.unread == (Misread(word or line.split()[-1], why),)


@given(st.text(max_size=120))
def test_any_text_has_an_answer(text):
    understand(text, TODAY)


WORDS = st.sampled_from(
    ["ll", "ht", "zd", "公安", "已调", "口头", "昨", "-3", "3-5", "3000", "3.5万", "陈大明", "林小红", "渗水", "xx", "99",
     "19900001234", IDENTITY, "疑难", "2月30日", "3号楼", "一次性"]
)  # fmt: skip


@given(st.lists(WORDS, max_size=12))
def test_every_word_is_taken_or_named(typed):
    said = understand(" ".join(typed), TODAY)

    single = (
        said.category,
        said.source,
        said.way,
        said.agreement_form,
        said.performance_mode,
        said.day,
        said.amount_fen,
    )
    persons = (*said.applicants, *said.respondents)
    taken = sum(value is not None for value in single) + said.is_difficult + len(persons)
    taken += sum(bool(person.document_number) + bool(person.phone) for person in persons)
    taken += len([word for word in said.facts.split("，") if word])
    assert taken + len(said.unread) == len(typed)
    assert {each.word for each in said.unread} <= set(typed)


@given(st.lists(WORDS, max_size=8), st.sampled_from(["  ", "\u3000", "，", "；", ";"]))
def test_what_stands_between_words_makes_no_difference(typed, between):
    assert understand(between.join(typed), TODAY) == understand(" ".join(typed), TODAY)


def test_no_word_means_two_things():
    lists = (
        vocabulary.CATEGORY_WORDS, vocabulary.SOURCE_WORDS, vocabulary.WAY_WORDS, vocabulary.FORM_WORDS,
        vocabulary.MODE_WORDS,
    )  # fmt: skip
    known = [word for words in lists for code in words for word in {code.label, code.value, *words[code]}]
    known += vocabulary.DIFFICULT_WORDS

    doubled = {word for word in known if known.count(word) > 1}
    assert doubled == {"other"}  # a code of two lists; in a line it is the category's
    assert all(day_of(word, TODAY) is None and fen_of(word) is None for word in known)


@pytest.mark.parametrize("category", Category)
def test_the_initials_are_those_of_the_label(category):
    assert vocabulary.CATEGORY_WORDS[category][0] == pinyin.spelling(category.label, person=False).initials


@pytest.mark.parametrize("text", ["邻里", "邻里纠纷", "neighbour", "LL", "ｌｌ", "2", "02", " ll "])
def test_a_category_is_known_by_label_code_initials_and_number(text):
    assert category_of(text) is Category.NEIGHBOUR


@pytest.mark.parametrize("text", ["", "0", "19", "l", "邻", "llx"])
def test_other_words_are_no_category(text):
    assert category_of(text) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("t", TODAY),
        ("今", TODAY),
        ("今天", TODAY),
        ("昨", date(2025, 2, 18)),
        ("前天", date(2025, 2, 17)),
        ("-1", date(2025, 2, 18)),
        ("-30", date(2025, 1, 20)),
        ("2-19", TODAY),
        ("3-5", date(2024, 3, 5)),
        ("3/5", date(2024, 3, 5)),
        ("3月5日", date(2024, 3, 5)),
        ("2-29", date(2024, 2, 29)),
        ("2025-2-3", date(2025, 2, 3)),
        ("2025/02/03", date(2025, 2, 3)),
        ("20250203", date(2025, 2, 3)),
        ("２０２５年２月３日", date(2025, 2, 3)),
        ("2025-2-20", date(2025, 2, 20)),
    ],
)
def test_days(text, day):
    assert day_of(text, TODAY) == day


@pytest.mark.parametrize("text", ["", "2-30", "13-1", "2025-2-30", "20251301", "3.5", "后天", "+1", "-", "2025-2"])
def test_what_is_no_day(text):
    assert day_of(text, TODAY) is None


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2099, 12, 31)), st.sampled_from(["-", "/", "compact", "年"]))
def test_a_whole_day_is_read_back_however_it_is_written(day, form):
    written = {
        "-": f"{day.year}-{day.month}-{day.day}",
        "/": f"{day.year}/{day.month:02d}/{day.day:02d}",
        "compact": f"{day:%Y%m%d}",
        "年": f"{day.year}年{day.month}月{day.day}日",
    }[form]

    assert day_of(written, TODAY) == day


@given(st.dates(min_value=date(2018, 1, 1), max_value=TODAY))
def test_a_day_without_its_year_is_never_to_come(day):
    found = day_of(f"{day.month}-{day.day}", TODAY)

    assert found is not None
    assert (found.month, found.day) == (day.month, day.day)
    assert found <= TODAY


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("3000", 300_000),
        ("3000元", 300_000),
        ("¥3,000.50", 300_050),
        ("3w", 3_000_000),
        ("3.5万", 3_500_000),
        ("3.5万元", 3_500_000),
        ("0.01", 1),
        ("0", 0),
        ("1,234,567", 123_456_700),
        ("３Ｗ", 3_000_000),
    ],
)
def test_amounts(text, fen):
    assert fen_of(text) == fen


@pytest.mark.parametrize("text", ["", "0.001", "3,00", "w", "三千", "-3", "3ww", "1e3", "3.5.5"])
def test_what_is_no_amount(text):
    assert fen_of(text) is None


@given(st.integers(min_value=0, max_value=10**13))
def test_an_amount_is_read_back(fen):
    assert fen_of(f"{fen // 100}.{fen % 100:02d}") == fen
    assert fen_of(f"{fen // 100:,}.{fen % 100:02d}元") == fen
