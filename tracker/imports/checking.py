"""May a planned row stand as it would be? The model's rules, and what tells rows from each other, without asking the
database once for every row."""

from django.core.exceptions import ValidationError

from tracker.catalogue import TYPE_OF_CODE
from tracker.catalogue.columns import Many
from tracker.models import FormerKey, Record

from .constraints import broken


class Checks:
    """`places` are those of the rows that the file creates: {identity: row number}."""

    def __init__(self, table, holdings, places):
        self.table, self.holdings, self.places = table, holdings, places
        self.keys, self.former = {}, {}
        if table.model is Record:
            self.keys = dict(Record._base_manager.exclude(**table.fixed).values_list("key", "type"))
            self.former = dict(FormerKey.objects.values_list("key", "record__key"))

    def faults_of(self, planned):
        """(column, sentence) of everything that is wrong with a row that will be created or updated."""
        found = list(self._of_fields(planned))
        if not found:
            found = [("", sentence) for sentence in broken(planned.row)] + list(self._of_place(planned))
        if planned.pk is None and self.table.model is Record:
            found += self._of_key(planned.row.key)
        return found

    def _of_fields(self, planned):
        for name in planned.changed:
            try:
                check_field(self.table.columns[name], planned.row)
            except ValidationError as error:
                yield name, " ".join(error.messages)

    def _of_place(self, planned):
        """Two rows must differ in something that tells them from each other."""
        column = self.table.identity[0]
        recorded = self.holdings.rows.get(planned.pk)
        place = self.holdings.place((recorded.cells if recorded else {}) | planned.texts)
        beside = [other for other in self.holdings.by_identity.get(place, ()) if other.pk != planned.pk]
        if beside and (recorded is None or place != self.holdings.place(recorded.cells)):
            yield column, f"a row with the same {', '.join(self.table.identity)} is recorded already: '{beside[0].name}'."
        elif recorded and self.places.setdefault(place, planned.number) != planned.number:
            yield column, f"is the same as row {self.places[place]}: keep one of the two."

    def _of_key(self, key):
        if key in self.keys:
            other = TYPE_OF_CODE[str(self.keys[key])].label.lower()
            yield "key", f"'{key}' is the key of a {other} already, and a key belongs to one record of any type: choose another."
        elif key in self.former:
            now = self.former[key]
            yield "key", f"'{key}' is a former key of '{now}' and leads there for good: write '{now}', or choose another."


def check_field(bound, row):
    """What the model's field asks beyond what the column did: its validators, and which rows it may point to."""
    if isinstance(bound, Many):
        return
    if not bound.field.is_relation:
        bound.field.clean(getattr(row, bound.field_name), row)
        return
    found = getattr(row, bound.field_name)
    for name, wanted in bound.field.get_limit_choices_to().items():
        if found is not None and getattr(found, name) != wanted:
            raise ValidationError(f"'{found.key}' is not a {wanted}.")
