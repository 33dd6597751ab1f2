"""Rows and pages of each listing as serializers: they write the answers and, in the schema, say what stands in them."""

from drf_spectacular.utils import PolymorphicProxySerializer
from rest_framework import serializers

from tracker.derived.participation import ROLES
from tracker.formats.plain import columns_of
from tracker.models import vocabulary as codes

from . import fields
from .fields import Address, Code, Date, Flag, Several, Text, Whole
from .resources import NAMES, OFFERED

ROOT = "/api/v1"


def declared(name, about, members):
    return type(name, (serializers.Serializer,), {"__doc__": about, **members})


def row_of(listing):
    """The serializer of a listing's rows: `type`, `key`, `title` and `url` in front, as in files, then its columns."""
    if listing.table is None:
        return Participation
    own, derived = columns_of(listing)
    columns = listing.table.columns
    code = str(getattr(listing, "code", listing.label.lower()))
    members = {
        "type": Code(choices=[(code, str(listing.label))], help_text="What the row is."),
        "key": Text(help_text="By which its address names it; permanent.", **source("key", "key" if "key" in columns else "id")),
    }
    if "title" in columns or "name" in columns:
        named = "title" if "title" in columns else "name"
        members["title"] = Text(help_text="Its full title or name.", **source("title", named))
    if "page" in derived:
        members["url"] = Address(source="page", help_text="Address of its page.")
    else:
        members["url"] = Address(source="page", under=ROOT, help_text="Its address here: it has no page of its own.")
    for name in own:
        shown = shown_as(listing, name)
        members.setdefault(shown, fields.of_column(columns[name], **source(shown, name)))
    for name in derived:
        shown = shown_as(listing, name)
        if shown not in ("type", "page"):
            members[shown] = fields.of_derived(name, listing, **source(shown, name))
    return declared(listing.label, listing.about, members)


def source(shown, name):
    """What tells a field by which name its value stands in the row."""
    return {} if shown == name else {"source": name}


def shown_as(listing, name):
    """What a column is called here. `url` is the row's own address, and `in_force` whether it is in force on the day."""
    if name == "url":
        return "source_url"
    if listing.is_agreement:
        return {"in_force": "in_force_date", "in_force_now": "in_force"}.get(name, name)
    return name


Act = declared(
    "Act",
    "An action that gives a status.",
    {
        "action": Code(choices=codes.ActionCode.choices, help_text="What was done."),
        "date": Date(help_text="Signed, deposited, notified or done on this day."),
        "effective_date": Date(allow_null=True, help_text="Takes effect for this actor; null where the source does not say."),
        "depositary": Several(child=Text(), help_text="Keys of the actors with whom it was deposited."),
    },
)

Participation = declared(
    "Participation",
    "Where an actor stood under a record on the day asked, in one role, and why.",
    {
        "record": Text(help_text="Key of the record."),
        "actor": Text(help_text="Key of the actor."),
        "role": Code(
            choices=[(role, role.capitalize()) for role in ROLES],
            help_text="As what it stands there; an actor that has several roles has a row for each.",
        ),
        "status": Code(choices=codes.ActorStatusCode.choices, help_text="Status on the day asked, derived from the actions."),
        "from": Date(allow_null=True, help_text="When the status began, as precise as the source; null where not known."),
        "to": Date(allow_null=True, help_text="When it ended: the first day on which it no longer stood. Null while it is open."),
        "contested": Flag(help_text="Whether somebody disputes the act behind it."),
        "certain": Flag(help_text="False when a partial date leaves doubt about the day asked."),
        "because": Act(many=True, read_only=True, help_text="The actions behind it, the deciding one first."),
    },
)

