"""What a profile makes of a file."""

from dataclasses import dataclass


class BadOption(Exception):
    """The profile needs something that was not given, or cannot use what was; the sentence names the option."""


@dataclass(frozen=True)
class Conversion:
    """Lines under a header of ours, and the faults (`plans.Fault`) of the rows that could not be read."""

    header: tuple
    lines: list
    faults: list
