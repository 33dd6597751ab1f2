"""Words made comparable: accents, case and punctuation folded away."""

import re
import unicodedata

_WORD = re.compile(r"[a-z0-9]+")
_SPECIAL = str.maketrans({"ß": "ss", "ø": "o", "Ø": "o", "đ": "d", "Đ": "d", "ł": "l", "Ł": "l", "æ": "ae", "Æ": "ae", "œ": "oe", "ı": "i"})


def fold(text):
    """`Türkiye’s Défense` → `turkiye s defense`: lower-case ASCII words parted by single spaces."""
    plain = unicodedata.normalize("NFKD", text.translate(_SPECIAL)).casefold()
    return " ".join(_WORD.findall("".join(char for char in plain if not unicodedata.combining(char))))


def terms(text):
    return fold(text).split()
