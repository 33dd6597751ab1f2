"""Findings about a commitment over time: a lane for each assessor, a mark for each finding, positions worked out here."""

from dataclasses import dataclass
from datetime import date

from tracker.formats.marks import mark_of
from tracker.formats.values import date_parts

LANE, TOP, FOOT, SIDE = 46, 8, 26, 14
WIDE, NARROW = 760, 340
SIZE = 16  # of a mark
FEWEST = 2  # dates; findings of a single one need no drawing
MOST_LANES = 16


@dataclass(frozen=True)
class Dot:
    x: float
    y: float
    shape: str
    tone: str
    title: str
    address: str


@dataclass(frozen=True)
class Lane:
    name: str
    text_y: int
    y: int
    dots: list


@dataclass(frozen=True)
class Drawing:
    """`years` are (x, text); `asked` is the x of the day asked, None where it lies outside."""

    size: str
    width: int
    height: int
    right: int
    bottom: int
    lanes: list
    years: list
    asked: float | None


def finding_chart(findings, day):
    """Drawings for wide and narrow pages; none where there are too few findings, or more assessors than a chart can tell apart."""
    assessors = list(dict.fromkeys(one["assessor"] for one in reversed(findings)))
    if len({one["date"] for one in findings}) < FEWEST or len(assessors) > MOST_LANES:
        return []
    return [_drawing("wide", WIDE, findings, assessors, day), _drawing("narrow", NARROW, findings, assessors, day)]


def _drawing(size, width, findings, assessors, day):
    first = min(_middle(one["date"]).year for one in findings)
    last = max(_middle(one["date"]).year for one in findings) + 1
    start, span = date(first, 1, 1), (date(last, 1, 1) - date(first, 1, 1)).days
    room = width - 2 * SIDE - SIZE

    def x_of(when):
        return round(SIDE + SIZE / 2 + room * (when - start).days / span, 1)

    lanes, most = [], (width - 2 * SIDE) // 7
    for at, assessor in enumerate(assessors):
        y = TOP + at * LANE + 32
        own = [one for one in findings if one["assessor"] == assessor]
        name = assessor if len(assessor) <= most else f"{assessor[: most - 1].rstrip()}…"
        lanes.append(Lane(name, y - 18, y, [_dot(one, x_of(_middle(one["date"])), y) for one in reversed(own)]))
    bottom = TOP + len(lanes) * LANE
    step = next(step for step in (1, 2, 5, 10, 20, 50) if (last - first) / step <= (10 if size == "wide" else 4))
    years = [(x_of(date(year, 1, 1)), year) for year in range(first, last + 1) if year % step == 0 or last - first <= 1]
    asked = x_of(day) if start <= day <= date(last, 1, 1) else None
    return Drawing(size, width, bottom + FOOT, width - SIDE, bottom, lanes, years, asked)


def _dot(one, x, y):
    mark = mark_of(one["finding"].code)
    when = "".join(part.text for part in date_parts(one["date"]))
    about = f", on {one['actor'].label}" if one["actor"] else ""
    title = f"{when}, {one['assessor']}{about}: {one['finding'].label.lower()}"
    return Dot(round(x - SIZE / 2, 1), y - SIZE // 2, mark.shape, mark.tone, title, f"#finding-{one['id']}")


def _middle(when):
    """Where a partial date stands: its middle; its known end where the other is open."""
    if when.first == date.min:
        return when.last
    return when.first if when.last == date.max else when.first + (when.last - when.first) / 2
