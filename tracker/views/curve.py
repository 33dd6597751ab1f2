"""The curve of a record's page as the parts of a drawing: positions and labels; colours are the style sheet's."""

from dataclasses import dataclass
from datetime import date

from tracker.formats.values import date_text, day_text, number_text
from tracker.selections.curve import LABELS
from tracker.selections.curve import curve as curve_of

CAPTIONS = {
    "parties": "Parties on each day, counted from the acts recorded; suspended and contested ones are included. "
    "A state that ceased to exist leaves the count the day after.",
    "consents": "Consents that stand on each day, counted from the acts recorded; the dashed line is of signatures. It is not in force.",
    "participants": "Those that take part on each day, counted from the acts recorded.",
}
COUNTED = {
    "signatures": "Signatures",
    "consents": "Consents",
    "parties": "Parties",
    "participants": "Participants",
    "former": "Former",
    "contested": "Contested",
}
STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200)
# Where words may stand beside a dot, the best first.
PLACES = ((12, 14, "start"), (-8, -8, "end"), (4, 30, "start"), (-4, 30, "end"), (12, -8, "start"))
LETTER = 6.8  # about as wide as a letter of 12 px in bold is


@dataclass(frozen=True)
class Frame:
    """The room of a drawing: its size, and the edges of the plot in it."""

    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int
    ticks: int


WIDE = Frame(830, 270, 38, 734, 26, 244, 8)
NARROW = Frame(358, 230, 38, 350, 30, 204, 4)


@dataclass(frozen=True)
class Label:
    """A dot with words beside it; without words where there is no room."""

    x: str
    y: str
    text: str
    text_x: str = ""
    text_y: str = ""
    anchor: str = "start"


@dataclass(frozen=True)
class Drawing:
    frame: Frame
    levels: list
    years: list
    area: str
    line: str
    signed: str
    labels: list
    asked: tuple | None
    end: Label


@dataclass(frozen=True)
class CurveParts:
    """What `records/_curve.html` shows."""

    heading: str
    summary: str
    caption: str
    wide: Drawing
    narrow: Drawing
    heads: list
    rows: list


def curve_parts(pk, *, day, today):
    """The parts of a record's curve; None where there is too little to draw."""
    curve = curve_of(pk, day=day, today=today)
    if curve is None:
        return None
    return CurveParts(
        heading=f"{LABELS[curve.number]} over time",
        summary=_summary(curve),
        caption=CAPTIONS[curve.number],
        wide=_drawn(curve, WIDE),
        narrow=_drawn(curve, NARROW),
        heads=[COUNTED[name] for name in curve.columns],
        rows=[(year, [getattr(counts, name) for name in curve.columns]) for year, counts in reversed(curve.ends)],
    )


def _summary(curve):
    first, last = _known(curve)[0], curve.today
    noted = next((note for note in curve.notes if note.text in ("In force", "In effect")), None)
    start = noted.day if noted else first
    text = f"{curve.label} of {curve.name}: {curve.value(start)} on {day_text(start)}, {curve.value(last)} on {day_text(last)}"
    most = curve.most
    return f"{text}; at most {most}." if most > max(curve.value(start), curve.value(last)) else f"{text}."


def _known(curve):
    return [first for first, _counts in curve.points if first > date.min]


def _drawn(curve, frame):
    plot = Plot(curve, frame)
    signed = "" if curve.number != "consents" else plot.steps("signatures")
    line = plot.steps(curve.number)
    end_x, end_y = plot.x(curve.today), plot.y(curve.value(curve.today))
    words = f"{number_text(curve.value(curve.today))} {curve.label.split()[0].lower()}"
    outside = frame is WIDE
    end = Label(
        _n(end_x),
        _n(end_y),
        words,
        _n(end_x + 10 if outside else frame.right),
        _n(end_y + 4 if outside else end_y - 10),
        "start" if outside else "end",
    )
    return Drawing(
        frame,
        plot.levels(),
        plot.years(),
        f"{line}V{frame.bottom}H{_n(plot.x(plot.first))}Z",
        line,
        signed,
        plot.labels(end),
        plot.asked(),
        end,
    )