COUNTED = {
    "signatures": "Actors that signed, exist on the day and have not left; a withdrawn signature counts, a definitive one is a consent.",
    "signatories_only": "Signed, and neither consented nor applying it provisionally.",
    "consents": "Instruments that stand: what a depositary's page header calls parties.",
    "contracting": "Consented, not yet bound.",
    "parties": "Bound on the day, suspended and contested ones included; a record not in force has none.",
    "provisional": "Applying it provisionally.",
    "suspended": "Bound or taking part, its operation suspended.",
    "participants": "All that take part by whatever act and have not left; observers do not count.",
    "former": "Left, and hold nothing any more.",
    "contested": "Whose present status somebody disputes.",
}
Count = declared(
    "Count",
    "How many actors stood where under a record on the day asked. No actor counts twice in a number.",
    {"record": Text(help_text="Key of the record."), **{name: Whole(min_value=0, help_text=said) for name, said in COUNTED.items()}},
)
CountList = declared("CountList", "The same for several records, in the order asked.", {"results": Count(many=True, read_only=True)})
CountAnswer = PolymorphicProxySerializer(
    component_name="CountAnswer", serializers=[Count, CountList], resource_type_field_name=None, many=False
)

Choice = declared(
    "Choice",
    "A value of a filter.",
    {
        "value": Text(help_text="As the parameter takes it."),
        "label": Text(help_text="In words."),
        "count": Whole(min_value=0, help_text="Rows that it would give, the other filters as they are."),
    },
)


def page_of(listing):
    """The serializer of a page of a listing's rows."""
    row = ROWS[listing.name]
    return declared(
        f"{row.__name__}Page",
        f"A page of rows. {listing.about}",
        {
            "count": Whole(min_value=0, help_text="Rows on all pages."),
            "next": serializers.URLField(allow_null=True, read_only=True, help_text="Address of the next page; null on the last."),
            "previous": serializers.URLField(allow_null=True, read_only=True, help_text="Address of the page before; null on the first."),
            "facets": serializers.DictField(
                child=serializers.ListField(child=Choice()), required=False, help_text="With facets=1: per filter, its values with counts."
            ),
            "results": row(many=True, read_only=True),
        },
    )


ROWS = {listing.name: row_of(listing) for listing in OFFERED}
PAGES = {listing.name: page_of(listing) for listing in OFFERED}

Finding = declared(
    "Finding",
    "The latest finding of an assessor about an actor, or about all who owe the commitment.",
    {
        "id": Text(help_text="Id of the assessment."),
        "date": Date(help_text="When it was found."),
        "finding": Code(choices=codes.Finding.choices, help_text="What was found."),
        "assessor": Text(help_text="Who found it."),
        "actor": Text(allow_null=True, help_text="Key of the actor that it is about; null: all who owe it."),
    },
)
Duty = declared(
    "Duty",
    "A due date of one actor as it stood on the day asked: those that had passed, and the next.",
    {
        "actor": Text(help_text="Key of the actor."),
        "due": Date(help_text="The day by which it is due."),
        "bound": Date(help_text="First day of the bond from which it follows."),
        "state": Code(choices=codes.DutyState.choices, help_text="How it stood, as the findings made by then say."),
    },
)
# A row by its key, where it says more than a row of a list.
SINGLES = ROWS | {
    "commitments": type(
        "CommitmentInFull",
        (ROWS["commitments"],),
        {
            "__doc__": "A commitment with the findings that stand and everybody's due dates, on the day asked.",
            "findings": Finding(many=True, read_only=True, help_text="The latest of each assessor about each actor, newest first."),
            "duties": Duty(many=True, read_only=True, help_text="Due dates that had passed, and the next of each actor."),
        },
    )
}

Errors = declared(
    "Errors",
    "What cannot be answered.",
    {"errors": serializers.DictField(child=serializers.ListField(child=serializers.CharField()), help_text="Sentences per parameter.")},
)
Detail = declared("Detail", "Why there is no answer.", {"detail": serializers.CharField(help_text="One sentence.")})

Addresses = declared("Addresses", "Where everything is.", {name: serializers.URLField(read_only=True) for name in NAMES})
