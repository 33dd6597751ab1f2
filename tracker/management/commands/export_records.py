"""`manage.py export_records TABLE [FILE]`: a table as the CSV file that import_records takes, drafts included."""

import os
import sys
from contextlib import nullcontext
from pathlib import Path

from django.core.management.base import CommandError

from tracker.catalogue import TABLES, read_rows
from tracker.formats.table_csv import table_csv
from tracker.management.command import DataCommand
from tracker.models.vocabulary import Publication


class Command(DataCommand):
    help = "Writes a table as CSV, with the columns that import_records takes; to standard output without FILE."

    def add_arguments(self, parser):
        parser.add_argument("table", choices=TABLES, metavar="TABLE", help=", ".join(TABLES))
        parser.add_argument("file", nargs="?", metavar="FILE")

    def handle(self, *, table, file, **options):
        table = TABLES[table]
        rows = read_rows(table, table.queryset().exclude(state=Publication.RETRACTED).order_by("pk"))
        try:
            with self.opened(file) as stream:
                stream.writelines(table_csv(table, rows))
        except BrokenPipeError:  # whoever reads has read enough; Python would complain once more as it closes
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

    def opened(self, file):
        """UTF-8 with the line ends of CSV, whatever the terminal's own."""
        if file:
            try:
                return Path(file).open("w", encoding="utf-8", newline="")
            except OSError as error:
                raise CommandError(f"{file} cannot be written: {error.strerror}.") from None
        if self.stdout._out is sys.stdout and hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(encoding="utf-8", newline="")
        return nullcontext(self.stdout._out)
