"""The words that occur in what is published: what an unfinished word may become, and what a misspelt one was meant to be."""

import re
from collections import defaultdict

from django.db.models import Q

from tracker.models import Word

from .word_families import ALTERNATIVES, stem

MOST_BEGUN = 100
SHORTEST = 3  # letters that a word must have to be taken for the beginning of another
LONGEST = 30  # letters of a word that is still corrected
MOST_CORRECTED = 8
MORE_USUAL = 5  # times
RARE = 3  # documents: a word in no more of them may be a slip, where nothing is found
_CODE = re.compile(r"([a-z]+)([0-9]+)|([0-9]+)([a-z]+)")


class Vocabulary:
    """What is known about some words; asks the database once, and once more where one of them is not known or not finished."""

    def __init__(self, words, unfinished=(), *, doubt=False):
        stems = {stem(word) for word in words}
        rows = Word.objects.filter(stem__in=stems, documents__gt=RARE if doubt else 0)
        self._stems = set(rows.values_list("stem", flat=True)) if stems else set()
        self._unknown = [word for word in dict.fromkeys(words) if not self.knows(word)][:MOST_CORRECTED]
        self._near = self._rows([*self._unknown, *unfinished], [word for word in self._unknown if word not in unfinished])

    def knows(self, word):
        return stem(word) in self._stems or (stem(word),) in ALTERNATIVES

    def _rows(self, begun, misspelt):
        condition = Q()
        for word in begun:
            condition |= Q(word__startswith=word)
        for length in {long for word in misspelt for long in range(len(word) - 2, len(word) + 3) if len(word) <= LONGEST}:
            condition |= Q(length=length)
        for part in {part for word in misspelt for pair in _pairs(word) for part in pair}:
            condition |= Q(word=part)
        if not condition:
            return {}
        rows = Word.objects.filter(condition).order_by("-documents", "word")
        return {word: (as_stem, documents) for word, as_stem, documents in rows.values_list("word", "stem", "documents")}

    def begun(self, word, *, open=False):
        """Stems of the words that begin so, the most frequent first; of a short word only while it is being typed (`open`)."""
        if not open and len(word) < SHORTEST and word in self._unknown:
            return []
        found = dict.fromkeys(as_stem for other, (as_stem, _documents) in self._near.items() if other.startswith(word))
        return list(found)[:MOST_BEGUN]

    def slipped(self, word):
        """Whether it is one slip from a word that is far more usual than all those that it begins."""
        near = self.nearest(word)
        if near is None or distance(word, near, 1) is None:
            return False
        begun = sum(documents for other, (_stem, documents) in self._near.items() if other.startswith(word))
        return not near.startswith(word) and self._near[near][1] > MORE_USUAL * begun

    def parted(self, word):
        """The two words that were written as one: `openskies`, `sm3`."""
        found = [pair for pair in _pairs(word) if all(part in self._near or (stem(part),) in ALTERNATIVES for part in pair)]
        return max(found, key=lambda pair: min(self._near.get(part, ("", 0))[1] for part in pair), default=None)

    def nearest(self, word):
        """The word most like this one, or None: one slip in four letters, two in five or more; first of the same letters."""
        if not 4 <= len(word) <= LONGEST or word.isdigit() or word not in self._unknown:
            return None
        most = 1 if len(word) == 4 else 2
        best = defaultdict(list)
        letters = set(word)
        for other, (_stem, documents) in self._near.items():
            if (
                abs(len(other) - len(word)) > most
                or len(letters ^ set(other)) > 2 * most
                or other.isdigit()
                or len(other) < 4
                or stem(other) == stem(word)
            ):
                continue
            slips = distance(word, other, most)
            if slips is not None and (slips == 1 or len(word) > 6 or other[0] == word[0]):
                best[slips].append((sorted(other) == sorted(word), other[0] == word[0], documents, other))
        return max(best[min(best)])[3] if best else None


def _pairs(word):
    """The ways to part a word in two."""
    if match := _CODE.fullmatch(word):
        return [tuple(part for part in match.groups() if part)]
    if not 7 <= len(word) <= LONGEST:
        return []
    return [(word[:at], word[at:]) for at in range(3, len(word) - 2)]


def distance(one, other, most):
    """How many letters were left out, added, changed or swapped; None above `most`."""
    before, row = None, list(range(len(other) + 1))
    for at, letter in enumerate(one, start=1):
        older, before, row = before, row, [at]
        for to, wanted in enumerate(other, start=1):
            slips = min(row[to - 1] + 1, before[to] + 1, before[to - 1] + (letter != wanted))
            if older and to > 1 and letter == other[to - 2] and one[at - 2] == wanted:
                slips = min(slips, older[to - 2] + 1)
            row.append(slips)
        if min(row) > most:
            return None
    return row[-1] if row[-1] <= most else None
