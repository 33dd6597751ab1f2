"""Filters, declared once: pages, files, feeds, the API and timelines all use these.

Each filter knows its choices (for facets and errors), how it narrows a queryset, and how it reads in a sentence.
The day asked (`as_of`) is the FilterSet's: a filter asks `self.parent.day`.
"""

from datetime import date

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import Lower

from tracker.models import Actor, Basis, Document, Mention, Participation, Record, RecordStatus, Theme, parse_other_name
from tracker.models import vocabulary as codes

from .asked import FURTHEST, not_one_of, one_day, values_error, words_error
from .engines import Finds
from .names_then import continued, then_name
from .questions import Question, read
from .words import fold


def or_list(words):
    words = list(words)
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


MOST_VALUES = 200  # SQLite refuses a condition of a thousand parts


class ManyValues(forms.MultipleChoiceField):
    """Several values, of which any may be met; empty ones count as absent."""

    def to_python(self, value):
        values = [str(part).strip() for part in value or () if str(part).strip()]
        if error := values_error(value or ()):
            raise ValidationError(error)
        values = list(dict.fromkeys(values))
        if len(values) > MOST_VALUES:
            raise ValidationError(f"Give at most {MOST_VALUES} values: these are {len(values)}.")
        return values

    def validate(self, value):
        known = {str(code) for code, _word in self.choices}
        for part in value:
            if part not in known:
                raise ValidationError(not_one_of(part, sorted(known)))


class Texts(ManyValues):
    def validate(self, value):
        if error := words_error(value):
            raise ValidationError(error)


class KnownKeys(ManyValues):
    """Keys of published rows; `find` turns what was written into keys."""

    def __init__(self, *args, find, **kwargs):
        super().__init__(*args, **kwargs)
        self.find = find

    def validate(self, value):
        """Left to clean(), which looks the keys up."""

    def clean(self, value):
        value = super().clean(value)
        return self.find(value) if value else []


