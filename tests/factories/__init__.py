"""Rows to test with, written through `tracker.changes` as everybody writes; and the people and states that tests name.

`TreatyFactory(key="npt")` writes a published treaty and gives it back; `state="draft"` writes a draft. `.build(…)` gives
the same as an `Edit` not yet written, for `write`, which saves many at once. References of many take lists of rows.
"""

from .named import STATES as STATES
from .named import actor as actor
from .people import ADMINISTRATOR as ADMINISTRATOR
from .people import CURATOR as CURATOR
from .people import RESEARCHER as RESEARCHER
from .people import user as user
from .rows import FACTORIES as FACTORIES
from .rows import OF_TYPE as OF_TYPE
from .rows import ActionFactory as ActionFactory
from .rows import ActivationFactory as ActivationFactory
from .rows import ActorFactory as ActorFactory
from .rows import AssessmentFactory as AssessmentFactory
from .rows import ChallengeFactory as ChallengeFactory
from .rows import CommitmentFactory as CommitmentFactory
from .rows import DevelopmentFactory as DevelopmentFactory
from .rows import EngagementFactory as EngagementFactory
from .rows import EventFactory as EventFactory
from .rows import FrameworkFactory as FrameworkFactory
from .rows import ListMemberFactory as ListMemberFactory
from .rows import MeasureFactory as MeasureFactory
from .rows import PhaseFactory as PhaseFactory
from .rows import PolicyFactory as PolicyFactory
from .rows import PositionFactory as PositionFactory
from .rows import RelationFactory as RelationFactory
from .rows import SourceFactory as SourceFactory
from .rows import StoryStepFactory as StoryStepFactory
from .rows import SystemFactory as SystemFactory
from .rows import ThemeFactory as ThemeFactory
from .rows import TreatyFactory as TreatyFactory
from .rows import write as write
from .world import world as world
