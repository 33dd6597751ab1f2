"""Named lists as pages refer to them: by title, with a link to their members."""

from tracker.catalogue import Ref
from tracker.catalogue.named_lists import list_titles


def list_refs(names):
    """{name: Ref} of those of these names that are lists with a public member."""
    return {name: Ref(name, title, "list") for name, title in list_titles(names).items()}


def list_labels(names):
    """{name: what a sentence calls it}, in quotation marks; no query for no name."""
    return {name: f"‘{title}’" for name, title in list_titles(names).items()} if names else {}
