"""What is derived of a whole frame is what is derived of each party."""

from datetime import date

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from fazhi.engines.identifiers import complete_identity_number
from fazhi.kernel.parties.deriving import columns_of
from fazhi.kernel.parties.frames import derived
from fazhi.kernel.parties.terms import Draft

KEY, ON = bytes(range(32)), date(2024, 6, 3)
names = st.text(st.sampled_from("单仇解曾陈林于尉迟万俟长孙欧阳公司店3aA·Ｂ重"), min_size=1, max_size=14)
identities = st.builds(
    lambda born, sequence: ("identity", complete_identity_number(f"350203{born:%Y%m%d}{sequence:03}")),
    st.dates(date(1930, 1, 1), ON),
    st.integers(0, 999),
)
documents = st.one_of(
    identities,
    st.sampled_from(
        [
            ("", ""),
            ("credit_code", "91350100M000100Y43"),
            ("hong_kong", "H1234567801"),
            ("taiwan", "1234567801"),
            ("passport", "E12345678"),
            ("household", "11010519491231002X"),
            ("officer", "军字第1234567号"),
            ("other", "x1"),
        ]
    ),
)
phones = st.sampled_from(["", "13800001234", "0592-2660000", "0592-2660000-123"])
parties = st.lists(st.tuples(names, documents, phones), min_size=1, max_size=12)


@given(parties)
def test_a_frame_is_derived_as_each_of_its_parties(rows: list[tuple[str, tuple[str, str], str]]):
    drafts = [Draft(name, *document, phone) for name, document, phone in rows]
    given = ("name", "document_type", "document_number", "phone")
    frame = pl.DataFrame([{name: getattr(draft, name) for name in given} for draft in drafts])

    made = derived(frame, KEY)

    left_out = {"address", "lives_on_own_labour"}
    singly = [columns_of(draft, on=ON, key=KEY) for draft in drafts]
    assert made.to_dicts() == [{name: columns[name] for name in made.columns} for columns in singly]
    assert set(made.columns) == set(singly[0]) - left_out


def test_long_names_are_cut_alike():
    frame = pl.DataFrame({"name": ["厦门" * 40], "document_type": [""], "document_number": [""], "phone": [""]})

    made = derived(frame, KEY).row(0, named=True)

    assert (len(made["name_pinyin"]), len(made["name_initials"])) == (64, 32)
