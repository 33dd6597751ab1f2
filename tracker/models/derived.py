"""What follows from what is recorded: filled by `tracker.derived` from published rows alone, and rebuildable at any time.

Days are closed at the left and open at the right: `from_day` is the first day a status stands, `to_day` the first it
does not (`date.min`, `date.max` where open). Between a day and its `sure_` twin the status stands only possibly.
"""

from django.db import models

from .actors import Actor
from .commitments import Commitment
from .dates import PartialDateField
from .record import Record
from .sources import Source
from .vocabulary import ActorStatusCode, CalendarKind, Codes, EntryKind, RecordStatusCode


class Basis(Codes):
    EFFECT = "effect", "As acts took effect", "An act counts from the day on which it takes effect for its actor."
    CONSENT = "consent", "As acts were done", "An act counts from the day on which it was done, deposited or notified."


class Spanned(models.Model):
    since = PartialDateField(null=True, help_text="When the status began, as precise as the source.")
    until = PartialDateField(null=True, help_text="When it ended; exclusive.")
    from_day = models.DateField()
    to_day = models.DateField()
    sure_from = models.DateField()
    sure_to = models.DateField()

    class Meta:
        abstract = True


class Participation(Spanned):
    """An interval of an actor's status under a record, in one role, with the actions that cause it."""

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="participations")
    actor = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="participations")
    role = models.CharField(max_length=20)
    basis = models.CharField(max_length=10, choices=Basis)
    status = models.CharField(max_length=30, choices=ActorStatusCode)
    contested = models.BooleanField(default=False)
    because = models.JSONField(default=list, help_text="The actions that cause it, the deciding one first.")
    dates = models.JSONField(default=dict, help_text="signed, consented, in_force, ended: as the acts so far say.")

    class Meta:
        indexes = [
            models.Index(fields=["record", "basis", "from_day", "to_day", "status"], name="participation_of_record"),
            models.Index(fields=["actor", "basis", "from_day", "to_day"], name="participation_of_actor"),
        ]


class RecordStatus(Spanned):
    """An interval of a record's own status."""

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="statuses")
    status = models.CharField(max_length=30, choices=RecordStatusCode)

    class Meta:
        indexes = [models.Index(fields=["record", "from_day", "to_day", "status"], name="status_of_record")]


class Life(models.Model):
    """The first and the last day of a record, both inclusive; open where not known."""

    record = models.OneToOneField(Record, on_delete=models.CASCADE, primary_key=True, related_name="life")
    begun = models.DateField(help_text="First day; date.min where no date says.")
    over = models.DateField(help_text="Last day; date.max while it goes on.")


class Mention(models.Model):
    """A record names an actor: in a column of its own, a commitment, activation, position or event."""

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="mentions")
    actor = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="mentions")
    since = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["actor", "record", "since"], name="mention_of_actor")]


class Entry(models.Model):
    """One dated thing on a timeline."""

    uid = models.CharField(max_length=140, unique=True, help_text="Stable over rebuilds.")
    kind = models.CharField(max_length=30, choices=EntryKind)
    date = PartialDateField()
    day = models.DateField(help_text="Where it stands in time: its first day, or the last that it can be where the first is open.")
    at = models.IntegerField(help_text="That day's number, counted from 0001-01-01: what a chart divides by.")
    planned = models.BooleanField(default=False)
    title = models.CharField(max_length=500)
    text = models.TextField(blank=True)
    words = models.TextField(help_text="Title and text, folded.")
    anchor = models.CharField(max_length=200, blank=True, help_text="Where it stands: an address of this site.")
    type = models.CharField(max_length=20, blank=True, help_text="Type of its first record.")
    record = models.ForeignKey(Record, null=True, on_delete=models.CASCADE, related_name="entries")
    records = models.ManyToManyField(Record, related_name="all_entries")
    actors = models.ManyToManyField(Actor, related_name="entries")
    sources = models.ManyToManyField(Source, related_name="entries")
    origin = models.CharField(max_length=40, db_index=True, help_text="What it is derived with: record:12 or event:34.")

    class Meta:
        indexes = [
            models.Index(fields=["day", "date_last", "uid"], name="entry_in_time"),
            # All that a chart or a count asks of an entry, so that neither reads the table.
            models.Index(fields=["day", "date_last", "type", "at", "kind", "record"], name="entry_on_chart"),
            models.Index(fields=["record", "day"], name="entry_of_record"),
        ]


