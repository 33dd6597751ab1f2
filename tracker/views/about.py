"""What stands behind the data: the terms used, and how they are made, licensed, cited and mended."""

from itertools import groupby

from django.conf import settings
from django.utils import timezone
from django.views.decorators.http import require_safe

from tracker.catalogue import RECORD_TYPES
from tracker.catalogue.glossary import GLOSSARY, TERMS
from tracker.formats.headers import LICENCE
from tracker.selections import no_parameters

from .conditional import versioned
from .frame import page


@require_safe
@versioned
def glossary(request):
    """The terms of the field, by letter."""
    errors = no_parameters(request.GET)
    terms = sorted(TERMS, key=lambda term: term.word.lower())
    shown = [{"term": term, "others": [GLOSSARY[key] for key in term.see]} for term in terms]
    letters = [(letter, list(group)) for letter, group in groupby(shown, key=lambda one: one["term"].word[0].upper())]
    return page(request, "glossary/glossary.html", {"errors": errors, "crumbs": [], "letters": letters}, status=400 if errors else 200)


@require_safe
@versioned
def about(request):
    """Method, licence, citation, correction, neutrality, accessibility."""
    errors = no_parameters(request.GET)
    context = {
        "errors": errors,
        "crumbs": [],
        "licence": LICENCE,
        "today": timezone.localdate(),
        "contact": settings.CONTACT,
        "site": request.build_absolute_uri("/"),
        "chosen": [record_type for record_type in RECORD_TYPES if record_type.chosen],
    }
    return page(request, "about/about.html", context, status=400 if errors else 200)
