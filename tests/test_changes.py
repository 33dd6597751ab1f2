"""The door for writes: who may change what, what the log keeps, what an old version meets, what the public sees of it."""

import re
from datetime import timedelta
from functools import partial

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import ProtectedError, TextField
from django.utils import timezone

from tests.factories import (
    ADMINISTRATOR,
    CURATOR,
    FACTORIES,
    OF_TYPE,
    RESEARCHER,
    ActionFactory,
    ActorFactory,
    AssessmentFactory,
    CommitmentFactory,
    EventFactory,
    ListMemberFactory,
    MeasureFactory,
    PhaseFactory,
    RelationFactory,
    SourceFactory,
    StoryStepFactory,
    ThemeFactory,
    TreatyFactory,
    actor,
    write,
)
from tracker import changes
from tracker.catalogue import TABLES
from tracker.derived.rebuild import differences
from tracker.models import (
    Action,
    Change,
    Comment,
    Commitment,
    Document,
    Event,
    FormerKey,
    Ledger,
    Mention,
    Participation,
    Proposal,
    Record,
    Source,
    Verb,
)
from tracker.models.append_only import guard, guard_log, unguard
from tracker.models.vocabulary import Publication
from tracker.selections import data_version

pytestmark = pytest.mark.django_db

DRAFT, PUBLISHED, RETRACTED = Publication.DRAFT, Publication.PUBLISHED, Publication.RETRACTED
FREE = [state for state in Publication if state not in (PUBLISHED, RETRACTED)]


def log():
    return list(Change.objects.order_by("number"))


def again(row):
    """The row as somebody else's form holds it now."""
    return type(row)._base_manager.get(pk=row.pk)


# Versions


def test_an_old_version_is_refused_and_names_the_row():
    treaty = TreatyFactory(title="Treaty on Open Skies")
    mine, theirs = again(treaty), again(treaty)
    theirs.note = "Theirs."
    changes.save(theirs, by=CURATOR)
    mine.note = "Mine."
    with pytest.raises(changes.Stale, match="Treaty on Open Skies") as refused:
        changes.save(mine, by=CURATOR)
    assert refused.value.rows == [(mine, 2)]
    assert again(treaty).note == "Theirs."
    assert len(log()) == 2


def test_an_old_version_of_one_row_refuses_them_all():
    first, second = write([TreatyFactory.build(), TreatyFactory.build()])
    old = again(second)
    second.note = "Newer."
    changes.save(second, by=CURATOR)
    first.note = old.note = "Both."
    with pytest.raises(changes.Stale) as refused:
        changes.save_all([changes.Edit(first), changes.Edit(old)], by=CURATOR)
    assert [row.pk for row, _version in refused.value.rows] == [second.pk]
    assert again(first).note == ""


@pytest.mark.parametrize("version", [0, 2, 5])
def test_only_the_version_seen_passes(version):
    treaty = TreatyFactory()
    assert treaty.version == 1
    treaty.version, treaty.note = version, "A note."
    with pytest.raises(changes.Stale):
        changes.save(treaty, by=CURATOR)


def test_a_row_deleted_since_is_refused():
    treaty = TreatyFactory(state=DRAFT)
    mine = again(treaty)
    changes.delete(treaty, by=CURATOR)
    with pytest.raises(changes.Stale) as refused:
        changes.save(mine, by=CURATOR)
    assert refused.value.rows == [(mine, None)]
    with pytest.raises(changes.Stale):
        changes.delete(mine, by=CURATOR)


def test_an_old_version_is_not_deleted():
    treaty = TreatyFactory(state=DRAFT)
    mine = again(treaty)
    treaty.note = "Newer."
    changes.save(treaty, by=CURATOR)
    with pytest.raises(changes.Stale):
        changes.delete(mine, by=CURATOR)
    assert Record.objects.count() == 1


def test_a_row_saved_can_be_saved_again():
    treaty = TreatyFactory()
    for note in ("One.", "Two."):
        treaty.note = note
        changes.save(treaty, by=CURATOR)
    assert (treaty.version, again(treaty).version) == (3, 3)


# The log


