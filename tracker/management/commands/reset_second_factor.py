"""`manage.py reset_second_factor USER`: for an administrator who has lost theirs and has no colleague to ask."""

from django.contrib.auth.models import User
from django.core.management.base import CommandError

from tracker.desk import second_factor
from tracker.management.command import DataCommand


class Command(DataCommand):
    help = "Forgets a user's second factor: they set it up anew when they next sign in."

    def add_arguments(self, parser):
        parser.add_argument("user", metavar="USER")

    def handle(self, user, **options):
        found = User.objects.filter(username=user).first()
        if found is None:
            raise CommandError(f"There is no user '{user}'.")
        second_factor.reset([found])
        self.stdout.write(f"{user} sets up a second factor when they next sign in.")
