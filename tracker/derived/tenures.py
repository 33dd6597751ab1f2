"""What an actor's acts give it, and until when: a signature, an instrument, a suspension, each as one tenure.

A tenure begins with one act and ends with the first act that takes it away. From them participation.py reads the
status on any day. The rules of ending are here; nothing here looks at a day.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from tracker.derived.acts import CONSENTING, ENDING, LEAVING, PARTICIPATING, SIGNING, Act
from tracker.derived.edges import Edge, edge, later
from tracker.derived.entry_rules import EntryRule, parse_rule
from tracker.models.dates import PartialDate

EFFECT, CONSENT = "effect", "consent"
MEMBER, PARTNER, HOST, OPERATOR, OBSERVER = "member", "partner", "host", "operator", "observer"
SIGNATURE, INSTRUMENT, PROVISIONAL, SUSPENSION, PARTICIPATION = range(5)

UNDATED = PartialDate("", date.min, date.max)
_ROLES = {"participant": MEMBER, "partner": PARTNER, "host": HOST, "operator": OPERATOR, "observer": OBSERVER}


@dataclass(slots=True)
class Dispute:
    """A contested act of leaving: it ends nothing, and marks what it would have ended, until the matter is settled."""

    act: Act
    since: Edge
    until: date = date.max


@dataclass(slots=True)
class Tenure:
    """What one act gives. `bound`: from when an instrument makes its actor a party (None: not in force).

    `leaves` is the former status of the actor afterwards; empty where it falls back to what it was before. Further acts
    of leaving, which ended nothing more, stand in `ended_again_by` with the day on which they took hold.
    """

    act: Act
    kind: int
    begin: Edge
    bound: Edge | None = None
    end: Edge | None = None
    ended_by: list[Act] = field(default_factory=list)
    ended_again_by: list[tuple[Act, Edge]] = field(default_factory=list)
    leaves: str = ""
    disputes: list[Dispute] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Terms:
    """What an agreement's own dates and its entry rule mean for every actor."""

    binds: bool
    rule: EntryRule
    in_force: PartialDate | None
    provisional: Edge | None
    ended: Edge | None
    dawn: date

    @classmethod
    def of(cls, agreement):
        rule = parse_rule(agreement.entry_rule)
        provisional = edge(PartialDate.of(rule.provisional)) if rule.provisional else None
        known = (agreement.adopted, agreement.opened, agreement.signed, agreement.in_force, agreement.begins)
        dawn = min((said.first for said in known if said), default=date.min)
        return cls(agreement.binds, rule, agreement.in_force, provisional, agreement.over, dawn)

    @property
    def cuts(self):
        """Days on which provisional application by all begins or ends."""
        if self.provisional is None:
            return set()
        return {self.provisional.first} | ({self.in_force.first, self.in_force.last} if self.in_force else set())

    def applied_by_all(self, day, begin):
        """Whether those that signed or consented apply it provisionally, as the agreement itself provides [25]."""
        if self.provisional is None or day < self.provisional.first:
            return False
        return self.in_force is None or day < edge(self.in_force)[begin]

    def begins(self, said):
        """The edge of a beginning; one that has no first day begins with the record, or where that has none either, on its last."""
        found = edge(said)
        if found.first != date.min:
            return found
        if self.dawn == date.min and found.last < date.max:
            return found._replace(first=found.last)
        return found._replace(first=min(self.dawn, found.last))


@dataclass(slots=True)
class _Ending:
    """An act that ends tenures when it takes hold."""

    act: Act
    hold: Edge
    contested: bool = False


def tenures_of(terms, acts, basis):
    """The tenures of one actor by role, in the order in which their acts were done."""
    acts = sorted(acts, key=_order)
    begun: dict[str, list[Tenure]] = defaultdict(list)
    for act in acts:
        for role, tenure in _begun(terms, act, basis):
            begun[role].append(tenure)
    revocations = [act for act in acts if act.action == "notice_revoked"]
    endings = _unrevoked([ending for act in acts if act.action in ENDING and (ending := _ending(terms, act))], revocations)
    resumptions = [_Ending(act, edge(_effective(act))) for act in acts if act.action == "resumption"]
    joined = [_Ending(tenure.act, tenure.begin) for tenure in begun[MEMBER] if tenure.kind != SIGNATURE]
    further = {MEMBER: resumptions, OBSERVER: joined}
    for role, tenures in begun.items():
        _end(terms, tenures, endings + further.get(role, []), revocations)
    return begun


