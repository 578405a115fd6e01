"""The table and the diagram that a lawyer reads."""

import re
import xml.etree.ElementTree as ET
from dataclasses import replace

from fazhi.engines.citation import Article
from fazhi.engines.procedure import THE_CLOCK, Opening, Permission, Procedure, Step, Within, diagram, printed

SVG = "{http://www.w3.org/2000/svg}"
BASIS = Article("行政许可法", 32, 1)
PERMISSIONS = {"accept": Permission("accept", "审查受理", frozenset({"clerk"}), BASIS)}
PERIODS = {"XK-SUPPLEMENT": "补正告知"}
TABLE = Procedure(
    name="window.licence",
    title="行政许可",
    states={"received": "已收件", "accepted": "已受理", "refused": "不予<受理>"},
    start="received",
    ends=frozenset({"accepted", "refused"}),
    steps=(
        Step("accept", "受理", "received", "accepted", "accept", BASIS, Within("XK-SUPPLEMENT", after="received")),
        Step("lapse", "视为受理", "received", "accepted", THE_CLOCK, BASIS, Within("XK-SUPPLEMENT", after="received")),
        Step("refuse", "不予受理", "received", "refused", "accept", BASIS, needs=("reason", "notice")),
    ),
)


def table(procedure: Procedure = TABLE):
    return printed(procedure, permissions=PERMISSIONS, periods=PERIODS, grounds={"reason": "理由"})


def test_a_row_says_state_act_right_basis_and_limit_in_words():
    accept, *_ = table()

    assert vars(accept) == {
        "state": "已收件",
        "act": "受理",
        "becomes": "已受理",
        "who": "审查受理",
        "basis": BASIS.text,
        "within": "补正告知，自“已收件”起",
        "needs": "",
    }


def test_the_opening_comes_first_and_from_no_state():
    opened, *steps = table(replace(TABLE, opening=Opening("申请", "accept", BASIS, needs=("reason",))))

    assert (opened.state, opened.act, opened.becomes, opened.who, opened.needs) == (
        "",
        "申请",
        "已收件",
        "审查受理",
        "理由",
    )
    assert tuple(steps) == table()


def test_a_deemed_result_is_nobodys_act():
    assert [row.who for row in table()] == ["审查受理", "期限届满，视为", "审查受理"]


def test_grounds_are_printed_in_chinese_where_a_word_is_known():
    assert table()[2].needs == "理由、notice"
    assert table()[2].within == ""


def texts(procedure: Procedure) -> list[str]:
    return [element.text or "" for element in ET.fromstring(diagram(procedure, name="p")).iter(f"{SVG}text")]


def test_the_diagram_shows_every_state_and_every_act():
    shown = texts(TABLE)

    assert {"已收件", "已受理", "不予<受理>"} <= set(shown)
    assert {"受理", "视为受理", "不予受理"} <= set(shown)


def test_acts_between_the_same_states_share_an_arrow_and_deemed_ones_are_broken():
    drawn = ET.fromstring(diagram(TABLE, name="p"))
    arrows = [path for path in drawn.iter(f"{SVG}path") if path.get("marker-end")]

    assert len(arrows) == 3  # received → accepted by a person, the same by the clock, received → refused
    assert [path.get("stroke-dasharray") for path in arrows] == [None, "5 4", None]
    two = replace(TABLE, steps=(*TABLE.steps, replace(TABLE.steps[0], name="accept_anew", title="重新受理")))
    assert (
        len([path for path in ET.fromstring(diagram(two, name="p")).iter(f"{SVG}path") if path.get("marker-end")]) == 3
    )


def test_states_stand_below_each_other_in_the_order_declared():
    drawn = ET.fromstring(diagram(TABLE, name="p"))
    tops = [float(box.get("y")) for box in drawn.iter(f"{SVG}rect")]

    assert tops == sorted(tops)
    assert len(tops) == 3


def paths(procedure: Procedure) -> list[tuple[float, ...]]:
    """Side of the box, way out, lane, way in, of each arrow."""
    drawn = ET.fromstring(diagram(procedure, name="p"))
    found = [path.get("d") for path in drawn.iter(f"{SVG}path") if path.get("marker-end")]
    return [tuple(map(float, re.fullmatch(r"M(\S+) (\S+)H(\S+)V(\S+)H\1", text).groups())) for text in found]