class Plot:
    """Where days and numbers lie in a frame."""

    def __init__(self, curve, frame):
        self.curve, self.frame = curve, frame
        self.first = date(_known(curve)[0].year, 1, 1)
        days = max(1, (curve.today - self.first).days)
        self.per_day = (frame.right - frame.left) / days
        names = ("signatures", curve.number) if curve.number == "consents" else (curve.number,)
        most = max(getattr(counts, name) for _first, counts in curve.points for name in names)
        self.step = next((step for step in STEPS if most / step <= 5), STEPS[-1])
        self.most = self.step * -(-most // self.step)
        self.per_one = (frame.bottom - frame.top) / max(1, self.most)

    def x(self, day):
        return self.frame.left + max(0, (day - self.first).days) * self.per_day

    def y(self, value):
        return self.frame.bottom - value * self.per_one

    def steps(self, name):
        """The path of a count: level from day to day, and up or down on each."""
        path, last = f"M{_n(self.x(self.first))} {_n(self.frame.bottom)}", 0
        for first, counts in self.curve.points:
            value = getattr(counts, name)
            if value != last:
                path += f"H{_n(self.x(max(first, self.first)))}V{_n(self.y(value))}"
                last = value
        return f"{path}H{_n(self.x(self.curve.today))}"

    def levels(self):
        """(y, y of the text, number) of each line across."""
        return [(_n(self.y(value)), _n(self.y(value) + 4), value) for value in range(0, self.most + 1, self.step)]

    def years(self):
        """(x, year) of each mark below."""
        span = self.curve.today.year - self.first.year + 1
        step = next((step for step in STEPS if span / step <= self.frame.ticks), STEPS[-1])
        years = range(-(-self.first.year // step) * step, self.curve.today.year + 1, step)
        return [(_n(self.x(date(year, 1, 1))), year) for year in years]

    def asked(self):
        """(x, text, anchor) of the day asked, where it is another than today and in the plot."""
        day = self.curve.day
        if day == self.curve.today or not self.first <= day <= self.curve.today:
            return None
        left = self.x(day) > (self.frame.left + self.frame.right) / 2
        text = f"{date_text(day)}: {number_text(self.curve.value(day))}"
        return _n(self.x(day)), _n(self.x(day) + (-5 if left else 5)), text, "end" if left else "start"

    def labels(self, end):
        """The notes, each with its words where they cover nothing."""
        taken = [_box(float(end.text_x), float(end.text_y), end.text, end.anchor)]
        if asked := self.asked():
            taken.append(_box(float(asked[1]), self.frame.top - 12, asked[2], asked[3]))
        labels = []
        for note in self.curve.notes:
            x, y = self.x(note.day), self.y(note.value)
            full = f"{note.text}, {date_text(note.day)}: {number_text(note.value)}"
            texts = (full, note.text) if self.frame is WIDE else (note.text,)
            labels.append(self._placed(x, y, texts, taken) or Label(_n(x), _n(y), full))
        return labels

    def _placed(self, x, y, texts, taken):
        """The Label with the longest of the texts that finds room, which is then taken; None without."""
        for text in texts:
            for dx, dy, anchor in PLACES:
                box = _box(x + dx, y + dy, text, anchor)
                if self._fits(box) and not any(_meet(box, other) for other in taken):
                    taken.append(box)
                    return Label(_n(x), _n(y), text, _n(x + dx), _n(y + dy), anchor)
        return None

    def _fits(self, box):
        left, top, right, bottom = box
        return left >= self.frame.left and right <= self.frame.right and top >= self.frame.top - 8 and bottom <= self.frame.bottom - 4


def _box(x, y, text, anchor):
    width = LETTER * len(text)
    left = x - width if anchor == "end" else x
    return left, y - 12, left + width, y + 3


def _meet(one, other):
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _n(number):
    return f"{number:.1f}"
