"""What a list gives as a file, the import takes again and changes nothing."""

import pytest
from django.core.management import call_command

from tests.factories import TreatyFactory
from tracker.catalogue import LISTINGS, TABLES

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", [name for name, listing in LISTINGS.items() if listing.table])
def test_a_file_of_a_list_comes_back_and_changes_nothing(client, world, tmp_path, capsys, name):
    if name == "treaties":
        TreatyFactory(
            key="odd", title="=1+1", note="'@risky", summary="'=2\nand more", adopted="1899-12-31", opened="1968~", signed="1990-07-02"
        )
    rows = LISTINGS[name].model.objects.public().filter(**LISTINGS[name].table.fixed).count()
    assert TABLES[name] is LISTINGS[name].table
    for extension in ("csv", "xlsx"):
        file = tmp_path / f"{name}.{extension}"
        file.write_bytes(client.get(f"/{name}.{extension}").content)
        call_command("import_records", name, str(file), dry_run=True)
        assert capsys.readouterr().out.splitlines()[-1] == f"created: 0, updated: 0, unchanged: {rows}, invalid: 0"
