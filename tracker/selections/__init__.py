"""The door for reads: published rows only, as plain values. Nothing here hands out a model instance of a recorded row."""

from .actor_page import actor_page as actor_page
from .actor_page import actor_pk as actor_pk
from .counts import CountSelection as CountSelection
from .history import data_version as data_version
from .history import last_published as last_published
from .history import latest_changes as latest_changes
from .home import home as home
from .other_pages import commitment_page as commitment_page
from .other_pages import no_parameters as no_parameters
from .other_pages import source_page as source_page
from .other_pages import theme_page as theme_page
from .participations import participation_rows as participation_rows
from .pieces import in_pieces as in_pieces
from .record_page import asked_day as asked_day
from .record_page import day_errors as day_errors
from .record_page import record_page as record_page
from .record_page import record_pk as record_pk
from .search import search as search
from .selection import PastTheEnd as PastTheEnd
from .selection import Refused as Refused
from .selection import Selection as Selection
from .single import single as single
from .timeline import by_decade as by_decade
from .timeline import entry_rows as entry_rows
