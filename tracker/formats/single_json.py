"""One row as a JSON document, with what hangs on it as it stood on the day asked."""

from dataclasses import dataclass, field

from tracker.selections import (
    Refused,
    actor_page,
    asked_day,
    commitment_page,
    no_parameters,
    record_page,
    source_page,
    theme_page,
)

from .plain import json_row, json_value

PARTICIPANT_COLUMNS = ("actor", "name", "status", "signed", "consented", "in_force", "ended", "contested")
HIDDEN = ("pk", "findings")


@dataclass
class OneRow:
    """`row` is the document, `words` what it is; where `errors` name parameters there is neither."""

    row: dict = field(default_factory=dict)
    words: str = ""
    errors: dict = field(default_factory=dict)


def one_row(listing, key, pk, params, *, site, today):
    if listing.is_record:
        return _record(listing, pk, params, site, today)
    if listing.name == "actors":
        return _actor(key, pk, params, site, today)
    errors = no_parameters(params, known=("as_of",))
    try:
        day = asked_day(params, today=today)
    except Refused as error:
        errors |= error.errors
    if errors:
        return OneRow(errors=errors)
    return {"commitments": _commitment, "themes": _theme, "sources": _source}[listing.name](listing, key, day, site)


def plain(row, hidden=HIDDEN):
    return {name: json_value(value) for name, value in row.items() if name not in hidden}


def participant_row(one):
    return {
        "actor": str(one.actor),
        "name": one.actor.label,
        "status": one.status.code,
        "signed": json_value(one.signed),
        "consented": json_value(one.consented),
        "in_force": json_value(one.in_force),
        "ended": json_value(one.ended),
        "contested": one.status.contested,
    }


def _record(record_type, pk, params, site, today):
    page = record_page(record_type, pk, params, today=today)
    if page.errors:
        return OneRow(errors=page.errors)
    row = json_row(record_type, page.row, site)
    row["as_of"] = page.day.isoformat()
    row["participants"] = [participant_row(one) for one in page.standing]
    for part in ("commitments", "phases", "activations", "positions", "events"):
        row[part] = [plain(one) for one in getattr(page, part)]
    row["relations"] = [
        {"relation": word, "record": str(ref), "title": ref.label, "note": note} for word, refs in page.relations for ref, note in refs
    ]
    row["cited"] = [plain(one) for one in page.sources]
    return OneRow(row, f"{page.name}, as things stood on {page.day.isoformat()}")


def _actor(key, pk, params, site, today):
    page = actor_page(pk, params, today=today)
    if page.errors:
        return OneRow(errors=page.errors)
    row = plain(page.row)
    row |= {
        "type": "actor",
        "title": page.row["name"],
        "url": f"{site}/actors/{key}/",
        "exists": page.exists,
        "as_of": page.day.isoformat(),
    }
    row["participations"] = [
        {
            "record": str(one.record),
            "type": str(record_type.code),
            "status": one.status.code,
            "role": one.role,
            "contested": one.status.contested,
        }
        for record_type, memberships in page.groups
        for one in memberships
    ]
    return OneRow(row, f"{page.row['name']}, as things stood on {page.day.isoformat()}")


def _commitment(listing, key, day, site):
    row = commitment_page(key, day=day)
    found = json_row(listing, row, site)
    found["assessments"] = [plain(one) for one in row["assessments"]]
    return OneRow(found, row["title"])


def _theme(listing, key, day, site):
    row = theme_page(key, day=day)
    found = json_row(listing, row | {"type": "theme", "page": listing.address(key), "records_count": row["count"]}, site)
    found |= {"as_of": day.isoformat(), "records": _records(row, site)}
    return OneRow(found, f"{row['title']}, as things stood on {day.isoformat()}")


def _source(listing, key, day, site):
    row = source_page(key, day=day)
    found = json_row(listing, row | {"type": "source", "page": listing.address(key)}, site)
    found |= {"as_of": day.isoformat(), "supports": {name: count for name, count, _rows in row["supports"]}, "records": _records(row, site)}
    return OneRow(found, row["title"])


def _records(row, site):
    return [
        {
            "type": one["type"],
            "key": one["key"],
            "title": one["title"],
            "url": f"{site}{one['page']}",
            "status": json_value(one["status"]),
        }
        for _type, rows in row["groups"]
        for one in rows
    ]
