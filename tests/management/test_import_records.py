"""The commands that take files in and give them out, as a person at a terminal uses them."""

import io

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import CommandError, call_command
from openpyxl import Workbook

from tests.factories import (
    FACTORIES,
    ActionFactory,
    ActorFactory,
    AssessmentFactory,
    CommitmentFactory,
    EventFactory,
    SourceFactory,
    ThemeFactory,
    TreatyFactory,
    actor,
)
from tracker.catalogue import TABLES
from tracker.models import Batch, Change, Proposal, Theme

pytestmark = pytest.mark.django_db


def said(command, *arguments, **options):
    stream = io.StringIO()
    call_command(command, *arguments, stdout=stream, **options)
    return stream.getvalue().splitlines()


@pytest.fixture
def file(tmp_path):
    def make(text, name="rows.csv"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return str(path)

    return make


# --- import_records ----------------------------------------------------------------------------------------------------


def test_what_was_done_is_said_last(file):
    ThemeFactory(key="old", title="Old")
    ThemeFactory(key="same", title="Same")
    path = file("key,title\nnew,New\nold,Other\nsame,Same\n")
    lines = said("import_records", "themes", path)
    assert lines == [f"batch: {Batch.objects.get().pk}", "created: 1, updated: 1, unchanged: 1, invalid: 0"]
    assert Batch.objects.get().by == "command-line"
    assert Theme.objects.get(key="new").state == "draft"
    assert Proposal.objects.get().cells == {"title": "Other"}
    assert said("import_records", "themes", path) == ["created: 0, updated: 0, unchanged: 3, invalid: 0"]


def test_one_bad_row_and_nothing_is_written(file):
    path = file("record,actor,action,date\nnpt,fra,a,1992-08-03\nnpt,fra,a,03/08/1992\n")
    TreatyFactory(key="npt")
    actor("fra")
    number = Change.objects.count()
    stream = io.StringIO()
    with pytest.raises(CommandError, match="Nothing was written: mend the rows named above"):
        call_command("import_records", "actions", path, stdout=stream)
    first, last = stream.getvalue().splitlines()
    assert first.startswith("row 3, date: '03/08/1992' is not a date: write 1968, 1968-07 or 1968-07-01")
    assert last == "created: 0, updated: 0, unchanged: 0, invalid: 1"
    assert Change.objects.count() == number


def test_a_dry_run_writes_nothing(file):
    assert said("import_records", "themes", file("key,title\nnew,New\n"), dry_run=True) == [
        "created: 1, updated: 0, unchanged: 0, invalid: 0"
    ]
    assert not Theme.objects.exists()


def test_publishing_at_once(file):
    said("import_records", "themes", file("key,title\nnew,New\n"), publish=True)
    assert Theme.objects.get().state == "published"


def test_a_workbook(file):
    workbook, stream = Workbook(), io.BytesIO()
    workbook.active.append(["key", "title"])
    workbook.active.append(["new", "New"])
    workbook.save(stream)
    assert said("import_records", "themes", file(stream.getvalue(), "rows.xlsx"))[-1] == "created: 1, updated: 0, unchanged: 0, invalid: 0"


@pytest.fixture
def researcher():
    user = User.objects.create_user("ruth")
    user.groups.add(Group.objects.get_or_create(name="Researcher")[0])
    return user


def test_acting_as_somebody(file, researcher):
    said("import_records", "themes", file("key,title\nnew,New\n"), user="ruth")
    assert Change.objects.get().by == "ruth"


def test_a_researcher_may_not_publish(file, researcher):
    with pytest.raises(CommandError, match="--publish: only a curator or an administrator may publish; ruth is a researcher"):
        said("import_records", "themes", file("key,title\nnew,New\n"), user="ruth", publish=True)
    assert not Theme.objects.exists()


def test_somebody_who_is_not_there_or_has_no_role(file):
    User.objects.create_user("nobody")
    path = file("key,title\nnew,New\n")
    for name, sentence in (("nobody", "--as: You have no role here"), ("ghost", "--as: there is no active user 'ghost'")):
        with pytest.raises(CommandError, match=sentence):
            said("import_records", "themes", path, user=name)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("key,titel\n", "'themes' has no column 'titel'; did you mean 'title'"),
        ("", "is empty: its first row must name the columns"),
        ("key,title\n\xff".encode("latin-1"), "not UTF-8"),
    ],
)
def test_a_file_that_is_no_table(file, text, sentence):
    with pytest.raises(CommandError, match=f"(?s){sentence}.*Nothing was written"):
        said("import_records", "themes", file(text))


