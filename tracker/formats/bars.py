"""What lasts as a bar: the stretches of a course on an axis, with the words that have room beside or within.

Colours and hatching are the style sheet's.
"""

from dataclasses import dataclass
from datetime import date

from tracker.catalogue import TYPE_OF_CODE
from tracker.models.vocabulary import ActorStatusCode as Actors
from tracker.models.vocabulary import RecordStatusCode as Records

from .values import date_text, period_text

TARGET = 24  # px; WCAG 2.2, 2.5.8
LETTER = 6.4  # about as wide as a letter of 12 px is

BEGUN = {Records.NOT_IN_FORCE, Records.PROPOSED, Records.PLANNED, Records.UNDER_CONSTRUCTION, Actors.SIGNATORY, Actors.OBSERVER}
PARTLY = {Records.PROVISIONALLY_APPLIED, Records.INITIAL, Actors.CONTRACTING, Actors.PROVISIONALLY_APPLYING}
HALTED = {Records.SUSPENDED, Actors.SUSPENDED}


@dataclass(frozen=True)
class Piece:
    """A stretch of a bar: `form` is full, part, begun or halted; `fade` tells which of its edges is not certain."""

    form: str
    x: float
    width: float
    fade: str = ""


@dataclass(frozen=True)
class Label:
    """`on` is what it stands on: the form of a piece, or nothing where it stands beside the bar."""

    x: float
    text: str
    anchor: str = "start"
    on: str = ""


@dataclass
class Bar:
    line: object
    tone: str
    left: float
    right: float
    pieces: list
    stops: list
    goes_on: float | None
    labels: list
    y: float = 0.0

    @property
    def url(self):
        return TYPE_OF_CODE[self.line.type].address(self.line.key)

    @property
    def name(self):
        """`NPT: not in force 12 June 1968 to 5 March 1970, in force since 5 March 1970`."""
        return _course(self.line)


@dataclass(frozen=True)
class Stage:
    """A time of a record's life, behind what happened in it; `form` as a piece has it, or over. From `sure` on it is certain."""

    form: str
    x: float
    width: float
    sure: float
    text: str


@dataclass(frozen=True)
class Standing:
    first: date
    last: date
    today: date


def course_bar(line, axis, today):
    """The Bar of a course on an axis by itself."""
    return bar_of(line, Standing(axis.first, axis.last, today), axis)


def bar_of(line, chart, axis, *, margin=0, staged=False):
    """The Bar of a course. `staged` names its stretches instead of the record, whose name stands beside; `margin` is the
    room behind the axis.
    """
    pieces, stops, goes_on = [], [], None
    for stretch in line.stretches:
        if stretch.over:
            if chart.first <= stretch.first <= chart.last:
                stops.append((axis.edge(stretch.first), "gone" if stretch.gone else "done"))
            continue
        end = _end(stretch, chart)
        pieces += _pieces(stretch, end, axis)
        goes_on = axis.edge(end) if stretch.last is None and end <= chart.last else None
    left = min([piece.x for piece in pieces] + [x for x, _form in stops], default=0)
    right = max([piece.x + piece.width for piece in pieces] + [x for x, _form in stops], default=0)
    tone = "bound" if line.type == "treaty" else "political"
    width = axis.width + margin
    if staged:
        labels = stage_labels(stages(line, chart, axis, width), outlined=TARGET)
    else:
        labels = _name_label(line.name, pieces, left, right + (10 if goes_on is not None else 4), width)
    return Bar(line, tone, left, right, pieces, stops, goes_on, labels)


def _end(stretch, chart):
    """The day up to which a stretch is drawn: one that goes on, to today."""
    return stretch.last or max(chart.today, min(stretch.sure_first, chart.last))


def _form(stretch):
    return "begun" if stretch.status in BEGUN else "part" if stretch.status in PARTLY else "halted" if stretch.status in HALTED else "full"


def _pieces(stretch, end, axis):
    """The certain middle of a stretch and its fading edges."""
    form = _form(stretch)
    first, last = axis.edge(stretch.first), axis.edge(end)
    sure = min(max(axis.edge(stretch.sure_first), first), last)
    still = min(max(axis.edge(min(stretch.sure_last, end)), sure), last)
    parts = ((first, sure, "start"), (sure, still, ""), (still, last, "end"))
    return [Piece(form, x, over - x, fade) for x, over, fade in parts if over - x >= 1] or [Piece(form, first, 1.5)]


def stages(line, chart, axis, width):
    """Stages of a course: what is over stays so up to the edge, what goes on up to today."""
    found = []
    for stretch in line.stretches:
        x = axis.edge(stretch.first)
        end = width if stretch.over and stretch.last is None else axis.edge(min(stretch.last or chart.last, _end(stretch, chart)))
        if end - x >= 1:
            sure = min(max(axis.edge(stretch.sure_first), x), end)
            found.append(Stage("over" if stretch.over else _form(stretch), x, end - x, sure, _word(line, stretch)))
    return found


def _word(line, stretch):
    if stretch.over and stretch.since:
        return f"{stretch.word.lower()} {date_text(stretch.since)}"
    return line.began if line.began and stretch is line.stretches[0] else stretch.word.lower()


def stage_labels(found, *, outlined=0):
    """The words of stages, where they have room; those drawn as an outline, where they leave so much of it."""
    return [
        Label(stage.sure + 6, stage.text, on="" if stage.form == "over" else stage.form)
        for stage in found
        if len(stage.text) * LETTER + 10 + outlined * (stage.form in ("begun", "part")) <= stage.x + stage.width - stage.sure
    ]


def _name_label(text, pieces, left, right, width):
    """Within a piece where it has room, the solid ones first; else beside; nothing where neither has."""
    need = len(text) * LETTER + 12
    roomy = [piece for piece in pieces if not piece.fade and piece.width >= need + TARGET * (piece.form in ("begun", "part"))]
    if roomy:
        widest = max(roomy, key=lambda piece: (piece.form == "full", piece.width))
        return [Label(widest.x + 6, text, on=widest.form)]
    if right + need <= width:
        return [Label(right + 5, text)]
    return [Label(left - 6, text, "end")] if left >= need else []


def _course(line):
    said = []
    for stretch in line.stretches:
        over = stretch.over
        when = date_text(stretch.since, long=True) if over and stretch.since else period_text(stretch.since, stretch.until, long=True)
        said.append(f"{stretch.word.lower()} {when}".strip())
    return f"{line.name}: {', '.join(said)}"


def packed(bars, most):
    """[(row, bar)] without overlap in at most so many rows, and how many rows; what finds no room is left out."""
    rows, placed = [], []
    for bar in bars:
        left, right = bar.left, max(bar.right, bar.left + TARGET)
        for label in bar.labels:
            need = len(label.text) * LETTER + 10
            left, right = (min(left, left - need), right) if label.anchor == "end" else (left, max(right, label.x + need))
        row = next((at for at, taken in enumerate(rows) if all(right + 4 <= x or over + 4 <= left for x, over in taken)), None)
        if row is None and len(rows) < most:
            row = len(rows)
            rows.append([])
        if row is not None:
            rows[row].append((left, right))
            placed.append((row, bar))
    return placed, len(rows)