def test_the_log_says_who_when_why_before_and_after():
    start = timezone.now()
    nuclear, outer = write([ThemeFactory.build(key="nuclear"), ThemeFactory.build(key="outer")])
    treaty = TreatyFactory(
        key="npt", title="Treaty", opened="1968-07-01", themes=[nuclear], by=RESEARCHER, why="From the text.", state=DRAFT
    )
    treaty.opened, treaty.note = "1968-07", "A note."
    changes.save(treaty, by=CURATOR, why="As the depositary has it.", many={"themes": [outer, nuclear]}, state=PUBLISHED)
    _theme, _theme, made, changed = log()
    assert (made.by, made.why, made.verb, made.table, made.key, made.version) == (
        "ruth.researcher",
        "From the text.",
        "create",
        "treaties",
        "npt",
        1,
    )
    assert made.before == {}
    assert made.after == {
        "key": "npt",
        "title": "Treaty",
        "kind": "treaty",
        "opened": "1968-07-01",
        "themes": "nuclear",
        "(state)": "draft",
    }
    assert (changed.by, changed.why, changed.verb, changed.version) == ("carl.curator", "As the depositary has it.", "publish", 2)
    assert changed.before == {"opened": "1968-07-01", "note": "", "themes": "nuclear", "(state)": "draft"}
    assert changed.after == {"opened": "1968-07", "note": "A note.", "themes": "nuclear|outer", "(state)": "published"}
    assert made.record == changed.record == made.row == treaty.pk
    assert start <= made.at <= changed.at <= timezone.now()
    assert (made.public, changed.public) == (False, True)


def test_nothing_is_logged_when_nothing_changed():
    theme = ThemeFactory()
    treaty = TreatyFactory(themes=[theme], opened="1968", regions=["europe", "arctic"])
    before, version = log(), data_version()
    treaty.opened = "1968"
    assert changes.save(treaty, by=CURATOR, why="Nothing new.", many={"themes": [theme]}, state=PUBLISHED) is None
    assert (log(), data_version(), treaty.version, again(treaty).version) == (before, version, 1, 1)


def test_of_many_rows_only_those_that_changed_are_logged():
    first, second, third = write([SourceFactory.build(key=key) for key in ("a", "b", "c")])
    second.publisher = "Another"
    made = changes.save_all([changes.Edit(row) for row in (first, second, third)], by=CURATOR)
    assert [change.key for change in made] == ["b"]
    assert [again(row).version for row in (first, second, third)] == [1, 2, 1]
    third.publisher = "Third"
    changes.save(third, by=CURATOR)


@pytest.mark.parametrize(
    ("states", "verbs"),
    [
        ([DRAFT, PUBLISHED, RETRACTED, PUBLISHED], ["create", "publish", "retract", "restore"]),
        ([PUBLISHED, RETRACTED, DRAFT, PUBLISHED], ["create", "retract", "update", "publish"]),
        ([DRAFT, Publication.IN_REVIEW, Publication.SENT_BACK, Publication.IN_REVIEW], ["create", "update", "update", "update"]),
    ],
)
def test_the_log_calls_a_change_by_what_it_does(states, verbs):
    treaty = TreatyFactory(state=states[0])
    for state in states[1:]:
        changes.save(treaty, by=CURATOR, state=state)
    assert [change.verb for change in log()] == verbs


def test_a_change_says_which_record_it_is_about():
    commitment = CommitmentFactory()
    finding = AssessmentFactory(commitment=commitment)
    relation = RelationFactory(from_record=commitment.record)
    about = {change.table: change.record for change in log()}
    assert about["commitments"] == about["assessments"] == about["relations"] == commitment.record.pk
    assert finding.commitment.record_id == relation.from_record_id
    assert about.get("sources") is None


def test_rows_without_an_id_are_named_by_what_they_are():
    ListMemberFactory(list="annex-2", actor=actor("fra"))
    StoryStepFactory(story="inf", position=3)
    assert [change.key for change in log()] == ["fra", "annex-2|fra", "inf|3"]


def test_a_failed_save_leaves_nothing_behind():
    with pytest.raises(IntegrityError), transaction.atomic():
        changes.save_all([TreatyFactory.build(key="one"), TreatyFactory.build(key="two"), TreatyFactory.build(key="two")], by=CURATOR)
    assert (Record.objects.count(), log(), data_version(), Document.objects.count()) == (0, [], "0", 0)


# Bulk and single


def rows_of_a_file():
    """Edits in the order in which they can be saved one by one, in groups that can be saved at once."""
    france, russia = ActorFactory.build(key="fra", name="France"), ActorFactory.build(key="rus", name="Russia")
    treaty = TreatyFactory.build(
        key="npt", title="Treaty", opened="1968-07-01", in_force="1970-03-05", entry_rule="consents:1; later:deposit"
    )
    system = OF_TYPE["system"].build(key="radar", title="Radar", begins="2012")
    event = EventFactory.build(key="meeting", title="Meeting", records=[treaty.row], actors=[france.row])
    yield [SourceFactory.build(key="text"), ThemeFactory.build(key="nuclear"), france, russia]
    yield [ListMemberFactory.build(actor=russia.row), treaty, system]
    yield [
        ActionFactory.build(
            record=treaty.row, actor=france.row, date="1992-08-03", action="accession", depositary=[russia.row, france.row]
        ),
        ActionFactory.build(record=treaty.row, actor=russia.row, date="1968-07-01"),
        PhaseFactory.build(record=system.row),
        CommitmentFactory.build(record=treaty.row, reference="Article VI", owed_by=("annex", "fra"), due="1995"),
    ]
    yield [event, RelationFactory.build(from_record=treaty.row, relation="supports", to_record=system.row)]


