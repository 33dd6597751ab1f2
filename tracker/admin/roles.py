"""Who may do what in the admin: the role decides, as it does in `tracker.changes`. Django's permissions do not."""

from tracker.desk.people import person as editor
from tracker.models.vocabulary import Publication

OUT = (Publication.PUBLISHED, Publication.RETRACTED)


class ByRole:
    """Everybody with a role sees every row, and adds and changes drafts; what has been published is for those who may publish."""

    def has_module_permission(self, request):
        return editor(request) is not None

    def has_view_permission(self, request, obj=None):
        return editor(request) is not None

    def has_add_permission(self, request, obj=None):
        return editor(request) is not None

    def has_change_permission(self, request, obj=None):
        # What is sent for a row that was published while it was being typed goes on to `changes`, whose refusal is shown with
        # the form: a 403 would lose the typing.
        return self._may_touch(request, obj) or (editor(request) is not None and request.method == "POST")

    def has_delete_permission(self, request, obj=None):
        return self._may_touch(request, obj)

    def has_publish_permission(self, request):
        return editor(request) is not None and editor(request).may_publish

    def _may_touch(self, request, obj):
        by = editor(request)
        return by is not None and (by.may_publish or getattr(obj, "state", None) not in OUT)


class ReadOnly(ByRole):
    """What is looked at here and written elsewhere."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
