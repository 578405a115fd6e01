"""Rows to a superior system: entered once, sent once, their answers read back in."""

import csv
import io
from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from fazhi.engines.indicator import Period
from fazhi.kernel.audit import services as audit
from fazhi.kernel.audit.models import Entry
from fazhi.kernel.exchange import dispatching, formats, receipts
from fazhi.kernel.exchange.errors import LayoutInvalid, LayoutPeriod, ReceiptUnknown, UnknownLayout
from fazhi.kernel.exchange.export import SAMPLE_NOTE
from fazhi.kernel.exchange.models import Dispatch, DispatchedRow, Receipt
from fazhi.kernel.exchange.superior_layouts import PACKAGED, format_of, known, layout_named, read_layout
from fazhi.kernel.exchange.tests import cases
from fazhi.kernel.organisations.models import Office
from fazhi.kernel.referrals.models import Referral

pytestmark = pytest.mark.django_db
MARCH = Period.parse("2024-03")
LAYOUT = """
code = "test-superior"
title = "测试报送"
kind = "test.cases"
period = "month"
encoding = "gb18030"
file = "CS_{period}_{number}.csv"
header_rows = [["测试月报"], ["所属期", "{period}", "批次", "{number}", "行数", "{rows}"]]

[[columns]]
heading = "QD"
source = "channel"
key = true
codes = { police = "1", court = "2" }

[[columns]]
heading = "BH"
source = "number"
key = true
required = true
max_length = 8

[[columns]]
heading = "DW"
source = "sender"

[[columns]]
heading = "LB"
source = "category"
required = true
codes = { neighbour = "02" }

[[columns]]
heading = "YSRQ"
source = "sent_date"
form = "%Y%m%d"

[receipt]
number = "批次号"
key = ["渠道", "编号"]
status = "结果"
accepted = ["1"]
refused = ["0"]
code = "代码"
message = "说明"
"""
RECEIPT = "批次号,渠道,编号,结果,代码,说明\n"


@pytest.fixture
def layout(data_dir, format):
    """The test layout in the data folder; call it with replacements to change it."""

    def write(*changes):
        text = LAYOUT
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        folder = data_dir / "layouts"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "test.toml").write_text(text, encoding="utf-8")
        return folder / "test.toml"

    write()
    return write


@pytest.fixture
def send(layout, tmp_path, at, data_dir):
    def run(period=MARCH, code="test-superior", out=None, **more):
        return dispatching.dispatch(code, period, out or tmp_path, by="system", at=at, data_dir=data_dir, **more)

    return run


@pytest.fixture
def answer(layout, tmp_path, at, data_dir):
    def run(text, name="回执.csv", encoding="gb18030"):
        path = tmp_path / name
        path.write_text(text, encoding=encoding)
        return receipts.read_receipt(path, by="system", at=at, data_dir=data_dir)

    return run


@pytest.fixture
def records(tmp_path, import_one):
    """Import `count` rows of the test ledger."""

    def run(count, name="a.xlsx", **changes):
        return import_one(cases.book(tmp_path / name, cases.rows(count, **changes)))

    return run


def lines(done):
    return list(csv.reader(io.StringIO(done.path.read_bytes().decode("gb18030"))))


def change(number, sender):
    Referral.objects.system("a test").filter(number=number).update(sender=sender)


def states():
    return list(DispatchedRow.objects.order_by("id").values_list("dispatch__number", "key", "state"))


def test_the_file_is_what_the_layout_says(records, send):
    records(2)

    done = send()

    assert (done.number, done.rows, done.path.name) == (1, 2, "CS_2024-03_1.csv")
    assert lines(done) == [
        ["测试月报"],
        ["所属期", "2024-03", "批次", "1", "行数", "2"],
        ["QD", "BH", "DW", "LB", "YSRQ"],
        ["1", "D-1", "思明分局", "02", "20240305"],
        ["1", "D-2", "思明分局", "02", "20240305"],
    ]


