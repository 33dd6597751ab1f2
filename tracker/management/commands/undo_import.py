"""`manage.py undo_import ID`: takes back what an import did."""

from django.core.management.base import CommandError

from tracker import changes
from tracker.imports.undo import DependedOn, undo
from tracker.management.command import DataCommand
from tracker.models import Batch


class Command(DataCommand):
    help = "Takes back what an import did, unless something later depends on it, which it names."

    def add_arguments(self, parser):
        parser.add_argument("id", type=int, metavar="ID", help="the batch that import_records named")

    def handle(self, *, id, **options):
        batch = Batch.objects.filter(pk=id).first()
        if batch is None:
            raise CommandError(f"There is no import {id}.")
        try:
            done = undo(batch, by=changes.COMMAND_LINE)
        except DependedOn as error:
            for sentence in error.sentences:
                self.stdout.write(sentence)
            raise CommandError(f"Import {id} was not taken back: see above.") from None
        self.stdout.write(f"deleted: {done.deleted}, restored: {done.restored}, proposals withdrawn: {done.withdrawn}")