def _begun(terms, act, basis):
    """(role, tenure) for each tenure that this act begins."""
    action = act.action
    counted = _effective(act) if basis == EFFECT else _done(act)
    if action == "suspension":
        yield MEMBER, Tenure(act, SUSPENSION, terms.begins(_effective(act)))
    elif action in PARTICIPATING or (not terms.binds and action in SIGNING | CONSENTING):
        role = _ROLES[PARTICIPATING.get(action, "participant")]
        yield role, Tenure(act, PARTICIPATION, terms.begins(counted))
    elif action == "provisional_application" and terms.binds:
        yield MEMBER, Tenure(act, PROVISIONAL, terms.begins(counted))
    else:
        if action in SIGNING:
            yield MEMBER, Tenure(act, SIGNATURE, terms.begins(_done(act)))
        if action in CONSENTING:
            yield MEMBER, _instrument(terms, act, basis)


def _instrument(terms, act, basis):
    """A consent stands from its deposit, and binds from its effect; a succession may reach back behind its deposit."""
    done, effect = _done(act), act.effective
    stands = effect if effect and effect.last < done.first else done
    if basis == CONSENT or (act.action == "succession" and not effect):
        effect = stands
    if terms.in_force is None:
        bound = None
    elif effect:
        bound = edge(later(effect, terms.in_force))
    else:
        bound = edge(terms.rule.effect(done, terms.in_force))
    return Tenure(act, INSTRUMENT, terms.begins(stands), bound)


def _ending(terms, act):
    """The act as an ending; None for a notice whose effect neither it nor the rule states, and for one surely after the end."""
    said = _effective(act)
    if act.action == "notice_of_withdrawal" and not act.effective:
        said = terms.rule.leaves(said)
    if said is None or (terms.ended and edge(said).first > terms.ended.last):
        return None
    return _Ending(act, edge(said), bool(act.contested_by))


def _unrevoked(endings, revocations):
    """Without those revoked before they took effect [68]; a notice is contested with the withdrawal it announced."""
    contested = [ending for ending in endings if ending.contested and ending.act.action == "withdrawal"]
    for ending in endings:
        if ending.act.action == "notice_of_withdrawal":
            ending.contested |= any(
                _done(ending.act).first <= _done(other.act).last and other.hold.last <= ending.hold.last for other in contested
            )
    return [
        ending
        for ending in endings
        if ending.act.action not in LEAVING
        or not any(_done(ending.act).first <= _done(act).last and _done(act).first < ending.hold.last for act in revocations)
    ]


def _end(terms, tenures, endings, revocations):
    """Go through one role's acts in the order in which they take hold, ending tenures on the way.

    On one day endings come first (who leaves and joins again is in), a notice after the withdrawal it announced.
    """
    steps: list[tuple[date, int, Tenure | _Ending | Act]] = [(tenure.begin.first, 2, tenure) for tenure in tenures]
    steps += [(ending.hold.last, ending.act.action == "notice_of_withdrawal", ending) for ending in endings]
    steps += [(_done(act).first, 0, act) for act in revocations]
    standing: list[Tenure] = []
    over: list[Tenure] = []
    for day, _, step in sorted(steps, key=lambda step: step[:2]):
        match step:
            case Tenure():
                if step.kind in (INSTRUMENT, PARTICIPATION):
                    _settle(standing, day)
                standing.append(step)
            case Act():
                _settle(standing, day)
            case _Ending(contested=True):
                for tenure, _leaves in _taken(terms, step, standing):
                    tenure.disputes.append(Dispute(step.act, step.hold))
            case _Ending():
                _may_have_come_first(terms, step, over)
                taken = list(_taken(terms, step, standing))
                end = _not_before_what_it_ends(step.hold, [tenure for tenure, _leaves in taken])
                for tenure, leaves in taken:
                    tenure.end, tenure.leaves = end, leaves
                    tenure.ended_by.append(step.act)
                    standing.remove(tenure)
                    over.append(tenure)
                if not taken and step.act.action in LEAVING:
                    _repeat(step, over)