def test_a_dispatch_is_kept_and_entered_into_the_trail(records, send, data_dir, tmp_path, at):
    records(2)

    done = send(out=tmp_path / "new" / "mine.csv")

    assert done.path == tmp_path / "new" / "mine.csv"
    kept = data_dir / "files" / "dispatches" / f"{done.sha256}.csv"
    assert kept.read_bytes() == done.path.read_bytes()
    made = Dispatch.objects.get()
    assert (str(made), made.period, made.rows, made.by, made.sent_at) == ("test-superior 1", "2024-03", 2, "system", at)
    entry = Entry.objects.latest("number")
    assert (entry.action, entry.subject_id) == ("ledger.dispatch", str(made.pk))
    assert audit.verify(at=at).holds


def test_what_waits_for_its_answer_is_not_sent_twice(records, send):
    records(2)
    send()

    again = send()

    assert (again.number, again.path, again.rows, again.waiting) == (None, None, 0, 2)
    assert Dispatch.objects.count() == 1


def test_a_receipt_says_which_rows_were_taken_and_which_not(records, send, answer):
    records(3)
    send()

    told = answer(RECEIPT + "1,1,D-1,1,,\n1,1,D-2,0,E07,类别不符\n")

    assert (told.accepted, told.refused, told.strange) == (1, 1, ())
    assert [(item.key, item.code, item.message) for item in told.refusals] == [(("1", "D-2"), "E07", "类别不符")]
    assert states() == [(1, "1\x1fD-1", "accepted"), (1, "1\x1fD-2", "refused"), (1, "1\x1fD-3", "sent")]
    assert Entry.objects.latest("number").action == "ledger.receipt"


def test_accepted_rows_go_out_again_only_when_they_changed(records, send, answer):
    records(2)
    send()
    answer(RECEIPT + "1,1,D-1,1,,\n1,1,D-2,1,,\n")
    assert send().accepted == 2
    change("D-2", "湖里分局")

    again = send()

    assert (again.number, again.rows, again.accepted) == (2, 1, 1)
    assert lines(again)[3] == ["1", "D-2", "湖里分局", "02", "20240305"]


def test_refused_rows_are_listed_until_they_are_corrected(records, send, answer):
    records(2)
    send()
    answer(RECEIPT + "1,1,D-1,1,,\n1,1,D-2,0,E07,单位名称不符\n")

    assert [(item.key, item.message) for item in send().refused] == [(("1", "D-2"), "单位名称不符")]
    change("D-2", "湖里分局")
    again = send()
    assert (again.number, again.rows, again.refused) == (2, 1, ())
    answer(RECEIPT + "2,1,D-2,1,,\n", name="二.csv")
    assert (send().accepted, send().refused) == (2, ())


def test_what_was_refused_by_their_fault_is_sent_again_when_asked(records, send, answer):
    records(3)
    send()
    answer(RECEIPT + "1,1,D-1,1,,\n1,1,D-2,0,E99,系统繁忙\n")

    again = send(again=True)

    assert (again.number, again.rows, again.accepted, again.waiting, again.refused) == (2, 1, 1, 1, ())


def test_what_changed_while_it_waited_is_sent_and_the_latest_answer_counts(records, send, answer):
    records(1)
    send()
    change("D-1", "湖里分局")
    send()

    answer(RECEIPT + "1,1,D-1,0,E,旧\n2,1,D-1,1,,\n")

    assert states() == [(1, "1\x1fD-1", "refused"), (2, "1\x1fD-1", "accepted")]
    assert send().accepted == 1


def test_the_same_receipt_again_changes_nothing(records, send, answer):
    records(1)
    send()
    text = RECEIPT + "1,1,D-1,0,E,x\n"
    answer(text)
    answer(RECEIPT + "1,1,D-1,1,,\n", name="改判.csv")

    told = answer(text)

    assert (told.repeated, told.refused) == (True, 1)
    assert states() == [(1, "1\x1fD-1", "accepted")]
    assert [str(item)[:6] for item in Receipt.objects.order_by("id")] == ["回执.csv"[:6], "改判.csv"[:6]]