def everything():
    """What stands in every table, whatever its primary keys."""
    rows = {name: [change.after for change in log() if change.table == name] for name in TABLES}
    said = [(c.verb, c.table, c.key, c.version, c.before, c.after, c.public, c.by, c.why) for c in log()]
    spans = list(
        Participation.objects.order_by("record__key", "actor__key", "basis", "from_day").values_list("actor__key", "status", "from_day")
    )
    words = list(Document.objects.order_by("table", "key").values_list("table", "key", "called", "names", "said", "parts", "words"))
    return rows, said, spans, words, list(Mention.objects.order_by("actor__key", "record__key").values_list("actor__key", "since"))


def test_many_at_once_are_the_same_as_one_by_one():
    with transaction.atomic():
        for group in rows_of_a_file():
            for edit in group:
                changes.save(edit.row, by=CURATOR, why="w", many=edit.many, state=edit.state)
        assert differences() == []
        one_by_one = everything()
        transaction.set_rollback(True)
    assert Record.objects.count() == 0
    for group in rows_of_a_file():
        write(group, why="w")
    assert differences() == []
    at_once = everything()
    assert at_once == one_by_one
    assert all(at_once[2:])


def test_what_many_at_once_refuse_says_which_rule():
    with pytest.raises(ValidationError) as refused:
        write([TreatyFactory.build(), TreatyFactory.build(opened="someday")])
    assert list(refused.value.message_dict) == ["opened"]


def test_nothing_to_save_is_nothing():
    assert changes.save_all([], by=RESEARCHER) == []
    assert not Ledger.objects.exists()


# Roles


@pytest.mark.parametrize("state", [PUBLISHED, RETRACTED])
def test_a_researcher_publishes_nothing_new(state):
    with pytest.raises(changes.NotAllowed, match="Only a curator or an administrator may publish"):
        TreatyFactory(by=RESEARCHER, state=state)


@pytest.mark.parametrize("state", [PUBLISHED, RETRACTED])
@pytest.mark.parametrize("was", FREE)
def test_a_researcher_publishes_no_draft(was, state):
    treaty = TreatyFactory(state=was)
    with pytest.raises(changes.NotAllowed):
        changes.save(treaty, by=RESEARCHER, state=state)
    assert again(treaty).state == was


@pytest.mark.parametrize("was", [PUBLISHED, RETRACTED])
def test_a_researcher_touches_no_published_row(was):
    treaty = TreatyFactory(state=was)
    treaty.note = "A note."
    for state in (None, DRAFT):
        with pytest.raises(changes.NotAllowed, match="a proposal, which a curator accepts"):
            changes.save(again(treaty), by=RESEARCHER, state=state)
    with pytest.raises(changes.NotAllowed):
        changes.save(treaty, by=RESEARCHER)
    with pytest.raises(changes.NotAllowed):
        changes.save_all([TreatyFactory.build(state=DRAFT), changes.Edit(treaty)], by=RESEARCHER)
    assert (again(treaty).note, again(treaty).state) == ("", was)


def test_a_researcher_cannot_publish_by_setting_the_state_on_the_row():
    row = TreatyFactory.build(state=None).row
    row.state = PUBLISHED
    with pytest.raises(changes.NotAllowed):
        changes.save(row, by=RESEARCHER)


@pytest.mark.parametrize("state", FREE)
def test_a_researcher_writes_drafts_and_hands_them_in(state):
    treaty = TreatyFactory(by=RESEARCHER, state=DRAFT)
    changes.save(treaty, by=RESEARCHER, state=state)
    assert again(treaty).state == state


@pytest.mark.parametrize("by", [CURATOR, ADMINISTRATOR])
def test_curators_and_administrators_publish(by):
    treaty = TreatyFactory(by=RESEARCHER, state=DRAFT)
    changes.publish(treaty, by=by)
    assert again(treaty).state == PUBLISHED


def test_a_new_row_is_a_draft():
    row = TreatyFactory.build().row
    changes.save(row, by=CURATOR)
    assert again(row).state == DRAFT


