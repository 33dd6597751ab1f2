"""The answer to one question, in one sentence: what stood, since when, by which act, and what changed next."""

from typing import NamedTuple

from tracker.models.vocabulary import AGREEMENTS, RecordTypeCode

from .naming import the_actor, the_record
from .values import day_text, list_text


class Words(NamedTuple):
    """How a status is said of the past, of today, and when it begins; {r} is the record."""

    was: str
    now: str
    became: str


LAW = {
    "none": Words(
        "was neither a party to nor a signatory of {r}", "is neither a party to nor a signatory of {r}", "it no longer stood under it"
    ),
    "signatory": Words("had signed {r} and was not bound by it", "has signed {r} and is not bound by it", "it became a signatory"),
    "contracting": Words(
        "had consented to be bound by {r} and was not yet bound by it",
        "has consented to be bound by {r} and is not yet bound by it",
        "it consented to be bound",
    ),
    "party": Words("was a party to {r}", "is a party to {r}", "it became a party"),
    "provisionally_applying": Words("applied {r} provisionally", "applies {r} provisionally", "it began to apply it provisionally"),
    "suspended": Words(
        "was a party to {r}, the operation of which was suspended for it",
        "is a party to {r}, the operation of which is suspended for it",
        "its operation was suspended for it",
    ),
    "former_party": Words("was no longer a party to {r}", "is no longer a party to {r}", "it ceased to be a party"),
    "former_signatory": Words("was no longer a signatory of {r}", "is no longer a signatory of {r}", "it ceased to be a signatory"),
}
POLITICS = {
    "none": Words("took no part in {r}", "takes no part in {r}", "it no longer took part"),
    "suspended": Words("had its part in {r} suspended", "has its part in {r} suspended", "its part was suspended"),
    "participant": Words("took part in {r}", "takes part in {r}", "it began to take part"),
    "partner": Words("was a partner in {r}", "is a partner in {r}", "it became a partner"),
    "host": Words("was a host of {r}", "is a host of {r}", "it became a host"),
    "operator": Words("was an operator of {r}", "is an operator of {r}", "it became an operator"),
    "observer": Words("was an observer of {r}", "is an observer of {r}", "it became an observer"),
    "former_participant": Words("no longer took part in {r}", "no longer takes part in {r}", "it ceased to take part"),
}
# What is said where acts are missing here; who is not named may well take part.
GAPS = {
    "partial": "the list of those that take part is not complete here",
    "unrecorded": "who takes part is not recorded here",
    "open": "more may take part than are recorded here",
}
FEW = 3  # parts of a record and actors named in a sentence
STEPS = {"signatory", "contracting", "former_party", "former_signatory", "former_participant"}  # they do not last until the end
TAKEN_BACK = {
    "ratification_withdrawn": "the withdrawal of its ratification",
    "signature_withdrawn": "the withdrawal of its signature",
    "notice_revoked": "the revocation of its notice",
}
AFTER = {"withdrawal", "notice_of_withdrawal", "leave", "suspension", "resumption", *TAKEN_BACK}
UNSHARP = ("between", "on or before", "in or before", "from", "about", "perhaps")


def answer_text(found):
    """The sentence for an Answer that has one."""
    actor = the_actor(found.actor.label)
    if found.then and found.then != found.actor.label:
        actor = f"{actor} (then {the_actor(found.then)})"
    if not found.exists:
        return f"On {day_text(found.day)} {actor} did not exist as such{_life(found)}."
    record = the_record(found.record.label)
    stands = found.now.stands
    if found.status is None and stands.code == "none":
        return f"On {day_text(found.day)} nothing of {record} is recorded yet{_next(found, actor)}."
    if stands.code == "none" and found.before and _over(found):
        past = found.day < found.today
        over = f"{'was' if past else 'is'} no longer in force: it ended"
        if _never(found):
            over = "had ended without entering into force,"
        return f"On {day_text(found.day)} {record} {over} {on(found.ended)}; {actor} {_until_then(found)}."
    if stands.code == "none" and found.gap:
        missing = f"no part of {actor} in {record} is recorded; {GAPS[found.roster]}"
        if found.unlisted and found.record.of not in AGREEMENTS:
            missing = f"no participants are recorded for {record}"
        return f"On {day_text(found.day)} {missing}{_instead(found, actor)}{_next(found)}."
    said = words_of(stands.code, found.record.of)
    expected = ", as far as recorded today," if found.day > found.today else ""
    text = f"On {day_text(found.day)}{expected} {actor} {(said.was if found.day < found.today else said.now).format(r=record)}"
    if stands.code != "none":
        text += f"{_since(stands.since, found.day)}{_by(found.now.because, stands.since)}"
    return f"{text}{_force(found)}{_doubt(found)}{_notice(found)}{_next(found)}."


def _instead(found, actor):
    """What a record without a complete list of participants says of those concerned: its actors, and its parts."""
    text = f"; {_some([the_actor(ref.label) for ref in found.named])} did or decided it" if found.named else ""
    theirs = [(part.record.label, stands) for part in found.parts if (stands := part.of(str(found.actor)))]
    if theirs:
        parts = _some([f"{label} ({list_text(one.label.lower() for one in stands)})" for label, stands in theirs])
        return f"{text}; {actor} stands under {parts}, which {'is a part' if len(theirs) == 1 else 'are parts'} of it"
    if found.parts:
        return f"{text}; {_some([part.record.label for part in found.parts])} {'is a part' if len(found.parts) == 1 else 'are parts'} of it"
    return text