def test_rows_that_say_nothing_of_ours_are_told(records, send, answer):
    records(3)
    send()

    told = answer(
        RECEIPT
        + "\n1,1,D-1,1,,\n1,1,D-9,1,,\n7,1,D-1,1,,\n1,1,D-2,待定,,\n1,1,D-3,1,,\n1,1,D-3,0,,\n1,1,D-1,1,,\n,,,,,备注\n"
    )

    assert [(item.row, item.code, item.found) for item in told.strange] == [
        (4, "unknown", "1 D-9"), (5, "unknown", "1 D-1"), (6, "unclear", "待定"), (8, "contradicted", "1 D-3"),
    ]  # fmt: skip
    assert [state for _, _, state in states()] == ["accepted", "sent", "sent"]


def test_a_receipt_of_nothing_of_ours_is_not_entered(records, send, answer):
    records(1)
    send()

    told = answer(RECEIPT + "3,1,D-1,1,,\n")

    assert (told.accepted, len(told.strange), Receipt.objects.count()) == (0, 1, 0)


def test_a_receipt_may_have_title_rows_and_other_columns(records, send, answer):
    records(1)
    send()

    told = answer("回执清单\n序号,批 次 号,渠道,编号,结果,代码,说明,经办\n1,1,1,D-1,1,,,张\n", encoding="utf-8")

    assert told.accepted == 1


def test_a_file_that_is_no_receipt(answer):
    with pytest.raises(ReceiptUnknown) as caught:
        answer("姓名,分数\n王一,5\n")
    assert "测试报送" in caught.value.layouts


def test_a_receipt_of_two_layouts_is_refused_with_their_names(layout, answer, data_dir):
    other = LAYOUT.replace("test-superior", "test-other").replace("测试报送", "另一种")
    (data_dir / "layouts" / "other.toml").write_text(other, encoding="utf-8")

    with pytest.raises(ReceiptUnknown) as caught:
        answer(RECEIPT + "1,1,D-1,1,,\n")
    assert caught.value.layouts == ("另一种", "测试报送")


def test_rows_that_the_layout_can_not_say_are_held_with_the_reason(records, send, tmp_path, import_one):
    data = cases.rows(5)
    data[0]["category"] = "婚姻家庭"
    data[1]["number"] = "D-2-太长的编号"
    data[3]["sender"] = "思明"
    import_one(cases.book(tmp_path / "a.xlsx", data))
    change("D-4", "=1+1")
    change("D-5", "")

    done = send()

    assert {held.key[1]: held.reason for held in done.held} == {
        "D-1": "“婚姻家庭”在报送格式中没有对应的代码",
        "D-2-太长的编号": "“对接编号”超过8个字",
        "D-4": "“移送单位”以公式符号开头，请先更正",
    }
    assert [line[1] for line in lines(done)[3:]] == ["D-3", "D-5"]


def test_a_required_cell_that_is_blank_holds_the_row(layout, records, send):
    layout(('source = "sender"\n', 'source = "sender"\nrequired = true\n'))
    records(1)
    change("D-1", "")

    assert [held.reason for held in send().held] == ["缺“移送单位”，报送格式要求必填"]


def test_a_period_without_rows_makes_no_file(send):
    done = send()

    assert (done.number, done.path, Entry.objects.count()) == (None, None, 0)


def test_synthetic_data_say_so_in_a_row_that_no_platform_takes(records, send):
    records(1)
    Office.objects.system("a test").update(is_sample=True)

    assert lines(send())[0] == [SAMPLE_NOTE]


@pytest.mark.parametrize("period", ["2024", "2024Q1"])
def test_a_period_of_another_length_is_refused(send, period):
    with pytest.raises(LayoutPeriod) as caught:
        send(Period.parse(period))

    assert (caught.value.wanted, caught.value.found) == ("month", period)


def test_a_layout_by_quarter_or_year(layout, send, records):
    records(1)
    layout(('period = "month"', 'period = "quarter"'))
    assert send(Period.parse("2024Q1")).rows == 1
    layout(('period = "month"', 'period = "year"'))
    assert send(Period.parse("2024")).waiting == 1


