"""What somebody typed into the fields of a form, as cells and values of a row."""

from dataclasses import dataclass, field

from tracker.catalogue.columns import Bearers, Id, Many, Texts
from tracker.catalogue.said_dates import said_date
from tracker.catalogue.said_recurrence import said_recurrence
from tracker.catalogue.words import CONTROL
from tracker.imports.planning import written
from tracker.imports.reading import MAX_CELL, normal
from tracker.models import PartialDate
from tracker.models.recurrence import RecurrenceField


@dataclass
class Typed:
    """By column: `texts` as typed, `cells` as files have them and `values` for the row of what could be read, and
    `errors`, a sentence for each that could not."""

    texts: dict
    cells: dict = field(default_factory=dict)
    values: dict = field(default_factory=dict)
    errors: dict = field(default_factory=dict)

    def put(self, name, cell, value):
        self.cells[name], self.values[name] = cell, value


def columns_of(table):
    """The columns that a form has a field for: all but the id, which nobody types."""
    return {name: bound for name, bound in table.columns.items() if not isinstance(bound, Id)}


def read_typed(table, texts, lookup, *, today):
    """The Typed of {column: text}; a column left out counts as empty."""
    columns = columns_of(table)
    typed = Typed({name: texts.get(name, "") for name in columns})
    for name in sorted(columns, key=lambda name: not columns[name].date):  # the date first: names of actors hold on it
        bound = columns[name]
        day = typed.values.get("date")
        try:
            value = _value(bound, normal(typed.texts[name]), lookup.at(day if isinstance(day, PartialDate) else None), today)
        except ValueError as error:
            typed.errors[name] = sentence(bound, error)
        else:
            typed.put(name, written(bound, value), value)
    typed.errors = {name: typed.errors[name] for name in columns if name in typed.errors}
    return typed


def _value(bound, text, lookup, today):
    if odd := CONTROL.search(text):
        raise ValueError(f"holds the control character U+{ord(odd[0]):04X}: take it out.")
    if len(text) > MAX_CELL:
        raise ValueError(f"is longer than {MAX_CELL:,} characters.")
    if bound.date and text:
        return said_date(text, today=today)
    if isinstance(bound.field, RecurrenceField):
        text = said_recurrence(text, today=today)
    return bound.parse(_parted(bound, text), lookup)


def _parted(bound, text):
    """Several values, however they were divided, as a cell divides them."""
    if isinstance(bound, Many | Bearers):
        text = text.replace(";", "|")
    return text.replace("\n", "|") if isinstance(bound, Many | Texts) else text


def sentence(bound, error):
    """What is wrong, as a sentence of its own. Those of columns go on from the column's name."""
    said = str(error)
    if said.startswith("is required"):
        return "Give a value."
    return f"{bound.label} {said}" if said[:1].islower() else said


def read_cells(table, given, lookup):
    """The Typed of cells in import form, such as those of a proposal."""
    typed = Typed(dict(given))
    for name, cell in given.items():
        try:
            value = table.columns[name].parse(cell, lookup)
        except ValueError as error:
            typed.errors[name] = sentence(table.columns[name], error)
        else:
            typed.put(name, cell, value)
    return typed


def assign(table, row, typed, names):
    """Put the values of these columns on the row; gives those of many references, for `changes`."""
    many = {}
    for name in names:
        bound = table.columns[name]
        if isinstance(bound, Many):
            many[bound.field_name] = list(typed.values[name])
        else:
            setattr(row, bound.field_name, typed.values[name])
    return many
