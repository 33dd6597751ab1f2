"""Charts of hand-made entries as SVG: nothing is hidden by anything, and each stands where it stood when it was looked at.

What was looked at lies in tests/data/charts, a line for each mark and each word. After a change on purpose, look at the
pictures and write the files anew: GOLDEN=write .venv/bin/python -m pytest -n 0 tests/views/test_golden_charts.py
"""

import os
import re
import xml.etree.ElementTree as ET
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path

import pytest

from tests.factories import ActionFactory, EventFactory, TreatyFactory, actor, write
from tracker import changes

pytestmark = pytest.mark.django_db

GOLDEN = Path(__file__).parent.parent / "data" / "charts"
WIDTH = 1280 - 2 * 24 - 152  # px of a drawing, without its edges and the names of its lanes
SVG = "{http://www.w3.org/2000/svg}"
DATES = {
    "Declaration of the oldest day": "1868-12-11",
    "About a year": "1899~",
    "Perhaps a year": "1925?",
    "Open at its end": "1946/..",
    "A month": "1968-07",
    "On or before a day": "../1990-05-02",
    "Between two months": "2011-12/2012-01",
    "Between two days": "2011-12-28/2012-01-03",
    "Planned year": "2030",
    "Far ahead": "2400",
    "The last day there is": "9998-12-31",
}
CHARTS = {
    "whole": "to=2100",
    "uncertain": "from=2011-11&to=2012-02",
    "oldest": "to=1900",
    "far": "from=2020",
    "same-day": "from=1968-06&to=1968-08",
    "life": "record=arms&lanes=record&to=2020",
    "life-by-actor": "record=arms&lanes=actor&to=2020",
    "lives": "record=arms&record=never&lanes=record&to=2020",
}


def write_entries():
    arms = TreatyFactory(
        key="arms", title="Arms Treaty", short_title="Arms", signed="1990-11-19", in_force="1992-07/1992-11", ended="2015-06-01"
    )
    TreatyFactory(key="never", title="Treaty never in force", short_title="Never", adopted="1996~")
    with changes.together():
        write(
            [
                *(
                    EventFactory.build(key=f"e-{at}", title=name, kind="milestone", date=day)
                    for at, (name, day) in enumerate(DATES.items())
                ),
                *(EventFactory.build(key=f"s-{at}", title=f"Signing {at}", kind="signature", date="1968-07-01") for at in range(14)),
                *(
                    EventFactory.build(key=f"d-{at}", title=f"Day {at}", kind="meeting_of_parties", date=f"1968-07-{at + 2:02}")
                    for at in range(9)
                ),
                *(ActionFactory.build(record=arms, actor=actor(key), action="ratification", date="1992-07") for key in ("fra", "deu")),
                ActionFactory.build(record=arms, actor=actor("rus"), action="suspension", date="2007-12-12"),
            ]
        )


def test_charts_stand_as_they_were_looked_at(client, time_machine, subtests):
    time_machine.move_to(datetime(2026, 11, 26, tzinfo=UTC), tick=False)
    write_entries()
    for name, query in CHARTS.items():
        with subtests.test(name):
            root = ET.fromstring(client.get(f"/timeline.svg?{query}").content)
            marks, words = drawn(root)
            _nothing_hides_another(root, marks, words)
            told = "\n".join(sorted(f"{y:g} {x:g} {said}" for said, (x, y, _right, _bottom) in [*marks, *words]))
            file = GOLDEN / f"{name}.txt"
            if os.environ.get("GOLDEN") == "write":
                file.write_text(f"{told}\n")
            assert file.read_text() == f"{told}\n"


def drawn(root):
    """([(accessible name, box)] of marks, [(text, box)] of what is written in the chart): boxes as left, top, right, bottom."""
    parents = {child: parent for parent in root.iter() for child in parent}
    chart = next(group for group in root.iter(f"{SVG}g") if group.get("transform"))
    marks = [
        (link.get("aria-label"), _around([_box(shape) for shape in link if shape.tag != f"{SVG}text"])) for link in chart.iter(f"{SVG}a")
    ]
    words = [
        ("".join(text.itertext()), _written(text))
        for text in chart.iter(f"{SVG}text")
        if parents[text].get("class", "").split()[:1] != ["heap"]
    ]
    return marks, words


def _box(shape):
    if shape.tag == f"{SVG}path":
        x, y = (float(number) for number in shape.get("d")[1:].replace("v", " ").replace("l", " ").split()[:2])
        return x, y, x + 1, y + 16
    if shape.tag == f"{SVG}circle":
        x, y, r = (float(shape.get(name)) for name in ("cx", "cy", "r"))
        return x - r, y - r, x + r, y + r
    x, y, width, height = (float(shape.get(name)) for name in ("x", "y", "width", "height"))
    return x, y, x + width, y + height


def _around(boxes):
    return tuple(pick(sides) for pick, sides in zip((min, min, max, max), zip(*boxes, strict=True), strict=True))


def _written(text):
    """About as wide as its letters are, at 12 px."""
    x, y, width = float(text.get("x")), float(text.get("y")), 6 * len("".join(text.itertext()))
    left = x - width * {"end": 1, "middle": 0.5}.get(text.get("text-anchor"), 0)
    return left, y - 10, left + width, y + 2


def _nothing_hides_another(root, marks, words):
    for said, (left, _top, right, _bottom) in marks:
        assert 0 <= left < right <= WIDTH, said
    for (one, box), (other, its) in combinations(marks, 2):
        assert not _overlap(box, its, 4), (one, other)
    for (one, box), (other, its) in combinations(words, 2):
        assert not _overlap(box, its, 2), (one, other)
    for reach in root.iter(f"{SVG}path"):
        if reach.get("class", "").startswith("reach"):
            x, y, wide = (float(number) for number in re.findall(r"-?[\d.]+", reach.get("d")))
            crossed = [said for said, (left, top, right, bottom) in words if top < y < bottom and left < x + wide and x < right]
            assert not crossed, (reach.get("d"), crossed)


def _overlap(one, other, by):
    """Whether two boxes share more than `by` px both ways."""
    return min(one[2], other[2]) - max(one[0], other[0]) > by and min(one[3], other[3]) - max(one[1], other[1]) > by
