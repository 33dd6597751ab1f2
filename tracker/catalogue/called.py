"""Records by what people call them; actors: filters.find_actors."""

from django.core.exceptions import ValidationError

from tracker.models import Record

from .words import fold


def find_record(text):
    """Key of the published record meant; where several bear the name, the treaty, then the framework, and so on."""
    named = Record.objects.public().filter(key=text.lower()).values_list("key", flat=True).first()
    if named:
        return named
    wanted = fold(text)
    # Many leave off what it is: 'mine ban', 'chemical weapons', 'Ottawa'.
    whole = [f"{wanted} {word}" for word in ("treaty", "convention")]
    rows = Record.objects.public().order_by("pk").values_list("type", "key", "short_title", "title", "other_titles")
    found = []
    for kind, key, short, title, others in rows:
        names = {fold(key), fold(short), fold(title), *map(fold, others)}
        if wanted and not names.isdisjoint((wanted, *whole)):
            found.append((wanted not in names, ORDER.get(kind, len(ORDER)), key))
    if not found:
        raise ValidationError(f"No record '{text[:60]}' is known: write its key, short title or title, such as npt.")
    return min(found)[2]


ORDER = {"treaty": 0, "framework": 1}
