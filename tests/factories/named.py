"""States and organisations that tests name, as they are."""

from .rows import ActorFactory

STATES = {
    "fra": {"name": "France", "iso3": "FRA", "region": "europe"},
    "deu": {"name": "Germany", "iso3": "DEU", "region": "europe", "other_names": ("Federal Republic of Germany",)},
    "ddr": {
        "name": "German Democratic Republic",
        "kind": "former_state",
        "iso3": "DDDE",
        "region": "europe",
        "exists_from": "1949-10-07",
        "exists_to": "1990-10-02",
    },
    "rus": {
        "name": "Russian Federation",
        "iso3": "RUS",
        "region": "europe",
        "other_names": ("Russia", "Soviet Union [1922-12-30/1991-12-25]"),
    },
    "usa": {"name": "United States", "iso3": "USA", "region": "north_america"},
    "can": {"name": "Canada", "iso3": "CAN", "region": "north_america"},
    "ind": {"name": "India", "iso3": "IND", "region": "south_asia"},
    "jpn": {"name": "Japan", "iso3": "JPN", "region": "east_asia_pacific"},
    "tur": {"name": "Türkiye", "iso3": "TUR", "region": "europe", "other_names": ("Turkey [1923/2022-06-01]",)},
    "nato": {"name": "North Atlantic Treaty Organization", "kind": "organisation", "region": "euro_atlantic", "other_names": ("NATO",)},
}


def actor(key, **values):
    """That actor, published unless `state` says otherwise."""
    return ActorFactory(key=key, **(STATES[key] | values))