def test_a_proposal_stands_beside_the_row_and_changes_nothing_in_it():
    treaty = TreatyFactory(key="npt")
    version = data_version()
    made = changes.propose(treaty, {"note": "A note."}, by=RESEARCHER, why="Because.")
    kept = Proposal.objects.get()
    assert kept == made
    assert (kept.table, kept.row, kept.key, kept.base_version, kept.cells) == ("treaties", treaty.pk, "npt", 1, {"note": "A note."})
    assert (kept.by, kept.note, kept.state) == ("ruth.researcher", "Because.", "in_review")
    assert (again(treaty).note, again(treaty).version, data_version(), len(log())) == ("", 1, version, 1)


@pytest.mark.parametrize(
    ("said", "sentence"), [("Odd\x1b.", r"U\+001B"), ("A\x00", r"U\+0000"), ("A\uffff", r"U\+FFFF"), ("x" * 2001, "2,0")]
)
def test_what_is_said_can_be_shown_everywhere(said, sentence):
    treaty, draft = TreatyFactory(), TreatyFactory(state=DRAFT)
    proposal = changes.propose(treaty, {"note": "New."}, by=RESEARCHER)
    before = (len(log()), Comment.objects.count(), Proposal.objects.count())
    for door in (
        lambda: changes.retract(treaty, by=CURATOR, why=f"No. {said}"),
        lambda: changes.delete(draft, by=CURATOR, why=said),
        lambda: changes.propose(treaty, {"note": "Other."}, by=RESEARCHER, why=said),
        lambda: changes.revise(proposal, {"note": "Other."}, by=RESEARCHER, why=said, base_version=1),
        lambda: changes.reject(proposal, by=CURATOR, note=said),
        lambda: changes.comment(treaty, said, by=CURATOR),
    ):
        with pytest.raises(ValidationError, match=sentence):
            door()
    assert (len(log()), Comment.objects.count(), Proposal.objects.count()) == before


@pytest.mark.parametrize("why", ["", "  "])
def test_a_retraction_says_why(why):
    treaty = TreatyFactory()
    with pytest.raises(ValidationError, match="Say why"):
        changes.retract(treaty, by=CURATOR, why=why)
    changes.retract(treaty, by=CURATOR, why="It was never signed.")
    assert (again(treaty).state, log()[-1].why, log()[-1].verb) == (RETRACTED, "It was never signed.", Verb.RETRACT)


# Keys


@pytest.mark.parametrize("by", [RESEARCHER, CURATOR])
@pytest.mark.parametrize("factory", [TreatyFactory, ActorFactory, ThemeFactory, SourceFactory, EventFactory])
def test_only_an_administrator_changes_a_key(factory, by):
    row = factory(state=DRAFT)
    row.key = "another"
    with pytest.raises(changes.NotAllowed, match="Only an administrator may change a key"):
        changes.save(row, by=by)
    changes.save(row, by=ADMINISTRATOR)
    assert again(row).key == "another"


def rekey(record, key):
    record.key = key
    changes.save(record, by=ADMINISTRATOR)


def test_the_former_key_is_kept_and_leads_to_the_record():
    treaty = TreatyFactory(key="one")
    rekey(treaty, "two")
    rekey(treaty, "three")
    assert {former.key: former.record_id for former in FormerKey.objects.all()} == {"one": treaty.pk, "two": treaty.pk}
    assert log()[-1].before == {"key": "two"}


@pytest.mark.parametrize("bulk", [False, True])
def test_a_former_key_is_never_given_to_another_record(bulk):
    rekey(TreatyFactory(key="one"), "two")
    other = MeasureFactory(key="other")
    beside = [MeasureFactory.build()] if bulk else []
    with pytest.raises(ValidationError, match="was the key of another record once") as refused:
        write([MeasureFactory.build(key="one"), *beside])
    assert list(refused.value.message_dict) == ["key"]
    other.key = "one"
    with pytest.raises(ValidationError, match="was the key of another record once"):
        changes.save_all([changes.Edit(other), *beside], by=ADMINISTRATOR)


def test_a_record_may_take_its_own_former_key_again():
    treaty = TreatyFactory(key="one")
    rekey(treaty, "two")
    rekey(treaty, "one")
    assert list(FormerKey.objects.values_list("key", flat=True)) == ["two"]


def test_the_key_of_another_record_is_not_taken():
    TreatyFactory(key="one")
    treaty = TreatyFactory(key="two")
    with pytest.raises(ValidationError):
        rekey(treaty, "one")
    assert not FormerKey.objects.exists()


def test_a_changed_key_of_an_actor_is_changed_where_it_is_owed():
    france = actor("fra")
    commitment = CommitmentFactory(owed_by=("fra", "all"), owed_to=("fra",))
    france.key = "french-republic"
    changes.save(france, by=ADMINISTRATOR)
    again(commitment)
    assert (again(commitment).owed_by, again(commitment).owed_to) == (("french-republic", "all"), ("french-republic",))
    assert [(change.table, change.verb) for change in log()[-2:]] == [("actors", "update"), ("commitments", "update")]
    assert differences() == []


