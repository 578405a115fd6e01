"""What becomes of the figures of an edited report; texts are written with their controls as {code=words}."""

import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.lines.annual_report.rules.checking import Checked, Cited, Loss, Passage, Text, check
from fazhi.lines.annual_report.rules.reading import Verdict, meaning_of, sentence_at
from fazhi.lines.annual_report.terms import PrintedFigure

RESOLVED = PrintedFigure("people.resolved", "化解", "40980件", "40980", "件", Fraction(40980), 40980)
SETTLED = PrintedFigure("people.settled", "成功", "30000件", "30000", "件", Fraction(30000), 30000)
FAILED = PrintedFigure("people.failed", "不成", "10980件", "10980", "件", Fraction(10980), 10980)
AMOUNT = PrintedFigure("people.amount", "金额", "5.6亿元", "5.6", "亿元", Fraction(56_003_741_260), 40980)
RATE = PrintedFigure("people.rate", "成功率", "73.2%", "73.2", "%", Fraction(30000, 40980), 0)
FIGURES = (RESOLVED, SETTLED, FAILED, AMOUNT, RATE)
SENTENCE = "全市化解纠纷{people.resolved=40980件}，其中成功{people.settled=30000件}、不成{people.failed=10980件}。"
MONEY = "协议涉及金额{people.amount=5.6亿元}。"


def passage(words: str, table: int | None = None) -> Passage:
    text, cited = "", []
    for place, part in enumerate(re.split(r"\{([^{}]*)\}", words)):
        if place % 2:
            code, shown = part.split("=", 1)
            cited.append(Cited(code, len(text), len(text) + len(shown)))
            text += shown
        else:
            text += part
    return Passage(text, tuple(cited), table)


def document(*words: str, tables: tuple = ()) -> Text:
    return Text(tuple(passage(each) for each in words), tables)


def checked(*words: str, printed: tuple[str, ...] = (SENTENCE, MONEY), tables: tuple = (), were: tuple = ()) -> Checked:
    return check(document(*words, tables=tables), document(*printed, tables=were), FIGURES)


def shown_as(written: str) -> Checked:
    return checked(SENTENCE.replace("40980件", written), MONEY)


def test_a_report_as_it_was_printed_holds():
    found = checked(SENTENCE, MONEY)

    assert (found.unchanged, found.changed, found.lost, found.unbacked, found.broken) == (4, (), (), (), ())
    assert found.holds


@pytest.mark.parametrize(
    "written", ["40,980件", "40 980件", "４０９８０件", "４０，９８０件", "4.098万件", "四万零九百八十件", "40980 件"]
)
def test_a_value_written_another_way_is_unchanged(written: str):
    assert (shown_as(written).unchanged, shown_as(written).changed) == (4, ())


@pytest.mark.parametrize(
    ("written", "verdict"),
    [
        ("4.1万件", Verdict.ROUNDED),
        ("4万件", Verdict.ROUNDED),
        ("41000件", Verdict.OTHER),
        ("4.2万件", Verdict.OTHER),
        ("40981件", Verdict.OTHER),
        ("40980余件", Verdict.BOUNDED),
        ("4万余件", Verdict.BOUNDED),
        ("5万余件", Verdict.OTHER),
        ("40980人", Verdict.OTHER_UNIT),
        ("若干件", Verdict.OTHER),
    ],
)
def test_a_value_that_differs_is_changed_and_told_how(written: str, verdict: Verdict):
    found = shown_as(written)

    assert [(each.figure.code, each.now, each.verdict) for each in found.changed] == [(RESOLVED.code, written, verdict)]
    assert (found.unchanged, found.holds) == (3, False)
    assert found.changed[0].sentence.startswith("全市化解纠纷")


@pytest.mark.parametrize(
    ("written", "verdict"),
    [
        ("5.6亿元", Verdict.SAME),
        ("56000万元", Verdict.SAME),
        ("5.60亿元", Verdict.SAME),
        ("5.6004亿元", Verdict.ROUNDED),  # 560,037,412.60 yuan to four digits
        ("6亿元", Verdict.ROUNDED),
        ("5.7亿元", Verdict.OTHER),
        ("5.6亿件", Verdict.OTHER_UNIT),
    ],
)
def test_money_is_compared_in_yuan_and_rounding_with_the_exact_sum(written: str, verdict: Verdict):
    found = checked(SENTENCE, MONEY.replace("5.6亿元", written))

    assert [each.verdict for each in found.changed] == ([] if verdict is Verdict.SAME else [verdict])


@pytest.mark.parametrize(("written", "count"), [("73.2%", 0), ("73%", 1), ("百分之七十三点二", 0), ("74%", 1)])
def test_a_share_is_read_in_per_cent(written: str, count: int):
    found = checked(f"成功率{{people.rate={written}}}。", printed=("成功率{people.rate=73.2%}。",))

    assert len(found.changed) == count


