"""A chart holds the entries of its selection: in each lane those that belong there, counted where they are many."""

from collections import Counter
from datetime import date
from itertools import pairwise
from urllib.parse import urlencode

import pytest
from django.http import QueryDict

from tests.factories import ActionFactory, EventFactory, PhaseFactory, TreatyFactory, actor, world, write
from tracker import changes
from tracker.catalogue import LISTINGS
from tracker.formats.chart import TARGET, Dot, Heap, columns_of, drawn
from tracker.selections import Selection
from tracker.selections.chart import LANES, chart, publishers, whole
from tracker.selections.stream import OTHERS
from tracker.selections.timeline import decade_pages

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 23)
DAYS = (
    "1868-12-11",
    "1899~",
    "1968-07",
    "1968-07-01",
    "1968-07-01",
    "1968-07-01",
    "../1990-05-02",
    "2011-12/2012-01",
    "1946/..",
    "2400",
    "9998-12-31",
)
SELECTIONS = (
    {},
    {"from": "1900", "to": "2030"},
    {"from": "1968-06", "to": "1968-08"},
    {"from": "1968-07-01", "to": "1968-07-01"},
    {"from": "2012-01-10", "to": "2012-01-20"},
    {"from": "3000"},
    {"to": "1867"},
    {"from": "1869", "to": "1870"},
    {"kind": "milestone"},
    {"theme": ["nuclear", "missiles"]},
    {"actor": ["usa", "rus"]},
    {"type": ["treaty", "system"]},
    {"record": "npt"},
    {"q": "npt"},
    {"as_of": "2000"},
)


def select(**params):
    return Selection(LISTINGS["timeline"], QueryDict(urlencode(params, doseq=True)), today=TODAY)


def write_stream():
    """A world with entries of every precision, many of them on one day."""
    w = world()
    with changes.together():
        write([EventFactory.build(key=f"event-{at}", title=f"Event {at}", kind="milestone", date=day) for at, day in enumerate(DAYS)])
        write([EventFactory.build(key=f"many-{at}", kind="test", date="1968-07-01", records=[w.npt], actors=[w.usa]) for at in range(9)])
        write([PhaseFactory.build(record=w.radar, phase="suspended", date="2020-03", note="Halted.")])
    return w


PATHS = {"type": "type", "theme": "records__themes__key", "actor": "actors__key", "record": "records__key"}


def test_each_lane_counts_its_entries_over_many_selections(subtests):
    write_stream()
    for params in SELECTIONS:
        selection = select(**params)
        rows = selection.rows()
        for by in LANES:
            with subtests.test(f"{params} by {by}"):
                _holds_what_it_should(selection, params, rows, by)


def _holds_what_it_should(selection, params, rows, by):
    found = chart(selection, by=by, columns=20)
    if found is None:
        assert not rows
        return
    assert found.count == selection.count == len(rows)
    assert found.told == Counter(row.day.year for row in rows)
    stands = {}
    for uid, lane in selection.queryset.order_by().values_list("uid", PATHS[by]):
        stands.setdefault(lane, set()).add(uid)
    everywhere = {row.uid for row in rows}
    told, elsewhere = set(), set(everywhere)
    for lane in found.lanes:
        if lane.key != OTHERS or by == "type":
            expected = stands.get(lane.key, set())
            elsewhere -= expected
            assert lane.count == len(expected), lane
            told |= expected
    others = next((lane for lane in found.lanes if lane.key == OTHERS), None)
    if others and by != "type":
        assert others.count == len(elsewhere)
        told |= elsewhere
    if by not in params:
        assert told == everywhere
    for lane in found.lanes:
        for column in lane.columns.values():
            assert len(column.entries) in (0, column.count)


def test_a_mark_hides_no_other(subtests):
    write_stream()
    for params in SELECTIONS[:6]:
        for by in ("type", "record"):
            for width in (260, 1064):
                found = chart(select(**params), by=by, columns=columns_of(width))
                if found is None:
                    continue
                with subtests.test(f"{params} by {by} on {width}"):
                    _nothing_covered(drawn(found, width))


def _nothing_covered(drawing):
    for lane in drawing.lanes:
        marks = [*lane.dots, *lane.heaps]
        for mark in marks:
            assert 0 <= mark.x <= drawing.width
            if isinstance(mark, Heap):
                assert drawing.axis.edge(mark.first) - TARGET <= mark.x <= drawing.axis.at(mark.last.toordinal() + 1) + TARGET, mark.name
            assert lane.top <= mark.y - TARGET / 2 < mark.y + TARGET / 2 <= lane.bottom
        for at, one in enumerate(marks):
            for other in marks[at + 1 :]:
                assert abs(one.x - other.x) >= TARGET - 4 or abs(one.y - other.y) >= TARGET, (one.name, other.name)
        for at, one in enumerate(lane.bars):
            assert all(bar.y + TARGET <= mark.y + TARGET / 2 for bar in lane.bars for mark in marks)
            for other in lane.bars[at + 1 :]:
                assert one.y != other.y or one.right < other.left or other.right < one.left
    assert sorted(lane.top for lane in drawing.lanes) == [lane.top for lane in drawing.lanes]


