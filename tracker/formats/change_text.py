"""A published change in words: what was done to which row, and why."""

from tracker.catalogue import TABLES

SHOWN = 20  # rows named of those that changed together


def change_text(change):
    """`Changed: note, summary (Curated data.)`; `Recorded in actions: npt, fra, accession, 1992-08-03`."""
    table = TABLES.get(change["table"])
    after = change["after"]
    if change["verb"] == "update":
        told = f"{change['verb_label']}: {', '.join(label.lower() for label in change['labels']) or 'nothing that is shown'}"
    else:
        cells = [after[name].replace("|", ", ") for name in (table.identity if table else ()) if after.get(name)]
        told = f"{change['verb_label']} in {change['table_label']}: {', '.join(cells) or change.get('called') or change['key']}"
    return told


def changes_text(changes):
    """Changes made together, a line each, and the reason of all of them."""
    lines = [change_text(change) for change in changes[:SHOWN]]
    if len(changes) > SHOWN:
        lines.append(f"and {len(changes) - SHOWN:,} more")
    why = changes[0]["why"] if changes else ""
    return "\n".join([*lines, *([f"Reason: {why}"] if why else [])])


def step_title(changes):
    """`12 rows of actions recorded`; of one change, what it was."""
    if len(changes) == 1:
        return change_text(changes[0])
    counts = {}
    for change in changes:
        counts[change["table_label"]] = counts.get(change["table_label"], 0) + 1
    tables = ", ".join(f"{count:,} in {table}" for table, count in counts.items())
    return f"{changes[0]['verb_label']}: {tables}"