def test_an_unknown_layout_is_told_with_those_that_are_known(send):
    with pytest.raises(UnknownLayout) as caught:
        send(code="x")

    assert caught.value.codes == ("example-people", "test-superior")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('code = "test-superior"', "code ="),
        ('code = "test-superior"\n', ""),
        ('code = "test-superior"', 'code = "test-superior"\nextra = 1'),
        ('encoding = "gb18030"', 'encoding = "ascii"'),
        ('period = "month"', 'period = "week"'),
        ("key = true\n", ""),
        ('heading = "DW"', 'heading = "BH"'),
        ('key = ["渠道", "编号"]', 'key = ["编号"]'),
        ('refused = ["0"]', 'refused = ["1"]'),
        ("CS_{period}", "../CS_{period}"),
        ("{number}.csv", "{number}.txt"),
        ("[receipt]\n", "[reciept]\n"),
    ],
)
def test_a_layout_of_another_shape_is_refused(layout, old, new):
    path = layout((old, new))

    with pytest.raises(LayoutInvalid):
        read_layout(path)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('kind = "test.cases"', 'kind = "no.such"'),
        ('source = "sender"', 'source = "nobody"'),
        ('{ neighbour = "02" }', '{ neighbor = "02" }'),
        ('codes = { neighbour = "02" }\n', ""),
        ('source = "sender"', 'source = "sender"\ncodes = { a = "1" }'),
        ('form = "%Y%m%d"', 'form = "yyyymmdd"'),
        ('source = "sender"', 'source = "sender"\nform = "x"'),
        ('source = "sender"', 'source = "amount_fen"\nform = "jiao"'),
    ],
)
def test_a_layout_that_does_not_agree_with_its_ledger_is_refused(layout, data_dir, old, new):
    layout((old, new))

    with pytest.raises(LayoutInvalid):
        format_of(layout_named("test-superior", data_dir))


def test_every_packaged_layout_agrees_with_its_ledger(tmp_path):
    layouts = known(tmp_path)

    assert [layout.code for layout in layouts] == [path.stem for path in sorted(PACKAGED.glob("*.toml"))]
    for layout in layouts:
        format_of(layout)


def test_the_bureaus_own_layout_stands_for_the_packages(data_dir, layout):
    layout(("test-superior", "example-people"))

    assert [item.title for item in known(data_dir)] == ["测试报送"]


def test_the_example_says_that_it_is_one():
    for path in PACKAGED.glob("example-*.toml"):
        assert "示例" in read_layout(path).title
        assert "不是任何真实平台的接口" in path.read_text(encoding="utf-8")


def test_every_code_of_the_example_has_a_counterpart(tmp_path):
    """Else a row would be held back for ever; which codes there are is the line's to say."""
    layout = layout_named("example-people", tmp_path)
    format = format_of(layout)

    for out in layout.columns:
        if labels := format.column(out.source).labels:
            assert set(out.codes) == set(labels), out.heading


class Typed(cases.Target):
    """Exports cells of every type, whatever the period."""

    @staticmethod
    def export(start, end):
        return cases.typed(2)


def test_money_flags_and_numbers_are_written_as_the_layout_wants(layout, send, monkeypatch, format):
    monkeypatch.setitem(formats._formats, format.code, replace(format, target=Typed()))
    more = "".join(
        f'\n[[columns]]\nheading = "{heading}"\nsource = "{source}"\n{rest}\n'
        for heading, source, rest in (
            ("JE", "amount_fen", 'form = "yuan"'), ("FEN", "amount_fen", 'form = "fen"'),
            ("RS", "people", ""), ("JJ", "is_urgent", 'codes = { 1 = "Y", 0 = "N" }'), ("DH", "phone", ""),
        )
    )  # fmt: skip
    layout(("\n[receipt]", f"{more}\n[receipt]"), ('{ neighbour = "02" }', '{ family = "01" }'))

    written = lines(send())

    assert [row[-5:] for row in written[3:]] == [
        ["0.00", "0", "1", "N", "0592-2660000"],
        ["0.37", "37", "2", "Y", "0592-2660000"],
    ]


def test_a_constraint_keeps_an_answer_to_its_receipt(records, send):
    records(1)
    send()

    with pytest.raises(IntegrityError), transaction.atomic():
        DispatchedRow.objects.update(state="accepted")
    assert str(DispatchedRow.objects.get()).endswith("D-1")
