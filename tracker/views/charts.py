"""The chart of a timeline as the parts of a page: a drawing, the strip of all years above it, and the ways to move on."""

from dataclasses import dataclass

from tracker.formats.axis import bound_text, moved, window_text
from tracker.formats.chart import NAMES, ROOMY, columns_of, drawn
from tracker.formats.values import number_text, period_text
from tracker.selections.chart import chart as chart_of
from tracker.selections.chart import eras as all_eras

WIDTH = 1216  # px of a page that does not say how wide it is
NARROWEST, WIDEST = 280, 3000
STRIP, STRIP_HEIGHT = 52, 68


@dataclass
class Way:
    """A link to another window."""

    name: str
    label: str
    url: str
    said: str
    icon: str = ""


@dataclass
class ChartParts:
    """What `timeline/_chart.html` shows."""

    chart: object
    drawing: object
    strip: dict
    width: int
    window: str
    whole: str
    count: int
    ways: list
    links: object
    summary: str


class Links:
    """Addresses of the same selection in another window or lane. `base` is the page's, empty on the page itself."""

    def __init__(self, selection, by, base=""):
        self.selection, self.by, self.base = selection, by, base
        self.kept = {}

    def window(self, first, last, **lane):
        query = f"from={bound_text(first)}&to={bound_text(last, last=True)}"
        rest = self._rest(**lane)
        return f"{self.base}?{rest}{'&' if rest else ''}{query}"

    def whole(self):
        return f"{self.base}?{self._rest()}"

    def heap(self, heap):
        """Where the entries that a mark counts are seen: nearer, or where they are all of one day, in words."""
        lane = {self.by: heap.of} if heap.of and self.by not in self.selection.fixed else {}
        return self.window(heap.first, heap.last, **lane) + ("#chronicle" if heap.first == heap.last else "")

    def lane(self, key):
        if not key or self.by in self.selection.fixed:
            return ""
        return f"{self.base}?{self.selection.link(**{self.by: key})}"

    def _rest(self, **lane):
        """The query without its window; made once for each lane."""
        key = tuple(lane.items())
        if key not in self.kept:
            self.kept[key] = self.selection.link(**{"from": None, "to": None}, **lane)
        return self.kept[key]


def chart_parts(selection, *, by, width=WIDTH, base=""):
    """The parts of the chart of a selection on that many px; None where it holds nothing."""
    inside = width < ROOMY
    room = width if inside else width - NAMES
    found = chart_of(selection, by=by, columns=columns_of(room))
    if found is None:
        return None
    drawing = drawn(found, room, eras=all_eras(), names_inside=inside)
    links = Links(selection, by, base)
    window, everything = window_text(found.first, found.last), window_text(found.begins, found.ends)
    for lane in drawing.lanes:
        lane.url = links.lane(lane.key)
        for heap in lane.heaps:
            heap.url = links.heap(heap)
    summary = f"Chart of {number_text(found.count)} entries by {by}, {window}"
    return ChartParts(
        found,
        drawing,
        _strip(found, width, window),
        width,
        window,
        everything,
        found.count,
        _ways(found, links, everything),
        links,
        summary,
    )


def _ways(found, links, everything):
    """Links to windows beside, within and around the one shown; those that would change nothing are left out."""
    shown, limits = (found.first, found.last), (found.begins, found.ends)
    targets = [
        ("earlier", "Earlier", moved(*shown, *limits, by=-0.5), "prev"),
        ("out", "Zoom out", moved(*shown, *limits, zoom=2), ""),
        ("in", "Zoom in", moved(*shown, *limits, zoom=0.5), ""),
        ("later", "Later", moved(*shown, *limits, by=0.5), "next"),
    ]
    ways = [
        Way(name, label, links.whole() if target == limits else links.window(*target), window_text(*target), icon)
        for name, label, target, icon in targets
        if target != shown
    ]
    if shown != limits:
        ways.append(Way("all", f"All, {everything}", links.whole(), everything))
    return ways


def _strip(found, width, window):
    """Bars of all years, those in the window apart; where the window's edges lie."""
    begins, years = found.begins.year, found.ends.year - found.begins.year + 1
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 500, 9999) if width / (years / step) >= 4)
    counts = {}
    for year, count in found.years.items():
        counts[(year - begins) // step] = counts.get((year - begins) // step, 0) + count
    most, per_day = max(counts.values()), width / ((found.ends - found.begins).days + 1)
    each = width * step / years
    left, right = ((day - found.begins).days * per_day for day in (found.first, found.last))
    left, right = min(max(left, 0), width), min(max(right + per_day, 0), width)
    bars = {True: [], False: []}
    for at, count in sorted(counts.items()):
        high, wide = max(2.0, count / most * 48), max(1.5, each - 1.4)
        inside = left < (at + 0.5) * each < right
        bars[inside].append(f"M{at * each:.1f} {STRIP}v-{high:.1f}h{wide:.1f}v{high:.1f}z")
    top = max(counts, key=lambda at: (counts[at], -at)) * step + begins
    every = next(every for every in (1, 2, 5, 10, 20, 25, 50, 100, 500, 9999) if width / (years / every) >= 44)
    labels = [((year - begins) * width / years, year) for year in range(-(-begins // every) * every, found.ends.year + 1, every)]
    peak = str(top) if step == 1 else f"{top} to {top + step - 1}"
    whole = period_text(f"{begins:04}", f"{found.ends.year:04}")
    said = f"Entries per year, {whole}; most in {peak}. The chart shows {window}."
    return {
        "inside": "".join(bars[True]),
        "outside": "".join(bars[False]),
        "left": left,
        "width": max(2, right - left),
        "right": max(right, left + 2),
        "labels": [(x, year) for x, year in labels if 14 <= x <= width - 14],
        "said": said,
        "first": found.begins.isoformat(),
        "last": found.ends.isoformat(),
    }
