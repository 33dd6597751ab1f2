"""`manage.py load_curated`: the curated data of fixtures/, loaded or brought up to date, and published."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import CommandError
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from tracker.imports.curated import BadFolder, load, read_folder
from tracker.imports.header import BadHeader
from tracker.imports.plans import Outcome
from tracker.imports.reading import Unreadable
from tracker.imports.running import Invalid
from tracker.management.command import DataCommand
from tracker.models import Record


class Command(DataCommand):
    help = "Loads or updates the curated data. A row that somebody has changed since is left as it is and named."

    def add_arguments(self, parser):
        parser.add_argument("--if-empty", action="store_true", help="does nothing where a record is recorded already")
        parser.add_argument("--folder", default=settings.BASE_DIR / "fixtures", type=Path, help="a CSV file for each table")

    def handle(self, *, if_empty, folder, **options):
        if if_empty and Record.objects.exists():
            return
        try:
            sheets = read_folder(folder)
            loaded = self.load(sheets)
        except Invalid as error:
            for fault in error.faults:
                self.stdout.write(str(fault))
            raise CommandError(f"{error}") from None
        except (BadHeader, BadFolder, Unreadable) as error:
            raise CommandError(str(error)) from None
        for sentence in loaded.left:
            self.stdout.write(sentence)
        counts = loaded.counts
        self.stdout.write(
            f"created: {counts[Outcome.CREATE]}, updated: {counts[Outcome.UPDATE]}, "
            f"unchanged: {counts[Outcome.UNCHANGED]}, left: {len(loaded.left)}"
        )

    def load(self, sheets):
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("rows"))
        with Progress(*columns, disable=not self.stdout.isatty(), transient=True) as progress:
            task = progress.add_task("Curated data", total=sum(len(sheet.rows) for sheet in sheets.values()))
            return load(sheets, advance=lambda table, rows: progress.update(task, advance=rows, description=table))
