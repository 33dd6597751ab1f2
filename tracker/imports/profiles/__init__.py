"""Profiles: other people's tables read as ours. Each is a function of (sheet, lookup, options) that gives a Conversion."""

from .conversion import BadOption as BadOption
from .conversion import Conversion as Conversion
from .untc import convert as untc_status

PROFILES = {"untc-status": untc_status}
