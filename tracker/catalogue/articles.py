"""Where a commitment stands in its text: references in the order of their numbers, Roman ones by what they are worth."""

import re

_PART = re.compile(r"[0-9]+|[^\W\d_]+")
_ROMAN = re.compile(r"(?=[IVXL])L?X{0,3}(?:IX|IV|V?I{0,3})")
_WORTH = {"I": 1, "V": 5, "X": 10, "L": 50}
_AFTER = {"protocol": 1, "annex": 2, "appendix": 3}  # what follows the articles of a text


def article_order(reference):
    """What references sort by: `Article V` before `Article IX(2)`, and that before `Annex A`."""
    parts = [_part(text) for text in _PART.findall(reference)]
    return _AFTER.get(parts[0][2], 0) if parts else 0, parts


def _part(text):
    if text.isdigit():
        return 0, int(text), ""
    numeral = text.upper() if text.islower() and len(text) > 1 else text
    if _ROMAN.fullmatch(numeral) and (text.isupper() or set(text) <= set("ivx")):
        return 0, _value(numeral), ""
    return 1, 0, text.lower()


def _value(numeral):
    worth = [_WORTH[letter] for letter in numeral]
    return sum(-one if one < following else one for one, following in zip(worth, [*worth[1:], 0], strict=True))
