"""Marks and bars of a timeline's chart as SVG: a drawing has hundreds, which templates of their own would render too slowly."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from .pacta import px

register = template.Library()

COURSE = '<a href="{}"{} aria-label="{}" class="course">{}{}{}{}</a>'
DOT = (
    '<a href="{}"{} aria-label="{}" class="dot-link" data-uid="{}">'
    '<rect class="hit" x="{}" y="{}" width="24" height="24"/>{}'
    '<use class="mark tone-{}{}" href="#{}" x="{}" y="{}" width="14" height="14"/>{}</a>'
)
HEAP = (
    '<a href="{}" aria-label="{}" class="heap heap--{}" data-from="{}" data-to="{}">'
    '<rect x="{}" y="{}" width="22" height="18" rx="9"/><text x="{}" y="{}" text-anchor="middle">{}</text></a>'
)
PIECE = '<rect class="{} tone-{}" x="{}" y="{}" width="{}" height="{}"{}/>'
CLASSES = {"begun": "bar--pre", "part": "bar bar--part"}
AWAY, IN, AT_END = SafeString(' target="_blank" rel="noopener"'), SafeString(' class="in"'), SafeString(' text-anchor="end"')


@register.simple_tag
def marks_of_lane(lane, root="", away=False):
    """Bars, then how far dates reach, then marks. `root` stands before addresses; `away` opens them in a new tab."""
    opens = AWAY if away else ""
    reaches = format_html_join(
        "",
        '<path class="reach reach--{}" d="M{} {}h{}"/>',
        ((form, px(x), px(dot.y), px(width)) for dot in lane.dots if dot.reach for x, width, form in [dot.reach]),
    )
    bars = format_html_join("\n", "{}", ((_bar(bar, root, opens),) for bar in lane.bars))
    dots = format_html_join("\n", "{}", ((_dot(dot, root, opens),) for dot in lane.dots))
    return format_html("{}{}{}{}", bars, reaches, dots, format_html_join("\n", "{}", ((_heap(heap),) for heap in lane.heaps)))


@register.simple_tag
def pieces_of(bar):
    """A bar alone, without its link and name."""
    return format_html_join("", "{}", ((_piece(piece, bar),) for piece in bar.pieces))


def _bar(bar, root, opens):
    pieces = format_html_join("", "{}", ((_piece(piece, bar),) for piece in bar.pieces))
    stops = format_html_join("", '<path class="{}" d="M{} {}v18"/>', ((form, px(x), px(bar.y, 3)) for x, form in bar.stops))
    onward = ""
    if bar.goes_on is not None:
        onward = format_html('<path class="open tone-{}" d="M{} {}l7 8l-7 8z"/>', bar.tone, px(bar.goes_on), px(bar.y, 4))
    return format_html(COURSE, f"{root}{bar.url}", opens, bar.name, pieces, stops, onward, _label(bar.label, px(bar.y, 16)))


def _piece(piece, bar):
    begun = piece.form == "begun"
    fade = format_html(' mask="url(#fade-{})"', piece.fade) if piece.fade else ""
    drawn = format_html(
        PIECE,
        CLASSES.get(piece.form, "bar"),
        bar.tone,
        px(piece.x),
        px(bar.y, 7.5 if begun else 4),
        px(piece.width),
        9 if begun else 16,
        fade,
    )
    if piece.form != "halted":
        return drawn
    hatch = '<rect class="hatch" x="{}" y="{}" width="{}" height="16"/>'
    return format_html("{}{}", drawn, format_html(hatch, px(piece.x), px(bar.y, 4), px(piece.width)))


def _label(label, y):
    if not label:
        return ""
    classes = IN if label.inside else ""
    anchor = AT_END if label.anchor == "end" else ""
    return format_html('<text x="{}" y="{}"{}{}>{}</text>', px(label.x), y, classes, anchor, label.text)


def _dot(dot, root, opens):
    ring = ""
    if dot.ahead:
        ring = format_html('<circle class="ahead tone-{}" cx="{}" cy="{}" r="10"/>', dot.tone, px(dot.x), px(dot.y))
    return format_html(
        DOT,
        f"{root}{dot.entry.anchor}",
        opens,
        dot.name,
        dot.entry.uid,
        px(dot.x, -12),
        px(dot.y, -12),
        ring,
        dot.tone,
        " mark--about" if dot.about else "",
        dot.shape,
        px(dot.x, -7),
        px(dot.y, -7),
        _label(dot.label, px(dot.y, 4)),
    )


def _heap(heap):
    return format_html(
        HEAP,
        heap.url,
        heap.name,
        heap.size,
        heap.first.isoformat(),
        heap.last.isoformat(),
        px(heap.x, -11),
        px(heap.y, -9),
        px(heap.x),
        px(heap.y, 4),
        heap.text,
    )
