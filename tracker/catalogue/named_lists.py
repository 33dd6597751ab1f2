"""Named lists of actors, such as the states of Annex 2 to the CTBT, by the words that readers know them by."""

from tracker.models import ListMember


def list_titles(names=None):
    """{name: title} of the lists that have a public member, of these names or all; the name where none of its rows says."""
    rows = ListMember.objects.public().order_by("list", "actor__key")
    if names is not None:
        rows = rows.filter(list__in=names)
    titles = {}
    for name, title in rows.values_list("list", "title"):
        titles[name] = titles.get(name) or title
    return {name: title or f"the list {name}" for name, title in titles.items()}
