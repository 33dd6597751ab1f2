"""The cells and headings of the UN Treaty Collection's status tables: `29 Jul 2020 a`, `[24 Mar 2011 n]`,
`Approval(AA), Acceptance(A), Accession(a), Ratification`."""

import re
from dataclasses import dataclass
from datetime import date

from tracker.catalogue.words import fold
from tracker.models.vocabulary import ACTION_SYMBOLS, ActionCode

# A succession to a signature makes a signatory, not a party: depositaries write it as d in the signature column.
SUCCEEDED = (ActionCode.SIGNATURE, "succession to signature")
# The first phrase that a heading holds is what it means. Who will not apply an agreement provisionally declares that.
PHRASES = {
    "non provisional application": (ActionCode.DECLARATION, "not to apply it provisionally"),
    "succession to signature": SUCCEEDED,
    "provisional application": (ActionCode.PROVISIONAL_APPLICATION, ""),
    "notice of withdrawal": (ActionCode.NOTICE_OF_WITHDRAWAL, ""),
    "definitive signature": (ActionCode.DEFINITIVE_SIGNATURE, ""),
    "consent to be bound": (ActionCode.CONSENT_TO_BE_BOUND, ""),
    "simplified procedure": (ActionCode.CONSENT_TO_BE_BOUND, "simplified procedure"),
    "formal confirmation": (ActionCode.FORMAL_CONFIRMATION, ""),
    "participation": (ActionCode.CONSENT_TO_BE_BOUND, ""),
    "ratification": (ActionCode.RATIFICATION, ""),
    "acceptance": (ActionCode.ACCEPTANCE, ""),
    "succession": (ActionCode.SUCCESSION, ""),
    "withdrawal": (ActionCode.NOTICE_OF_WITHDRAWAL, ""),
    "signature": (ActionCode.SIGNATURE, ""),
    "accession": (ActionCode.ACCESSION, ""),
    "approval": (ActionCode.APPROVAL, ""),
}
# What is done about these is no act under the agreement itself.
_ABOUT = {"amendment", "amendments", "reservation", "reservations", "objection", "objections"}
PARTICIPANT = {"participant", "participants", "state", "states", "country", "party", "parties", "state party", "states parties"}
NOTHING = {"", "-", "–", "—"}

