"""Check that the change log is whole and unaltered."""

from django.core.management.base import CommandError

from tracker.changes import digest_of
from tracker.management.command import DataCommand
from tracker.models import Change, Ledger


class Command(DataCommand):
    help = "Check that every change follows from the one before it and that none is missing or altered."

    def handle(self, *args, **options):
        number, digest = 0, ""
        for change in Change.objects.order_by("number").iterator(chunk_size=2000):
            number += 1
            if change.number != number:
                raise CommandError(f"Change {number} is missing: the log goes on with {change.number}.", returncode=1)
            if change.previous != digest or digest_of(change) != change.digest:
                raise CommandError(f"Change {number} was altered after it was written.", returncode=1)
            digest = change.digest
        head = Ledger.objects.filter(pk=1).first() or Ledger()
        if (head.number, head.digest) != (number, digest):
            raise CommandError(f"The log ends at change {number}, but {head.number} were written.", returncode=1)
        self.stdout.write(f"{number} changes, whole and unaltered.")
