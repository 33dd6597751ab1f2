"""What is derived after any edits is what a rebuild of everything gives, and holds nothing that is not published."""

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from tests.factories import (
    ADMINISTRATOR,
    FACTORIES,
    ActionFactory,
    ActivationFactory,
    ActorFactory,
    AssessmentFactory,
    ChallengeFactory,
    CommitmentFactory,
    EventFactory,
    FrameworkFactory,
    ListMemberFactory,
    MeasureFactory,
    PhaseFactory,
    PolicyFactory,
    PositionFactory,
    RelationFactory,
    SourceFactory,
    SystemFactory,
    ThemeFactory,
    TreatyFactory,
    actor,
    write,
)
from tracker import changes
from tracker.catalogue import TABLES, columns, table_of
from tracker.derived.rebuild import MANY, differences
from tracker.models import Document, Entry, Life, Mention, Participation, RecordStatus
from tracker.models.vocabulary import Publication

pytestmark = pytest.mark.django_db

DERIVED = (Participation, RecordStatus, Life, Mention, Entry, Document)
DATES = ["1968-07-01", "1970-03-05", "1991", "1991-06~", "2001-12/2002-01", "../1995", "2010/..", "2030-01-01"]
STATES = [Publication.PUBLISHED] * 3 + [Publication.DRAFT, Publication.RETRACTED]
REFUSALS = (ValidationError, IntegrityError, ProtectedError, changes.NotAllowed)


def write_world():
    """A row or more of every table, each saying its own word; some not published."""
    usa, france, draft = write(
        [ActorFactory.build(key="usa"), ActorFactory.build(key="fra"), ActorFactory.build(key="secret", state="draft")]
    )
    theme, source = write([ThemeFactory.build(key="nuclear"), SourceFactory.build(key="text")])
    npt, hidden, framework, measure, _policy, system, challenge = write(
        [
            TreatyFactory.build(
                key="npt",
                opened="1968-07-01",
                in_force="1970-03-05",
                entry_rule="consents:1; later:deposit; notice:P3M",
                themes=[theme],
                sources=[source],
                depositaries=[usa],
            ),
            TreatyFactory.build(key="hidden", opened="1990", state="draft"),
            FrameworkFactory.build(key="code", adopted="2002-11-25"),
            MeasureFactory.build(key="visits", begins="1990"),
            PolicyFactory.build(key="plan", begins="2010-11", actors=[france]),
            SystemFactory.build(key="radar", begins="2012"),
            ChallengeFactory.build(key="tension", begins="2009"),
        ]
    )
    write([ListMemberFactory.build(list="annex", actor=usa), ListMemberFactory.build(list="annex", actor=draft)])
    owed, own = write(
        [
            CommitmentFactory.build(record=npt, reference="Article VI", owed_by=("annex",), due="1995"),
            CommitmentFactory.build(record=framework, reference="Paragraph 4", owed_by=("fra", "all"), owed_to=("usa",)),
        ]
    )
    write(
        [
            ActionFactory.build(record=npt, actor=usa, action="ratification", date="1970-03-05", depositary=[usa, draft]),
            ActionFactory.build(record=npt, actor=france, action="accession", date="1992-08-03", contested_by=[usa]),
            ActionFactory.build(record=npt, actor=draft, action="accession", date="1985"),
            ActionFactory.build(record=hidden, actor=usa, action="signature", date="1991"),
            ActionFactory.build(record=system, actor=france, action="host", date="2013"),
            PhaseFactory.build(record=system, phase="initial", date="2012-05-20"),
            AssessmentFactory.build(commitment=owed, actor=france, date="1996"),
            AssessmentFactory.build(commitment=own, date="2003", state="draft"),
            ActivationFactory.build(record=measure, actors=[usa, draft]),
            PositionFactory.build(challenge=challenge, actor=france),
            EventFactory.build(key="conference", records=[npt, hidden], actors=[france, draft]),
            EventFactory.build(key="alone"),
            RelationFactory.build(from_record=npt, relation="supports", to_record=framework),
        ]
    )
    rows = []
    for table in TABLES.values():
        for row in table.queryset():
            for name in WORDS.get(table.name, ("title", "summary") if table.fixed else ()):
                setattr(row, name, said(table, row, 0))
            rows.append(changes.Edit(row))
    changes.save_all(rows, by=ADMINISTRATOR)


