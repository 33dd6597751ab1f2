"""The filters of a selection as a form: facets with counts, fields to type in, and what was wrong with them."""

import re
from dataclasses import dataclass, field

from tracker.models.vocabulary import STANDING
from tracker.selections import Selection
from tracker.selections.selection import Choice, Facet
from tracker.selections.suggestions import nearest

HINTS = {"actor": "Name, ISO code or an earlier name", "record": "Its key, such as npt", "from": "Such as 1991", "to": "or 1991-06"}
LABELS = {"q": "Words", "lanes": "Lanes by"}
# Facets in the order in which people ask; those not named follow.
ORDER = ("status", "finding", "due", "type", "kind", "theme", "region", "ambit", "legal_force", "confidence")
TYPED = ("q", "actor", "record", "from", "to")
NAMED = ("actor", "record")
_ALL_KNOWN = re.compile(r"is not one of: [^.]*\.")


@dataclass
class Field:
    """One field to type in or to choose from. `kept` are further values of the parameter, which the form sends on."""

    name: str
    label: str
    written: str = ""
    hint: str = ""
    error: str = ""
    choices: list = field(default_factory=list)
    kept: tuple = ()
    empty: str = ""  # the words for no choice
    near: tuple = ()  # what a name that nothing bears may have meant

    @property
    def half(self):
        """Whether it shares its line with another."""
        return self.name in ("from", "to")


@dataclass
class Group:
    """A facet: the choices with rows or chosen stand open, most rows first; the others stay listed, behind a summary."""

    name: str
    label: str
    open: list
    more: list
    error: str = ""
    counted: bool = True

    @property
    def divides(self):
        if not self.counted:
            return True
        with_rows = sum(bool(choice.count) for choice in [*self.open, *self.more])
        return with_rows > 1 or self.error or any(choice.chosen for choice in self.open)


@dataclass
class Option:
    value: str
    label: str
    chosen: bool


def valid_part(selection):
    """The selection without the parameters that cannot be answered: what its form still can be made from."""
    if not selection.errors:
        return selection
    params = selection.params.copy()
    for name in selection.errors:
        params.pop(name, None)
    return Selection(selection.listing, params, today=selection.today, fixed=selection.fixed, per_page=selection.default_per_page)


def fields(selection, names=TYPED, *, hints=HINTS):
    """Fields for the filters that are typed, in this order, where the listing has them."""
    declared = selection.filters.filters
    return [
        Field(
            name=name,
            label=LABELS.get(name, declared[name].label),
            written=(selection.params.getlist(name) or [""])[0],
            hint=hints.get(name, ""),
            error=error_of(selection.errors, name),
            kept=tuple(selection.params.getlist(name)[1:]),
            near=_near(selection, name),
        )
        for name in names
        if name in declared and name not in selection.fixed
    ]


def _near(selection, name):
    """The few that a name may have meant which nothing bears, where it is the only one given."""
    given = selection.params.getlist(name)
    if name not in NAMED or name not in selection.errors or len(given) != 1:
        return ()
    return tuple(nearest(given[0].replace("\x00", " "), name))


def choices(selection, names):
    """The named facets as fields with one choice each, for a bar above a view."""
    asked = valid_part(selection)
    facets = {facet.name: facet for facet in asked.facets}
    return [
        Field(
            name=name,
            label=facets[name].label,
            error=error_of(selection.errors, name),
            choices=[
                Option(choice.value, choice.label, [choice.value] == selection.params.getlist(name)[:1])
                for choice in facets[name].choices
                if choice.count or choice.chosen
            ],
            kept=tuple(selection.params.getlist(name)[1:]),
        )
        for name in names
        if name in facets
    ]


def groups(selection):
    """The facets in the order in which people ask; one that says the same of every row is left out.

    Beside what cannot be answered they are as they are declared: nothing is counted for an answer that is none.
    """
    facets = uncounted(selection) if selection.errors else selection.facets
    found = [_group(facet, error_of(selection.errors, facet.name), counted=not selection.errors) for facet in facets]
    return sorted((group for group in found if group.divides), key=_place)


def uncounted(selection):
    """The facets without asking the database for rows."""
    found = []
    for name, made in selection.filters.filters.items():
        if made.facet and name not in selection.fixed:
            chosen = selection.params.getlist(name)
            meant = made.offered() if hasattr(made, "offered") else [str(code) for code, _word in made.field.choices]
            words = ((str(code), str(word)) for code, word in made.field.choices)
            found.append(Facet(name, made.label, [Choice(code, word, None, code in chosen) for code, word in words if code in meant]))
    return found


def stood(selection, path):
    """What had begun by the day and was not over, as one choice: how many, and where. None where it would narrow nothing."""
    if not selection.listing.is_record or selection.errors or selection.params.keys() & {"status", "actor"}:
        return None
    statuses = [status for status in selection.listing.statuses if status in STANDING]
    counts = {choice.value: choice.count for facet in selection.facets if facet.name == "status" for choice in facet.choices}
    count = sum(counts.get(status, 0) for status in statuses)
    if not 0 < count < selection.count:
        return None
    chosen = selection.params.copy()
    chosen.pop("page", None)
    chosen.setlist("status", statuses)
    return {"count": count, "url": f"{path}?{chosen.urlencode()}"}


def _place(group):
    return ORDER.index(group.name) if group.name in ORDER else len(ORDER)


def _group(facet, error, *, counted=True):
    return Group(
        facet.name,
        facet.label,
        sorted((choice for choice in facet.choices if choice.count or choice.chosen), key=lambda choice: -(choice.count or 0)),
        [choice for choice in facet.choices if not choice.count and not choice.chosen],
        error,
        counted,
    )


def error_of(errors, name):
    """What is wrong with a parameter, to stand beside its field, which has all that it may be."""
    said = _ALL_KNOWN.sub("is not one of these.", " ".join(errors.get(name, ())))
    return said.partition(" Known are: ")[0]


def chips(selection, path):
    return [{"label": words, "url": f"{path}?{query}" if query else path} for words, query in selection.chips]


def order(selection):
    """The ways to sort as a field with one choice: heads of columns sort as well, but not where the table is folded up."""
    chosen, usual = selection.params.get("sort"), selection.listing.default_sort
    ways = [way for name in selection.listing.sorts for way in (name, f"-{name}") if way != usual]
    return Field(
        "sort",
        "Order",
        error=error_of(selection.errors, "sort"),
        choices=[Option(way, selection.order_words(way), way == chosen) for way in ways],
        empty=selection.order_words(usual),
    )


def ways_out(selection, path):
    """For a selection without rows: each filter without which there are some, and how many."""
    found = []
    for name, words in selection.narrowed.items():
        count = selection.filters.without(name).count()
        if count:
            query = selection.link(**{name: None})
            found.append({"label": words, "url": f"{path}?{query}" if query else path, "count": count})
    return found
