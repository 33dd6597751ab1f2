"""What is done with the rows that are ticked in a list."""

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.models import CHANGE, LogEntry
from django.template.response import TemplateResponse

from tracker import changes
from tracker.models.vocabulary import Publication

from .press import unpublished
from .roles import editor


@admin.action(description="Publish selected %(verbose_name_plural)s", permissions=["publish"])
def publish_selected(model_admin, request, queryset):
    _publish(model_admin, request, [row for row in queryset if row.state != Publication.PUBLISHED])


@admin.action(description="Publish selected %(verbose_name_plural)s with what hangs on them", permissions=["publish"])
def publish_with_rows(model_admin, request, queryset):
    rows = list(queryset)
    drafts = [row for row in rows if row.state != Publication.PUBLISHED]
    _publish(model_admin, request, drafts + unpublished(model_admin.hanging(*rows)))


def _publish(model_admin, request, rows):
    made = changes.save_all([changes.Edit(row, state=Publication.PUBLISHED) for row in rows], by=editor(request))
    _log(request, rows, "Published.")
    sentence = f"{len(made)} {'row' if len(made) == 1 else 'rows'} published." if made else "All of these were published already."
    model_admin.message_user(request, sentence, messages.SUCCESS)


@admin.action(description="Retract selected %(verbose_name_plural)s", permissions=["publish"])
def retract_selected(model_admin, request, queryset):
    """Asks for the reason first: it stands at the address of what was retracted."""
    rows = [row for row in queryset if row.state == Publication.PUBLISHED]
    why = request.POST.get("why", "").strip()
    if rows and not why:
        return _ask_why(model_admin, request, rows)
    made = changes.save_all([changes.Edit(row, state=Publication.RETRACTED) for row in rows], by=editor(request), why=why)
    _log(request, rows, "Retracted.")
    if made:
        model_admin.message_user(request, f"{len(made)} {'row' if len(made) == 1 else 'rows'} retracted.", messages.SUCCESS)
    else:
        model_admin.message_user(request, "None of these is published: only what is published is retracted.", messages.WARNING)
    return None


def _ask_why(model_admin, request, rows):
    context = {
        **model_admin.admin_site.each_context(request),
        "title": "Retract",
        "opts": model_admin.opts,
        "rows": rows[:100],
        "more": max(len(rows) - 100, 0),
        "refused": "post" in request.POST,
        "chosen": request.POST.getlist(ACTION_CHECKBOX_NAME),
        "across": request.POST.get("select_across", "0"),
        "checkbox": ACTION_CHECKBOX_NAME,
        "media": model_admin.media,
    }
    return TemplateResponse(request, "admin/tracker/retract_selected.html", context)


def _log(request, rows, message):
    """Django's own log, beside ours."""
    of_model = {}
    for row in rows:
        of_model.setdefault(type(row), []).append(row)
    for same in of_model.values():
        LogEntry.objects.log_actions(request.user.pk, same, CHANGE, message)
