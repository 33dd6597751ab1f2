"""Parts of a record's page, as its template repeats them: counts, key dates, facts, what stands where."""

from dataclasses import dataclass

from tracker.derived.entry_rules import parse_rule
from tracker.formats.values import list_text
from tracker.models.vocabulary import RecordTypeCode
from tracker.selections.named_lists import list_labels
from tracker.selections.other_pages import names_of_bearers

from .cells import Cell, cell

MOST_DATES = 8
NEAR = 6  # events told beside a record
MEETINGS = ("review_conference", "meeting_of_parties", "summit", "milestone")
GLANCE = (
    "part_of",
    "actors",
    "place",
    "reference",
    "depositaries",
    "themes",
    "regions",
    "other_titles",
    "review_date",
    "ending_ground",
    "confidence",
    "verified_on",
)


@dataclass(frozen=True)
class Count:
    """A figure: how many, what of, and the status whose mark it bears."""

    number: int
    label: str
    code: str

    @property
    def term(self):
        """What the glossary calls it."""
        return "contested" if self.code == "claims" else self.code


def counts(shown):
    """Who stands how on the day, each count apart; the five of a treaty stand even where they are nought."""
    tally = shown.tally
    if shown.errors:
        return []
    if shown.type.code == RecordTypeCode.TREATY:
        found = [
            Count(tally.parties, "Parties", "party"),
            Count(tally.contested, "of them contested", "claims"),
            *([Count(tally.suspended, "of them suspended", "suspended")] if tally.suspended else []),
            Count(tally.signatories_only, "Signatories only", "signatory"),
            Count(tally.contracting, "Contracting, not yet bound", "contracting"),
            Count(tally.former, "Former parties", "former_party"),
        ]
        if tally.provisional:
            found.append(Count(tally.provisional, "Provisionally applying", "provisionally_applying"))
        return found
    if not shown.type.is_agreement:
        return []
    found = [Count(tally.participants, "Participants", "participant")]
    found += [Count(tally.contested, "of them contested", "claims"), Count(tally.former, "Former participants", "former_participant")]
    return [count for count in found if count.number]


@dataclass(frozen=True)
class KeyDate:
    label: str
    date: object
    css: str = ""
    lasted: bool = False
    later: bool = False


def key_dates(shown):
    """The record's own dates, the states it passed through, and the meetings nearest to the day."""
    found = [KeyDate(one.label, one.date, _css(one), later=not one.reached) for one in shown.moments]
    known = {one.date for one in found}
    phases = [phase for phase in shown.phases if phase["date"] not in known]
    if len(found) + len(phases) <= MOST_DATES:
        for phase in phases:
            later = phase["date"].first > shown.day
            found.append(KeyDate(phase["state"].label, phase["date"], "is-next" if later else "", later=later))
    meetings = [event for event in shown.events if event["kind"] in MEETINGS]
    before = [event for event in meetings if event["date"].first <= shown.day]
    after = [event for event in meetings if event["date"].first > shown.day]
    found += [KeyDate(f"{event['title']}{', planned' if event['planned'] else ''}", event["date"], lasted=True) for event in before[:1]]
    found += [KeyDate(event["title"], event["date"], "is-next", lasted=True, later=True) for event in after[-1:]]
    return sorted(found, key=lambda one: one.date) if len(found) > 1 else []


def events_near(shown):
    """(event, whether it came after the day) of those nearest to the day, newest first."""
    coming = [event for event in shown.events if event["date"].first > shown.day]
    past = [event for event in shown.events if event["date"].first <= shown.day]
    before = past[: max(NEAR - len(coming), NEAR // 2)]
    return [*((event, True) for event in coming[-(NEAR - len(before)) :]), *((event, False) for event in before)]


def notable_days(shown):
    """Days to look at: those that the read side names, and the first days of phases."""
    days = {*shown.notable_days, *(phase["date"].first for phase in shown.phases if phase["date"].is_day)}
    return sorted(days)[-MOST_DATES:]


def _css(moment):
    if not moment.reached:
        return "is-next"
    return "is-effect" if moment.strong else ""


def facts(shown):
    """What stands at a glance: values of the record's own columns, empty ones left out."""
    found = [cell(shown.type, shown.row, name) for name in GLANCE if name in shown.row]
    before_themes = next(at for at, fact in enumerate(found) if fact.name == "themes")
    found.insert(before_themes, Cell("entry_rule", "Rules", "text", " ".join(_rule(shown))))
    return [fact for fact in found if not fact.empty]


def _rule(shown):
    """The rule of entry into force in sentences; as it is written where it says what we cannot."""
    written = shown.row.get("entry_rule")
    if not written:
        return []
    try:
        rule = parse_rule(written)
    except ValueError:
        return [written]
    names = {str(ref): ref.label for ref in (*shown.row["depositaries"], *(one.actor for one in shown.participants))}
    names |= list_labels({condition.name for condition in rule.conditions if condition.kind == "list"})
    return rule.sentences(names=names)


def promises(commitments):
    """Commitments with the words for who owes them."""
    tokens = {token for commitment in commitments for token in commitment["owed_by"]}
    names = names_of_bearers(tokens) if tokens else {}
    return [
        commitment | {"owed": list_text(getattr(names[token], "label", names[token]) for token in commitment["owed_by"])}
        for commitment in commitments
    ]


SECTIONS = (
    ("key_dates", "dates", "Key dates"),
    ("over_time", "over-time", "Over time"),
    ("entry", "entry", "Entry into force"),
    ("participants", "participants", "Participants"),
    ("phases", "phases", "Phases"),
    ("activations", "activations", "Uses"),
    ("positions", "positions", "Positions"),
    ("commitments", "commitments", "Commitments"),
    ("relations", "relations", "Relations"),
    ("sources", "sources", "Sources"),
    ("history", "history", "History"),
)


def jumps(context):
    """(fragment, words) of the sections that the page has."""
    shown = context["shown"]

    def held(name):
        if name == "participants":
            return shown.participants_all or shown.errors
        return context[name] if name in context else getattr(shown, name, None)

    return [(fragment, words) for name, fragment, words in SECTIONS if name == "sources" or held(name)]