def _taken(terms, ending, standing):
    """(tenure, former status) for each tenure that the act takes away."""
    action = ending.act.action
    if action == "resumption":
        lost: dict[int, str] = {SUSPENSION: ""}
    elif action not in ENDING:  # it joined, and observes no longer
        lost = {PARTICIPATION: ""}
    elif not terms.binds:
        lost = {PARTICIPATION: "former_participant", SUSPENSION: ""}
    elif action == "signature_withdrawn":
        lost = {SIGNATURE: "former_signatory"}
    elif action == "ratification_withdrawn":
        lost = {INSTRUMENT: "", PROVISIONAL: "", SUSPENSION: ""}
    else:
        lost = _left(ending, standing) | {PARTICIPATION: "former_participant"}
    return ((tenure, lost[tenure.kind]) for tenure in standing if tenure.kind in lost)


def _left(ending, standing):
    """What withdrawal from a treaty takes: all from whoever consented, bound already or not, else the last step taken.

    Who takes back an instrument alone, and remains a signatory, is recorded with `ratification_withdrawn`.
    """
    if any(tenure.bound and tenure.bound.first < ending.hold.last for tenure in standing):
        return {INSTRUMENT: "former_party", SIGNATURE: "", PROVISIONAL: "", SUSPENSION: ""}
    if any(tenure.kind == INSTRUMENT for tenure in standing):
        return {INSTRUMENT: "", SIGNATURE: "former_signatory", PROVISIONAL: "", SUSPENSION: ""}
    if any(tenure.kind == PROVISIONAL for tenure in standing):
        return {PROVISIONAL: "", SUSPENSION: ""}
    return {SIGNATURE: "former_signatory", SUSPENSION: ""}


def _not_before_what_it_ends(hold, taken):
    """The edge of an ending: a withdrawal dated only 'on or before' came after the consent that it ended."""
    ended = [tenure for tenure in taken if tenure.kind == INSTRUMENT] or taken
    begun = min((tenure.begin.first for tenure in ended), default=hold.first)
    return hold._replace(first=max(hold.first, begun))


def _may_have_come_first(terms, ending, over):
    """What an earlier ending took may have been over before, where this one, less precisely dated, may have been the first.

    Not so a notice beside the withdrawal that it announced, nor what is only said to have happened by some day: both
    are explained by the ending that is known.
    """
    hold, notice = ending.hold, ending.act.action == "notice_of_withdrawal"
    if hold.first == date.min:
        return
    overlapping = [tenure for tenure in over if hold.first < tenure.end.sure]
    for tenure, _leaves in _taken(terms, ending, overlapping):
        if notice and any(_done(ending.act).first <= _done(act).last for act in tenure.ended_by if act.action == "withdrawal"):
            continue
        first = min(tenure.end.first, max(hold.first, tenure.begin.first))
        tenure.end = tenure.end._replace(first=first, sure=min(tenure.end.sure, hold.sure))


def _settle(standing, day):
    """A new consent, or the notice taken back: nothing is disputed any more."""
    for tenure in standing:
        for dispute in tenure.disputes:
            dispute.until = min(dispute.until, day)


def _repeat(ending, over):
    """A further act of leaving, to another depositary or after its notice: the earlier stands, this one beside it."""
    left = [tenure for tenure in over if tenure.leaves]
    last = max((tenure.end for tenure in left), default=None)
    for tenure in left:
        if tenure.end == last:
            tenure.ended_again_by.append((ending.act, ending.hold))


def _done(act):
    return act.date or act.effective or UNDATED


def _effective(act):
    return act.effective or act.date or UNDATED


def _order(act):
    """The same whatever order the acts came in; a withdrawal before the notice that announced it."""
    done, effect = _done(act), _effective(act)
    return (done, act.action != "withdrawal", act.action, effect, act.depositaries, str(act.id))
