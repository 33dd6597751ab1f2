"""What a type is: every record type and every table, declared once. `RECORD_TYPES` and `TABLES` are in reading order."""

from . import tables
from .challenge import CHALLENGES
from .columns import Ref as Ref
from .derived_columns import DERIVED as DERIVED
from .development import DEVELOPMENTS
from .engagement import ENGAGEMENTS
from .framework import FRAMEWORKS
from .listings import LISTINGS as OTHER_LISTINGS
from .measure import MEASURES
from .policy import POLICIES
from .reading import cells as cells
from .reading import read_rows as read_rows
from .system import SYSTEMS
from .treaty import TREATIES

RECORD_TYPES = (TREATIES, FRAMEWORKS, MEASURES, ENGAGEMENTS, POLICIES, SYSTEMS, DEVELOPMENTS, CHALLENGES)
TYPE_OF_CODE = {str(record_type.code): record_type for record_type in RECORD_TYPES}

# In the order in which a whole database is loaded: what is referred to stands before what refers to it.
TABLES = {
    table.name: table
    for table in (
        tables.SOURCES,
        tables.THEMES,
        tables.ACTORS,
        tables.LISTS,
        *(record_type.table for record_type in RECORD_TYPES),
        tables.ACTIONS,
        tables.PHASES,
        tables.COMMITMENTS,
        tables.ASSESSMENTS,
        tables.ACTIVATIONS,
        tables.POSITIONS,
        tables.EVENTS,
        tables.RELATIONS,
        tables.STORIES,
    )
}

# Everything that can be asked for as a list: pages, files, API.
LISTINGS = {listing.name: listing for listing in (*RECORD_TYPES, *OTHER_LISTINGS)}


def table_of(row):
    """The table that a model instance belongs to; records go by their type."""
    if hasattr(row, "type") and str(row.type) in TYPE_OF_CODE:
        return TYPE_OF_CODE[str(row.type)].table
    return next(table for table in TABLES.values() if isinstance(row, table.model) and not table.fixed)
