"""Who acts in tests."""

from django.contrib.auth.models import Group, User

from tracker import changes

RESEARCHER = changes.Who("ruth.researcher", changes.RESEARCHER)
CURATOR = changes.Who("carl.curator", changes.CURATOR)
ADMINISTRATOR = changes.Who("ada.administrator", changes.ADMINISTRATOR)

PASSWORD = "correct horse battery"


def user(name, role="", *, is_staff=True, **values):
    """An account with a role, which may enter the admin unless `is_staff` says otherwise."""
    made = User.objects.create_user(name, password=PASSWORD, is_staff=is_staff, **values)
    if role:
        made.groups.add(Group.objects.get_or_create(name=role)[0])
    return made