def _some(names):
    """The first few of them, and how many more there are."""
    return list_text([*names[:FEW], f"{len(names) - FEW} more"] if len(names) > FEW + 1 else names)


def _notice(found):
    """That notice to leave had been given and had no effect yet."""
    if not found.pending:
        return ""
    act, past = found.pending[-1], found.day < found.today
    return f"; it {'had' if past else 'has'} given notice of withdrawal {on(act['date'])}, to take effect {on(act['effective_date'])}"


def words_of(status, record_type):
    law, other = (LAW, POLITICS) if record_type == RecordTypeCode.TREATY else (POLITICS, LAW)
    return law.get(status) or other[status]


def on(date):
    """`on 2 August 1992`, `in 1987`; as it is where the date has its own preposition."""
    text = day_text(date)
    if text.startswith(UNSHARP):
        return text
    return f"on {text}" if date.precision == "day" else f"in {text}"


def act_text(act):
    """`accession on 2 August 1992, the Russian Federation as depositary`."""
    return f"{_named(act)} {on(act['date'])}{_depositaries(act)}"


def _named(act):
    return TAKEN_BACK.get(act["action"], act["label"].lower())


def _depositaries(act):
    if not act["depositary"]:
        return ""
    names = list_text(the_actor(getattr(key, "label", key)) for key in act["depositary"])
    return f" with {names} as {'depositary' if len(act['depositary']) == 1 else 'depositaries'}"


def _since(date, day):
    if date is None:
        return ""
    if date.is_day and date.first == day:
        return ", from that day on"
    text = day_text(date)
    return f", since some day {text}" if text.startswith(UNSHARP[:4]) else f", since {text}"


def _by(acts, since):
    """By which act: the deciding one."""
    if not acts:
        return ""
    act = acts[0]
    joined = "after" if act["action"] in AFTER else "by"
    when = "that day" if since is not None and act["date"].text == since.text and since.is_day else on(act["date"])
    return f", {joined} {_named(act)} {when}{_depositaries(act)}"


def _life(found):
    first, last = found.life
    if first and found.day < first.first:
        return f": it exists from {day_text(first)}"
    return f": it existed until {day_text(last)}" if last else ""


def _over(found):
    return found.ended is not None and found.ended.last <= found.day


def _never(found):
    """It is a treaty that never entered into force, as far as is recorded."""
    return found.in_force is None and found.record.of == RecordTypeCode.TREATY


def _until_then(found):
    """How the actor stood under the agreement to its end."""
    stood = found.before.stands
    if stood.code == "signatory" and stood.since:
        return f"had signed it {on(stood.since)} and was never bound by it: no consent to be bound is recorded"
    before = words_of(stood.code, found.record.of).was.format(r="it")
    return before if stood.code in STEPS else f"{before} until then"


def _force(found):
    """That the agreement itself was not in force, or no longer."""
    record, standing = the_record(found.record.label), found.now.stands.code != "none"
    if _over(found) and not standing:
        return f"; {record} ended {'without entering into force, ' if _never(found) else ''}{on(found.ended)}"
    if found.status and found.status.code == "never_in_force" and standing:
        return f"; {record} ended without entering into force, {on(found.ended)}"
    if found.status and found.status.code == "not_in_force" and standing:
        return f"; {record} {'was' if found.day < found.today else 'is'} not in force"
    return ""


def _doubt(found):
    text = ""
    if found.now.stands.contested:
        disputed = next((act for act in found.now.because if act["contested_by"]), None)
        by = f" by {list_text(the_actor(getattr(key, 'label', key)) for key in disputed['contested_by'])}" if disputed else ""
        about = f": the effect of its {_named(disputed)} {on(disputed['date'])} is disputed{by}" if disputed else ""
        text = f"; that is contested{about}"
    if not found.now.stands.certain:
        text += "; the sources leave open whether that had begun or ended by this day"
    return text


def _next(found, actor="it"):
    """What changed next, with its act; `actor` where the sentence has not named it yet."""
    step = found.after
    if step is None:
        return "; no later change is recorded" if found.now and found.now.stands.code != "none" and found.day < found.today else ""
    ahead = step.start > found.today
    date = step.stands.since if step.stands.since and step.stands.code != found.now.stands.code else None
    when = on(date) if date else f"on {day_text(step.start)}"
    if step.stands.code == found.now.stands.code and step.stands.contested != found.now.stands.contested:
        return f"; {when} that {'became contested' if step.stands.contested else 'ceased to be contested'}"
    if step.stands.code == "none" and found.ended and found.ended.first <= step.start <= found.ended.last:
        without = " without entering into force," if _never(found) else ""
        return f"; {the_record(found.record.label)} {'ends' if ahead else 'ended'}{without} {when}"
    became = words_of(step.stands.code, found.record.of).became.replace("it ", f"{actor} ", 1)
    if step.stands.code == "none" and found.life[1] and found.life[1].last < step.start:
        became = "it ceased to exist"
    same = step.because and found.now.because and step.because[0]["id"] == found.now.because[0]["id"]
    by = ", by the same act" if same else _by(step.because, date)
    return f"; {'as far as recorded today, ' if ahead else ''}{became} {when}{by}"
