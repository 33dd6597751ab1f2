import csv
from pathlib import Path

import pytest

from tracker.imports.actor_names import ActorNames
from tracker.models import Actor, PartialDate

pytestmark = pytest.mark.once

SAMPLES = Path(__file__).parent.parent / "data" / "untc"
FACTS = Path(__file__).parent.parent / "data" / "facts" / "actors.csv"


def on(text):
    return PartialDate.parse(text)


def actor(pk, key, name, *other_names, iso3="", exists=("", ""), continued_by=None):
    first, last = exists
    return Actor(
        pk=pk, key=key, name=name, iso3=iso3, other_names=other_names, exists_from=first, exists_to=last, continued_by=continued_by
    )


@pytest.fixture(scope="module")
def names():
    rus = actor(1, "rus", "Russian Federation", "Russia", iso3="RUS")
    srb = actor(3, "srb", "Serbia", "Yugoslavia [1992-04-27/2003-02-04]", iso3="SRB", exists=("1992-04-27", ""))
    return ActorNames(
        [
            rus,
            srb,
            actor(2, "ussr", "Soviet Union", "USSR", iso3="SUN", exists=("1922-12-30", "1991-12-26"), continued_by=rus),
            actor(4, "yugoslavia", "Yugoslavia", iso3="YUG", exists=("1918-12-01", "1992-04-26")),
            actor(5, "lka", "Sri Lanka", "Ceylon [1948/1972-05-21]", iso3="LKA"),
            actor(6, "civ", "Côte d'Ivoire", "Ivory Coast", iso3="CIV"),
            actor(7, "nld", "Netherlands", "Netherlands (Kingdom of the)", iso3="NLD"),
            actor(8, "cog", "Congo", "Republic of the Congo", iso3="COG"),
            actor(9, "cod", "Democratic Republic of the Congo", iso3="COD"),
            actor(10, "kna", "Saint Kitts and Nevis", iso3="KNA"),
            actor(11, "one", "Twin"),
            actor(12, "two", "Twin"),
        ]
    )


@pytest.mark.parametrize(
    ("text", "day", "key"),
    [
        ("rus", "1968", "rus"),
        ("RUS", "1968", "rus"),
        ("Rus", "1968", "rus"),
        ("ussr", "1968", "ussr"),
        ("SUN", "1968", "rus"),
        ("Soviet Union", "1968-07-01", "rus"),
        ("Soviet Union", "2020", "rus"),
        ("USSR", None, "rus"),
        ("russian  federation", "1950", "rus"),
        ("Sri Lanka", "1950", "lka"),
        ("Ceylon", "1950", "lka"),
        ("Ceylon", "1972-05-21", "lka"),
        ("Ceylon", None, "lka"),
        ("Côte d’Ivoire", "1970", "civ"),
        ("COTE D'IVOIRE", "1970", "civ"),
        ("Kingdom of the Netherlands", "1970", "nld"),
        ("The Netherlands", "1970", "nld"),
        ("Congo (Democratic Republic of the)", "1970", "cod"),
        ("Congo, Republic of", "1970", "cog"),
        ("Congo", "1970", "cog"),
        ("St. Kitts & Nevis", "1990", "kna"),
        ("Yugoslavia", "1968", "yugoslavia"),
        ("Yugoslavia", "1995-05-05", "srb"),
    ],
)
def test_an_actor_is_found(names, text, day, key):
    assert names.find(text, day and on(day)).key == key


@pytest.mark.parametrize(
    ("text", "day", "sentence"),
    [
        ("Ceylon", "1972-05-22", "'Ceylon' was the name of 'lka' in 1948/1972-05-21, not on 1972-05-22"),
        ("Twin", "1970", r"'Twin' is the name of several actors \(one, two\): give the key"),
        ("Yugoslavia", "1992", r"several actors \(srb, yugoslavia\)"),
        ("Sri Lanca", "1970", "did you mean 'Sri Lanka'\\?"),
        ("Россия", "1970", "'Россия' is neither the key, the ISO 3166 code nor the name of an actor"),
        ("", "1970", "is neither the key"),
    ],
)
def test_a_name_that_is_no_one_actor_is_refused(names, text, day, sentence):
    with pytest.raises(ValueError, match=sentence):
        names.find(text, on(day))


def test_names_in_a_script_that_does_not_fold_are_found():
    assert ActorNames([actor(1, "rus", "Russia", "Россия")]).find("россия").key == "rus"


def test_every_name_of_the_status_tables_is_known():
    with FACTS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    names = ActorNames(
        actor(at, row["key"], row["name"], *row["other_names"].split("|"), iso3=row["iso3"]) for at, row in enumerate(rows, 1)
    )
    also = "Turkey|Türkiye|Czechia|Czech Republic|Eswatini|Swaziland|North Macedonia|The former Yugoslav Republic of Macedonia|Viet Nam"
    also += "|Netherlands|Côte d’Ivoire|Cape Verde|Iran (Islamic Republic of)|Republic of Turkey|Korea (Republic of)|Moldova, Republic of"
    for name in also.split("|"):
        assert names.find(name)
    for file in SAMPLES.glob("*.csv"):
        with file.open(encoding="utf-8", newline="") as stream:
            for row in list(csv.reader(stream))[1:]:
                assert names.find(row[0].rstrip(" 0123456789"))
