"""What every recorded row has: its state of publication and its version; and the fields that hold several values."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

from .vocabulary import Publication

KEY_PATTERN = r"[a-z0-9]+(?:-[a-z0-9]+)*"
valid_key = RegexValidator(
    rf"^{KEY_PATTERN}\Z", "A key is made of lower-case letters and digits with single hyphens between them, such as new-start."
)


class RowQuerySet(models.QuerySet):
    def public(self):
        """Rows that the public may see: published, and so is everything that they hang on."""
        return self.filter(self.model.public_q())


class Row(models.Model):
    """A recorded row. Written only through `tracker.changes`; `version` counts its changes."""

    # Foreign keys that the row hangs on: it is public only if they are. Named by each table.
    hangs_on = ()

    state = models.CharField(
        "state", max_length=10, choices=Publication, default=Publication.DRAFT, help_text="Only published rows are public."
    )
    version = models.PositiveIntegerField(default=0, editable=False)

    objects = RowQuerySet.as_manager()

    class Meta:
        abstract = True

    @classmethod
    def public_q(cls, prefix=""):
        """The condition for being public, for a query that reaches this table through `prefix` (`record__`)."""
        condition = Q(**{f"{prefix}state": Publication.PUBLISHED})
        for name in cls.hangs_on:
            field = cls._meta.get_field(name)
            parent = field.related_model.public_q(f"{prefix}{name}__")
            condition &= (Q(**{f"{prefix}{name}__isnull": True}) | parent) if field.null else parent
        return condition


def code_check(field, codes, name):
    """A constraint that holds a column to its codes; an empty cell passes where the column may be empty."""
    return models.CheckConstraint(
        condition=Q(**{f"{field}__in": [*codes.values, ""]}),
        name=name,
        violation_error_message=f"'{field}' must be one of: {', '.join(codes.values)}.",
    )


def _valid_parts(parts):
    for part in parts:
        if "|" in part or part != part.strip() or not part:
            raise ValidationError(f"'{part}' may be neither empty nor padded with spaces, and holds no '|'.")


class _AsTuple:
    def __init__(self, field):
        self.field = field

    def __get__(self, instance, owner):
        if instance is None:
            return self
        if self.field.attname not in instance.__dict__:
            instance.refresh_from_db(fields=[self.field.attname])
        return instance.__dict__[self.field.attname]

    def __set__(self, instance, value):
        instance.__dict__[self.field.attname] = self.field.to_python(value)


class ListField(models.TextField):
    """Several short texts in order, as a tuple; stored as `|one|two|`, so that `__contains="|one|"` finds one."""

    def __init__(self, *args, codes=None, **kwargs):
        self.codes = codes
        kwargs |= {"blank": True, "default": ""}
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        for given in ("blank", "default"):
            del kwargs[given]
        return name, path, args, kwargs

    def contribute_to_class(self, cls, name, private_only=False):
        super().contribute_to_class(cls, name, private_only)
        setattr(cls, name, _AsTuple(self))

    def from_db_value(self, value, expression, connection):
        return self.to_python(value)

    def to_python(self, value):
        if isinstance(value, str):
            value = value.split("|")
        return tuple(part.strip() for part in value or () if part.strip())

    def get_prep_value(self, value):
        value = self.to_python(value)
        return f"|{'|'.join(value)}|" if value else ""

    def value_to_string(self, obj):
        return "|".join(self.to_python(self.value_from_object(obj)))

    def clean(self, value, model_instance):
        value = self.to_python(value)
        _valid_parts(value)
        if self.codes:
            for part in value:
                if part not in self.codes.values:
                    raise ValidationError(f"'{part}' is not one of: {', '.join(self.codes.values)}.")
        self.run_validators(value)
        return value

    def formfield(self, **kwargs):
        return super().formfield(**{"widget": None, **kwargs}) if "widget" in kwargs else super().formfield(**kwargs)
