"""Users: Django's own pages, and the second factor of somebody who has lost it."""

from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.admin import UserAdmin as DjangosUserAdmin
from django.contrib.auth.models import User

from tracker.desk import second_factor


@admin.action(description="Reset the second factor of selected users", permissions=["change"])
def reset_second_factor(model_admin, request, queryset):
    """They set it up anew when they next sign in."""
    users = list(queryset)
    second_factor.reset(users)
    LogEntry.objects.log_actions(request.user.pk, users, CHANGE, "Second factor reset.")
    model_admin.message_user(request, f"Reset for {', '.join(user.get_username() for user in users)}.", messages.SUCCESS)


class UserAdmin(DjangosUserAdmin):
    actions = (reset_second_factor,)
    list_display = ("username", "roles", "is_staff", "is_active", "last_login")
    list_select_related = ()

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    @admin.display(description="Role")
    def roles(self, user):
        return ", ".join(group.name for group in user.groups.all()) or "–"


admin.site.unregister(User)
admin.site.register(User, UserAdmin)
