"""What each parameter of each list means of one row, said over plain facts: nothing here asks as the lists do.

A row knows whether it meets one parameter and which codes of a facet it has. What is derived for timelines and the
calendar is read from the database: how it comes about is tested elsewhere, here what selects from it.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

from tests.selections.facts import ACTORS, LISTS, STATES, bounds
from tracker.models.vocabulary import Finding

TODAY = date(2026, 11, 23)
LASTING = {"challenge": ("open", "closed"), "engagement": ("under_way", "completed")}
KEPT = {Finding.FULFILLED, Finding.FULFILLED_LATE}
MEANT = {"FRA": "fra", "Germany": "deu"}  # other names under which actors are asked for
EVER = (date.min, date.max)


def day_of(asked):
    return bounds(asked["as_of"][0])[1] if "as_of" in asked else TODAY


def overlaps(lives, name, asked):
    """Whether what lasted so long meets `from`, `to` or `as_of`."""
    first, last = bounds(asked[name][0])
    return all(over >= first if name == "from" else begun <= last for begun, over in lives)


def answers(questions, words):
    """Whether words answer one of several questions: all of its words, and none of those behind a minus."""

    def one(question):
        parts = question.lower().split()
        wanted = {part for part in parts if part[0] != "-"}
        return wanted and wanted <= words and not {part[1:] for part in parts if part[0] == "-"} & words

    return any(one(question) for question in questions)


def actors_of(asked):
    return {MEANT.get(key, key) for key in asked["actor"]}


@dataclass
class Row:
    """A row that has its codes and its place in time for good."""

    pk: object
    own: dict = field(default_factory=dict)  # {parameter: codes}
    lives: tuple = (EVER,)
    words: frozenset = frozenset()
    records: frozenset = frozenset()
    actors: frozenset = frozenset()

    def meets(self, name, asked):
        if name in ("from", "to", "as_of"):
            return overlaps(self.lives, name, asked)
        if name == "q":
            return answers(asked[name], self.words)
        if name == "record":
            return bool(self.records & {*asked[name]})
        if name == "actor":
            return bool(self.actors & actors_of(asked))
        return bool(self.codes(name, asked) & {*asked[name]})

    def codes(self, facet, asked):
        return self.own[facet]


class OfRecord(Row):
    def __init__(self, fact):
        self.fact = fact
        super().__init__(fact.pk, fact.codes, (life_of(fact),), frozenset(fact.words))

    def status(self, day):
        fact = self.fact
        if fact.begins is None or day < fact.begins:
            return None
        if fact.type == "framework":
            if fact.ends and fact.ends <= day:
                return "ended"
            return "not_in_force" if fact.in_force and day < fact.in_force else "active"
        if fact.type == "treaty":
            if fact.ends and fact.ends <= day:
                return "ended" if fact.in_force else "never_in_force"
            return "in_force" if fact.in_force and fact.in_force <= day else "not_in_force"
        lasting, over = LASTING.get(fact.type, ("active", "ended"))
        return over if fact.ends and fact.ends < day else lasting

    def standing(self, actor, day, basis="effect"):
        """The actor's status under the record; none is None."""
        fact = self.fact
        gone = STATES[actor].get("exists_to")
        if gone and day > date.fromisoformat(gone):
            return None
        if actor in fact.left and fact.left[actor] <= day:
            return "former_party"
        if fact.ends and (fact.ends <= day if fact.agreement else fact.ends < day):
            return None
        if actor in fact.joined and fact.joined[actor] <= day:
            return {"engagement": "partner", "system": "host"}.get(fact.type, "participant")
        consented, effect = fact.consented.get(actor, (date.max, date.max))
        if consented <= day:
            bound = max(effect if basis == "effect" else consented, fact.in_force or date.max)
            return "party" if bound <= day else "contracting"
        return "signatory" if fact.signed.get(actor, date.max) <= day else None

    def meets(self, name, asked):
        day = day_of(asked)
        if name == "actor":
            standing = {self.standing(key, day) for key in actors_of(asked)}
            if "status" in asked:
                return bool(standing & {*asked["status"]}) or ("none" in asked["status"] and standing == {None})
            return standing != {None} or any(self.fact.named.get(key, date.max) <= day for key in actors_of(asked))
        if name == "status" and "actor" in asked:
            return True
        return super().meets(name, asked)

    def codes(self, facet, asked):
        if facet != "status":
            return self.own[facet]
        if "actor" not in asked:
            return {self.status(day_of(asked))} - {None}
        return {self.standing(key, day_of(asked)) for key in actors_of(asked)} - {None}


def life_of(fact):
    if fact.agreement:
        return fact.begins, fact.ends - timedelta(days=1) if fact.ends else date.max
    last = fact.begins if fact.type == "development" else None
    return fact.begins or date.min, fact.ends or last or date.max


