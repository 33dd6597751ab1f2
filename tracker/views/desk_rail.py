"""What stands beside a form of the desk: how much of one's own waits where, and what is recorded already."""

from django.urls import reverse

from tracker.desk.duplicates import first_reference
from tracker.desk.rows import at_desk, parents
from tracker.desk.waiting import count_waiting
from tracker.models.vocabulary import Publication

NAMED = (
    (Publication.SENT_BACK, "Sent back"),
    (Publication.DRAFT, "Drafts"),
    (Publication.IN_REVIEW, "In review"),
)
SHOWN = 8


def desk_counts(by):
    """[(label, how many, where)] of one's own, and of the queue."""
    mine = count_waiting([state for state, _label in NAMED], by=by.name)
    counts = [(label, mine[state], f"{reverse('log')}#{state}") for state, label in NAMED]
    if by.may_publish:
        queue = count_waiting([Publication.IN_REVIEW])
        counts.append(("Review queue", queue[Publication.IN_REVIEW], reverse("log-queue")))
    return counts


def beside(table, texts, lookup, row):
    """[(words, state, address)] of what is recorded under the same record or commitment, newest first."""
    found = first_reference(table, texts, lookup)
    if found is None:
        return []
    name, parent = found
    rows = table.queryset().filter(**{name: parent}).select_related(*parents(table)).order_by("-pk")
    if row is not None:
        rows = rows.exclude(pk=row.pk)
    return [(str(other), other.get_state_display(), at_desk(table, other)) for other in rows[:SHOWN]]
