"""A rule of entry into force in English, for people who do not read its code."""

import calendar


def sentences(rule, names, lists):
    """How it enters into force, how later consents bind, provisional application, notice: those that are stated."""
    said = []
    if rule.conditions:
        said.append(f"{_conditions(rule.conditions, names, lists)}; {_entry(rule)}.")
    if rule.later is not None:
        said.append(f"A later consent binds {f'{rule.later} its deposit' if rule.later else 'on deposit'}.")
    if rule.provisional:
        said.append(f"Provisionally applied from {day_in_words(rule.provisional)}.")
    if rule.notice:
        said.append(f"A withdrawal takes effect {rule.notice} notice of it.")
    return [text[0].upper() + text[1:] for text in said]


def condition_in_words(condition, names, lists):
    """One condition by itself: 'the consents of France and Mali', '40 consents'."""
    match condition.kind:
        case "consents":
            return f"{condition.number} consent{'s' if condition.number > 1 else ''}"
        case "all":
            return f"the consents of all {condition.number} signatories"
        case "states" | "list":
            return f"the consent{'' if len(condition.actors) == 1 else 's'} of {_who(condition, names, lists)}"
        case "exchange":
            return "exchange of the instruments of ratification"
        case "signature":
            return "signature by all"
        case "date":
            return f"the day fixed in it, {day_in_words(condition.day)}"
        case "each":
            return "each state from its own deposit"
    return f"a rule of its own ({condition.name})"


def day_in_words(day):
    return f"{day.day} {calendar.month_name[day.month]} {day.year}"


def _conditions(conditions, names, lists):
    first, *rest = conditions
    text = condition_in_words(first, names, lists)
    named = [condition for condition in rest if condition.kind in ("states", "list")]
    if named and first.kind == "consents":
        text += f", among them those of {', and those of '.join(_who(condition, names, lists) for condition in named)}"
        rest = [condition for condition in rest if condition not in named]
    return ", and ".join([text, *(condition_in_words(condition, names, lists) for condition in rest)])


def _who(condition, names, lists):
    if condition.kind == "states":
        *others, last = [names.get(key, key) for key in condition.actors]
        return f"{', '.join(others)} and {last}" if others else last
    members = len(lists.get(condition.name, ()))
    return f"all {members or 'states'} on the list {names.get(condition.name, condition.name)}"


def _entry(rule):
    kinds = {condition.kind for condition in rule.conditions}
    if "each" in kinds:
        return "in force between those that have deposited"
    if "special" in kinds:
        return "its day is not computed here"
    text = f"in force {rule.delay} that" if rule.delay else "in force at once"
    return f"{text}, not before {day_in_words(rule.not_before)}" if rule.not_before else text
