"""A file to a plan: read, through a profile where one is named."""

from .lookup import Lookup
from .planning import plan
from .profiles import PROFILES
from .reading import read


def plan_file(table, source, *, name="", profile="", record="", status_date="", publish=False):
    """The Plan for a file (a path or its bytes). Raises Unreadable, BadHeader, or profiles.BadOption."""
    sheet = read(source, name)
    lookup = Lookup()
    if not profile:
        return plan(table, sheet.header, sheet.rows, lookup, publish=publish)
    made = PROFILES[profile](sheet, lookup, table=table.name, record=record, status_date=status_date)
    return plan(table, made.header, made.lines, lookup, publish=publish, faults=made.faults)