# The texts of each table that are derived from; those of records are their title and summary.
WORDS = {
    "sources": ("title",),
    "themes": ("title",),
    "actors": ("name",),
    "actions": ("note",),
    "phases": ("note",),
    "commitments": ("title", "text"),
    "assessments": ("evidence",),
    "activations": ("title", "summary"),
    "positions": ("text",),
    "events": ("title", "summary"),
}


def word_of(table, pk):
    return f"word{table.name}{pk}x"


def said(table, row, number):
    return f"{word_of(table, row.pk)} {number}"


@st.composite
def edits(draw):
    """One thing that an editor may do, to be done to whatever rows there are."""
    table = TABLES[draw(st.sampled_from(list(FACTORIES)))]
    what = draw(st.sampled_from(["set", "set", "set", "set", "state", "state", "create", "create", "delete"]))
    column = draw(st.sampled_from([bound for bound in table.columns.values() if not isinstance(bound, columns.Id)]))
    return table, what, column, draw(st.integers(0, 999)), draw(st.lists(st.integers(0, 99), max_size=3)), draw(st.sampled_from(STATES))


def do(edit):
    """Try an edit as an administrator; what is refused leaves no trace."""
    table, what, bound, number, numbers, state = edit
    rows = list(table.queryset().order_by("pk"))
    try:
        with transaction.atomic():
            if what == "create":
                new = FACTORIES[table.name].build(state=state, **parents(table, number), **values(table, number, numbers))
                changes.save(new.row, by=ADMINISTRATOR, many=new.many, state=state)
            elif rows:
                row = rows[number % len(rows)]
                if what == "delete":
                    changes.delete(row, by=ADMINISTRATOR)
                elif what == "state":
                    changes.save(row, by=ADMINISTRATOR, state=state)
                else:
                    given = value_of(bound, row, number, numbers)
                    many = {bound.field_name: given} if isinstance(bound, columns.Many) else {}
                    if not many:
                        setattr(row, bound.field_name, given)
                    changes.save(row, by=ADMINISTRATOR, many=many)
    except REFUSALS:
        return False
    return True


def pick(model, number):
    rows = list(model._base_manager.order_by("pk"))
    return rows[number % len(rows)] if rows else None


def parents(table, number):
    return {name: pick(table.model._meta.get_field(name).related_model, number) for name in table.model.hangs_on}


def values(table, number, numbers):
    """Dates and references of a new row."""
    made = {bound.field_name: DATES[number % len(DATES)] for bound in table.columns.values() if bound.date and bound.required}
    for bound in table.columns.values():
        if isinstance(bound, columns.Many):
            made[bound.field_name] = list(dict.fromkeys(filter(None, (pick(bound.target, at) for at in numbers))))
    return made


def value_of(bound, row, number, numbers):
    if isinstance(bound, columns.Many):
        return list(dict.fromkeys(filter(None, (pick(bound.target, at) for at in numbers))))
    if isinstance(bound, columns.One):
        return pick(bound.target, number) if bound.required or number % 3 else None
    if isinstance(bound, columns.Bearers):
        actors = [row.key for at in numbers if (row := pick(TABLES["actors"].model, at))]
        return [*actors, *(["annex"] if number % 2 else ["all"])]
    if isinstance(bound, columns.Date):
        return DATES[number % len(DATES)] if bound.required or number % 4 else None
    if isinstance(bound, columns.Flag):
        return bool(number % 2)
    if isinstance(bound, columns.Number):
        return number
    if isinstance(bound, columns.Texts):
        return [code for code, _word in bound.codes[: number % 3]] or [f"Name {number}"][: number % 2]
    if bound.codes:
        return bound.codes[number % len(bound.codes)][0]
    if bound.name == "list":
        return ["annex", "other"][number % 2]
    if bound.name == "key":
        return f"key-{number}"
    return said(table_of(row), row, number)


