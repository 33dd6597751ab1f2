"""`manage.py create_roles`: the groups Researcher, Curator and Administrator with their permissions.

What a role may do to a recorded row is decided in `changes`; the permissions open the pages of the admin.
"""

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import transaction

from tracker.changes import ADMINISTRATOR, CURATOR, RESEARCHER
from tracker.management.command import DataCommand

READ_ONLY = ("batch", "change", "formerkey", "ledger", "proposal")
RECORDED = (
    *("treaty", "framework", "measure", "engagement", "policy", "system", "development", "challenge"),
    *("action", "phase", "commitment", "assessment", "activation", "position", "event", "relation"),
    *("actor", "listmember", "source", "theme", "storystep"),
)
PERMISSIONS = {
    RESEARCHER: {("view", READ_ONLY), ("view", RECORDED), ("add", RECORDED), ("change", RECORDED)},
    CURATOR: {("view", READ_ONLY), ("view", RECORDED), ("add", RECORDED), ("change", RECORDED), ("delete", RECORDED)},
}


class Command(DataCommand):
    help = "Makes the groups Researcher, Curator and Administrator with their permissions, or brings them up to date."

    def handle(self, **options):
        with transaction.atomic():
            create_roles(installed)
        self.stdout.write(f"{RESEARCHER}, {CURATOR} and {ADMINISTRATOR} are there.")


def create_roles(apps):
    """`apps` is the registry: the installed one, or that of a migration, in which no permission is made yet."""
    for config in apps.get_app_configs():
        if config.label in ("tracker", "auth"):
            _make_permissions(config, apps)
    groups, permissions = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    everything = permissions.objects.filter(content_type__app_label__in=("tracker", "auth"))
    groups.objects.get_or_create(name=ADMINISTRATOR)[0].permissions.set(everything)
    for role, allowed in PERMISSIONS.items():
        codenames = [f"{verb}_{model}" for verb, models in allowed for model in models]
        chosen = permissions.objects.filter(content_type__app_label="tracker", codename__in=codenames)
        groups.objects.get_or_create(name=role)[0].permissions.set(chosen)


def _make_permissions(config, apps):
    """Django makes them after all migrations; a migration that needs them earlier has to pass for an installed app."""
    was = getattr(config, "models_module", None)
    config.models_module = was or True
    try:
        create_permissions(config, apps=apps, verbosity=0)
    finally:
        config.models_module = was
