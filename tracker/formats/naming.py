"""Names in a sentence: which of them take the article."""

import re

_NOUNS = (
    "Accord|Act|Agreement|Arrangement|Charter|Code|Committee|Convention|Council|Declaration|Dialogue|Document|Framework|Group|"
    "Initiative|Mechanism|Memorandum|Partnership|Plan|Principles|Process|Programme|Protocol|Regime|Regulations|System|Treaty"
)
_RECORD = re.compile(rf"(?:{_NOUNS})\b.*|.*\b(?:{_NOUNS})(?: [0-9]{{4}})?")
_INITIALS = re.compile(r"[A-Z]{3,5}")
_SPOKEN = re.compile(r"[AEIOU]?(?:[^AEIOU]{1,2}[AEIOU][^AEIOU]{1,2})+")  # ENMOD, SORT: said as words
_ACTOR = re.compile(
    r"(?:Central African|Democratic|Holy|Islamic|Lao|Russian|Soviet|State|Syrian|United|Union|Republic) .*"
    r"|.*\b(?:Agency|Bahamas|Comoros|Committee|Community|Conference|Congo|Emirates|Federation|Forum|Gambia|Islands|Jamahiriya|Kingdom|Maldives"
    r"|Nations|Netherlands|Organi[sz]ation|Philippines|Republic|Seychelles|States|Union)(?: .*)?"
)


def the_record(name):
    """`the NPT`, `the Treaty of Tlatelolco`; `SALT II` and `ENMOD` as they are."""
    takes = _RECORD.fullmatch(name) or (_INITIALS.fullmatch(name) and not _SPOKEN.fullmatch(name))
    return f"the {name}" if takes else name


def the_actor(name):
    """`the United Kingdom`, `France`; an article of its own is kept and not doubled."""
    if name.startswith("The "):
        return f"the {name.removeprefix('The ')}"
    return f"the {name}" if _ACTOR.fullmatch(name) else name
