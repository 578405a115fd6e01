"""Acts on parties: each within scope, each in the trail, none readable without a reason."""

import pytest
from django.db import IntegrityError

from fazhi.kernel.audit.models import Detail, Entry, Read
from fazhi.kernel.organisations.errors import NotPermitted
from fazhi.kernel.parties import queries, services
from fazhi.kernel.parties.errors import OutOfReach, PartyErased, ReasonNeedsWords, RepresentativeImpossible
from fazhi.kernel.parties.models import Party
from fazhi.kernel.parties.terms import (
    ActingAs,
    Authority,
    Draft,
    PartyKind,
    Protection,
    Reason,
    Relation,
    RepresentativeDraft,
)
from fazhi.kernel.parties.tests.conftest import ON, PROCEDURE, identity

AGENT = RepresentativeDraft(ActingAs.AGENT, "李代理", relation=Relation.LAWYER, authority=Authority.SPECIAL)
GUARDIAN = RepresentativeDraft(ActingAs.GUARDIAN, "陈父", relation=Relation.PARENT)
LEGAL = RepresentativeDraft(ActingAs.LEGAL_REPRESENTATIVE, "王法人")


@pytest.fixture
def opened(city, at):
    def open_(party: Party, post=None, reason: Reason = Reason.HANDLING, **more):
        return services.open_parties(PROCEDURE, party.matter_id, by=post or city.clerk, reason=reason, at=at, **more)

    return open_


def test_a_file_is_opened_with_a_reason_and_the_read_is_noted(keep, opened, city, at):
    party = keep("陈示例")

    assert opened(party) == (party,)

    read = Read.objects.get()
    assert (read.actor, read.subject_kind, read.subject_id) == (city.clerk.code, PROCEDURE, party.matter_id.hex)
    assert (read.reason, read.read_at) == ("handling", at)


def test_a_stranger_gets_nothing_and_the_attempt_is_noted(keep, opened, city):
    party = keep("陈示例")

    assert opened(party, city.stranger) == ()

    read = Read.objects.get()
    assert (read.actor, read.reason) == (city.stranger.code, "refused: handling")


def test_a_role_without_the_right_gets_nothing(keep, opened, city):
    party = keep("陈示例")
    city.clerk.role = "administrator"

    assert opened(party, city.clerk) == ()
    assert Read.objects.get().reason == "refused: handling"


def test_a_matter_of_another_procedure_is_another_matter(keep, city, at):
    party = keep("陈示例")

    assert services.open_parties("other", party.matter_id, by=city.clerk, reason=Reason.HANDLING, at=at) == ()


@pytest.mark.parametrize("words", ["", "  ", "长" * 151])
def test_another_reason_needs_words(keep, opened, words):
    with pytest.raises(ReasonNeedsWords):
        opened(keep("陈示例"), reason=Reason.OTHER, words=words)

    assert Read.objects.count() == 0


def test_another_reason_is_noted_in_its_words(keep, opened):
    opened(keep("陈示例"), reason=Reason.OTHER, words="当事人要求更正")

    assert Read.objects.get().reason == "other: 当事人要求更正"


def test_a_protected_person_is_seen_in_the_opened_matter(keep, opened):
    party = keep("陈示例", protection=Protection.MINOR)

    assert opened(party)[0].name == "陈示例"


def test_a_party_is_written_after_the_others_with_what_is_derived(keep, city, at):
    first = keep("林示例")
    draft = Draft("单示例", "identity", identity("1990-01-01", 2), "１３８00001234", "厦门市思明区1号")

    party = services.add_party(PROCEDURE, first.matter_id, draft, office=city.committee, by=city.clerk, at=at)

    kept = Party.objects.visible_to(city.clerk).get(pk=party.pk)
    assert (kept.position, kept.kind, kept.name_pinyin, kept.name_initials) == (2, "person", "shanshili", "ssl")
    assert (str(kept.birth_date), kept.sex, kept.phone) == ("1990-01-01", "female", "13800001234")
    assert queries.lookup("单", city.clerk, on=ON)[0].id == party.pk
    entry = Entry.objects.get()
    assert (entry.action, entry.subject_id, entry.actor) == ("parties.add", first.matter_id.hex, city.clerk.code)


def test_what_a_draft_tells_is_kept_where_no_number_does(keep, city, at):
    draft = Draft(
        "陈示例", kind=PartyKind.PERSON, birth_date=ON.replace(year=2008), sex="male", lives_on_own_labour=True
    )

    party = services.add_party(PROCEDURE, keep("林").matter_id, draft, office=city.committee, by=city.clerk, at=at)

    assert (party.birth_date, party.sex, party.lives_on_own_labour) == (ON.replace(year=2008), "male", True)