def assert_in_line():
    assert differences() == []
    words = " ".join([*Document.objects.values_list("words", flat=True), *Entry.objects.values_list("words", flat=True)])
    public = {}
    for name, table in TABLES.items():
        rows = table.queryset()
        public[name] = set(rows.filter(table.model.public_q()).values_list("pk", flat=True))
        for pk in rows.values_list("pk", flat=True):
            assert pk in public[name] or f" {word_of(table, pk)} " not in words
    records = set().union(*(public[name] for name, table in TABLES.items() if table.fixed))
    for model in (Participation, RecordStatus, Life, Mention):
        assert set(model.objects.values_list("record", flat=True)) <= records
    for rows in (Participation.objects, Mention.objects, Entry.objects.exclude(actors=None)):
        assert set(rows.values_list("actors" if rows.model is Entry else "actor", flat=True)) <= public["actors"]
    assert set(Entry.objects.exclude(records=None).values_list("records", flat=True)) <= records
    assert set(Entry.objects.exclude(record=None).values_list("record", flat=True)) <= records
    for table, pk in Document.objects.values_list("table", "row"):
        assert pk in (records if table == "records" else public[table])
    keys = set(TABLES["actors"].model.objects.public().values_list("key", flat=True))
    uids = set(TABLES["actions"].model.objects.public().values_list("uid", flat=True))
    for acts in Participation.objects.values_list("because", flat=True):
        assert {act["id"] for act in acts} <= uids
        assert {key for act in acts for key in (*act["depositary"], *act["contested_by"])} <= keys


@pytest.fixture
def world(db):
    with changes.together():
        write_world()


def test_the_world_is_derived_whole(world):
    assert_in_line()
    assert all(model.objects.exists() for model in DERIVED)
    assert set(Participation.objects.values_list("actor__key", flat=True)) == {"usa", "fra"}
    assert set(Mention.objects.values_list("actor__key", flat=True)) == {"usa", "fra"}


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(edits(), min_size=3, max_size=9), st.booleans())
def test_any_edits_leave_what_a_rebuild_would_give(world, todo, at_once):
    with transaction.atomic():
        done = []
        if at_once:
            with changes.together():
                done = [do(edit) for edit in todo]
        else:
            done = [do(edit) for edit in todo]
        for edit, was_done in zip(todo, done, strict=True):
            note(f"{'done' if was_done else 'refused'}: {edit[1]} {edit[0].name}.{edit[2].name} {edit[3:]}")
        assert_in_line()
        transaction.set_rollback(True)


def test_what_differs_is_found_and_mended(world, capsys):
    uids = set(Entry.objects.values_list("uid", flat=True))
    call_command("rebuild", check=True)
    assert capsys.readouterr().out == "Nothing differs.\n"
    for model, values in ALTERED.items():
        first = model.objects.order_by("pk").first().pk
        for name, value in values.items():
            model.objects.filter(pk=first).update(**{name: value})
            assert {said.split(":")[0] for table, said in differences() if table == model._meta.model_name} == {"missing", "left over"}
        model.objects.filter(pk=first).delete()
    found = differences()
    assert {(table, said.split(":")[0]) for table, said in found if table != "word"} == {
        (model._meta.model_name, "missing") for model in ALTERED
    }
    assert "word" in {table for table, _said in found}  # words of the document that is gone are still counted
    with pytest.raises(CommandError, match=f"{len(found)} differences"):
        call_command("rebuild", check=True)
    assert differences() == found  # to check writes nothing
    call_command("rebuild")
    assert_in_line()
    assert set(Entry.objects.values_list("uid", flat=True)) == uids


ALTERED = {
    Participation: {"role": "another", "because": [], "until": "1999"},
    RecordStatus: {"status": "eased", "sure_to": "1066-10-14"},
    Life: {"begun": "1066-10-14"},
    Mention: {"since": "1066-10-14"},
    Entry: {"title": "Another", "planned": True, "anchor": "/elsewhere/"},
    Document: {"called": "another", "text": "Another."},
}


@pytest.mark.once  # PostgreSQL makes the column that is searched by itself
def test_an_index_out_of_step_with_the_documents_is_found_and_mended():
    TreatyFactory()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM tracker_document_words WHERE rowid = (SELECT max(id) FROM tracker_document)")
    assert differences() == [("document", "its index holds other words than it")]
    call_command("rebuild")
    assert differences() == []


def test_more_rows_than_are_looked_at_one_by_one_are_derived_all_the_same():
    france, treaty = actor("fra"), TreatyFactory(opened="1968")
    sources = [SourceFactory.build() for _ in range(MANY)]
    write([*sources, ActionFactory.build(record=treaty, actor=france)])
    assert Participation.objects.filter(actor=france).exists()
    assert Document.objects.filter(table="sources").count() == MANY
    assert differences() == []
