"""What a reader asks in words, read: which words must be there, what may stand for each, and what must not be.

`"words in quotes"` stand together as they are, `-word` must not be there, `word*` and any word that occurs nowhere else
may go on. A word that occurs nowhere is corrected to the nearest that does; quotes keep it as it was written. Any text
can be read: what holds no word asks for nothing.
"""

import re
from dataclasses import dataclass, field, replace
from itertools import islice, product

from .vocabulary import Vocabulary
from .word_families import ALTERNATIVES, LITTLE, LONGEST, MEANT, stem
from .words import LONGEST_WORD, tokens

MOST_WORDS = 40
LONGEST_TEXT = 4096
MOST_WAYS, LONG_ENOUGH = 120, 4
MOST_JOINED, MOST_NAMES = 3, 40
_PART = re.compile(r'(?P<out>(?<!\S)-)?(?:"(?P<quoted>[^"]*)(?:"|$)|(?P<bare>[^\s"]+))')
_QUOTES = str.maketrans("“”„«»", '"""""')
LONGEST_CODE = 6  # letters of an abbreviation
_GENERIC = {"treaty", "convention", "agreement", "regime", "act"}


@dataclass(frozen=True)
class Said:
    """Stems that stand together, one after another; or, where `apart`, anywhere."""

    stems: tuple
    apart: bool = False


@dataclass(frozen=True)
class Term:
    """One thing that must be there: any of several ways to say it. `written` is how it was asked."""

    ways: tuple
    written: str = ""


@dataclass(frozen=True)
class Question:
    """Every term must be there, and none of those without. `exactly`: what a name may be that is asked for as a whole,
    `named` what one may be that stands among other words.
    """

    terms: tuple = ()
    without: tuple = ()
    exactly: tuple = ()
    named: tuple = ()
    corrected: str = ""
    literal: str = ""

    def __bool__(self):
        return bool(self.terms)

    def lacking(self, place):
        """The same without one of its terms."""
        return replace(self, terms=(*self.terms[:place], *self.terms[place + 1 :]), exactly=(), named=())

    @property
    def ways(self):
        return [way for term in self.terms for way in term.ways]


@dataclass
class _Word:
    word: str
    part: int  # words of one part that no space parts belong together
    start: int
    end: int
    open: bool = False
    ways: tuple = ()  # where it is no word of the vocabulary: what it may be


@dataclass
class _Parts:
    words: list = field(default_factory=list)
    terms: list = field(default_factory=list)
    without: list = field(default_factory=list)
    spans: dict = field(default_factory=dict)


def read(text, *, typing=False, correct=True, doubt=False, codes=False):
    """The question in a text. With `typing` its last word may go on; without `correct` no word is taken for another; in
    `doubt` even words that hardly occur are; with `codes` abbreviations in capitals too, which else stand as they are.
    """
    text = str(text)[:LONGEST_TEXT].translate(_QUOTES)
    parts = _split(text, typing)
    corrected, literal = _settle(parts, text, correct, doubt, codes)
    terms = list(dict.fromkeys([*parts.terms, *_terms(parts.words)]))
    return Question(tuple(terms), tuple(parts.without), _exactly(parts, terms), _named(terms), corrected, literal)


def _split(text, typing):
    found = _Parts()
    for number, part in enumerate(_PART.finditer(text)):
        said = part["quoted"] if part["quoted"] is not None else part["bare"]
        at = part.start("quoted" if part["quoted"] is not None else "bare")
        words = tokens(said)[:MOST_WORDS]
        if not words or len(found.words) + len(found.terms) + len(found.without) >= MOST_WORDS:
            continue
        stems = tuple(stem(token.word) for token in words)
        if part["out"]:
            found.without.append(Term((Said(stems),), said))
        elif part["quoted"] is not None:
            found.terms.append(Term((Said(stems),), f'"{said.strip()}"'))
        else:
            found.spans[number] = part.span("bare")
            last = typing and part.end() == len(text)
            found.words += [
                _Word(
                    token.word,
                    number,
                    at + token.start,
                    at + token.end,
                    open=token is words[-1] and (last or said[token.end :].startswith("*")),
                )
                for token in words
            ]
    del found.words[MOST_WORDS:]
    return found


def _settle(parts, text, correct, doubt, codes):
    """Words that occur nowhere become what they begin, what they join, or the nearest: the corrected text and the literal one."""
    vocabulary = Vocabulary([word.word for word in parts.words], [word.word for word in parts.words if word.open], doubt=doubt)
    changed, phrased = [], _phrased(parts.words)
    for word in parts.words:
        if word.word in phrased and not word.open:
            continue
        if word.open:
            own = {stem(word.word): None} if vocabulary.knows(word.word) else {}
            own |= dict.fromkeys(vocabulary.begun(word.word, open=True))
            meant = [Said(other) for one, others in ALTERNATIVES.items() if _begins(one, word.word) for other in others]
            word.ways = tuple(dict.fromkeys([*(Said((one,)) for one in own), *meant]))[:MOST_WAYS]
        elif not vocabulary.knows(word.word):
            if not (correct and vocabulary.slipped(word.word)):
                word.ways = tuple(Said((one,)) for one in vocabulary.begun(word.word))
            if not word.ways and (joined := vocabulary.parted(word.word)):
                word.ways = (Said(tuple(map(stem, joined))),)
        if not correct or word.ways or vocabulary.knows(word.word) or (not codes and _is_code(text, word)):
            continue
        if nearest := vocabulary.nearest(word.word):
            changed.append((word.start, word.end, nearest, word.part))
            word.word = nearest
    return _corrected(text, changed), _literal(text, parts, changed)