# Ids


IDENTIFIED = [name for name, table in TABLES.items() if "id" in table.columns]


@pytest.mark.parametrize("table", IDENTIFIED)
def test_an_id_is_given_once_and_stays(table):
    row = FACTORIES[table]()
    given = row.uid
    assert re.fullmatch(r"[a-z2-7]{10}", given)
    row.note = row.text = row.summary = row.evidence = "Something else."
    if hasattr(row, "date"):
        row.date = "1999"
    changes.save(row, by=CURATOR)
    assert again(row).uid == given


def test_ids_are_the_same_in_another_installation():
    found = []
    for _installation in range(2):
        with transaction.atomic():
            ActorFactory(key=f"only-here-{len(found)}")  # other primary keys
            for group in rows_of_a_file():
                write(group)
            rows = [TABLES[name].model._base_manager.values_list("uid", flat=True) for name in IDENTIFIED]
            found.append([uid for uids in rows for uid in uids])
            transaction.set_rollback(True)
    assert found[0] == found[1]
    assert len(set(found[0])) == len(found[0]) == 5


def test_two_rows_that_look_alike_have_two_ids():
    treaty, france = TreatyFactory(), actor("fra")
    build = partial(ActionFactory.build, record=treaty, actor=france, date="1968-07-01")
    rows = write([build(), build(note="Again.")])
    third = build().row
    changes.save(third, by=CURATOR)
    assert len({third.uid, *(row.uid for row in rows)}) == 3


# Rows of one file that name each other


def test_commitments_of_one_file_may_depend_on_each_other():
    treaty = TreatyFactory()
    first = CommitmentFactory.build(record=treaty, reference="Article 1")
    second = CommitmentFactory.build(record=treaty, reference="Article 2", depends_on=[first.row])
    write([second, first])
    assert list(Commitment.objects.get(reference="Article 2").depends_on.all()) == [first.row]
    assert log()[-2].after["depends_on"] == first.row.uid


def test_records_of_one_file_may_be_part_of_each_other():
    whole = MeasureFactory.build(key="whole")
    middle = MeasureFactory.build(key="middle", part_of=whole.row)
    part = MeasureFactory.build(key="part", part_of=middle.row)
    write([part, middle, whole])
    assert dict(Record.objects.values_list("key", "part_of__key")) == {"whole": None, "middle": "whole", "part": "middle"}


def test_actors_of_one_file_may_succeed_each_other():
    union = ActorFactory.build(key="ussr")
    russia = ActorFactory.build(key="rus", predecessors=[union.row])
    union.row.continued_by = russia.row
    write([russia, union])
    union = again(union.row)
    assert (union.continued_by.key, [row.key for row in union.successors.all()]) == ("rus", ["rus"])


def test_rows_that_belong_to_each_other_in_a_ring_are_refused():
    one, other = MeasureFactory.build(), MeasureFactory.build()
    one.row.part_of, other.row.part_of = other.row, one.row
    with pytest.raises(ValidationError, match="ring"):
        write([one, other])


@pytest.mark.parametrize("column", ["owed_by", "owed_to"])
def test_a_commitment_is_owed_by_what_is_known(column):
    ListMemberFactory(list="annex-2", actor=actor("fra"))
    CommitmentFactory(**{column: ("all", "fra", "annex-2")})
    with pytest.raises(ValidationError, match="'atlantis' is neither 'all', the key of an actor nor the name of a list") as refused:
        CommitmentFactory(**{column: ("fra", "atlantis")})
    assert list(refused.value.message_dict) == [column]


def test_publishing_asks_for_the_columns_that_a_file_must_have():
    treaty = TreatyFactory()
    draft = CommitmentFactory(record=treaty, owed_by=(), state=DRAFT)
    with pytest.raises(ValidationError) as refused:
        changes.publish(draft, by=CURATOR)
    assert list(refused.value.message_dict) == ["owed_by"]
    draft = again(draft)
    draft.owed_by = ("all",)
    changes.publish(draft, by=CURATOR)


# Together


def test_together_derives_at_the_end_and_the_same():
    france, treaty = actor("fra"), TreatyFactory()
    with changes.together():
        row = ActionFactory(record=treaty, actor=france, action="ratification", date="1992")
        treaty.title = "Another name"
        changes.save(treaty, by=CURATOR)
        assert not Participation.objects.exists()
        assert Document.objects.get(table="records").title != "Another name"
        with changes.together():
            EventFactory(records=[treaty])
        assert not Document.objects.filter(table="events").exists()
    assert Participation.objects.filter(actor=france, record=treaty).exists()
    assert Document.objects.get(table="records").title == "Another name"
    assert differences() == []
    assert [change.row for change in log()] == [france.pk, treaty.pk, row.pk, treaty.pk, Event.objects.get().pk]


