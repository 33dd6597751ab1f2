"""schema.org, as JSON-LD: a list is a Dataset with its files, a record what it is, for search engines and catalogues."""

import json

from django.utils.safestring import mark_safe

from tracker.models import parse_other_name, told_names
from tracker.models.vocabulary import ActorKind

from .headers import LICENCE
from .plain import json_value
from .references import title_of

CONTEXT = "https://schema.org"
KINDS = {"treaties": "Legislation", "sources": "CreativeWork", "themes": "DefinedTerm", "commitments": "CreativeWork"}
ACTORS = {ActorKind.STATE: "Country", ActorKind.FORMER_STATE: "Country", ActorKind.ORGANISATION: "Organization"}
# What must not stand in a script element, and is the same in JSON when written so.
_SAFE = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def script_text(data):
    """JSON-LD as it may stand in a script element."""
    return mark_safe(json.dumps(data, ensure_ascii=False).translate(_SAFE))  # noqa: S308  nothing in it ends the element


def catalogue_of(site):
    return {"@type": "DataCatalog", "name": "Pacta", "url": f"{site}/"}


def of_list(name, about, *, site, path, files, version):
    """A list as a Dataset with its downloads."""
    return {
        "@context": CONTEXT,
        "@type": "Dataset",
        "@id": f"{site}{path}",
        "name": f"Pacta: {name}",
        "description": f"{about} From Pacta, a database of arms-control agreements and of what bears on them.",
        "url": f"{site}{path}",
        "license": LICENCE,
        "version": version,
        "dateModified": version.partition("-")[2],
        "isAccessibleForFree": True,
        "creator": {"@type": "Organization", "name": "Pacta", "url": f"{site}/"},
        "includedInDataCatalog": catalogue_of(site),
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": file.media_type.partition(";")[0],
                "contentUrl": f"{site}{file.address}",
                "name": file.label,
            }
            for file in files
            if file.purpose == "data"
        ],
    }


def of_row(listing, row, *, site, version):
    """A row as what it is, and the page about it."""
    kind = ACTORS.get(row["kind"], "Thing") if listing.name == "actors" else KINDS.get(listing.name, "CreativeWork")
    page = f"{site}{row['page']}"
    others = [parse_other_name(name)[0] for name in told_names(row.get("other_names", ()))]
    found = {
        "@context": CONTEXT,
        "@type": kind,
        "@id": page,
        "name": title_of(listing, row),
        "alternateName": _several([row.get("short_title"), *row.get("other_titles", ()), *others]),
        "description": row.get("summary") or row.get("text") or "",
        "url": page,
        "identifier": str(row.get("key") or row["id"]),
        "mainEntityOfPage": {
            "@type": "WebPage",
            "@id": page,
            "isPartOf": catalogue_of(site),
            "license": LICENCE,
            "dateModified": version.partition("-")[2],
        },
    }
    if kind == "Legislation":
        found |= {
            "legislationType": str(row["kind"]),
            "legislationDate": _day(row["adopted"] or row["signed"] or row["opened"]),
            "legislationLegalForce": "InForce" if row["in_force_now"] else "NotInForce",
            "temporalCoverage": _coverage(row["in_force"], row["ended"]),
        }
    elif listing.is_record:
        begun, over = (row["in_force"] or row["adopted"], row["ended"]) if listing.is_agreement else (row["begins"], row["ends"])
        found["temporalCoverage"] = _coverage(begun, over)
    elif listing.name == "sources":
        found |= {
            "publisher": {"@type": "Organization", "name": row["publisher"]},
            "datePublished": _day(row["date"]),
            "sameAs": _several([row["url"], row["archived_url"]]),
            "inLanguage": _several(row["language"].split("|")),
        }
    elif listing.name == "commitments":
        record = row["record"]
        found["isPartOf"] = {"@type": "CreativeWork", "name": record.label}
    return {name: value for name, value in found.items() if value}


def _several(texts):
    return [text for text in texts if text]


def _day(value):
    """A date as schema.org has it: what is no single day, month or year is left out."""
    return json_value(value) if value and value.precision != "interval" and not value.approximate else ""


def _coverage(begun, over):
    start, end = _day(begun), _day(over)
    return f"{start or '..'}/{end or '..'}" if start or end else ""
