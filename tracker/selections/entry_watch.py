"""Agreements whose recorded day of entry into force is not the one worked out from their acts: for curators to look at."""

from dataclasses import dataclass

from django.core.cache import cache

from tracker.catalogue import Ref
from tracker.derived.entry_into_force import entry_into_force
from tracker.derived.published import Published, record_ref
from tracker.models import PartialDate, Record
from tracker.models.vocabulary import AGREEMENTS

from .history import data_version


@dataclass(frozen=True)
class Differing:
    """One such agreement. `recorded` None: no day is recorded; `computed` None: the acts recorded do not meet its rule."""

    record: Ref
    recorded: PartialDate | None
    computed: PartialDate | None


def differing_entries():
    """{primary key: Differing} of the published agreements; worked out once for each version of the data."""
    return cache.get_or_set(f"differing-entries-{data_version()}", _worked_out)


def _worked_out():
    stating = Record.objects.public().filter(type__in=AGREEMENTS).exclude(entry_rule="")
    published, found = Published(list(stating.values_list("pk", flat=True))), {}
    for pk, row in published.records.items():
        agreement = published.agreement(pk)
        try:
            worked_out = entry_into_force(agreement, published.acts(pk), published.lists, published.lives)
        except ValueError:
            continue  # a rule that cannot be read is told where it is edited
        if not worked_out.reason and worked_out.in_force != agreement.in_force:
            found[pk] = Differing(record_ref(row), agreement.in_force, worked_out.in_force)
    return found