def _phrased(words):
    """The words that are said together in place of others, which need occur nowhere: `ciel ouvert`."""
    stems, found = [stem(word.word) for word in words], set()
    for at in range(len(words)):
        for length in range(min(LONGEST, len(words) - at), 1, -1):
            if tuple(stems[at : at + length]) in ALTERNATIVES:
                found.update(word.word for word in words[at : at + length])
                break
    return found


def _is_code(text, word):
    """Whether a word is written as an abbreviation, in a text that is not all in capitals."""
    written = text[word.start : word.end]
    return written.isupper() and len(written) <= LONGEST_CODE and (not text.isupper() or text.strip() == written)


def _begins(said, word):
    """Whether a word goes on to be one that is said in place of others: `allem` to be `allemagne`."""
    return len(word) >= LONG_ENOUGH and len(said) == 1 and said[0].startswith(word)


def _corrected(text, changed):
    for start, end, nearest, _part in reversed(changed):
        text = f"{text[:start]}{nearest}{text[end:]}"
    return text if changed else ""


def _literal(text, parts, changed):
    for part in sorted({part for _start, _end, _word, part in changed}, reverse=True):
        start, end = parts.spans[part]
        text = f'{text[:start]}"{text[start:end]}"{text[end:]}'
    return text if changed else ""


def _terms(words):
    """The longest phrase that can be said in another way first; then words joined by a hyphen; then words."""
    stems = [None if word.ways else stem(word.word) for word in words]
    at, found, little = 0, [], []
    while at < len(words):
        term, taken = _term_at(words, stems, at)
        if taken == 1 and words[at].word in LITTLE and not words[at].ways:
            little.append(term)
        else:
            found.append(term)
        at += taken
    return found or little


def _term_at(words, stems, at):
    for length in range(min(LONGEST, len(words) - at), 0, -1):
        said = tuple(stems[at : at + length])
        if None not in said and said in ALTERNATIVES and (length > 1 or words[at].word not in LITTLE):
            ways = [Said(other) for other in ALTERNATIVES[said] if other != said]
            # What begins with a little word says something else without it: no first use.
            return Term((Said(said, apart=said[0] not in LITTLE), *ways), _written(words[at : at + length])), length
    word = words[at]
    if word.ways:
        return Term(word.ways, word.word), 1
    together = [at]
    while together[-1] + 1 < len(words) and words[together[-1] + 1].part == word.part and not words[together[-1] + 1].ways:
        together.append(together[-1] + 1)
    if len(together) == 1:
        return Term((Said((stems[at],)),), word.word), 1
    said = tuple(stems[place] for place in together)
    joined = stem("".join(words[place].word for place in together)[:LONGEST_WORD])
    return Term((Said(said), Said((joined,))), _written([words[place] for place in together])), len(together)


def _written(words):
    return " ".join(word.word for word in words)


def _exactly(parts, terms):
    """The names that would be meant if the whole question were one: as asked, without a last 'treaty', or said otherwise."""
    if parts.without or any(word.open and not word.ways for word in parts.words):
        return ()
    own = [stem(word.word) for word in parts.words if word.word not in LITTLE]
    own += [one for term in parts.terms for one in term.ways[0].stems]
    found = {" ".join(own): None}
    if len(own) > 1 and own[-1] in _GENERIC:
        found[" ".join(own[:-1])] = None
    if meant := MEANT.get(tuple(own)):
        found[" ".join(meant)] = None
    if len(terms) <= MOST_JOINED:
        joined = product(*([name_of(way.stems) for way in term.ways] for term in terms))
        found |= {" ".join(names): None for names in islice(joined, MOST_NAMES)}
    return tuple(name for name in found if name)[:MOST_NAMES]


def _named(terms):
    """The names that a part of the question may be: `open skies` where a withdrawal from it is asked for."""
    found = {}
    if len(terms) > 1:
        for start in range(len(terms)):
            for end in range(start + 1, min(start + MOST_JOINED, len(terms)) + 1):
                joined = product(*([name_of(way.stems) for way in term.ways] for term in terms[start:end]))
                found |= {" ".join(names): None for names in islice(joined, MOST_NAMES)}
    return tuple(name for name in found if name)[:MOST_NAMES]


def name_of(stems):
    """Stems as a name is kept to be found as a whole: those that matter."""
    return " ".join(one for one in stems if one not in LITTLE)