def test_the_unit_may_stand_outside_of_the_control():
    assert checked(SENTENCE.replace("40980件}", "40980}件"), MONEY).unchanged == 4


def test_digits_typed_before_a_control_are_part_of_what_a_reader_sees():
    (found,) = checked(SENTENCE.replace("{people.resolved", "1{people.resolved"), MONEY).changed

    assert found.now == "140980件"


def test_a_number_in_quotation_marks_is_still_read_in_its_control():
    assert checked(SENTENCE.replace("{people.resolved=40980件}", "“{people.resolved=40980件}”"), MONEY).unchanged == 4


def test_a_control_taken_away_is_lost_and_the_bare_number_is_found():
    found = checked(SENTENCE.replace("{people.resolved=40980件}", "40980件"), MONEY)

    assert [(each.figure.code, each.loss) for each in found.lost] == [(RESOLVED.code, Loss.BARE)]
    assert "40980件" in found.lost[0].sentence
    assert (found.unchanged, found.unbacked) == (3, ())


FEW = PrintedFigure("people.few", "专案", "3件", "3", "件", Fraction(3), 3)


@pytest.mark.parametrize(
    ("words", "loss"),
    [
        (("办结专案3件。",), Loss.BARE),
        (("全市走访企业，发现问题3件。",), Loss.GONE),
        (("全市走访企业，发现问题3件。", "全年办结专案3件。"), Loss.BARE),
    ],
)
def test_a_small_number_counts_as_found_only_in_its_own_sentence(words: tuple[str, ...], loss: Loss):
    (found,) = check(document(*words), document("办结专案{people.few=3件}。"), (FEW,)).lost

    assert found.loss is loss
    assert "专案3件" in found.sentence or loss is Loss.GONE


def test_of_several_places_the_most_like_the_printed_sentence_is_told():
    found = checked("来信来访40980件次，共40980件。", SENTENCE.replace("{people.resolved=40980件}", "40980件"), MONEY)

    assert found.lost[0].sentence.startswith("全市化解纠纷")


def test_a_small_number_of_the_annex_does_not_back_one_in_the_text():
    printed = Text((*document(SENTENCE, MONEY).passages, passage("10980件", table=0), passage("7件", table=0)))

    found = check(document(SENTENCE, MONEY, "查处7件。"), printed, FIGURES)

    assert [each.text for each in found.unbacked] == ["7件"]


def test_a_sentence_taken_out_is_lost_and_said_so():
    (found,) = checked(SENTENCE).lost

    assert (found.figure.code, found.loss, found.sentence) == (AMOUNT.code, Loss.GONE, "")


def test_a_number_replaced_by_words_leaves_its_sentence():
    (found,) = checked(SENTENCE.replace("{people.settled=30000件}", "大部分"), MONEY).lost

    assert (found.figure.code, found.loss) == (SETTLED.code, Loss.REPLACED)
    assert "其中成功大部分" in found.sentence


def test_a_control_that_was_emptied_is_lost():
    (found,) = checked(SENTENCE.replace("30000件", ""), MONEY).lost

    assert (found.figure.code, found.loss) == (SETTLED.code, Loss.EMPTIED)


def test_a_figure_cited_twice_needs_both_controls():
    found = checked(SENTENCE, printed=(SENTENCE, SENTENCE))

    assert [each.figure.code for each in found.lost] == [RESOLVED.code, SETTLED.code, FAILED.code]


def test_a_control_copied_elsewhere_is_judged_there_too():
    found = checked(SENTENCE, MONEY, "又化解{people.resolved=40990件}。")

    assert [each.now for each in found.changed] == ["40990件"]


def test_a_control_of_a_code_that_is_no_figure_of_the_year_backs_nothing():
    found = checked(SENTENCE, MONEY, "另有{other.line=777件}。")

    assert (found.unchanged, found.changed, found.lost) == (4, (), ())


def test_a_new_number_is_told_with_its_sentence():
    (found,) = checked(SENTENCE, MONEY, "全年开展活动512场。").unbacked

    assert (found.text, found.value, found.unit, found.sentence) == ("512场", "512", "场", "全年开展活动512场。")
    assert found.like == ()


def test_new_numbers_alone_are_no_fault():
    assert checked(SENTENCE, MONEY, "全年开展活动512场。").holds


def test_a_number_that_was_printed_without_control_is_not_new():
    assert checked(SENTENCE, MONEY, "配齐人员12名。", printed=(SENTENCE, MONEY, "配齐人员12名。")).unbacked == ()


