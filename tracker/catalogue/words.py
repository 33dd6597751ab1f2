"""Words made comparable: accents, case and punctuation folded away."""

import re
import unicodedata
from typing import NamedTuple

_WORD = re.compile(r"[a-z0-9]+")
_SPECIAL = str.maketrans({"ß": "ss", "ø": "o", "Ø": "o", "đ": "d", "Đ": "d", "ł": "l", "Ł": "l", "æ": "ae", "Æ": "ae", "œ": "oe", "ı": "i"})


def fold(text):
    """`Türkiye’s Défense` → `turkiye s defense`: lower-case ASCII words parted by single spaces."""
    plain = unicodedata.normalize("NFKD", text.translate(_SPECIAL)).casefold()
    return " ".join(_WORD.findall("".join(char for char in plain if not unicodedata.combining(char))))


class Token(NamedTuple):
    """A word of a text, folded, and where it stands there."""

    start: int
    end: int
    word: str


# A number with its commas (1,550) is one word; so is a word with its accents, written as marks of their own or not.
_TOKEN = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[^\W_](?:[^\W_]|[\u0300-\u036f])*")
LONGEST_WORD = 100  # letters; what is longer is no word, and PostgreSQL takes no more than 2,046
_POSSESSIVE = re.compile(r"[’']s\b", re.IGNORECASE)


def tokens(text):
    """The words of a text, in order: `Türkiye’s 1,550` gives `turkiye` and `1550`."""
    plain = _POSSESSIVE.sub("  ", text)
    return [
        Token(match.start(), match.end(), word)
        for match in _TOKEN.finditer(plain)
        if (word := fold(match[0].replace(",", "")).replace(" ", "")[:LONGEST_WORD])
    ]
