"""From what a file calls an actor to the actor: a key, an ISO 3166 code, or a name that it bore.

A name leads to the actor that carries on the acts of the one so named ("Soviet Union" to Russia); a key means itself.
"""

from difflib import get_close_matches

from tracker.catalogue.words import fold
from tracker.models import Actor, parse_other_name

_LITTLE = {"the", "of", "and"}
_SHORT = {"st": "saint"}


class ActorNames:
    def __init__(self, actors):
        self.by_pk, self.by_key, self.by_code = {}, {}, {}
        self._by_name, self._by_words = {}, {}
        for actor in actors:
            self.add(actor)

    def add(self, actor):
        self.by_key[actor.key] = actor
        if actor.pk:
            self.by_pk[actor.pk] = actor
        if actor.iso3:
            self.by_code[actor.iso3.upper()] = actor
        names = [(actor.name, None), *(parse_other_name(other) for other in actor.other_names)]
        for name, used in names:
            if name:
                self._by_name.setdefault(_plain(name), []).append((actor, used))
                self._by_words.setdefault(_words(name), []).append((actor, used))

    def find(self, text, day=None):
        """The actor that `text` names on `day` (a PartialDate; None where no day is known).

        Today's name and undated other names hold on any day, a dated one while it was in use. Raises ValueError
        where no actor or more than one bears the name.
        """
        if text in self.by_key:
            return self.by_key[text]
        if text.upper() in self.by_code:
            return self._continuing(self.by_code[text.upper()])
        bearers = self._by_name.get(_plain(text)) or self._by_words.get(_words(text))
        if not bearers:
            raise ValueError(f"'{text[:80]}' is neither the key, the ISO 3166 code nor the name of an actor{self._guess(text)}")
        valid = [actor for actor, used in bearers if used is None or day is None or _overlap(used, day)]
        if not valid:
            actor, used = bearers[0]
            raise ValueError(f"'{text}' was the name of '{actor.key}' in {used}, not on {day}: give the key of the actor meant.")
        return self._one_of(valid, text, day)

    def _one_of(self, valid, text, day):
        """The one actor to which they all lead; else the one of them that existed on the day."""
        for bearers in (valid, [actor for actor in valid if day is None or _existed(actor, day)]):
            found = {actor.key: actor for actor in map(self._continuing, bearers)}
            if len(found) == 1:
                return next(iter(found.values()))
        keys = ", ".join(sorted({actor.key for actor in valid}))
        raise ValueError(f"'{text}' is the name of several actors ({keys}): give the key of the one meant.")

    def _continuing(self, actor):
        seen = set()
        while actor.continued_by_id in self.by_pk and actor.key not in seen:
            seen.add(actor.key)
            actor = self.by_pk[actor.continued_by_id]
        return actor

    def _guess(self, text):
        near = get_close_matches(_plain(text), self._by_name, 1, 0.75)
        return f"; did you mean '{self._by_name[near[0]][0][0].name}'?" if near else "."


def load_actor_names():
    return ActorNames(Actor.objects.all())


def _plain(name):
    return fold(name) or name.casefold()


def _words(name):
    """`Netherlands (Kingdom of the)` and `Kingdom of the Netherlands` alike."""
    words = frozenset(_SHORT.get(word, word) for word in fold(name).split()) - _LITTLE
    return words or name.casefold()


def _overlap(one, other):
    return one.first <= other.last and other.first <= one.last


def _existed(actor, day):
    begun = actor.exists_from is None or actor.exists_from.first <= day.last
    return begun and (actor.exists_to is None or day.first <= actor.exists_to.last)