class Promised(Row):
    def __init__(self, fact, record):
        self.fact, self.under = fact, record
        own = {"kind": {fact.kind}, "theme": record.own["theme"], "region": record.own["region"]}
        super().__init__(fact.pk, own, record.lives, frozenset({fact.word, record.fact.word}), frozenset({record.fact.key}))

    @property
    def named(self):
        return {key for token in self.fact.owed_by for key in LISTS.get(token, (token,))} - {"all"}

    def bearers(self):
        """Those that owe it on the day on which it is due."""
        fact, due = self.fact, self.fact.due
        record = self.under.fact
        bound = {key for key in ACTORS if self.under.standing(key, due) in ("party", "participant", "partner")}
        if "all" in fact.owed_by:
            return bound
        if fact.kind != "pledge" and (record.signed or record.consented or record.joined):
            return bound & self.named
        begun, over = self.under.lives[0]
        return self.named if begun <= due <= over else set()

    def ever_owed(self):
        """Whether anybody is bound at some time on which the date could fall: without that it stands for itself."""
        fact, record = self.fact, self.under.fact
        if "all" in fact.owed_by or (fact.kind != "pledge" and (record.signed or record.consented or record.joined)):
            keys = ACTORS if "all" in fact.owed_by else self.named
            parties = {key for key in keys for year in range(1950, 2031) if self._bound_in(key, year)}
            return bool(parties)
        return bool(self.named)

    def _bound_in(self, key, year):
        return any(self.under.standing(key, date(year, 6, day)) in ("party", "participant", "partner") for day in (14, 15))

    def latest(self, day, about):
        found = {}
        for when, code, actor in self.fact.findings:
            if when <= day and about(code, actor):
                found[actor] = code
        return found

    def unmet(self, actor, day):
        each = {*KEPT, Finding.EXTENDED, Finding.NOT_APPLICABLE}
        latest = {*self.latest(day, lambda code, about: about == actor or (about is None and code in each)).values()}
        return not (latest & {*KEPT, Finding.EXTENDED} or latest == {Finding.NOT_APPLICABLE})

    def due(self, asked):
        due, day = self.fact.due, day_of(asked)
        if due is None:
            return set()
        soon, late = day <= due <= day + timedelta(days=180), due < day
        if not self.ever_owed():
            met = any(when <= day and code in {*KEPT, Finding.NOT_APPLICABLE} for when, code, _actor in self.fact.findings)
            return {"soon"} if soon else {"overdue"} if late and not met else set()
        bearers = self.bearers() & (actors_of(asked) if "actor" in asked else {*ACTORS})
        if late and any(self.unmet(key, day) for key in bearers):
            return {"overdue"}
        return {"soon"} if soon and bearers else set()

    def meets(self, name, asked):
        if name != "actor":
            return super().meets(name, asked)
        keys, fact, record = actors_of(asked), self.fact, self.under.fact
        if keys & {*fact.owed_by, *fact.owed_to}:
            return True
        stands = any(self.under.standing(key, day_of(asked)) for key in keys & ({*ACTORS} if "all" in fact.owed_by else self.named))
        unjoined = fact.kind == "pledge" or not (record.signed or record.consented or record.joined)
        return stands or ("all" not in fact.owed_by and unjoined and bool(keys & self.named))

    def codes(self, facet, asked):
        if facet == "due":
            return self.due(asked)
        if facet != "finding":
            return self.own[facet]
        made = [code for when, code, _actor in self.fact.findings if when <= day_of(asked)]
        return {made[-1]} if made else set()


class Stands(Row):
    """An actor that stands under a record, in one role."""

    def __init__(self, record, actor):
        self.under, self.actor = record, actor
        own = {"type": {record.fact.type}, "region": {STATES[actor]["region"]}, "kind": {kind_of(actor)}}
        words = record.words | words_of(actor)
        super().__init__((record.fact.key, actor), own, (EVER,), frozenset(words), frozenset({record.fact.key}), frozenset({actor}))

    def meets(self, name, asked):
        if name in ("as_of", "basis"):
            return self.standing(asked) is not None
        return super().meets(name, asked)

    def codes(self, facet, asked):
        return {self.standing(asked)} - {None} if facet == "status" else self.own[facet]

    def standing(self, asked):
        return self.under.standing(self.actor, day_of(asked), asked.get("basis", ["effect"])[0])


class Theme(Row):
    """A theme by its records: one of them must be within all that is asked of time."""

    def meets(self, name, asked):
        if name == "q":
            return super().meets(name, asked)
        times = {"from", "to", "as_of"} & asked.keys()
        return any(all(overlaps((life,), time, asked) for time in times) for life in self.lives)


class Due(Row):
    """A date of the calendar: `lives` are its first day and the last that it can be, by which it stands."""

    def meets(self, name, asked):
        begun, day = self.lives[0]
        if name == "from":
            today, to = day_of(asked), bounds(asked["to"][0])[1] if "to" in asked else None
            first = bounds(asked["from"][0])[0] if "from" in asked else today if to is None or to >= today else date.min
            return day >= first
        if name == "to":
            return begun <= bounds(asked["to"][0])[1]
        if name == "as_of":
            return True
        if name == "actor":
            return bool(actors_of(asked) & (self.actors | self.concerned()))
        return super().meets(name, asked)

    def concerned(self):
        """Those that owe it, or stand under its records where nobody in particular does."""
        if self.promise:
            return self.promise.bearers()
        day = self.lives[0][1]
        return {key for record in self.under for key in ACTORS if record.standing(key, day)}


def kind_of(actor):
    return STATES[actor].get("kind", "state")


def words_of(actor):
    return frozenset({STATES[actor]["name"].lower(), *(name.lower() for name in STATES[actor].get("other_names", ()))})
