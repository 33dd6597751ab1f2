"""A stream of synthetic timeline entries, as many as asked: for measuring alone, written past the door for writes."""

import random
from datetime import date, timedelta

from tracker.models import Actor, Entry, Record
from tracker.models.vocabulary import EntryKind

FIRST, DAYS = date(1868, 1, 1), 62_000
PIECE = 2000


def fill(count, seed=7):
    """Write `count` entries over a century and a half, thicker towards today, on the records and actors that there are."""
    pick = random.Random(seed)
    records = list(Record.objects.public().values_list("pk", "type"))
    actors = list(Actor.objects.public().values_list("pk", flat=True))
    kinds = EntryKind.values
    for start in range(0, count, PIECE):
        entries, about = [], []
        for number in range(start, min(start + PIECE, count)):
            day = FIRST + timedelta(days=int(DAYS * pick.random() ** 0.4))
            record, kind = pick.choice(records)
            about.append(record)
            text = day.isoformat() if number % 9 else f"{day:%Y-%m}"
            entries.append(_entry(number, day, text, pick.choice(kinds), kind, record))
        stored = Entry.objects.bulk_create(entries, batch_size=500)
        through = Entry.records.through
        through.objects.bulk_create(
            [through(entry_id=row.pk, record_id=pk) for row, pk in zip(stored, about, strict=True)], batch_size=2000
        )
        through = Entry.actors.through
        named = [through(entry_id=row.pk, actor_id=pick.choice(actors)) for row in stored] if actors else []
        through.objects.bulk_create(named, batch_size=2000)


def _entry(number, day, text, kind, type_, record):
    entry = Entry(
        uid=f"synthetic.{number}",
        kind=kind,
        date=text,
        day=day,
        at=day.toordinal(),
        title=f"Synthetic entry {number}",
        words=f" synthetic entry {number} ",
        anchor=f"/timeline/?q={number}",
        type=type_,
        record_id=record,
        origin="synthetic",
    )
    entry.day = entry.date.first
    entry.at = entry.day.toordinal()
    return entry
