"""`manage.py import_records TABLE FILE`: a CSV or XLSX file into a table, all of it or nothing."""

from django.contrib.auth import get_user_model
from django.core.management.base import CommandError

from tracker import changes
from tracker.catalogue import TABLES
from tracker.imports.files import plan_file
from tracker.imports.header import BadHeader
from tracker.imports.plans import Outcome, sentence
from tracker.imports.profiles import PROFILES, BadOption
from tracker.imports.reading import Unreadable
from tracker.imports.running import Invalid, Outdated, run
from tracker.management.command import DataCommand

TRIES = 5


class Command(DataCommand):
    help = "Imports a CSV or XLSX file. What it creates is a draft, what it changes in published rows a proposal, unless --publish."

    def add_arguments(self, parser):
        parser.add_argument("table", choices=TABLES, metavar="TABLE", help=", ".join(TABLES))
        parser.add_argument("file", metavar="FILE")
        parser.add_argument("--profile", choices=PROFILES, default="", help="reads a table of other people as one of ours")
        parser.add_argument("--record", default="", metavar="KEY", help="the record that a profile's table is about")
        parser.add_argument("--status-date", default="", metavar="DAY", help="the day of a profile's table")
        parser.add_argument("--dry-run", action="store_true", help="says what would be done, and does nothing")
        parser.add_argument("--as", dest="user", default="", metavar="USER", help="who imports; without, command-line")
        parser.add_argument("--publish", action="store_true", help="publishes the rows at once")

    def handle(self, **options):
        by = person(options["user"])
        if options["publish"] and not by.may_publish:
            raise CommandError(f"--publish: only a curator or an administrator may publish; {by.name} is a {by.role.lower()}.")
        for _try in range(TRIES):
            plan = self.plan(options)
            try:
                result = None if options["dry_run"] else run(plan, by=by, why=f"Imported from {options['file']}.", file=options["file"])
            except Outdated as error:
                outdated = error
                continue
            except Invalid as error:
                raise self.refused(error.faults, plan.counts) from None
            except changes.NotAllowed as error:
                raise CommandError(str(error)) from None
            if result and result.batch:
                self.stdout.write(f"batch: {result.batch.pk}")
            self.stdout.write(sentence(plan.counts))
            return
        raise CommandError(str(outdated))

    def plan(self, options):
        """The plan of the file; where a row is invalid, each is named and nothing follows."""
        if options["profile"] == "" and (options["record"] or options["status_date"]):
            raise CommandError("--record and --status-date are for a --profile.")
        names = ("profile", "record", "status_date", "publish")
        try:
            plan = plan_file(TABLES[options["table"]], options["file"], **{name: options[name] for name in names})
        except (Unreadable, BadHeader, BadOption) as error:
            raise CommandError(f"{error} Nothing was written.") from None
        if plan.faults:
            raise self.refused(plan.faults, plan.counts)
        return plan

    def refused(self, faults, counts):
        """Name what is wrong, and count what was done: nothing. Gives the error to raise."""
        for fault in faults:
            self.stdout.write(str(fault))
        invalid = len({fault.row for fault in faults})
        self.stdout.write(sentence({Outcome.UNCHANGED: counts[Outcome.UNCHANGED], Outcome.INVALID: invalid}))
        return CommandError("Nothing was written: mend the rows named above and import the file again.")


def person(username):
    """Who acts: the user of that name, or the command line itself."""
    if not username:
        return changes.COMMAND_LINE
    users = get_user_model()
    try:
        return changes.who(users.objects.get(username=username, is_active=True))
    except users.DoesNotExist:
        raise CommandError(f"--as: there is no active user '{username}'.") from None
    except changes.NotAllowed as error:
        raise CommandError(f"--as: {error}") from None
