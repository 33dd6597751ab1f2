"""What a transactional test leaves to the one after it."""

from django.apps import apps
from django.core.management import call_command


def test_emptied_tables_hold_again_what_the_migrations_put_there(transactional_db):
    def rows():
        return {model._meta.label: model._default_manager.count() for model in apps.get_models()}

    before = rows()
    call_command("flush", verbosity=0, interactive=False)
    assert rows() == before
