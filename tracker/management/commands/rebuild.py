"""Recompute what is derived from what is recorded, or check that nothing differs."""

from django.core.management.base import CommandError
from django.db import transaction

from tracker.derived.rebuild import differences, rebuild
from tracker.management.command import DataCommand


class Command(DataCommand):
    help = "Recompute participations, statuses, timeline entries and search words from what is recorded."

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if anything differs")

    def handle(self, *args, check, **options):
        if not check:
            with transaction.atomic():
                rebuild()
            self.stdout.write("Everything that is derived was recomputed.")
            return
        found = differences()
        for table, difference in found[:50]:
            self.stdout.write(f"{table}: {difference}")
        if found:
            raise CommandError(f"{len(found)} differences. Run rebuild to mend them.", returncode=1)
        self.stdout.write("Nothing differs.")