def larger() -> Procedure:
    """With a step back, one to itself and one past other states."""
    steps = (*TABLE.steps, Step("move", "移送", "accepted", "second", "accept", BASIS))
    steps += tuple(
        Step(f"go{number}", "转", source, target, "accept", BASIS)
        for number, (source, target) in enumerate(
            [("second", "received"), ("second", "second"), ("received", "third"), ("second", "third")]
        )
    )
    return replace(TABLE, states={**TABLE.states, "second": "二", "third": "三"}, steps=steps)


def test_no_two_arrows_share_a_lane_or_a_place_at_a_box():
    arrows = paths(larger())

    assert len({lane for _, _, lane, _ in arrows}) == len(arrows)
    places = [place for _, out, _, entry in arrows for place in (out, entry)]
    assert len(set(places)) == len(places)


def test_every_arrow_stays_inside_the_picture_and_beside_its_label():
    drawn = ET.fromstring(diagram(larger(), name="p"))
    width, height = float(drawn.get("width")), float(drawn.get("height"))
    labels = {float(text.get("x")) + 12 * len(text.text or "") for text in drawn.iter(f"{SVG}text") if text.get("x")}

    assert all(0 < out < height and 0 < entry < height and lane < width for _, out, lane, entry in paths(larger()))
    assert max(labels) < min(lane for _, _, lane, _ in paths(larger()))


def test_what_is_done_within_a_state_stands_in_its_box_and_has_no_arrow():
    calls = tuple(
        Step(f"call{number}", title, "accepted", "accepted", "accept", BASIS)
        for number, title in enumerate(("通知", "调查", "调解", "说明", "通知"))
    )
    table = replace(TABLE, steps=(*TABLE.steps, *calls))
    drawn = list(ET.fromstring(diagram(table, name="p")).iter())
    place = next(place for place, item in enumerate(drawn) if item.text == "已受理")
    box, lines = drawn[place - 1], drawn[place : place + 5]

    assert [line.text for line in lines] == ["已受理", "通知", "调查", "调解", "说明"]
    assert len(paths(table)) == len(paths(TABLE))
    top, bottom = float(box.get("y")), float(box.get("y")) + float(box.get("height"))
    assert all(top + 12 < float(line.get("y")) < bottom - 4 for line in lines)


def test_a_procedure_without_steps_is_drawn_as_its_states():
    assert texts(replace(TABLE, steps=())) == ["已收件", "已受理", "不予<受理>"]


def test_the_same_table_gives_the_same_text():
    assert diagram(TABLE, name="p") == diagram(TABLE, name="p")


def test_the_start_has_a_thick_frame_and_an_end_a_filled_one():
    drawn = list(ET.fromstring(diagram(TABLE, name="p")).iter(f"{SVG}rect"))

    assert [box.get("stroke-width") for box in drawn] == ["2", "1", "1"]
    assert [box.get("fill") for box in drawn] == ["#ffffff", "#e4eeee", "#e4eeee"]


def test_a_box_has_room_for_each_of_its_lines_and_boxes_do_not_touch():
    boxes = [
        (float(box.get("y")), float(box.get("height")))
        for box in ET.fromstring(diagram(larger(), name="p")).iter(f"{SVG}rect")
    ]
    places = [place for _, out, _, entry in paths(larger()) for place in (out, entry)]

    assert all(any(top < place < top + height for top, height in boxes) for place in places)
    assert all(top + height < below for (top, height), (below, _) in zip(boxes, boxes[1:], strict=False))


def test_a_label_stands_on_the_way_out_of_its_line():
    drawn = ET.fromstring(diagram(TABLE, name="p"))
    outs = [out for _, out, _, _ in paths(TABLE)]
    labels = [float(text.get("y")) for text in drawn.iter(f"{SVG}text") if text.get("text-anchor") is None]

    assert all(0 < out - label < 22 for out, label in zip(outs, labels, strict=True))
