import pytest

from tests.factories import ADMINISTRATOR, CommitmentFactory, EventFactory, ListMemberFactory, SourceFactory, TreatyFactory, actor
from tracker import changes
from tracker.catalogue import tables
from tracker.imports.lookup import Lookup
from tracker.models import Actor, Commitment, Event, PartialDate, Record, Source, Theme

pytestmark = pytest.mark.django_db


def test_rows_are_found_by_their_keys():
    treaty, event, source = TreatyFactory(key="npt"), EventFactory(key="revcon"), SourceFactory(key="text")
    lookup = Lookup()
    assert lookup.find(Record, "npt").pk == treaty.pk
    assert lookup.find(Event, "revcon") == event
    assert lookup.find(Source, "text") == source


def test_a_record_is_found_by_a_former_key():
    treaty = TreatyFactory(key="salt")
    treaty.key = "salt-i"
    changes.save(treaty, by=ADMINISTRATOR)
    assert Lookup().find(Record, "salt").key == "salt-i"


@pytest.mark.parametrize(("model", "noun"), [(Record, "record"), (Theme, "theme"), (Source, "source"), (Event, "event")])
def test_an_unknown_key_is_refused(model, noun):
    with pytest.raises(ValueError, match=f"'nonesuch' is not the key of a {noun}\\."):
        Lookup().find(model, "nonesuch")


def test_names_of_actors_are_read_as_of_the_day():
    actor("rus")
    actor("tur")
    lookup = Lookup()
    assert lookup.at(PartialDate.parse("1968")).find(Actor, "Soviet Union").key == "rus"
    assert lookup.at(PartialDate.parse("1996")).find(Actor, "Turkey").key == "tur"
    assert lookup.find_actor("Turkey").key == "tur"
    with pytest.raises(ValueError, match="'Turkey' was the name of 'tur' in 1923/2022-06-01, not on 2024"):
        lookup.at(PartialDate.parse("2024")).find(Actor, "Turkey")


def test_commitments_are_found_by_id_and_by_reference():
    npt = TreatyFactory(key="npt")
    made = CommitmentFactory(record=npt, reference="Article VI")
    lookup = Lookup()
    assert lookup.find(Commitment, made.uid) == made
    assert lookup.find(Commitment, "npt#Article VI") == made
    assert lookup.find(Commitment, "npt # Article VI") == made


def test_a_commitment_that_is_not_one_is_refused():
    npt = TreatyFactory(key="npt")
    one = CommitmentFactory(record=npt, reference="Article VI")
    CommitmentFactory(record=npt, reference="Article VI", title="Another")
    for text, sentence in (
        ("npt#Article VI", f"'npt' has several commitments with the reference 'Article VI': give the id of one of .*{one.uid}"),
        ("npt#Article IV", r"no commitment with the reference 'Article IV'; did you mean 'npt#Article VI'\?"),
        ("npx#Article VI", "'npx' is not the key of a record"),
        ("Article VI", "is not the id of a commitment: give its id, or record#reference"),
    ):
        with pytest.raises(ValueError, match=sentence):
            Lookup().find(Commitment, text)


def test_who_owes_is_all_a_list_or_an_actor():
    actor("fra")
    ListMemberFactory(list="annex-2")
    lookup = Lookup()
    assert [lookup.bearer(text) for text in ("all", "annex-2", "fra", "France", "FRA")] == ["all", "annex-2", "fra", "fra", "fra"]
    with pytest.raises(ValueError, match="Nor is it 'all' or the name of a list"):
        lookup.bearer("annex-3")


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("a", "accession"),
        ("A", "acceptance"),
        ("AA", "approval"),
        ("s", "definitive_signature"),
        ("n", "provisional_application"),
        ("accession", "accession"),
        ("Accession", "accession"),
        ("Notice of withdrawal", "notice_of_withdrawal"),
        ("aa", "aa"),
        ("", ""),
    ],
)
def test_codes_of_actions(cell, code):
    assert Lookup().code(tables.ACTIONS.columns["action"], cell) == code


def test_symbols_are_for_actions_only():
    assert Lookup().code(tables.POSITIONS.columns["stance"], "a") == "a"
    assert Lookup().code(tables.POSITIONS.columns["stance"], "Claims") == "claims"


def test_sources_are_found_by_address():
    source = SourceFactory(key="text", url="https://example.org/a/", archived_url="https://archive.example.org/a")
    SourceFactory(key="one", url="https://example.org/twice")
    SourceFactory(key="two", url="https://example.org/twice")
    lookup = Lookup()
    assert lookup.source_at("https://example.org/a") == source
    assert lookup.source_at("https://archive.example.org/a") == source
    with pytest.raises(ValueError, match=r"address of several sources \(one, two\): give the key in a column 'sources'"):
        lookup.source_at("https://example.org/twice")
    with pytest.raises(ValueError, match="is not the address of a source: record it in the table 'sources' first"):
        lookup.source_at("https://example.org/none")


def test_every_table_is_read_once(django_assert_max_num_queries):
    actor("fra")
    TreatyFactory(key="npt")
    lookup = Lookup()
    with django_assert_max_num_queries(2):
        for _time in range(50):
            lookup.find(Record, "npt")
            lookup.find(Actor, "France")
            with pytest.raises(ValueError):
                lookup.find(Actor, "Nowhere")
