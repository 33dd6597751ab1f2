"""The loader of the curated data, on files made up here; tests/management tries it on fixtures/ itself."""

import pytest

from tests.factories import ADMINISTRATOR, CURATOR
from tracker import changes
from tracker.imports.curated import LOADER, BadFolder, load, read_folder
from tracker.imports.plans import Outcome
from tracker.imports.running import Invalid
from tracker.models import Change, Document, Relation, Theme, Treaty

pytestmark = pytest.mark.django_db

FILES = {
    "themes": "key,title\nnuclear,Nuclear\nspace,Space\n",
    "treaties": "key,title,kind,themes\nnpt,Treaty,treaty,nuclear\nost,Treaty,treaty,space\n",
    "relations": "from,relation,to\nost,complements,npt\n",
}


@pytest.fixture
def loaded(tmp_path):
    def make(**files):
        for name, text in (FILES | files).items():
            (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
        return load(read_folder(tmp_path))

    return make


def test_everything_is_loaded_in_order_and_published(loaded):
    assert loaded().counts == {Outcome.CREATE: 5}
    assert set(Treaty.objects.values_list("key", "state")) == {("npt", "published"), ("ost", "published")}
    assert set(Change.objects.values_list("by", flat=True)) == {LOADER.name}
    assert Document.objects.exists()


def test_loading_again_changes_nothing(loaded):
    loaded()
    number = Change.objects.count()
    assert loaded().counts == {Outcome.UNCHANGED: 5}
    assert Change.objects.count() == number


def test_what_nobody_touched_is_brought_up_to_date(loaded):
    loaded()
    assert loaded(themes="key,title\nnuclear,Nuclear arms\nspace,Space\n").counts == {Outcome.UPDATE: 1, Outcome.UNCHANGED: 4}
    assert Theme.objects.get(key="nuclear").title == "Nuclear arms"
    assert loaded(themes="key,title\nnuclear,Atoms\nspace,Space\n").counts[Outcome.UPDATE] == 1


def test_what_a_curator_changed_is_left_and_named(loaded):
    loaded()
    theme = Theme.objects.get(key="nuclear")
    theme.title = "Mine"
    changes.save(theme, by=CURATOR)
    result = loaded(themes="key,title\nnuclear,Nuclear arms\nspace,Outer space\n")
    assert result.left == [f"themes, row 2: 'nuclear' was changed by {CURATOR.name} and is left as it is."]
    assert set(Theme.objects.values_list("title", flat=True)) == {"Mine", "Outer space"}


def test_what_a_curator_retracted_stays_retracted(loaded):
    loaded()
    changes.retract(Treaty.objects.get(key="npt"), by=CURATOR, why="Wrong.")
    result = loaded()
    assert result.left == [f"treaties, row 2: 'npt' was changed by {CURATOR.name} and is left as it is."]
    assert Treaty.objects.get(key="npt").state == "retracted"


def test_what_somebody_deleted_is_not_brought_back_nor_what_stood_on_it(loaded):
    loaded()
    changes.delete(Relation.objects.get(), by=ADMINISTRATOR)
    changes.delete(Treaty.objects.get(key="ost"), by=ADMINISTRATOR)
    result = loaded(relations="from,relation,to\nost,complements,npt\nnpt,complements,ost\n")
    assert result.left == [
        f"treaties, row 3: 'ost' was deleted by {ADMINISTRATOR.name} and is not recorded again.",
        f"relations, row 2: 'ost|complements|npt' was deleted by {ADMINISTRATOR.name} and is not recorded again.",
        "relations, row 3: to 'ost' is not the key of a record.",
    ]


def test_a_renamed_record_is_left(loaded):
    loaded()
    treaty = Treaty.objects.get(key="npt")
    treaty.key = "non-proliferation"
    changes.save(treaty, by=ADMINISTRATOR)
    result = loaded()
    assert result.left[0].startswith("treaties, row 2: key 'npt' is a former key of 'non-proliferation'")
    assert result.counts[Outcome.CREATE] == 0


def test_a_row_that_is_wrong_stops_the_load(loaded):
    with pytest.raises(Invalid) as raised:
        loaded(relations="from,relation,to\nost,complements,nptt\n")
    assert [str(fault) for fault in raised.value.faults] == ["row 2, to: 'nptt' is not the key of a record; did you mean 'npt'?"]
    assert not Theme.objects.exists()


def test_a_file_that_is_no_tables_is_refused(loaded):
    with pytest.raises(BadFolder, match=r"treatys\.csv is not the file of a table"):
        loaded(treatys="key\n")