_NAMES = "january february march april may june july august september october november december".split()
MONTHS = {text: number for number, name in enumerate(_NAMES, 1) for text in (name, name[:3])} | {"sept": 9}
# A footnote mark may be glued to a year, as it comes from a page; never to a date in digits.
_DATE = re.compile(
    r"(?<![0-9])(?:(?P<day>[0-9]{1,2})[ .-]+(?P<month>[A-Za-z]{3,9})\.?,?[ -]+(?P<year>[0-9]{4})(?P<glued>[0-9]*)"
    r"|(?P<iso>[0-9]{4}-[0-9]{2}-[0-9]{2})(?![0-9]))"
)
_ITEM = re.compile(r"(?P<name>.*?)\s*\(\s*(?P<symbol>[A-Za-z]{1,2})\s*\)[\s0-9]*")
_MARKS = str.maketrans(dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹", (f" {digit}" for digit in "0123456789"), strict=True)) | dict.fromkeys("*†‡", " "))
_NOTE = re.compile(r"\[\s*[0-9]+(?:\s*,\s*[0-9]+)*\s*\]")
_MARK = re.compile("[1-9][0-9]?")
_GLUED = re.compile(r"(?<=[A-Za-z)])[0-9]+(?:\s*,\s*[0-9]+)*(?=\s*(?:[,;(\n]|$))")
_GROUND = re.compile(r"\bby virtue of\b[^;\n(]*?(?=\s*\(|,\s+[A-Z]|[;\n]|$)")  # it names acts, and is none
_PAIRED = re.compile(r"(?:[^\[\]]*\[[^\[\]]*[A-Za-z][^\[\]]*\])*[^\[\]]*")  # each holds something


@dataclass(frozen=True)
class Act:
    action: str
    note: str
    day: date
    struck: bool  # stood in brackets: its actor has left


@dataclass(frozen=True)
class Heading:
    """What the dates of a column mean: without a symbol (`plain`, None where it does not say) and with one."""

    text: str
    plain: tuple | None
    symbols: dict


def bare(text):
    """Without footnote marks that are no plain digits, and with single spaces."""
    return " ".join(_NOTE.sub(" ", text.translate(_MARKS)).split())


def is_participant(heading):
    return re.sub(r"[0-9 ]+$", "", fold(heading)) in PARTICIPANT


def unclosed(cell):
    """Whether a bracket opens the cell and is not closed in it."""
    text = bare(cell)
    return text.startswith("[") and "]" not in text


def unopened(cell):
    """Whether a bracket that was not opened in the cell closes it."""
    text = bare(cell)
    return text.endswith("]") and "[" not in text


def name_in(cell):
    """(the participant's name without footnote marks and brackets, whether it stood in brackets). Raises ValueError."""
    text = bare(cell)
    _refuse_unpaired(text)
    if "[" in text.lstrip("["):
        raise ValueError(f"'{text[:60]}' holds a bracket in its midst: one that has left stands in brackets from its first letter on.")
    name = re.sub(r"[0-9]+(?:\s*,\s*[0-9]+)*", " ", text.replace("[", " ").replace("]", " "))
    name = " ".join(name.split()).strip(" ,;")
    if not name:
        raise ValueError(f"'{text[:60]}' holds no name of a participant.")
    return name, "[" in text


def _refuse_unpaired(text):
    if not _PAIRED.fullmatch(text):
        raise ValueError(f"'{text[:60]}' holds half a pair of brackets, or an empty one: put in the other half, or take it out.")


def read_heading(text):
    """The Heading of a column; None where it names no action."""
    symbols, unmarked = {}, []
    for item in re.split(r"[,;\n]", _GLUED.sub("", _GROUND.sub("", bare(text)))):
        match = _ITEM.fullmatch(item.strip())
        meant = _meant(match["name"] if match else item)
        if meant and match:
            symbols[match["symbol"]] = meant
        elif meant and meant not in unmarked:
            unmarked.append(meant)
    if not unmarked and len(symbols) == 1:
        unmarked = list(symbols.values())
    if not unmarked and not symbols:
        return None
    return Heading(bare(text), unmarked[0] if len(unmarked) == 1 else None, symbols)


def _meant(name):
    words = f" {fold(name)} "
    if _ABOUT & set(words.split()):
        return None
    return next((meant for phrase, meant in PHRASES.items() if f" {phrase} " in words), None)


def read_cell(cell, heading):
    """The Acts in a cell. Raises ValueError where it holds something that is neither a date nor a symbol of one."""
    text = bare(cell)
    if text in NOTHING:
        return []
    _refuse_unpaired(text)
    found = list(_DATE.finditer(text))
    if not found or text[: found[0].start()].strip(" [,;"):
        raise ValueError(f"'{text[:60]}' is not a date such as 29 Jul 2020 with a symbol behind it.")
    acts = []
    for match, after in zip(found, [*found[1:], None], strict=True):
        if match["glued"] and not _MARK.fullmatch(match["glued"]):
            raise ValueError(f"'{match[0][:60]}' is not a date: its year has four digits, and a footnote mark stands apart from it.")
        tail = text[match.end() : after.start() if after else len(text)]
        struck = text.count("[", 0, match.start()) > text.count("]", 0, match.start())
        for action, note in _actions(tail, heading):
            acts.append(Act(str(action), note, _day(match), struck))
    return acts


def _day(match):
    try:
        if match["iso"]:
            return date.fromisoformat(match["iso"])
        return date(int(match["year"]), MONTHS[match["month"].lower()], int(match["day"]))
    except KeyError:
        raise ValueError(f"'{match[0]}': '{match['month']}' is not the English name of a month, nor its first three letters.") from None
    except ValueError:
        raise ValueError(f"'{match[0]}' is a day that no calendar has.") from None


def _actions(tail, heading):
    """What stands between a date and the next: symbols, each an action, and footnote marks."""
    marks = [re.sub(r"(?<![0-9])[0-9]{1,3}$", "", mark) for mark in re.split(r"[\s,;\[\]()]+", tail)]
    symbols = [mark for mark in marks if mark]
    if symbols:
        return [_action_of(symbol, heading) for symbol in symbols]
    if heading.plain is None:
        known = ", ".join(heading.symbols)
        raise ValueError(f"a date has no symbol, and the heading does not say what that means: put one of {known} behind it.")
    return [heading.plain]


def _action_of(symbol, heading):
    if symbol in heading.symbols:
        return heading.symbols[symbol]
    if symbol == "d" and heading.plain and heading.plain[0] == ActionCode.SIGNATURE:
        return SUCCEEDED
    if symbol in ACTION_SYMBOLS:
        return ACTION_SYMBOLS[symbol], ""
    raise ValueError(f"'{symbol[:40]}' is not a symbol of the UN Treaty Collection: {', '.join(ACTION_SYMBOLS)} (case matters).")