def test_a_long_number_equal_to_a_record_is_backed_a_rounded_one_is_told_as_alike():
    found = checked(SENTENCE, MONEY, "成功率{people.rate=73.2%}，即40980件中有3万件。").unbacked

    assert [(each.text, each.like) for each in found] == [("3万件", (SETTLED.code,))]


def test_a_sum_that_no_longer_holds_is_told():
    found = checked(SENTENCE.replace("{people.failed=10980件}", "{people.failed=10990件}"), MONEY)

    assert [(each.kind, each.expression) for each in found.broken] == [("sum", "30000 + 10990 = 40980")]
    assert not found.holds


def test_a_relation_broken_already_in_print_is_not_the_editors():
    wrong = "受理15件，其中行政5件、民商事11件。"

    assert checked(wrong, printed=(wrong,)).broken == ()


WERE = (
    (("机构", "受理（件）", "成功（件）"), ("公安局", "1,200", "12"), ("人社局", "3", "1"), ("合计", "1,203", "13")),
)


def in_tables(*rows: tuple[str, ...]) -> Checked:
    return checked(SENTENCE, MONEY, tables=(rows,), were=WERE)


def test_a_cell_typed_over_is_told_with_its_place():
    found = in_tables(WERE[0][0], ("公安局", "1,300", "12"), *WERE[0][2:])

    assert [(cell.row, cell.column, cell.was, cell.now) for cell in found.cells] == [
        ("公安局", "受理（件）", "1,200", "1,300")
    ]
    assert [each.expression for each in found.broken] == ["1300 + 3 = 1203"]
    assert not found.holds


def test_cells_spaced_or_ordered_another_way_are_the_same():
    found = in_tables(("机构", "成功（件）", "受理 （件）"), WERE[0][2][:1] + ("1", "3"), ("公安局", "12", "1 200"))

    assert found.cells == ()


def test_a_table_in_two_halves_with_the_same_heads_is_read_as_it_stands():
    table = (("类别", "件", "类别", "件"), ("邻里", "539", "合同", "87"), ("物业", "197", "其余5项", "144"))
    edited = (table[0], table[1], ("物业", "197", "其余5项", "145"))

    assert checked(SENTENCE, MONEY, tables=(table,), were=(table,)).cells == ()
    (cell,) = checked(SENTENCE, MONEY, tables=(edited,), were=(table,)).cells
    assert (cell.row, cell.column, cell.now) == ("物业", "件 2", "145")


def test_a_table_may_be_taken_out():
    assert checked(SENTENCE, MONEY, were=WERE).holds


def test_numbers_of_a_new_row_or_table_are_new():
    row = in_tables(*WERE[0], ("水利局", "456", "若干")).unbacked
    table = checked(SENTENCE, MONEY, tables=((("项目", "数量（场）"), ("讲座", "88")),), were=WERE).unbacked

    assert [(each.text, each.unit, each.sentence) for each in row] == [("456", "件", "机构：水利局，受理（件）")]
    assert [(each.text, each.unit) for each in table] == [("88", "场")]


def test_a_figure_without_value_stays_a_dash():
    none = PrintedFigure("people.none", "比率", "—%", "—", "%", None, 0)
    text = document("成功率{people.none=—%}。")

    assert meaning_of(none).stated is None
    assert check(text, text, (none,)).holds
    assert not check(document("成功率{people.none=50%}。"), text, (none,)).holds


def test_a_unit_that_the_reading_does_not_know_is_compared_by_its_signs():
    hours = PrintedFigure("training.hours", "学时", "1200学时", "1200", "学时", Fraction(1200), 3)
    text = document("共{training.hours=1200学时}。")

    assert check(document("共{training.hours=1,200 学时}。"), text, (hours,)).holds
    assert not check(document("共{training.hours=1300学时}。"), text, (hours,)).holds


def test_a_long_sentence_is_cut_around_the_place():
    text = "前" * 300 + "40980件" + "后" * 300 + "。"

    found = sentence_at(text, 300)

    assert "40980件" in found
    assert (found[0], found[-1]) == ("…", "…")
    assert len(found) <= 122


@given(st.integers(1, 10**9))
def test_any_other_number_than_the_records_is_seen(number: int):
    found = shown_as(f"{number}件")

    assert bool(found.changed) is (number != 40980)


@given(st.sets(st.sampled_from(["people.resolved", "people.settled", "people.failed", "people.amount"])))
def test_every_cited_code_is_unchanged_changed_or_lost(taken: set[str]):
    control = re.compile(rf"{{({'|'.join(taken or {'-'})})=([^}}]*)}}")
    words = [control.sub(r"\2", each) for each in (SENTENCE, MONEY)]
    found = checked(*words)

    assert {each.figure.code for each in found.lost} == taken
    assert found.unchanged + len(found.lost) + len(found.changed) == 4