def test_a_profile_and_what_it_needs(file):
    TreatyFactory(key="ccm")
    actor("fra")
    path = file("Participant 1,Signature\nFrance 2,3 Dec 2008\n")
    with pytest.raises(CommandError, match="needs --record"):
        said("import_records", "actions", path, profile="untc-status")
    with pytest.raises(CommandError, match="--record and --status-date are for a --profile"):
        said("import_records", "actions", path, record="ccm")
    lines = said("import_records", "actions", path, "--profile", "untc-status", "--record", "ccm", "--status-date", "2026-02-03")
    assert lines[-1] == "created: 1, updated: 0, unchanged: 0, invalid: 0"


# --- export_records ----------------------------------------------------------------------------------------------------


NASTY = "=1+1|-2|+3|@a|'=b|''c|\ttab|é, \"quoted\"; |two\nlines|a\u00a0b|”".split("|")


def row_of(table, at, text):
    """A row with a text that spreadsheets and CSV trip over in every column that holds free text."""
    free = {"title", "name", "summary", "note", "text", "evidence", "assessor", "standard", "publisher", "unit", "place"}
    values = dict.fromkeys(free & set(TABLES[table].columns), f"{text}{at}")
    if table == "actors":
        values["other_names"] = ("-One", "Two [1946/1991]")
    return FACTORIES[table](**values)


@pytest.mark.parametrize("table", TABLES)
def test_an_export_imports_as_nothing_changed(table, tmp_path):
    rows = [row_of(table, at, text) for at, text in enumerate(NASTY)] if table != "lists" else [FACTORIES[table]()]
    path = str(tmp_path / "rows.csv")
    said("export_records", table, path)
    assert said("import_records", table, path) == [f"created: 0, updated: 0, unchanged: {len(rows)}, invalid: 0"]
    assert said("import_records", table, path, publish=True)[-1].startswith("created: 0, updated: 0, unchanged:")


def test_rows_with_references_export_and_import_as_nothing_changed(tmp_path):
    sources, themes = [SourceFactory(), SourceFactory()], [ThemeFactory(), ThemeFactory()]
    states = [actor("fra"), actor("usa"), ActorFactory(key="ussr", name="Soviet Union", continued_by=actor("rus"))]
    npt = TreatyFactory(key="npt", themes=themes, sources=sources, depositaries=states, regions=("global", "europe"), in_force="1970-03-05")
    act = {"depositary": states[1:], "contested_by": states[:2], "effective_date": "1992~", "reference": "C.N.1"}
    ActionFactory(record=npt, actor=states[2], sources=sources, **act)
    one = CommitmentFactory(record=npt, owed_by=("fra", "usa"), limit="1550.5", due="1995/1996")
    CommitmentFactory(record=npt, depends_on=[one], verified_by=npt)
    AssessmentFactory(commitment=one, actor=states[0])
    EventFactory(records=[npt], actors=states)
    for table in ("actors", "treaties", "actions", "commitments", "assessments", "events"):
        path = str(tmp_path / f"{table}.csv")
        said("export_records", table, path)
        assert said("import_records", table, path)[-1].startswith("created: 0, updated: 0, unchanged: "), table


def test_an_export_holds_drafts_and_no_retracted_rows(tmp_path):
    for state in ("draft", "published", "retracted"):
        ThemeFactory(key=state, title=state, state=state)
    path = tmp_path / "rows.csv"
    said("export_records", "themes", str(path))
    assert path.read_bytes() == b"key,title,summary\r\ndraft,draft,\r\npublished,published,\r\n"


def test_an_export_to_the_terminal():
    ThemeFactory(key="nuclear", title="=Nuclear")
    stream = io.StringIO(newline="")
    call_command("export_records", "themes", stdout=stream)
    assert stream.getvalue() == "key,title,summary\r\nnuclear,'=Nuclear,\r\n"


def test_an_export_that_cannot_be_written(tmp_path):
    with pytest.raises(CommandError, match="cannot be written: Is a directory"):
        said("export_records", "themes", str(tmp_path))


# --- undo_import -------------------------------------------------------------------------------------------------------


def test_an_import_is_taken_back(file):
    said("import_records", "themes", file("key,title\nnew,New\n"))
    batch = Batch.objects.get().pk
    assert said("undo_import", str(batch)) == ["deleted: 1, restored: 0, proposals withdrawn: 0"]
    assert not Theme.objects.exists()
    with pytest.raises(CommandError, match=f"Import {batch} was not taken back"):
        said("undo_import", str(batch))
    with pytest.raises(CommandError, match="There is no import 0"):
        said("undo_import", "0")


def test_what_depends_on_an_import_is_named(file):
    said("import_records", "themes", file("key,title\nnew,New\n"))
    TreatyFactory(key="npt", title="The treaty", themes=[Theme.objects.get()])
    stream = io.StringIO()
    with pytest.raises(CommandError):
        call_command("undo_import", str(Batch.objects.get().pk), stdout=stream)
    assert stream.getvalue() == "treaties 'npt' (The treaty) refers to what the import created.\n"
