import io

import pytest
from django.core.management import CommandError, call_command

from tests.factories import TreatyFactory
from tracker.models import Record, Theme

pytestmark = pytest.mark.django_db


def said(*arguments, **options):
    stream = io.StringIO()
    call_command("load_curated", *arguments, stdout=stream, **options)
    return stream.getvalue().splitlines()


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "themes.csv").write_text("key,title\nnuclear,Nuclear\n", encoding="utf-8")
    return tmp_path


def test_the_curated_data_loads_without_a_fault():
    [line] = said()
    assert line.startswith("created: ")
    assert line.endswith("updated: 0, unchanged: 0, left: 0")
    assert Record.objects.public().count() == Record.objects.count()
    [line] = said()
    assert line.startswith("created: 0, updated: 0, unchanged: ")
    assert line.endswith("left: 0")


def test_another_folder(folder):
    assert said(folder=folder) == ["created: 1, updated: 0, unchanged: 0, left: 0"]
    assert Theme.objects.get().state == "published"


def test_a_folder_that_holds_no_table(tmp_path):
    (tmp_path / "file").touch()
    for folder, sentence in (
        (tmp_path / "none", "none is no folder that can be read: No such file or directory"),
        (tmp_path / "file", "file is no folder that can be read: Not a directory"),
        (tmp_path, "holds none of the tables: name them sources.csv"),
    ):
        with pytest.raises(CommandError, match=sentence):
            said("--folder", str(folder))


def test_only_into_an_empty_database(folder):
    TreatyFactory()
    assert said("--if-empty", folder=folder) == []
    assert not Theme.objects.exists()


def test_a_fault_is_named(folder):
    (folder / "themes.csv").write_text("key,title\nnuclear,\n", encoding="utf-8")
    stream = io.StringIO()
    with pytest.raises(CommandError, match="nothing was written"):
        call_command("load_curated", folder=folder, stdout=stream)
    assert stream.getvalue() == "row 2, title: is required: give a value.\n"
    (folder / "themes.csv").write_text("key,titel\nnuclear,\n", encoding="utf-8")
    with pytest.raises(CommandError, match="did you mean 'title'"):
        said(folder=folder)
