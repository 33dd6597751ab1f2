"""One press of Save: one transaction with the row, its references and the rows that hang on it, through `tracker.changes`."""

from contextlib import contextmanager
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db.models import ProtectedError
from django.db.utils import IntegrityError

from tracker import changes
from tracker.desk.deleting import delete
from tracker.models.vocabulary import Publication

from .roles import OUT, editor

REFUSALS = (changes.Stale, changes.NotAllowed, ValidationError, ProtectedError, IntegrityError)


@dataclass
class Press:
    """Who pressed which button, and what `changes` refused of it: {prefix of the form: ValidationError}."""

    by: changes.Who
    state: str | None
    refused: dict = field(default_factory=dict)

    @property
    def publishes(self):
        return self.state == Publication.PUBLISHED

    @property
    def retracts(self):
        return self.state == Publication.RETRACTED


def press_of(request):
    """The press that a request is; the same object whenever it is asked for."""
    if not hasattr(request, "_press"):
        states = {"_publish": Publication.PUBLISHED, "_retract": Publication.RETRACTED}
        state = next((state for name, state in states.items() if name in request.POST), None)
        request._press = Press(editor(request), state)
    return request._press


def save(press, form, formsets, hanging):
    """Save all that a page's form holds; returns the Changes made. `hanging(row)` gives the rows that hang on it."""
    by, why, main = press.by, form.cleaned_data.get("why", ""), form.instance
    made = []
    with changes.together():
        for formset in formsets:
            formset.save(False)  # saves nothing: sorts its forms into new, changed and deleted for Django's own log
            made += [_delete(gone, by, why) for gone in formset.deleted_forms if gone.instance.pk]
        if main.pk is None or press.state or form.has_changed():
            made += _save([(form, changes.Edit(main, form.many(), press.state))], by, why)
        changed = [one for formset in formsets for one in _rejoined(formset, main)]
        with_rows = press.publishes and form.cleaned_data.get("with_rows")
        edits = [(one, changes.Edit(one.instance, one.many(), _published(one.instance) if with_rows else None)) for one in changed]
        if with_rows:
            held = {(type(one.instance), one.instance.pk) for one in changed}
            others = [row for row in unpublished(hanging(main)) if (type(row), row.pk) not in held]
            edits += [(None, changes.Edit(row, state=Publication.PUBLISHED)) for row in others]
        made += _save(edits, by, why)
    return made


def unpublished(rows):
    return [row for row in rows if row.state not in OUT]


def _published(row):
    return None if row.state in OUT else Publication.PUBLISHED


def _rejoined(formset, main):
    for one in formset.saved_forms:
        setattr(one.instance, formset.fk.name, main)  # its key, now that a new parent has one
    return formset.saved_forms


def _delete(gone, by, why):
    gone.instance.version = gone.cleaned_data.get("seen_version")
    return delete(gone.instance, by=by, why=why)


def _save(edits, by, why):
    with _at_its_form(edits):
        return changes.save_all([edit for _form, edit in edits], by=by, why=why)


@contextmanager
def _at_its_form(edits):
    """Where `changes` says which row it refuses, its sentence goes to that row's form."""
    try:
        yield
    except ValidationError as error:
        row = getattr(error, "row", None)
        for form, edit in edits:
            if form is not None and edit.row is row:
                form.press.refused[form.prefix] = error
        raise


def words(refusal):
    """A refusal as a sentence for the editor."""
    if isinstance(refusal, ProtectedError):
        rows = sorted(str(row) for row in refusal.protected_objects)
        named = "; ".join(rows[:5]) + (f"; and {len(rows) - 5} more" if len(rows) > 5 else "")
        return f"It cannot be deleted, because these refer to it: {named}."
    if isinstance(refusal, IntegrityError):
        return "Another row holds the same values already where no two may. Somebody may have added it just now: look at the list."
    if isinstance(refusal, ValidationError):
        row = getattr(refusal, "row", None)
        return (f"{row}: " if row is not None else "") + " ".join(refusal.messages)
    return str(refusal)
