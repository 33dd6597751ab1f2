"""Words made comparable: accents, case and punctuation folded away."""

import re
import unicodedata
from typing import NamedTuple

_LETTERS = {
    "ß": "ss", "ø": "o", "Ø": "o", "đ": "d", "Đ": "d", "ð": "d", "Ð": "d", "þ": "th", "Þ": "th", "ł": "l", "Ł": "l", "ħ": "h", "Ħ": "h",
    "æ": "ae", "Æ": "ae", "œ": "oe", "ə": "e", "Ə": "e", "ı": "i",
}  # fmt: skip
# Arabic as it is typed: the last letters that many leave unmarked, those of Persian keyboards, the stretch between letters.
_LETTERS |= {"ة": "ه", "ى": "ي", "ی": "ي", "ک": "ك", "ـ": ""}
_LETTERS |= {chr(zero + digit): str(digit) for zero in (0x660, 0x6F0) for digit in range(10)}
_SPECIAL = str.maketrans(_LETTERS)
# Marks on, below and between letters, from the accents of Latin to the vowel signs of India and South-East Asia.
_MARKS = "".join(mark for mark in map(chr, range(0x300, 0x3100)) if unicodedata.category(mark).startswith("M"))
_UNMARKED = {ord(mark): None for mark in _MARKS}
# What no text holds, and XML 1.0 cannot hold: https://www.w3.org/TR/xml/#charsets
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_ASCII_WORD, _WORD = re.compile(r"[a-z0-9]+"), re.compile(r"[^\W_]+")


def fold(text):
    """`Türkiye’s Défense` → `turkiye s defense`: lower-case words without marks, of any script, parted by single spaces."""
    if text.isascii():
        return " ".join(_ASCII_WORD.findall(text.lower()))
    plain = unicodedata.normalize("NFKD", text.translate(_SPECIAL)).casefold().translate(_UNMARKED)
    return " ".join(_WORD.findall(unicodedata.normalize("NFC", plain)))


class Token(NamedTuple):
    """A word of a text, folded, and where it stands there."""

    start: int
    end: int
    word: str


# Chinese, Japanese and Korean write on without spaces, or with what English writes apart: each character is a word.
_ALONE = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\uff66-\uff9d\U00020000-\U0003ffff"
# A number with its commas (1,550) is one word; so is a word with its accents, written as marks of their own or not.
_TOKEN = re.compile(rf"[0-9]{{1,3}}(?:,[0-9]{{3}})+(?![0-9])|[{_ALONE}]|[^\W_{_ALONE}](?:[^\W_{_ALONE}]|[{_MARKS}\u0640\u200c\u200d])*")
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