def test_every_mark_says_what_who_and_when():
    write_stream()
    lanes = []
    for window in ({"to": "1950"}, {"from": "1950", "to": "2030"}, {"from": "2200", "to": "2500"}, {"from": "1900"}):
        lanes += drawn(chart(select(**window), by="type", columns=44), 1064).lanes
    names = [mark.name for lane in lanes for mark in [*lane.dots, *lane.heaps, *lane.bars]]
    assert all(names)
    text = "\n".join(names)
    assert "Event 0, 11 December 1868" in text
    assert "Event 1, about 1899" in text
    assert "Event 7, between December 2011 and January 2012" not in text  # an event lasts
    assert "Event 7, December 2011 to January 2012" in text
    assert "Event 6, on or before 2 May 1990" in text
    assert "Event 9, 2400, planned" in text
    assert "INF: not in force 8 December 1987 to 1 June 1988, in force 1 June 1988 to 2 August 2019, ended 2 August 2019" in text
    close = chart(select(**{"from": "1968-07-01", "to": "1968-07-01"}), by="type", columns=44)
    heaps = [mark for lane in drawn(close, 1064).lanes for mark in lane.heaps]
    assert {mark.name for mark in heaps if isinstance(mark, Heap)} >= {"11 entries, 1 July 1968, Treaties"}
    assert all(isinstance(mark, Dot) for lane in drawn(close, 1064).lanes for mark in lane.dots)


def test_lanes_asked_for_stand_in_that_order_and_bars_show_the_standing_of_an_actor():
    w = write_stream()
    pair = chart(select(actor=["usa", "fra"]), by="actor", columns=44)
    assert [lane.key for lane in pair.lanes] == ["usa", "fra"]
    standing = {line.key: [stretch.status for stretch in line.stretches] for line in pair.lanes[0].lines}
    assert standing["npt"][-1] == "party"
    alone = chart(select(actor="fra"), by="type", columns=44)
    [line] = [line for lane in alone.lanes for line in lane.lines if line.key == "npt"]
    assert (line.stretches[-1].status, line.type) == ("party", "treaty")
    assert w.fra.key == "fra"


def test_what_is_uncertain_fades_and_what_goes_on_is_open():
    treaty = TreatyFactory(key="hague", short_title="Hague", signed="1899-07", in_force="1900~", ended="../1950")
    TreatyFactory(key="later", short_title="Later", opened="1990", in_force="1995-01-01")
    ActionFactory(record=treaty, actor=actor("fra"), action="ratification", date="1900-09/1901-02")
    EventFactory(key="ahead", date="2030")
    drawing = drawn(chart(select(), by="record", columns=44), 1064)
    hague, later = (next(bar for lane in drawing.lanes for bar in lane.bars if bar.line.key == key) for key in ("hague", "later"))
    assert {piece.fade for piece in hague.pieces} >= {"", "end"}
    assert later.goes_on is not None
    assert hague.goes_on is None
    [act] = [dot for lane in drawing.lanes for dot in lane.dots if "ratifies" in dot.name]
    assert act.name == "France ratifies Hague, between September 1900 and February 1901"


def test_the_life_of_a_record_stands_behind_its_entries():
    w = write_stream()
    TreatyFactory(key="pact", short_title="Pact", signed="1990-11-19", in_force="1992-07/1992-11", ended="2015-06-01")
    about = drawn(chart(select(record="pact"), by="type", columns=44), 1064)
    assert [(stage.form, stage.text) for stage in about.stages] == [("begun", "signed"), ("full", "in force"), ("over", "ended 1 Jun 2015")]
    assert about.eras == []
    assert all(one.x + one.width == pytest.approx(other.x) for one, other in pairwise(about.stages))
    assert not any(lane.stages for lane in about.lanes)
    several = drawn(chart(select(record=["pact", "npt"]), by="record", columns=44), 1064)
    assert [[stage.form for stage in lane.stages] for lane in several.lanes] == [["begun", "full", "over"], ["begun", "full"]]
    assert next(label.text for label in several.lanes[0].bars[0].labels) == "in force"
    assert not several.stages
    after = chart(select(record="pact", **{"from": "2020"}), by="type", columns=44)
    assert (after.lives["pact"].stretches[-1].status, after.lanes) == ("ended", [])
    assert w.npt.key == "npt"


def test_decades_lead_to_the_page_on_which_they_start():
    write_stream()
    years = chart(select(), by="type", columns=20).told
    ordered = [row.day.year for row in select().rows()]
    for newest_first in (False, True):
        rows = ordered[::-1] if newest_first else ordered
        for decade, page in decade_pages(years, per_page=4, newest_first=newest_first):
            place = next(at for at, year in enumerate(rows) if year // 10 * 10 == decade)
            assert page == place // 4 + 1


def test_publishers_are_those_of_the_selection():
    write_stream()
    names, more = publishers(select(record="npt"))
    assert set(names) == {"Institute", "United Nations"}
    assert more == 0
    assert publishers(select(kind="milestone")) == ([], 0)
    assert whole(select(**{"from": "2000"})).count() == select().count


def test_a_chart_asks_no_more_of_many_entries_than_of_few(django_assert_max_num_queries):
    w = world()
    for step in range(2):
        write([EventFactory.build(key=f"more-{step}-{at}", date=f"{1950 + at}", records=[w.npt]) for at in range(3 + 40 * step)])
        for by in LANES:
            with django_assert_max_num_queries(22):
                chart(select(), by=by, columns=44)