def test_together_is_all_or_nothing():
    france = actor("fra")

    def both():
        with changes.together():
            TreatyFactory()
            changes.save(france, by=RESEARCHER)

    with pytest.raises(changes.NotAllowed):
        both()
    assert (Record.objects.count(), len(log()), differences()) == (0, 1, [])
    changes.save(TreatyFactory.build().row, by=CURATOR)  # and what comes after derives at once again
    assert differences() == []


# The chain


def verified():
    call_command("verify_history", verbosity=0)


def test_history_is_whole(capsys):
    verified()
    TreatyFactory()
    verified()
    assert capsys.readouterr().out == "0 changes, whole and unaltered.\n1 changes, whole and unaltered.\n"


@pytest.mark.parametrize(
    "altered",
    [
        {"why": "Another reason."},
        {"by": "mallory"},
        {"after": {"title": "Another"}},
        {"before": {"title": "Another"}},
        {"at": timezone.now() - timedelta(days=1)},
        {"verb": "delete"},
        {"table": "actors"},
        {"row": 7},
        {"key": "another"},
        {"version": 9},
        {"record": None},
        {"public": False},
        {"digest": "0" * 64},
        {"previous": "0" * 64},
    ],
    ids=lambda altered: next(iter(altered)),
)
def test_an_altered_change_is_found(altered):
    treaty = TreatyFactory()
    treaty.note = "A note."
    changes.save(treaty, by=CURATOR)
    changes.retract(treaty, by=CURATOR, why="Never signed.")
    verified()
    rewrite(2, **altered)
    with pytest.raises(CommandError, match="Change 2 was altered"):
        verified()


@pytest.mark.parametrize(
    ("number", "sentence"), [(1, "Change 1 is missing"), (2, "Change 2 is missing"), (3, "ends at change 2, but 3 were written")]
)
def test_a_removed_change_is_found(number, sentence):
    for _ in range(3):
        ThemeFactory()
    verified()
    remove(number)
    with pytest.raises(CommandError, match=sentence):
        verified()


def test_a_log_without_its_head_is_found():
    ThemeFactory()
    Ledger.objects.all().delete()
    with pytest.raises(CommandError):
        verified()


def rewrite(number, **values):
    """As one would who holds the database and has lifted its triggers."""
    unguard(connection)
    Change.objects.filter(number=number).update(**values)
    guard(connection)


def remove(number):
    unguard(connection)
    Change.objects.filter(number=number)._raw_delete("default")
    guard(connection)


CELLS = ", ".join(f'"{field.column}"' for field in Change._meta.concrete_fields)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE tracker_change SET why = 'Another reason.'",
        "UPDATE tracker_change SET number = 9",
        "DELETE FROM tracker_change",
        "DELETE FROM tracker_change WHERE number = 2",
        f"INSERT OR REPLACE INTO tracker_change ({CELLS}) SELECT {CELLS} FROM tracker_change",
        f"REPLACE INTO tracker_change ({CELLS}) SELECT {CELLS} FROM tracker_change WHERE number = 1",
        "TRUNCATE tracker_change CASCADE",
        f"INSERT INTO tracker_change ({CELLS}) SELECT {CELLS} FROM tracker_change WHERE true ON CONFLICT (number) DO UPDATE SET why = ''",
    ],
)
def test_the_database_refuses_to_alter_the_log(statement):
    """Whatever way SQLite or PostgreSQL knows; what one of them does not know it refuses anyhow."""
    for _ in range(2):
        ThemeFactory()
    before = list(Change.objects.values())
    assert len(before) == 2
    connection.check_constraints()  # PostgreSQL truncates no table whose references are yet to be checked
    known = "TRUNCATE" not in statement if connection.vendor == "sqlite" else "REPLACE" not in statement
    refused = pytest.raises(IntegrityError if known else DatabaseError, match="append-only" if known else None)
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert list(Change.objects.values()) == before
    verified()
    ThemeFactory()  # the log goes on
    verified()


def test_a_migration_that_remakes_the_log_sets_its_triggers_again(transactional_db):
    """Altering a field remakes the table on SQLite and so drops its triggers; `guard_log` as the last step brings them back."""
    field = Change._meta.get_field("why")
    wider = TextField(blank=True, default="")
    wider.set_attributes_from_name("why")
    wider.model = Change
    with connection.schema_editor() as editor:
        editor.alter_field(Change, field, wider, strict=True)
        editor.alter_field(Change, wider, field, strict=True)
        guard_log(None, editor)
    ThemeFactory()
    with pytest.raises(IntegrityError, match="append-only"):
        Change.objects.update(why="Another reason.")
    verified()


