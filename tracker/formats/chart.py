"""A chart as a drawing: where each bar, mark and count of it stands, and how it is called. Colours are the style sheet's.

Nothing covers anything: what lasts is packed into rows, marks of one lane keep a target's width from each other within a
row and take as many rows as that needs, and what a column only counts is one mark that says how many.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

from .axis import Axis, window_text
from .bars import LETTER, TARGET, Label, bar_of, packed, stage_labels, stages
from .marks import entry_mark
from .values import date_text, duration_text, list_text, number_text, period_text

ROW, PAD, HEAD = TARGET, 4, 44
NAMES = 152  # px for the names of lanes; below ROOMY they stand in the drawing
ROOMY = 640
LABEL, SHORTEST_LABEL = 42, 14  # letters of a mark's label, where it is cut
MARGIN = 14  # px at the right, for what goes on and for the mark of the last day
# Rows of bars in a lane, by the number of lanes.
BARS = {1: 12, 2: 8, 3: 6, 4: 5}
BARS_ELSE = 3
TODAY = 44  # px of that word
TRIED = 6  # bars for each row: more would seldom find room


@dataclass
class Dot:
    """A mark for one entry."""

    entry: object
    name: str
    x: float
    shape: str
    tone: str
    ahead: bool
    about: bool
    reach: tuple | None
    label: Label | None = None
    y: float = 0.0


@dataclass
class Heap:
    """A mark for several entries that have no room for one each."""

    count: int
    text: str
    name: str
    x: float
    first: date
    last: date
    of: str
    y: float = 0.0
    url: str = ""
    reach: tuple | None = None

    @property
    def size(self):
        """1 to 4: how dark it is drawn."""
        return 1 + (self.count >= 10) + (self.count >= 40) + (self.count >= 160)


@dataclass(frozen=True)
class Band:
    """A time that frames the others: over all lanes, with its name on top where it has room."""

    x: float
    width: float
    name: str
    text: str
    url: str


@dataclass
class LaneDrawing:
    key: str
    label: str
    count: int
    top: int
    rows: int
    bars: list
    dots: list
    heaps: list
    courses: int  # what lasts in it; not all of it has found room as a bar
    stages: list
    url: str = ""

    @property
    def height(self):
        return 2 * PAD + ROW * self.rows

    @property
    def bottom(self):
        return self.top + self.height


@dataclass
class Drawing:
    width: int
    axis: Axis
    ticks: list
    eras: list
    stages: list  # of the one record that all of it is about
    today: float | None
    lanes: list = field(default_factory=list)
    names_inside: bool = False

    @property
    def words(self):
        """Of the stages over all lanes; none where 'today' is written."""
        said = [(label, label.x + len(label.text) * LETTER) for label in stage_labels(self.stages)]
        return [label for label, end in said if self.today is None or end < self.today - TODAY or label.x > self.today]

    @property
    def height(self):
        return self.lanes[-1].bottom if self.lanes else HEAD


def columns_of(width):
    """How many columns a drawing of that width has: each leaves room for a target."""
    return max(4, width // TARGET)


def drawn(chart, width, *, eras=(), names_inside=False):
    """The Drawing of a Chart on that many px."""
    axis = Axis(chart.first, chart.last, width - MARGIN)
    life = chart.lives.get(chart.about)
    bands = [_band(axis, *era) for era in eras if (era[1] or date.min) <= chart.last and (era[2] or date.max) >= chart.first]
    today = axis.x(chart.today) if chart.first <= chart.today <= chart.last else None
    # The life of the record that a chart is about stands in the place of the eras.
    drawing = Drawing(
        width,
        axis,
        axis.ticks(),
        [] if life else bands,
        _lived(life, chart, axis),
        today,
        names_inside=names_inside,
    )
    top, most = HEAD, BARS.get(len(chart.lanes), BARS_ELSE)
    for lane in chart.lanes:
        made = _lane(lane, chart, axis, top + (ROW if names_inside else 0), most)
        drawing.lanes.append(made)
        top = made.bottom
    return drawing


def _lived(life, chart, axis):
    return stages(life, chart, axis, axis.width + MARGIN) if life else []


def _band(axis, name, first, last, url):
    x, end = axis.edge(first or axis.first), axis.at((last or axis.last).toordinal() + 1)
    years = period_text(f"{first.year:04}" if first else None, f"{last.year:04}" if last else None)
    full = f"{name}, {years}" if years else name
    text = next((said for said in (full, name) if len(said) * LETTER + 8 <= end - x), "")
    return Band(x, end - x, full, text, url)


def _lane(lane, chart, axis, top, most):
    # Lanes of records name the stretches of a bar: the record's name stands beside it. Those of one have its life above.
    staged = chart.by == "record" and not chart.about
    lasting = [bar_of(line, chart, axis, margin=MARGIN, staged=staged) for line in lane.lines[: TRIED * most]]
    bars, rows = packed(lasting, most)
    marks, more = _stacked([mark for at, column in lane.columns.items() for mark in _marks(lane, at, column, chart, axis)])
    for row, bar in bars:
        bar.y = top + PAD + row * ROW
    for row, mark in marks:
        mark.y = top + PAD + (rows + row) * ROW + ROW / 2
    placed = [mark for _row, mark in marks]
    _label(marks, axis.width + MARGIN)
    return LaneDrawing(
        lane.key,
        lane.label,
        lane.count,
        top,
        max(1, rows + more),
        [bar for _row, bar in bars],
        [mark for mark in placed if isinstance(mark, Dot)],
        [mark for mark in placed if isinstance(mark, Heap)],
        lane.courses,
        [] if chart.about else _lived(chart.lives.get(lane.key), chart, axis),
    )


# What happens.


def _marks(lane, at, column, chart, axis):
    if column.entries:
        return [_dot(entry, axis) for entry in column.entries]
    middle = axis.at((at + 0.5) * chart.days)
    x = min(max(middle, TARGET / 2), axis.width - TARGET / 2)
    when = window_text(*_whole(column.first, column.last))
    text = number_text(column.count) if column.count < 1000 else f"{column.count // 1000}k"
    many = f"{number_text(column.count)} {'entry' if column.count == 1 else 'entries'}"
    return [Heap(column.count, text, f"{many}, {when}, {lane.label}", x, column.first, column.last, lane.key)]


def _whole(first, last):
    """Days of several months or years as the months or years that hold them."""
    if (first.year, first.month) == (last.year, last.month):
        return first if first == last else first.replace(day=1), last if first == last else _month_end(last)
    return date(first.year, 1, 1), date(last.year, 12, 31)


def _month_end(day):
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _dot(entry, axis):
    mark = entry_mark(entry.kind, entry.type, planned=entry.ahead or entry.planned)
    x = min(max(axis.x(entry.day), TARGET / 2), axis.width + MARGIN - TARGET / 2)
    return Dot(
        entry, entry_name(entry), x, mark.shape, mark.tone, entry.ahead or entry.planned, entry.date.approximate, _reach(entry, axis, x)
    )


def _reach(entry, axis, x):
    """(x, width, form) of the line that shows how far a date reaches; None for a day."""
    first, last = entry.date.first, entry.date.last
    if first == date.min:
        return (max(0, x - 60), x - max(0, x - 60), "before")
    if last == date.max:
        return (x, min(60, axis.width - x), "after")
    start, end = axis.edge(first), axis.at(last.toordinal() + 1)
    return (start, end - start, "lasted" if entry.lasted else "within") if end - start > TARGET / 2 else None


def entry_name(entry):
    """What, who and when, with its precision in words."""
    when = (duration_text if entry.lasted else date_text)(entry.date, long=True)
    unsaid = [ref.label for ref in entry.actors if ref.label not in entry.title]
    who = list_text(unsaid if len(unsaid) < 5 else [*unsaid[:3], f"{len(unsaid) - 3} others"])
    planned = "planned" if entry.planned or entry.ahead else ""
    return ", ".join(part for part in (entry.title, who, when, planned) if part)


def _stacked(marks):
    """[(row, mark)] with a target's width between marks of a row and no reach over another's, and how many rows that takes."""
    marks = sorted(marks, key=lambda mark: mark.x)
    rows, placed = [_Row() for _row in range(_rows_needed(marks))], []
    for mark in marks:
        free = [at for at, row in enumerate(rows) if row.has_room(mark)]
        if not free:
            rows.append(_Row())
            free = [len(rows) - 1]
        at = free[0] if isinstance(mark, Heap) else min(free, key=lambda at: rows[at].x)
        rows[at].take(mark)
        placed.append((at, mark))
    return placed, len(rows)


@dataclass
class _Row:
    """Where its last mark stands, and how far reaches go in it."""

    x: float = -TARGET
    reach: float = -TARGET

    def has_room(self, mark):
        return mark.x - self.x >= TARGET - 0.01 and (not mark.reach or mark.reach[0] >= self.reach)

    def take(self, mark):
        self.x = mark.x
        if mark.reach:
            self.reach = mark.reach[0] + mark.reach[1]


def _rows_needed(marks):
    rows = []
    for mark in marks:
        row = next((row for row in rows if row.has_room(mark)), None)
        if row is None:
            rows.append(row := _Row())
        row.take(mark)
    return len(rows)


def _label(marks, width):
    """Words beside marks that have room up to the next of their row."""
    following = {}
    for row, mark in reversed(marks):
        room = following.get(row, width) - mark.x - 14
        following[row] = min(mark.x - 12, mark.reach[0] if mark.reach else mark.x)
        if isinstance(mark, Dot) and (text := _shortened(mark.entry.title, int(room / LETTER))):
            mark.label = Label(mark.x + 11, text)


def _shortened(text, most):
    most = min(most, LABEL)
    if len(text) <= most:
        return text
    if most < SHORTEST_LABEL:
        return ""
    cut = text[: most - 1].rpartition(" ")[0].rstrip(",:;(")
    return f"{cut}…" if len(cut) >= SHORTEST_LABEL - 2 else ""