def test_nobody_writes_a_party_into_another_office(keep, city, at):
    with pytest.raises(OutOfReach):
        services.add_party(
            PROCEDURE, keep("林").matter_id, Draft("陈示例"), office=city.committee, by=city.stranger, at=at
        )


def test_who_only_reads_writes_nothing(keep, city, at):
    party = keep("陈示例")

    for act in (
        lambda: services.add_party(
            PROCEDURE, party.matter_id, Draft("林示例"), office=city.committee, by=city.reporter, at=at
        ),
        lambda: services.correct_party(party, Draft("陈士例"), by=city.reporter, at=at, reason="笔误"),
        lambda: services.protect(party, Protection.OTHER, by=city.reporter, at=at, reason="其他"),
        lambda: services.represent(party, AGENT, by=city.reporter, at=at),
    ):
        with pytest.raises(NotPermitted):
            act()

    assert (Entry.objects.count(), Party.objects.system("a test").count()) == (0, 1)


def test_a_correction_derives_anew_and_keeps_the_old_values_erasable(keep, city, at):
    party = keep("陈示例", phone="13800001234", protection=Protection.OTHER)

    corrected = services.correct_party(party, Draft("陈士例", phone="13900001234"), by=city.clerk, at=at, reason="笔误")

    assert (corrected.name_pinyin, corrected.protection) == ("chenshili", "other")
    assert corrected.contact_key != party.contact_key
    assert '"name":"陈示例"' in Detail.objects.get().content


def test_protection_hides_a_person_and_cites_its_article(keep, city, at):
    party = keep("陈示例")

    services.protect(party, Protection.DOMESTIC_VIOLENCE, by=city.clerk, at=at, reason="人身安全保护令")

    assert queries.lookup("陈示例", city.clerk, on=ON) == ()
    assert Entry.objects.get().basis == "反家庭暴力法 第五条第二款"


def test_protection_can_be_lifted(keep, city, at):
    party = keep("陈示例", protection=Protection.OTHER)

    services.protect(party, None, by=city.clerk, at=at, reason="期满")

    assert [found.id for found in queries.lookup("陈示例", city.clerk, on=ON)] == [party.pk]


def test_a_body_is_not_protected(keep, city, at):
    with pytest.raises(IntegrityError, match="party_body_has_no_age"):
        services.protect(keep("厦门示例建筑公司"), Protection.OTHER, by=city.clerk, at=at, reason="误")


@pytest.mark.parametrize(
    ("name", "draft"),
    [("陈示例", AGENT), ("厦门示例建筑公司", AGENT), ("陈示例", GUARDIAN), ("厦门示例建筑公司", LEGAL)],
)
def test_those_who_act_for_a_party_are_kept_with_it(keep, city, at, name, draft):
    party = keep(name)

    made = services.represent(party, draft, by=city.clerk, at=at)

    assert queries.representatives_of(party, city.clerk) == (made,)
    assert queries.representatives_of(party, city.stranger) == ()


@pytest.mark.parametrize(
    ("name", "draft"),
    [
        ("陈示例", LEGAL),
        ("厦门示例建筑公司", GUARDIAN),
        ("陈示例", RepresentativeDraft(ActingAs.AGENT, "李代理", relation=Relation.LAWYER)),
        ("陈示例", RepresentativeDraft(ActingAs.GUARDIAN, "陈父", Relation.PARENT, Authority.GENERAL)),
        ("陈示例", RepresentativeDraft(ActingAs.GUARDIAN, "陈父")),
        ("厦门示例建筑公司", RepresentativeDraft(ActingAs.LEGAL_REPRESENTATIVE, "王法人", Relation.STAFF)),
    ],
)
def test_an_impossible_representative_is_refused_with_what_would_be_right(keep, city, at, name, draft):
    with pytest.raises(RepresentativeImpossible) as caught:
        services.represent(keep(name), draft, by=city.clerk, at=at)

    assert caught.value.needed


def test_no_act_reaches_a_party_of_another_office(keep, city, at):
    party = keep("陈示例")

    for act in (
        lambda: services.correct_party(party, Draft("某"), by=city.stranger, at=at, reason="x"),
        lambda: services.protect(party, Protection.OTHER, by=city.stranger, at=at, reason="x"),
        lambda: services.represent(party, AGENT, by=city.stranger, at=at),
    ):
        with pytest.raises(OutOfReach):
            act()


def test_nothing_is_written_to_an_erased_party(keep, city, at):
    from fazhi.engines.citation import Article

    party = keep("陈示例")
    services.erase_parties([(PROCEDURE, party.matter_id)], basis=Article("个人信息保护法", 47), by="system", at=at)

    with pytest.raises(PartyErased):
        services.correct_party(party, Draft("陈示例"), by=city.clerk, at=at, reason="x")
