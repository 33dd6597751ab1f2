"""Columns that follow from others: shown in files and on pages, ignored on import."""

from dataclasses import dataclass


@dataclass(frozen=True)
class DerivedColumn:
    name: str
    label: str
    help: str


DERIVED = {
    column.name: column
    for column in (
        DerivedColumn("type", "Type", "Type of the record."),
        DerivedColumn("page", "Page", "Address of its page."),
        DerivedColumn("status", "Status", "Status of the record on the day asked, derived from its dates or phases."),
        DerivedColumn("in_force_now", "In force then", "Whether it was in force on the day asked (yes or no)."),
        DerivedColumn("exists", "Exists", "Whether the actor existed on the day asked (yes or no)."),
        DerivedColumn("signing", "Opened or signed", "First day on which it was open for signature, or signed by all."),
        DerivedColumn("parties", "Parties", "Actors bound on the day asked, suspended and contested ones included."),
        DerivedColumn("contested", "Contested", "How many of those counted stand on a contested act."),
        DerivedColumn("signatories_only", "Signatories only", "Actors that had signed and not consented on the day asked."),
        DerivedColumn("contracting", "Contracting", "Actors that had consented and were not yet bound on the day asked."),
        DerivedColumn("participants", "Participants", "Participants, partners, hosts, operators and observers on the day asked."),
        DerivedColumn("hosts", "Hosts", "Hosts on the day asked."),
        DerivedColumn("operators", "Operators", "Operators on the day asked."),
        DerivedColumn("positions", "Positions", "Positions recorded."),
        DerivedColumn("finding", "Latest finding", "Latest finding recorded by the day asked."),
        DerivedColumn("found_by", "Found by", "Assessor of the latest finding."),
        DerivedColumn("found_on", "Found on", "Day of the latest finding."),
        DerivedColumn("record_title", "Record", "Name of the record."),
        DerivedColumn("actor_name", "Actor", "Name of the actor."),
        DerivedColumn("records_count", "Records", "Records that stand under it, or cite it."),
    )
}

OF_RECORD = ("type", "status", "page")
OF_AGREEMENT = ("in_force_now", "parties", "contested", "signatories_only", "contracting", "participants")
