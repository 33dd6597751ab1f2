"""What is done with the rows that are ticked in a list: never with one that others changed since the list was drawn."""

from dataclasses import dataclass

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME, ActionForm
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import ValidationError
from django.template.response import TemplateResponse

from tracker import changes
from tracker.catalogue import table_of
from tracker.desk.versions import cells_of, changed_since, last_change
from tracker.models.vocabulary import Publication

from .press import unpublished
from .roles import editor

SEEN = "seen"
MOST_SHOWN = 50  # changed rows; of more, the list is to be looked at again
AFRESH = "The list does not say when it was drawn: open it afresh."


class TickedForm(ActionForm):
    """Which action; and the last change that was recorded when the list was drawn."""

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput, label="")


@admin.action(description="Publish selected %(verbose_name_plural)s", permissions=["publish"])
def publish_selected(model_admin, request, queryset):
    return _publish(model_admin, request, queryset, "publish_selected")


@admin.action(description="Publish selected %(verbose_name_plural)s with what hangs on them", permissions=["publish"])
def publish_with_rows(model_admin, request, queryset):
    return _publish(model_admin, request, queryset, "publish_with_rows", with_rows=True)


def _publish(model_admin, request, queryset, action, *, with_rows=False):
    number = last_change()
    rows = list(queryset)
    drafts = [row for row in rows if row.state != Publication.PUBLISHED]
    if with_rows:
        drafts += unpublished(model_admin.hanging(*rows))
    ticked = ticked_of(request, drafts)
    if ticked.unseen:
        return _ask(model_admin, request, action, ticked, number, title="Publish", button="Publish")
    made = changes.save_all([changes.Edit(row, state=Publication.PUBLISHED) for row in ticked.rows], by=editor(request))
    _log(request, ticked.rows, "Published.")
    sentence = (
        f"{len(made)} {'row' if len(made) == 1 else 'rows'} published."
        if made
        else _nothing(ticked, "All of these were published already.")
    )
    model_admin.message_user(request, sentence, messages.SUCCESS)
    return None


@admin.action(description="Retract selected %(verbose_name_plural)s", permissions=["publish"])
def retract_selected(model_admin, request, queryset):
    """Asks for the reason first: it stands at the address of what was retracted."""
    number = last_change()
    ticked = ticked_of(request, [row for row in queryset if row.state == Publication.PUBLISHED])
    why = request.POST.get("why", "").strip()
    if ticked.unseen or (ticked.rows and not why):
        return _ask(model_admin, request, "retract_selected", ticked, number, title="Retract", button="Retract", needs_why=True)
    made = changes.save_all([changes.Edit(row, state=Publication.RETRACTED) for row in ticked.rows], by=editor(request), why=why)
    _log(request, ticked.rows, "Retracted.")
    if made:
        model_admin.message_user(request, f"{len(made)} {'row' if len(made) == 1 else 'rows'} retracted.", messages.SUCCESS)
    else:
        nothing = _nothing(ticked, "None of these is published: only what is published is retracted.")
        model_admin.message_user(request, nothing, messages.WARNING)
    return None


def _nothing(ticked, sentence):
    return "Nothing is done: you left out all that had changed." if ticked.left_out else sentence


@dataclass
class Ticked:
    """`rows` to act on; `unseen` those among them that others changed since the list was drawn, each with its changes;
    `left_out` are those that the editor, shown their changes, has taken out."""

    rows: list
    unseen: list
    left_out: set


def ticked_of(request, rows):
    """What was ticked, as far as it has been seen. ValidationError where the list does not say when it was drawn."""
    seen = request.POST.get(SEEN, "")
    if not (seen.isascii() and seen.isdigit() and len(seen) < 19):
        raise ValidationError(AFRESH)
    left_out = set(request.POST.getlist("changed")) - set(request.POST.getlist("also"))
    kept = [row for row in rows if name_of(row) not in left_out]
    unseen = changed_since(kept, int(seen), but_by=editor(request).name)
    if len(unseen) > MOST_SHOWN:
        raise ValidationError(f"{len(unseen)} of these rows were changed since the list was drawn: look at it afresh. Nothing is done.")
    return Ticked(kept, unseen, left_out)


def name_of(row):
    return f"{table_of(row).name}:{row.pk}"


def _ask(model_admin, request, action, ticked, number, *, title, button, needs_why=False):
    """The page between: what others changed meanwhile, for the editor to leave out or take along; and why, where it is due."""
    changed = {name_of(row) for row, _changes in ticked.unseen}
    plain = [row for row in ticked.rows if name_of(row) not in changed]
    asked_before = SEEN in request.POST and "post" in request.POST
    context = {
        **model_admin.admin_site.each_context(request),
        "title": title,
        "button": button,
        "opts": model_admin.opts,
        "action": action,
        "rows": plain[:100],
        "more": max(len(plain) - 100, 0),
        "unseen": [_shown(row, since) for row, since in ticked.unseen],
        "left_out": sorted(ticked.left_out),
        "needs_why": needs_why,
        "why": request.POST.get("why", ""),
        "refused": asked_before and needs_why and not request.POST.get("why", "").strip(),
        "seen": number,
        "chosen": request.POST.getlist(ACTION_CHECKBOX_NAME),
        "across": request.POST.get("select_across", "0"),
        "checkbox": ACTION_CHECKBOX_NAME,
        "media": model_admin.media,
    }
    return TemplateResponse(request, "admin/tracker/ticked.html", context)


def _shown(row, since):
    return {"row": row, "name": name_of(row), "changes": [(change, cells_of(table_of(row), change)) for change in since]}


def _log(request, rows, message):
    """Django's own log, beside ours."""
    of_model = {}
    for row in rows:
        of_model.setdefault(type(row), []).append(row)
    for same in of_model.values():
        LogEntry.objects.log_actions(request.user.pk, same, CHANGE, message)
