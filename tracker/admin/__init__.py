"""The curators' tool: Django's admin over every table that is recorded, one file per model file."""

from . import actions as actions
from . import actors as actors
from . import challenge as challenge
from . import commitments as commitments
from . import development as development
from . import engagement as engagement
from . import events as events
from . import framework as framework
from . import history as history
from . import measure as measure
from . import policy as policy
from . import proposals as proposals
from . import record as record
from . import relations as relations
from . import sources as sources
from . import system as system
from . import treaty as treaty
from . import users as users