class OneDay(forms.Field):
    """A day, month or year; given once."""

    def __init__(self, *args, furthest=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.furthest = furthest

    def to_python(self, value):
        try:
            return one_day(value or (), furthest=self.furthest)
        except ValueError as error:
            raise ValidationError(str(error)) from None


class ListWidget(forms.SelectMultiple):
    """Every value of a parameter, however often it stands in the address."""


class Words:
    """What a filter says in a sentence and on a chip."""

    facet = False
    phrase = ""
    takes = "text"

    @property
    def meaning(self):
        """What the declaration says of itself in its first sentence; what follows is for its readers."""
        return f"{' '.join(self.__doc__.split()).split('. ')[0].rstrip('.')}."

    def labels(self, values):
        words = dict(self.field.choices) if hasattr(self.field, "choices") else {}
        return [str(words.get(value, value)) for value in values]

    def say(self, values):
        return self.phrase.format(or_list(self.labels(values)))


class CodeFilter(Words, django_filters.Filter):
    """Rows whose column holds one of the codes."""

    takes = "codes"
    field_class = ManyValues
    facet = True

    def __init__(self, name, choices, phrase, *, label=None, path=None, proper=False, **kwargs):
        self.phrase, self.path, self.proper = phrase, path or name, proper
        super().__init__(label=label or name.replace("_", " ").capitalize(), choices=choices, widget=ListWidget, required=False, **kwargs)

    def filter(self, queryset, values):
        return queryset.filter(self.condition(values)) if values else queryset

    def condition(self, values):
        return Q(**{f"{self.path}__in": values})

    def say(self, values):
        words = self.labels(values)
        return self.phrase.format(or_list(words if self.proper else [word[:1].lower() + word[1:] for word in words]))

    def counted(self, queryset):
        """(value, rows) pairs of a queryset, for a facet."""
        return queryset.order_by().values_list(self.path).annotate(rows=Count("pk", distinct=True))


class ListedCodeFilter(CodeFilter):
    """Rows whose column of several codes holds one of them."""

    def condition(self, values):
        condition = Q()
        for value in values:
            condition |= Q(**{f"{self.path}__contains": f"|{value}|"})
        return condition

    def counted(self, queryset):
        return self.counts(queryset, "pk")

    def counts(self, queryset, what):
        """(value, how many there are of that column) pairs, in one query."""
        holds = {code: Q(**{f"{self.path}__contains": f"|{code}|"}) for code, _word in self.field.choices}
        return queryset.order_by().aggregate(**{code: Count(what, filter=held, distinct=True) for code, held in holds.items()}).items()


def theme_choices():
    return [(theme.key, theme.title) for theme in Theme.objects.public().only("key", "title").order_by("title")]


class ThemeFilter(CodeFilter):
    """Rows whose records stand under one of the themes. `near` leads from a record to the row."""

    takes = "codes of themes"

    def __init__(self, near="", outer="pk"):
        self.near, self.outer = f"record__{near}" if near else "record", outer
        super().__init__("theme", theme_choices, "on {}", label="Theme")

    def condition(self, values):
        rows = self._published().filter(theme__key__in=values, **{f"{self.near}__isnull": False})
        return Q(**{f"{self.outer}__in": rows.values(self.near)})

    def counted(self, queryset):
        rows = self._published().filter(**{f"{self.near}__in": queryset.order_by().values(self.outer)})
        return rows.values_list("theme__key").annotate(rows=Count(self.near, distinct=True))

    def _published(self):
        return Record.themes.through.objects.filter(theme__state=codes.Publication.PUBLISHED, record__state=codes.Publication.PUBLISHED)


class RegionFilter(ListedCodeFilter):
    """Rows whose records concern one of the regions. `near` leads from a record to the row."""

    def __init__(self, near):
        self.near = near
        super().__init__("region", codes.Region.choices, "for the region {}", label="Region", path="regions", proper=True)

    def condition(self, values):
        records = Record.objects.public().filter(super().condition(values), **{f"{self.near}__isnull": False})
        return Q(pk__in=records.values(self.near))

    def counted(self, queryset):
        records = Record.objects.public().filter(**{f"{self.near}__in": queryset.order_by().values("pk")})
        return self.counts(records, self.near)


class WordsFilter(Words, django_filters.Filter):
    """Rows whose published words answer what is asked, as the search finds them; several `q` are alternatives."""

    takes = "words"
    field_class = Texts
    phrase = "matching {}"

    def __init__(self, table, path="pk"):
        self.table, self.path = table, path
        super().__init__(label="Words", widget=ListWidget, required=False)

    def labels(self, values):
        return [f"“{value}”" for value in values]

    def filter(self, queryset, values):
        if not values:
            return queryset
        condition = Q()
        for question in self.questions(values):
            condition |= self.answers(question) if question else Q(pk__isnull=True)
        return queryset.filter(condition)

    def questions(self, values):
        """Each value as it reads; read once for a page, whose facets ask again and again."""
        if self._read[0] != values:
            self._read = values, [read(value, correct=False) for value in values]
        return self._read[1]

    _read = None, ()

    def answers(self, question):
        return self.said(self.table, self.path, question)

    def said(self, table, path, question):
        return Q(**{f"{path}__in": Document.objects.filter(Finds(question), table=table).values("row")})


class OwnWordsFilter(WordsFilter):
    """Rows whose own column of stems answers what is asked."""

    def __init__(self, path):
        super().__init__("", path)

    def answers(self, question):
        condition = Q()
        for term in question.terms:
            condition &= self._holds(term)
        for term in question.without:
            condition &= ~self._holds(term)
        return condition

    def _holds(self, term):
        condition = Q()
        for way in term.ways:
            holds = Q()
            for said in way.stems if way.apart else [" ".join(way.stems)]:
                holds &= Q(**{f"{self.path}__contains": f" {said} "})
            condition |= holds
        return condition


class WordsAboutFilter(WordsFilter):
    """Rows of which everything asked is found in the words of what they are about: their record, their actor.

    `about` are (table, path to its row) pairs.
    """

    def __init__(self, *about):
        self.about = about
        super().__init__("")

    def answers(self, question):
        condition = Q()
        for term in question.terms:
            condition &= self._anywhere(term)
        for term in question.without:
            condition &= ~self._anywhere(term)
        return condition

    def _anywhere(self, term):
        condition = Q()
        for table, path in self.about:
            condition |= self.said(table, path, Question((term,)))
        return condition


def find_actors(texts):
    """Keys of the published actors meant by keys, ISO codes or names; a name of the past counts too.

    For a state that another continues, the key of that one: its acts are recorded there.
    """
    lower = [text.lower() for text in texts]
    rows = Actor.objects.public().annotate(iso=Lower("iso3")).filter(Q(key__in=lower) | Q(iso__in=lower))
    coded = rows.values_list("key", "iso")
    known = {iso: key for key, iso in coded if iso} | {key: key for key, _iso in coded}
    found, named = [], None
    for text in texts:
        match = known.get(text.lower())
        if match is None:
            named = named or _names_of_actors()
            match = named.get(fold(text))
        if match is None:
            raise ValidationError(f"No actor '{text[:60]}' is known: write a key, an ISO 3166 code or a name, such as fra or France.")
        found.append(match)
    continued = Actor.objects.public().filter(Actor.public_q("continued_by__"), key__in=found)
    continuing = dict(continued.values_list("key", "continued_by__key"))
    return list(dict.fromkeys(continuing.get(key, key) for key in found))


def _names_of_actors():
    names = {}
    for key, name, others in Actor.objects.public().values_list("key", "name", "other_names"):
        for other in others:
            names.setdefault(fold(parse_other_name(other)[0]), key)
        names[fold(name)] = key
    names.pop("", None)  # what has no letters means nobody
    return names


def find_records(texts):
    found = dict(Record.objects.public().filter(key__in=texts).values_list("key", "pk"))
    for text in texts:
        if text not in found:
            raise ValidationError(f"No record '{text[:60]}' is known: write its key, such as npt.")
    return texts


class Control(CodeFilter):
    """A choice about how rows are shown; narrows nothing."""

    facet = False

    def filter(self, queryset, values):
        return queryset


class KeyFilter(Words, django_filters.Filter):
    """Rows that belong to one of the records or actors named by key."""

    takes = "keys"
    field_class = KnownKeys

    def __init__(self, path, find, phrase, label, known):
        self.path, self.phrase, self.known = path, phrase, known
        self._named = {}  # names by (keys, day): a set of filters has its own copy, and asks for them once
        super().__init__(label=label, widget=ListWidget, required=False, find=find)

    def labels(self, values):
        if self.known is Actor:
            asked = tuple(values), self.parent.day if self.parent.chosen("as_of") else None
            names = self._named[asked] = self._named.get(asked) or self._names_of_actors(*asked)
        else:
            rows = Record.objects.filter(key__in=values).values_list("key", "short_title", "title")
            names = {key: short or title for key, short, title in rows}
        return [names.get(value, value) for value in values]

    def _names_of_actors(self, keys, day):
        """Today's names, with those of the day where one is asked for: 'Russian Federation (then Soviet Union)'."""
        rows = list(Actor.objects.filter(key__in=keys).values_list("pk", "key", "name", "other_names"))
        if day is None:
            return {key: name for _pk, key, name, _others in rows}
        former = continued(day)
        then = {key: (name, then_name(pk, name, others, day, former)) for pk, key, name, others in rows}
        return {key: name if name == called else f"{name} (then {called})" for key, (name, called) in then.items()}

    def filter(self, queryset, values):
        return queryset.filter(Q(**{f"{self.path}__key__in": values})) if values else queryset


def record_filter(path="record"):
    return KeyFilter(path, find_records, "of {}", "Record", Record)


def actor_filter(path="actor"):
    return KeyFilter(path, find_actors, "of {}", "Actor", Actor)


class ActorOnRecords(KeyFilter):
    """Records on which an actor has a status on the day (with `status`, that status), or which name it by then."""

    takes = "keys, ISO 3166 codes or names"

    def __init__(self, path="pk"):
        super().__init__("", find_actors, "concerning {}", "Actor", Actor)
        self.record = path

    def say(self, values):
        statuses = self.parent.chosen("status")
        if not statuses:
            return super().say(values)
        words = [str(codes.ActorStatusCode(status).label).lower() for status in statuses]
        return f"under which {or_list(self.labels(values))} {'was' if self.parent.chosen('as_of') else 'is'} {or_list(words)}"

    def filter(self, queryset, values):
        if not values:
            return queryset
        day = self.parent.day
        statuses = self.parent.chosen("status")
        standing = Participation.objects.filter(
            record=OuterRef(self.record), actor__key__in=values, basis=Basis.EFFECT, from_day__lte=day, to_day__gt=day
        )
        if statuses:
            named = [status for status in statuses if status != codes.ActorStatusCode.NONE]
            condition = Q(Exists(standing.filter(status__in=named)))
            if codes.ActorStatusCode.NONE in statuses:
                condition |= ~Q(Exists(standing))
            return queryset.filter(condition)
        mention = Mention.objects.filter(record=OuterRef(self.record), actor__key__in=values, since__lte=day)
        return queryset.filter(Q(Exists(standing)) | Q(Exists(mention)))


class StatusFilter(CodeFilter):
    """The record's own status on the day; with `actor`, that actor's."""

    def __init__(self, usual=None, path="pk"):
        self.record, self.usual = path, usual or codes.RecordStatusCode.values
        words = dict(codes.RecordStatusCode.choices) | dict(codes.ActorStatusCode.choices)
        super().__init__("status", list(words.items()), "that are {}", label="Status on the day")

    def say(self, values):
        if self.parent.chosen("actor"):
            return ""
        return super().say(values).replace("that are", "that were" if self.parent.chosen("as_of") else "that are", 1)

    def filter(self, queryset, values):
        if not values or self.parent.chosen("actor"):
            return queryset
        return queryset.filter(self.condition(values))

    def condition(self, values):
        day = self.parent.day
        return Q(Exists(RecordStatus.objects.filter(record=OuterRef(self.record), status__in=values, from_day__lte=day, to_day__gt=day)))

    def counted(self, queryset):
        day = self.parent.day
        if actors := self.parent.chosen("actor"):
            standing = Participation.objects.filter(actor__key__in=actors, basis=Basis.EFFECT)
        else:
            standing = RecordStatus.objects.all()
        standing = standing.filter(from_day__lte=day, to_day__gt=day)
        counts = (
            standing.filter(record__in=queryset.order_by().values("pk")).values_list("status").annotate(rows=Count("record", distinct=True))
        )
        if not actors:
            return counts
        # Records under which they have no status are not among those that concern them.
        rest = self.parent.without("actor", "status").exclude(Exists(standing.filter(record=OuterRef(self.record))))
        return [*counts, (codes.ActorStatusCode.NONE, rest.count())]

    def meant(self):
        """The codes that make sense beside what else is asked."""
        return codes.ActorStatusCode if self.parent.data.getlist("actor") else codes.RecordStatusCode

    def offered(self):
        """The codes to offer as choices: those that this type of record can have."""
        return codes.ActorStatusCode.values if self.parent.data.getlist("actor") else self.usual


class DayFilter(Words, django_filters.Filter):
    """A day as a parameter. Narrows nothing by itself: subclasses do."""

    takes = "a day, month or year"
    field_class = OneDay

    def __init__(self, label, phrase, **kwargs):
        self.phrase = phrase
        super().__init__(label=label, widget=ListWidget, required=False, **kwargs)

    def labels(self, values):
        return [WRITTEN[value.precision].format(value.first).lstrip("0") for value in values]


WRITTEN = {"day": "{0:%d %B} {0.year}", "month": "{0:%B} {0.year}", "year": "{0.year}"}


class AsOf(DayFilter):
    """Drops what had not begun by the day asked. `begun` are paths of first days, open where not known."""

    def __init__(self, *begun):
        self.begun = begun
        super().__init__("On the day", "as things stood {}", furthest=FURTHEST)

    def say(self, values):
        when = "on" if values[0].precision == "day" else "at the end of"
        said = self.phrase.format(f"{when} {self.labels(values)[0]}")
        return f"{said.replace('stood', 'stand', 1)}, as far as recorded today" if self.parent.day > self.parent.today else said

    def filter(self, queryset, value):
        if value is None:
            return queryset
        for path in self.begun:
            queryset = queryset.filter(Q(**{f"{path}__lte": value.last}) | Q(**{f"{path}__isnull": True}))
        return queryset


class From(DayFilter):
    """What had not ended before the window begins. `over` are paths of last days."""

    def __init__(self, *over):
        self.over = over
        super().__init__("From", "from {}")

    def filter(self, queryset, value):
        if value is None:
            return queryset
        for path in self.over:
            queryset = queryset.filter(Q(**{f"{path}__gte": value.first}) | Q(**{f"{path}__isnull": True}))
        return queryset


class To(DayFilter):
    """What had begun before the window ends."""

    def __init__(self, *begun):
        self.begun = begun
        super().__init__("To", "to {}")

    def filter(self, queryset, value):
        if value is None:
            return queryset
        for path in self.begun:
            queryset = queryset.filter(Q(**{f"{path}__lte": value.last}) | Q(**{f"{path}__isnull": True}))
        return queryset


class _OfRecords:
    """Themes by the time of the records under them, of which one must be within all that is asked of time."""

    def filter(self, queryset, value):
        if value is None:
            return queryset
        records = Record.objects.public().filter(themes=OuterRef("pk"))
        for name, made in self.parent.filters.items():
            if isinstance(made, _OfRecords):
                records = made.narrowed(records, self.parent.form.cleaned_data.get(name))
        return queryset.filter(Exists(records))

    def narrowed(self, records, value):
        return super().filter(records, value)


class ThemesAsOf(_OfRecords, AsOf):
    """Drops themes under which nothing had begun by the day asked."""


class ThemesFrom(_OfRecords, From):
    """Themes with something that had not ended before the window begins."""


class ThemesTo(_OfRecords, To):
    """Themes with something that had begun before the window ends."""


class Filters(django_filters.FilterSet):
    """Base of all sets of filters: knows the day asked, and what was chosen."""

    def __init__(self, data, queryset, *, today: date):
        super().__init__(data, queryset=queryset)
        self.today = today
        self._left_out = ()

    @property
    def day(self):
        """The day asked: the last that `as_of` can mean; today without it."""
        asked = self.form.cleaned_data.get("as_of") if "as_of" in self.filters else None
        return asked.last if asked else self.today

    def chosen(self, name):
        return [] if name in self._left_out else self.form.cleaned_data.get(name) or []

    def without(self, *names):
        """The queryset with every filter but these: but one, for that one's facet."""
        self._left_out = names
        queryset = self.queryset.all()
        for other, value in self.form.cleaned_data.items():
            if other not in names:
                queryset = self.filters[other].filter(queryset, value)
        self._left_out = ()
        return queryset


def filters(name, **declared):
    """A FilterSet class; `from_` stands for the parameter `from`."""
    renamed = {"from" if given == "from_" else given: made for given, made in declared.items()}
    return type(name, (Filters,), renamed)
