"""Why a status stands: its acts with the names of those concerned, and the rule by which each counts."""

from dataclasses import replace

from tracker.catalogue import Ref
from tracker.derived.acts import CONSENTING
from tracker.derived.entry_rules import EntryRule, parse_rule
from tracker.models import Action, Actor, Source


def explain(acts, *, entry_rule="", in_force=None):
    """Fill in acts as pages have them (record_page, actor_page), in place and in two queries: `depositary` and `contested_by`
    become Refs, `sources` are Refs, `rule` says by what rule the act counts, empty where it needs none."""
    acts = list(acts)
    names = _names({key for act in acts for key in (*act["depositary"], *act["contested_by"])})
    rule = rule_of(entry_rule)
    sources = _sources({act["id"] for act in acts})
    for act in acts:
        act["sources"] = sources.get(act["id"], ())
        act["depositary"] = [names.get(key, key) for key in act["depositary"]]
        act["contested_by"] = [names.get(key, key) for key in act["contested_by"]]
        act["rule"] = _counts_by(act, rule, in_force)
    return acts


def rule_of(text):
    """The rule that a record states; one that states nothing where it cannot be read."""
    try:
        return parse_rule(text or "")
    except ValueError:
        return EntryRule()


def _names(keys):
    if not keys:
        return {}
    return {key: Ref(key, name, "actor") for key, name in Actor.objects.public().filter(key__in=keys).values_list("key", "name")}


def _sources(ids):
    """{act's id: Refs of the published sources that it cites}."""
    found = {}
    cited = Action.sources.through.objects.filter(Source.public_q("source__"), action__uid__in=ids).order_by("source__key")
    for uid, key, title in cited.values_list("action__uid", "source__key", "source__title") if ids else ():
        found.setdefault(uid, []).append(Ref(key, title, "source"))
    return found


def _counts_by(act, rule, in_force):
    stated = EntryRule()
    if act["action"] == "notice_of_withdrawal" and rule.notice:
        stated = replace(stated, notice=rule.notice)
    elif act["action"] in CONSENTING and act["date"] and in_force and rule.later is not None and act["date"].last >= in_force.first:
        stated = replace(stated, later=rule.later)
    elif act["action"] in CONSENTING and act["date"] and in_force and act["date"].last < in_force.first:
        return "Bound from the day on which the agreement entered into force."
    return stated.sentence()
