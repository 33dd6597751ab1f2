"""The record: anything with a permanent key and a public page. One table; each type is a proxy in its own file."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from .actors import Actor
from .dates import PartialDateField
from .rows import ListField, Row, RowQuerySet, code_check, valid_key
from .sources import Sourced, Theme
from .vocabulary import AGREEMENTS, KINDS, Ambit, Confidence, EndingGround, LegalForce, RecordTypeCode, Region, Roster

ALL_KINDS = sorted({(code.value, code.label) for kinds in KINDS.values() for code in kinds})

# Columns that only agreements (treaties and frameworks) have, and those that only the six other types have.
AGREEMENT_TEXTS = ("legal_force", "ambit", "ending_ground", "entry_rule")
AGREEMENT_DATES = ("adopted", "opened", "signed", "in_force", "ended")
OTHER_TEXTS = ("reference", "place")
OTHER_DATES = ("begins", "ends", "review_date")


def _all_empty(texts, dates):
    return Q(**{f"{name}": "" for name in texts}, **{f"{name}__isnull": True for name in dates})


def _kinds_by_type():
    condition = Q()
    for record_type, kinds in KINDS.items():
        condition |= Q(type=record_type, kind__in=kinds.values)
    return condition


class Record(Row, Sourced):
    type = models.CharField(max_length=20, choices=RecordTypeCode, editable=False)
    key = models.CharField(
        max_length=120,
        unique=True,
        validators=[valid_key],
        help_text="Permanent address of the record, unique over all types, such as new-start.",
    )
    title = models.CharField(max_length=500, help_text="The full official title.")
    short_title = models.CharField(max_length=120, blank=True, help_text="The name in common use, such as NPT.")
    other_titles = ListField(help_text="Other names in use; several separated by |.")
    kind = models.CharField(max_length=40, choices=ALL_KINDS, help_text="What sort of thing it is; each type has its own kinds.")
    summary = models.TextField(blank=True, help_text="Two to five plain sentences: what it is and what became of it.")
    themes = models.ManyToManyField(
        Theme, blank=True, related_name="records", help_text="Codes of the themes it stands under; several separated by |."
    )
    regions = ListField(codes=Region, help_text="Codes of the regions it concerns; several separated by |.")
    confidence = models.CharField(
        max_length=10, choices=Confidence, blank=True, help_text="How sure the row as a whole is. Empty: not judged."
    )
    roster = models.CharField(
        "participants recorded",
        max_length=12,
        choices=Roster,
        blank=True,
        help_text="How complete the recorded acts of participants are. Empty: nothing is known to be missing.",
    )
    verified_on = PartialDateField(null=True, blank=True, help_text="The day on which it was last checked against its sources.")
    note = models.TextField(blank=True, help_text="What a reader should know about the data: doubts, conflicts between sources.")

    legal_force = models.CharField(max_length=40, choices=LegalForce, blank=True, help_text="How it binds. Empty: not settled.")
    ambit = models.CharField(max_length=20, choices=Ambit, blank=True, help_text="Bilateral means two when concluded.")
    adopted = PartialDateField(null=True, blank=True, help_text="The text was fixed (VCLT 9). Not the same as opened or signed.")
    opened = PartialDateField(null=True, blank=True, help_text="First day on which it could be signed.")
    signed = PartialDateField(null=True, blank=True, help_text="Signed by all at once, as bilateral agreements are.")
    in_force = PartialDateField(null=True, blank=True, help_text="First day in force, or in effect (VCLT 24). Empty: never yet.")
    ended = PartialDateField(null=True, blank=True, help_text="First day on which it was no longer in force. Empty: it has not ended.")
    ending_ground = models.CharField(
        max_length=20, choices=EndingGround, blank=True, help_text="Why it ended. Empty: it has not, or not settled."
    )
    depositaries = models.ManyToManyField(
        Actor,
        blank=True,
        related_name="depositary_of",
        help_text="Who keeps the text and receives the instruments (VCLT 76, 77). Empty: none, as with bilateral agreements.",
    )
    entry_rule = models.CharField(
        max_length=300, blank=True, help_text="How it enters into force, for example consents:50 +P90D; later:P90D; notice:P90D."
    )

    begins = PartialDateField(null=True, blank=True, help_text="First day: of the measure, engagement, system; day of a decision.")
    ends = PartialDateField(null=True, blank=True, help_text="Last day. Empty: it goes on, or was over at once.")
    actors = models.ManyToManyField(Actor, blank=True, related_name="records", help_text="Who did or decided it.")
    part_of = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="parts",
        help_text="The record that it belongs to. Empty: it stands by itself.",
    )
    reference = models.CharField(max_length=300, blank=True, help_text="Chapter, paragraph or document number.")
    place = models.CharField(max_length=200, blank=True, help_text="Town or site. Empty: none, or not public.")
    review_date = PartialDateField(null=True, blank=True, help_text="When it is to be reviewed.")
    planned = models.BooleanField(default=False, help_text="Announced, but not begun.")

    class Meta:
        ordering = ("key",)
        indexes = [models.Index(fields=["type", "state", "key"], name="record_type_state_key")]
        constraints = [
            models.CheckConstraint(
                condition=_kinds_by_type(),
                name="record_kind_of_its_type",
                violation_error_message="That kind does not belong to this type of record.",
            ),
            models.CheckConstraint(
                condition=Q(type__in=AGREEMENTS) | _all_empty(AGREEMENT_TEXTS, AGREEMENT_DATES),
                name="record_agreement_columns",
                violation_error_message="Only treaties and frameworks have legal force, ambit, entry rule and dates of adoption, opening, "
                "signature, entry into force and end.",
            ),
            models.CheckConstraint(
                condition=~Q(type__in=AGREEMENTS) | (_all_empty(OTHER_TEXTS, OTHER_DATES) & Q(part_of__isnull=True, planned=False)),
                name="record_other_columns",
                violation_error_message="Treaties and frameworks have no begin, end, place, reference, review date, "
                "'part of' or 'planned'.",
            ),
            code_check("legal_force", LegalForce, "record_legal_force_known"),
            code_check("ambit", Ambit, "record_ambit_known"),
            code_check("ending_ground", EndingGround, "record_ending_ground_known"),
            code_check("confidence", Confidence, "record_confidence_known"),
            code_check("roster", Roster, "record_roster_known"),
            models.CheckConstraint(
                condition=Q(in_force__isnull=True) | Q(ended__isnull=True) | Q(in_force_first__lte=models.F("ended_last")),
                name="record_ends_after_entry",
                violation_error_message="It cannot end before it entered into force.",
            ),
            models.CheckConstraint(
                condition=Q(begins__isnull=True) | Q(ends__isnull=True) | Q(begins_first__lte=models.F("ends_last")),
                name="record_ends_after_begin",
                violation_error_message="It cannot end before it begins.",
            ),
        ]

    TYPE: str = ""  # the code of a proxy's type

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.TYPE and not self.__dict__.get("type"):
            self.type = self.TYPE

    def __str__(self):
        return self.short_title or self.title

    @property
    def begun_at_the_earliest(self):
        """The first day on which what stands in it may bind anybody; None where no date says."""
        days = [value.first for name in (*AGREEMENT_DATES[:-1], "begins") if (value := getattr(self, name))]
        return min(days, default=None)

    def clean(self):
        """A key is unique over all types; Django asks only among the rows of the proxy's own manager."""
        taken = Record.objects.filter(key=self.key).exclude(pk=self.pk).first()
        if taken:
            message = f"'{self.key}' is the key of another record already, the {taken.get_type_display().lower()} {taken}: choose another."
            raise ValidationError({"key": message})


class TypeManager(models.Manager.from_queryset(RowQuerySet)):
    """Rows of one record type."""

    def get_queryset(self):
        return super().get_queryset().filter(type=self.model.TYPE)


class FormerKey(models.Model):
    """A key that a record had before: its address leads to the record for good, and no other record may take it."""

    key = models.CharField(max_length=120, unique=True)
    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="former_keys")

    def __str__(self):
        return self.key
