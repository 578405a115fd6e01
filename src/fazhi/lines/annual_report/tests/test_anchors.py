"""Where a comment stands after the draft was changed; what changed between two texts; the draft that goes round."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.lines.annual_report.rules.anchors import anchor_at, digest_of, place_of, words_of
from fazhi.lines.annual_report.rules.differences import Change, differences
from fazhi.lines.annual_report.rules.drafts import from_plain, to_plain
from fazhi.lines.annual_report.terms import CommentKind, Heading

FIRST = "受理纠纷{mediation.administrative.accepted}，成功率{mediation.administrative.success_rate.civil}。"


def with_paragraphs(report, *paragraphs):
    """The report with these paragraphs in its one section."""
    (section,) = report.sections[0][1]
    changed = replace(section, paragraphs=tuple((text,) for text in paragraphs))
    return replace(report, sections=((Heading.RESULTS, (changed,)), *report.sections[1:]))


def anchored(report, said):
    return anchor_at(report, CommentKind.PARAGRAPH, digest_of(said))


def test_figures_stand_in_the_words_as_slots_so_that_numbers_may_move(report):
    made = report()
    moved = replace(made.sections[0][1][0].paragraphs[0][1], text="16件", value="16")
    (section,) = made.sections[0][1]
    first = (section.paragraphs[0][0], moved, *section.paragraphs[0][2:])
    later = replace(section, paragraphs=(first, *section.paragraphs[1:]))

    place = place_of(anchored(made, FIRST), replace(made, sections=((Heading.RESULTS, (later,)), *made.sections[1:])))

    assert words_of(section.paragraphs[0]) == FIRST
    assert (place.said, place.changed) == (FIRST, False)


def test_a_figure_that_moved_is_the_same_place_and_said_to_be_changed(report):
    made = report()
    anchor = anchor_at(made, CommentKind.FIGURE, "mediation.administrative.accepted")
    moved = replace(made, figures=(replace(made.figures[0], text="16件"), *made.figures[1:]))

    assert place_of(anchor, moved).said == "16件"
    assert place_of(anchor, moved).changed
    assert not place_of(anchor, made).changed


def test_a_figure_that_nobody_defines_any_more_has_no_place(report):
    made = report()
    anchor = anchor_at(made, CommentKind.FIGURE, made.figures[0].code)

    assert place_of(anchor, replace(made, figures=())).key == ""


@pytest.mark.parametrize(
    ("later", "found"),
    [
        (["甲处开展普法宣传十二次，效果很好。", "丙"], "甲处开展普法宣传十二次，效果很好。"),
        (["前面添了一段。", "甲处开展普法宣传活动，效果好。"], "甲处开展普法宣传活动，效果好。"),
        (["完全是另外一回事。"], ""),
        ([], ""),
    ],
    ids=["unchanged", "changed and moved", "replaced", "taken out"],
)
def test_a_paragraph_is_found_again_where_its_words_are_like_the_old_ones(report, later, found):
    said = "甲处开展普法宣传十二次，效果很好。"
    anchor = anchored(with_paragraphs(report(), said, "丙"), said)

    place = place_of(anchor, with_paragraphs(report(), *later))

    assert place.said == found
    assert place.changed == (found != said)


def test_no_place_is_made_up(report):
    assert anchored(report(), "没有这一段") is None
    assert anchor_at(report(), CommentKind.FIGURE, "no.such") is None


texts = st.text(st.sampled_from("甲乙丙丁。\n"), max_size=40)


@given(texts, texts)
def test_the_runs_of_a_comparison_give_both_texts_back(before, after):
    lines = differences(before, after)

    def side(*kept):
        told = ["".join(run.text for run in line if run.change in kept) for line in lines]
        there = [any(run.change in kept for run in line) for line in lines]
        return [text for text, is_there in zip(told, there, strict=True) if is_there or not text]

    assert [line for line in side(Change.KEPT, Change.ADDED) if line] == [x for x in after.splitlines() if x]
    assert [line for line in side(Change.KEPT, Change.REMOVED) if line] == [x for x in before.splitlines() if x]


def test_a_very_long_line_is_shown_whole_on_both_sides():
    ((old, new),) = differences("甲" * 3_000, "乙" * 3_000)

    assert (old.change, new.change) == (Change.REMOVED, Change.ADDED)


def test_a_draft_that_goes_round_has_the_words_and_figures_and_published_tables_alone(report):
    made = report()

    kept = from_plain(to_plain(made))

    assert [words_of(pieces) for pieces in kept.sections[0][1][0].paragraphs] == [FIRST, "其中 <甲> & 乙。"]
    assert [figure.text for figure in kept.figures] == ["15件", "33.3%"]
    assert kept.sections[0][1][0].whole_tables == (replace(made.sections[0][1][0].tables[0], codes=(), total=()),)
    assert kept.identities == ()
    assert kept.seal == ""
    assert [heading for heading, _ in kept.sections] == list(Heading)
