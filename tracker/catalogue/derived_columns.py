"""Columns that follow from others: shown in files and on pages, ignored on import."""

from dataclasses import dataclass

from tracker.models.vocabulary import Codes, Finding, RecordStatusCode


@dataclass(frozen=True)
class DerivedColumn:
    name: str
    label: str
    help: str
    holds: str = "text"
    codes: type[Codes] | None = None


DERIVED = {
    column.name: column
    for column in (
        DerivedColumn("type", "Type", "Type of the record."),
        DerivedColumn("page", "Page", "Address of its page."),
        DerivedColumn(
            "status", "Status", "Status of the record on the day asked, derived from its dates or phases.", "code", RecordStatusCode
        ),
        DerivedColumn("in_force_now", "In force then", "Whether it was in force on the day asked (yes or no).", "yes or no"),
        DerivedColumn("exists", "Exists", "Whether the actor existed on the day asked (yes or no).", "yes or no"),
        DerivedColumn("signing", "Opened or signed", "First day on which it was open for signature, or signed by all.", "date"),
        DerivedColumn("parties", "Parties", "Actors bound on the day asked, suspended and contested ones included.", "number"),
        DerivedColumn("contested", "Contested", "How many of those counted stand on a contested act.", "number"),
        DerivedColumn("signatories_only", "Signatories only", "Actors that had signed and not consented on the day asked.", "number"),
        DerivedColumn("contracting", "Contracting", "Actors that had consented and were not yet bound on the day asked.", "number"),
        DerivedColumn("participants", "Participants", "Participants, partners, hosts, operators and observers on the day asked.", "number"),
        DerivedColumn("hosts", "Hosts", "Hosts on the day asked.", "keys"),
        DerivedColumn("operators", "Operators", "Operators on the day asked.", "keys"),
        DerivedColumn("positions", "Positions", "Positions recorded.", "number"),
        DerivedColumn("finding", "Latest finding", "Latest finding recorded by the day asked.", "code", Finding),
        DerivedColumn("found_by", "Found by", "Assessor of the latest finding."),
        DerivedColumn("found_on", "Found on", "Day of the latest finding.", "date"),
        DerivedColumn(
            "standing",
            "Findings",
            "What the latest findings of all assessors by the day asked come to: none, agreed, by_actor where only those about several "
            "actors are not the same, differ where those about one are not.",
        ),
        DerivedColumn("next_due", "Next due", "The first due date on or after the day asked.", "date"),
        DerivedColumn(
            "past_due",
            "Past due, no finding",
            "Actors of which a due date had passed on the day asked, without a finding that it was met.",
            "number",
        ),
        DerivedColumn("record_title", "Record", "Name of the record."),
        DerivedColumn("actor_name", "Actor", "Name of the actor."),
        DerivedColumn("records_count", "Records", "Records that stand under it, or cite it.", "number"),
    )
}

OF_RECORD = ("type", "status", "page")
OF_AGREEMENT = ("in_force_now", "parties", "contested", "signatories_only", "contracting", "participants")