class OfCommitment(models.Model):
    """Days of one actor under one commitment; `record` is the commitment's own."""

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="+")
    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="%(class)s_spans")
    actor = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="%(class)s_spans")
    from_day = models.DateField()
    to_day = models.DateField()

    class Meta:
        abstract = True


class Owing(OfCommitment):
    """Between these days a due date of the commitment is the actor's."""

    bound = models.DateField(help_text="First day of the bond behind it.")
    suspended = models.BooleanField(default=False, help_text="Bound, and the operation of the record suspended for it.")

    class Meta:
        indexes = [
            models.Index(fields=["commitment", "actor", "from_day", "to_day"], name="owing_of_commitment"),
            models.Index(fields=["actor", "from_day", "to_day"], name="owing_of_actor"),
        ]


class PastDue(OfCommitment):
    """Between these days a due date of the actor had passed, and no finding made by then said that it was met."""

    class Meta:
        indexes = [
            models.Index(fields=["commitment", "from_day", "to_day"], name="past_due_of_commitment"),
            models.Index(fields=["actor", "from_day", "to_day"], name="past_due_of_actor"),
        ]


class CalendarEntry(models.Model):
    """A day by which something is due or on which something is to come: deadlines, duties, conferences, expiries, reviews."""

    uid = models.CharField(max_length=140, unique=True, help_text="Stable over rebuilds.")
    kind = models.CharField(max_length=30, choices=CalendarKind)
    date = PartialDateField()
    day = models.DateField(help_text="The last day that it can be: that by which it is due.")
    title = models.CharField(max_length=500)
    text = models.TextField(blank=True)
    words = models.TextField(help_text="Title and text, folded.")
    anchor = models.CharField(max_length=200, blank=True, help_text="Where it stands: an address of this site.")
    type = models.CharField(max_length=20, blank=True, help_text="Type of its first record.")
    record = models.ForeignKey(Record, null=True, on_delete=models.CASCADE, related_name="+")
    commitment = models.ForeignKey(Commitment, null=True, on_delete=models.CASCADE, related_name="calendar")
    owed_by = models.PositiveIntegerField(null=True, help_text="How many actors owe it, where it is a due date.")
    records = models.ManyToManyField(Record, related_name="calendar")
    actors = models.ManyToManyField(Actor, related_name="calendar")
    origin = models.CharField(max_length=40, db_index=True, help_text="What it is derived with: record:12 or event:34.")

    class Meta:
        indexes = [
            models.Index(fields=["day", "id"], name="calendar_in_time"),
            models.Index(fields=["commitment", "day"], name="calendar_of_commitment"),
        ]


class Document(models.Model):
    """The published words of one row that has an address, to be searched.

    `called` to `parts` hold stems parted by spaces; a migration keeps an index of them beside the table: FTS5 on SQLite,
    a tsvector on PostgreSQL.
    """

    table = models.CharField(max_length=20)
    row = models.PositiveBigIntegerField()
    type = models.CharField(max_length=20)
    key = models.CharField(max_length=120)
    title = models.CharField(max_length=500)
    subtitle = models.CharField(max_length=500, blank=True)
    date = models.CharField(max_length=50, blank=True, help_text="When it was, or began, as a partial date.")
    record = models.PositiveBigIntegerField(null=True, db_index=True, help_text="Primary key of the record that it is derived with.")
    url = models.CharField(max_length=200, help_text="Where it stands: an address of this site.")
    exact = models.TextField(help_text="Every name of it as a whole: |npt|treaty non proliferate nuclear weapon|.")
    called = models.TextField(help_text="Its key and what it is called for short.")
    names = models.TextField(blank=True, help_text="Titles and other names.")
    said = models.TextField(blank=True, help_text="What is said of it.")
    parts = models.TextField(blank=True, help_text="What is said of what hangs on it.")
    words = models.TextField(help_text="Each of its words once, as written but folded.")
    text = models.TextField(blank=True, help_text="What is said, as it is, for excerpts.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["table", "row"], name="document_of_row")]


class Word(models.Model):
    """A word that occurs in documents, so that one which does not can be corrected."""

    word = models.CharField(max_length=100, unique=True)
    stem = models.CharField(max_length=100, db_index=True)
    length = models.PositiveSmallIntegerField(db_index=True)
    documents = models.PositiveIntegerField(help_text="In how many documents it occurs.")