# What the public sees


def test_the_data_version_is_the_number_and_day_of_the_last_public_change():
    assert data_version() == "0"
    TreatyFactory(state=DRAFT)
    assert data_version() == "0"
    treaty = TreatyFactory()
    assert data_version() == f"2-{timezone.now().date().isoformat()}"
    assert data_version().split("-")[0] == str(log()[-1].number)
    changes.retract(treaty, by=CURATOR, why="Wrong.")
    assert data_version().startswith("3-")


def test_drafts_do_not_move_the_data_version():
    treaty, draft = TreatyFactory(), TreatyFactory(state=DRAFT)
    finding = AssessmentFactory(commitment=CommitmentFactory(record=draft))  # published, but what it hangs on is not
    version = data_version()
    draft.note = finding.evidence = "Something."
    changes.save(draft, by=CURATOR)
    changes.save(draft, by=RESEARCHER, state=Publication.IN_REVIEW)
    changes.save(draft, by=CURATOR, state=Publication.SENT_BACK)
    changes.save(finding, by=CURATOR)
    changes.delete(TreatyFactory(state=DRAFT), by=CURATOR)
    changes.propose(treaty, {"note": "Something."}, by=RESEARCHER)
    assert data_version() == version
    treaty.note = "Something."
    changes.save(treaty, by=CURATOR)
    assert data_version() != version


def test_publishing_a_record_makes_public_what_hangs_on_it():
    france = actor("fra")
    draft = TreatyFactory(state=DRAFT, opened="1968", in_force="1970", entry_rule="consents:1; later:deposit")
    ActionFactory(record=draft, actor=france, action="ratification", date="1969")
    commitment = CommitmentFactory(record=draft, title="To negotiate")
    event = EventFactory(records=[draft])
    assert not Participation.objects.exists()
    assert set(Document.objects.values_list("table", flat=True)) == {"actors", "events"}
    changes.publish(draft, by=CURATOR)
    assert Participation.objects.filter(actor=france, status="party").exists()
    assert Document.objects.filter(table="commitments", row=commitment.pk).exists()
    assert event.pk in Event.objects.public().values_list("pk", flat=True)
    assert differences() == []


def test_publishing_an_actor_makes_its_acts_public():
    france = actor("fra", state=DRAFT)
    treaty = TreatyFactory()
    ActionFactory(record=treaty, actor=france)
    assert not Participation.objects.exists()
    changes.publish(france, by=CURATOR)
    assert Participation.objects.filter(actor=france, record=treaty).exists()
    assert differences() == []


@pytest.mark.parametrize("state", [RETRACTED, DRAFT])
def test_what_is_withdrawn_takes_all_with_it_that_hangs_on_it(state):
    france = actor("fra")
    treaty = TreatyFactory(opened="1968")
    action = ActionFactory(record=treaty, actor=france)
    finding = AssessmentFactory(commitment=CommitmentFactory(record=treaty, due="1995"), actor=france)
    event = EventFactory(records=[treaty])
    changes.save(treaty, by=CURATOR, why="Wrong.", state=state)
    for row in (action, finding, finding.commitment):
        assert not type(row).objects.public().exists()
    assert again(event) in Event.objects.public()
    assert set(Document.objects.values_list("table", flat=True)) == {"actors", "events"}
    assert not treaty.entries.exists()
    assert not treaty.participations.exists()
    assert differences() == []
    changes.publish(treaty, by=CURATOR)
    assert treaty.participations.exists()
    assert differences() == []


# Deleting


@pytest.mark.parametrize("by", [RESEARCHER, CURATOR, ADMINISTRATOR])
@pytest.mark.parametrize("state", FREE)
def test_what_was_never_public_may_be_deleted(by, state):
    treaty = TreatyFactory(key="draft", state=state, note="A note.", by=by)
    made = changes.delete(treaty, by=by, why="A mistake.")
    assert not Record.objects.exists()
    assert (made.verb, made.key, made.by, made.why, made.after, made.public) == ("delete", "draft", by.name, "A mistake.", {}, False)
    assert made.before["note"] == "A note."
    verified()


def test_a_researcher_deletes_no_draft_of_another():
    mine, theirs = TreatyFactory(state=DRAFT, by=RESEARCHER), TreatyFactory(state=DRAFT, by=CURATOR)
    with pytest.raises(changes.NotAllowed, match="Whoever recorded a draft deletes it"):
        changes.delete_all([mine, theirs], by=RESEARCHER)
    assert Record.objects.count() == 2


