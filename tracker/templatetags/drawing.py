"""Marks and bars of a timeline's chart as SVG: a drawing has hundreds, which templates of their own would render too slowly.

What is text is escaped here; everything else is a number, a code or a name of the style sheet.
"""

from html import escape

from django import template
from django.utils.safestring import SafeString

from .pacta import px

register = template.Library()

ON = {"full": "in", "halted": "in in--hatched tone-{0}", "begun": "over", "part": "over"}  # {0}: the tone of the bar
UNDER = 10  # px below the middle of a mark: clear of what is written beside it
CLASSES = {"begun": "bar--pre", "part": "bar bar--part"}


@register.simple_tag
def marks_of_lane(lane, root="", away=False):
    """Bars, then how far dates reach, then marks. `root` stands before addresses; `away` opens them in a new tab."""
    opens = ' target="_blank" rel="noopener"' if away else ""
    reaches = [_reach(dot.y, *dot.reach) for dot in lane.dots if dot.reach]
    bars = [_bar(bar, root, opens) for bar in lane.bars]
    dots = [_dot(dot, root, opens) for dot in lane.dots]
    return SafeString("\n".join([*bars, *reaches, *dots, *map(_heap, lane.heaps)]))


@register.simple_tag
def pieces_of(bar):
    """A bar alone, without its link and name."""
    return SafeString("".join(_piece(piece, bar) for piece in bar.pieces))


def _bar(bar, root, opens):
    pieces = "".join(_piece(piece, bar) for piece in bar.pieces)
    stops = "".join(f'<path class="{form}" d="M{px(x)} {px(bar.y, 3)}v18"/>' for x, form in bar.stops)
    onward = "" if bar.goes_on is None else f'<path class="open tone-{bar.tone}" d="M{px(bar.goes_on)} {px(bar.y, 4)}l7 8l-7 8z"/>'
    return (
        f'<a href="{escape(root + bar.url)}"{opens} aria-label="{escape(bar.name)}" class="course">'
        f"{pieces}{stops}{onward}{''.join(_label(label, bar.y + 16, bar.tone) for label in bar.labels)}</a>"
    )


def _piece(piece, bar):
    begun = piece.form == "begun"
    place = f'x="{px(piece.x)}" y="{px(bar.y, 7.5 if begun else 4)}" width="{px(piece.width)}" height="{9 if begun else 16}"'
    fade = f' mask="url(#fade-{piece.fade})"' if piece.fade else ""
    drawn = f'<rect class="{CLASSES.get(piece.form, "bar")} tone-{bar.tone}" {place}{fade}/>'
    return f'{drawn}<rect class="hatch" {place}/>' if piece.form == "halted" else drawn


def _label(label, y, tone):
    if not label:
        return ""
    inside = f' class="{ON[label.on].format(tone)}"' if label.on in ON else ""
    anchor = ' text-anchor="end"' if label.anchor == "end" else ""
    return f'<text x="{px(label.x)}" y="{px(y)}"{inside}{anchor}>{escape(label.text)}</text>'


def _reach(y, x, width, form):
    return f'<path class="reach reach--{form}" d="M{px(x)} {px(y, UNDER)}h{px(width)}"/>'


def _dot(dot, root, opens):
    x, y = dot.x, dot.y
    ring = f'<circle class="ahead tone-{dot.tone}" cx="{px(x)}" cy="{px(y)}" r="10"/>' if dot.ahead else ""
    about = " mark--about" if dot.about else ""
    return (
        f'<a href="{escape(root + dot.entry.anchor)}"{opens} aria-label="{escape(dot.name)}" class="dot-link"'
        f' data-uid="{escape(dot.entry.uid)}">'
        f'<rect class="hit" x="{px(x, -12)}" y="{px(y, -12)}" width="24" height="24"/>{ring}'
        f'<use class="mark tone-{dot.tone}{about}" href="#{dot.shape}" x="{px(x, -7)}" y="{px(y, -7)}" width="14" height="14"/>'
        f"{_label(dot.label, y + 4, dot.tone)}</a>"
    )


def _heap(heap):
    x, y = heap.x, heap.y
    return (
        f'<a href="{escape(heap.url)}" aria-label="{escape(heap.name)}" class="heap heap--{heap.size}"'
        f' data-from="{heap.first}" data-to="{heap.last}">'
        f'<rect x="{px(x, -11)}" y="{px(y, -9)}" width="22" height="18" rx="9"/>'
        f'<text x="{px(x)}" y="{px(y, 4)}" text-anchor="middle">{heap.text}</text></a>'
    )
