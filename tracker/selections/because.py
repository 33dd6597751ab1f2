"""Why a status stands: its acts with the names of those concerned, and the rule by which each counts."""

from dataclasses import replace

from tracker.catalogue import Ref
from tracker.derived.acts import CONSENTING
from tracker.derived.entry_rules import EntryRule, parse_rule
from tracker.models import Actor


def explain(acts, *, entry_rule="", in_force=None):
    """Fill in acts as pages have them (record_page, actor_page), in place and in one query: `depositary` and
    `contested_by` become Refs, `rule` says by what rule the act counts, empty where it needs none."""
    acts = list(acts)
    names = _names({key for act in acts for key in (*act["depositary"], *act["contested_by"])})
    rule = rule_of(entry_rule)
    for act in acts:
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


def _counts_by(act, rule, in_force):
    stated = EntryRule()
    if act["action"] == "notice_of_withdrawal" and rule.notice:
        stated = replace(stated, notice=rule.notice)
    elif act["action"] in CONSENTING and act["date"] and in_force and rule.later is not None and act["date"].last >= in_force.first:
        stated = replace(stated, later=rule.later)
    elif act["action"] in CONSENTING and act["date"] and in_force and act["date"].last < in_force.first:
        return "Bound from the day on which the agreement entered into force."
    return stated.sentence()