def test_what_is_not_published_is_not_retracted():
    """Else a curator could restore an own draft, and so publish it alone."""
    carl = changes.Who("carl", changes.CURATOR, publishes_own=False)
    draft = TreatyFactory(state=DRAFT, by=carl)
    with pytest.raises(ValidationError, match="only what is published is retracted"):
        changes.retract(draft, by=carl, why="A way round.")
    for row, by in ((draft, carl), (TreatyFactory.build().row, carl), (draft, ADMINISTRATOR)):
        with pytest.raises(changes.NotAllowed, match="only what is published is retracted"):
            changes.save(row, by=by, state=RETRACTED)
    assert not Record.objects.filter(state=RETRACTED).exists()


@pytest.mark.parametrize("by", [RESEARCHER, CURATOR])
@pytest.mark.parametrize("now", [PUBLISHED, DRAFT, RETRACTED])
def test_what_has_been_public_is_retracted_and_not_deleted(by, now):
    treaty = TreatyFactory(state=DRAFT)
    changes.publish(treaty, by=CURATOR)
    changes.save(treaty, by=CURATOR, state=now)
    with pytest.raises(changes.NotAllowed, match="retracted, not deleted"):
        changes.delete(treaty, by=by)
    assert Record.objects.exists()


def test_an_administrator_deletes_what_has_been_public():
    treaty = TreatyFactory(opened="1968")
    version = data_version()
    made = changes.delete(treaty, by=ADMINISTRATOR, why="Recorded twice.")
    assert made.public
    assert data_version() != version
    assert not Document.objects.exists()
    assert differences() == []


def test_what_something_hangs_on_is_not_deleted_even_by_an_administrator():
    action = ActionFactory()
    for row in (action.record, action.actor):
        with pytest.raises(ProtectedError):
            changes.delete(again(row), by=ADMINISTRATOR)
    assert Action.objects.exists()
    assert differences() == []


@pytest.mark.parametrize(
    ("factory", "named"),
    [
        (ActorFactory, lambda row: EventFactory(actors=[row])),
        (ActorFactory, lambda row: TreatyFactory(depositaries=[row])),
        (ActorFactory, lambda row: CommitmentFactory(owed_by=(row.key,))),
        (SourceFactory, lambda row: TreatyFactory(sources=[row])),
        (ThemeFactory, lambda row: TreatyFactory(themes=[row])),
        (TreatyFactory, lambda row: EventFactory(records=[row])),
    ],
)
def test_what_other_rows_name_goes_from_what_is_derived_of_them(factory, named):
    row = factory()
    named(row)
    changes.delete(row, by=ADMINISTRATOR)
    assert differences() == []


@pytest.mark.parametrize("table", [*IDENTIFIED, "lists", "stories", "events", "sources", "themes", "actors"])
def test_a_deleted_row_leaves_nothing_derived(table):
    row = FACTORIES[table]()
    changes.delete(row, by=ADMINISTRATOR)
    assert differences() == []
    assert not TABLES[table].model._base_manager.exists()
    assert not Source.objects.exclude(pk__in=()).filter(title="").exists()


def test_a_member_taken_off_a_list_no_longer_owes_what_the_list_owes():
    member = ListMemberFactory(list="annex-2", actor=actor("fra"))
    ListMemberFactory(list="annex-2", actor=actor("deu"))
    ListMemberFactory(list="annex-1", actor=actor("usa"))
    CommitmentFactory(owed_by=("annex-2",))
    assert set(Mention.objects.values_list("actor__key", flat=True)) == {"fra", "deu"}
    changes.delete(member, by=ADMINISTRATOR)
    assert set(Mention.objects.values_list("actor__key", flat=True)) == {"deu"}
    other = type(member).objects.get(actor__key="deu")
    other.list = "annex-1"
    changes.save(other, by=CURATOR)
    assert not Mention.objects.exists()


def test_an_assessment_moved_to_another_commitment_leaves_the_first():
    first, second = CommitmentFactory(), CommitmentFactory()
    finding = AssessmentFactory(commitment=first, assessor="Fact-finding mission")
    finding.commitment = second
    changes.save(finding, by=CURATOR)
    assert "fact finding mission" not in Document.objects.get(table="records", row=first.record_id).parts
    assert "fact finding mission" in Document.objects.get(table="records", row=second.record_id).parts
    assert differences() == []


def test_a_rule_of_entry_that_says_nothing_is_refused_where_it_stands(db):
    with pytest.raises(ValidationError) as refused:
        TreatyFactory(key="npt", entry_rule="as they like")
    assert "is not understood" in refused.value.message_dict["entry_rule"][0]
    treaty = TreatyFactory(key="npt", entry_rule="consents:1")
    treaty.entry_rule = "consents:many"
    with pytest.raises(ValidationError):
        changes.save_all([changes.Edit(treaty), changes.Edit(TreatyFactory(key="ptbt"))], by=ADMINISTRATOR)
