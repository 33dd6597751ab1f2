"""Where a commitment stands in its text: references in the order of their numbers, Roman ones by what they are worth."""

import re

from django.db import models

_PART = re.compile(r"[0-9]+|[^\W\d_]+")
_ROMAN = re.compile(r"(?=[IVXL])L?X{0,3}(?:IX|IV|V?I{0,3})")
_WORTH = {"I": 1, "V": 5, "X": 10, "L": 50}
_AFTER = {"protocol": 1, "annex": 2, "appendix": 3}  # what follows the articles of a text
LONGEST = 400
MOST = 999_999


def article_order(reference):
    """A text by which references sort: `Article V` before `Article IX(2)`, and that before `Annex A`."""
    parts = [_part(text) for text in _PART.findall(reference)]
    group = _AFTER.get(parts[0][1:], 0) if parts else 0
    return " ".join([str(group), *parts])[:LONGEST]


def _part(text):
    """Numbers of one length, before words."""
    numeral = text.upper() if text.islower() and len(text) > 1 else text
    if text.isascii() and text.isdigit():
        number = int(text[:7])
    elif _ROMAN.fullmatch(numeral) and (text.isupper() or set(text) <= set("ivx")):
        number = _value(numeral)
    else:
        return f"1{text.lower()}"
    return f"0{min(number, MOST):06d}"


def _value(numeral):
    worth = [_WORTH[letter] for letter in numeral]
    return sum(-one if one < following else one for one, following in zip(worth, [*worth[1:], 0], strict=True))


class ArticleOrder(models.CharField):
    """The order of a reference, kept beside it for the database to sort by. `source` names the field of the reference."""

    def __init__(self, *args, source="", **kwargs):
        self.source = source
        super().__init__(*args, **kwargs | {"max_length": LONGEST, "editable": False, "default": ""})

    def deconstruct(self):
        name, path, args, _kwargs = super().deconstruct()
        return name, path, args, {"source": self.source}

    def pre_save(self, model_instance, add):
        order = article_order(getattr(model_instance, self.source))
        setattr(model_instance, self.attname, order)
        return order
