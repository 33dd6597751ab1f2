"""The glossary: terms of the field in our own words, each with where it comes from.

A term that is a code of ours takes its word and its meaning from the vocabulary: they are said once.
"""

from dataclasses import dataclass

from tracker.models.vocabulary import ActionCode, ActorStatusCode, Finding, LegalForce, RecordStatusCode, RecordTypeCode


@dataclass(frozen=True)
class Origin:
    """Where a term is defined: words to cite, and an address."""

    words: str
    url: str

    def at(self, place):
        return Origin(f"{self.words}, {place}", self.url)


@dataclass(frozen=True)
class Term:
    """`meaning` is what stands in a hint beside the word; `more` what only the glossary adds; `see` names other terms."""

    key: str
    word: str
    meaning: str
    origin: Origin
    more: str = ""
    see: tuple = ()
    forms: tuple = ()  # other forms of the word, as labels have them


VCLT = Origin(
    "Vienna Convention on the Law of Treaties (1969)", "https://legal.un.org/ilc/texts/instruments/english/conventions/1_1_1969.pdf"
)
UNTC = Origin("UN Treaty Collection, Glossary", "https://treaties.un.org/Pages/overview.aspx?path=overview/glossary/page1_en.xml")
UNODA = Origin(
    "UN Office for Disarmament Affairs, Military Confidence-building Measures",
    "https://disarmament.unoda.org/en/our-work/cross-cutting-issues/military-confidence-building-measures",
)
OSCE = Origin("OSCE, Vienna Document 2011", "https://www.osce.org/fsc/86597")
NATO = Origin("NATO, Partnership for Peace: Framework Document (1994)", "https://www.nato.int/docu/basictxt/b940110b.htm")
MTCR = Origin("Missile Technology Control Regime, Guidelines", "https://mtcr.info/mtcr-guidelines/")
SUCCESSION = Origin(
    "Vienna Convention on Succession of States in respect of Treaties (1978)",
    "https://legal.un.org/ilc/texts/instruments/english/conventions/3_2_1978.pdf",
)
CHARTER = Origin("Charter of the United Nations", "https://www.un.org/en/about-us/un-charter/full-text")
HERE = Origin("Pacta, Method", "/about/#method")


def of(code, origin, *, key="", word="", **given):
    """The term for a code of ours."""
    return Term(key or str(code).replace("_", "-"), word or str(code.label), code.meaning, origin, **given)


TERMS = (
    # What is recorded
    of(
        RecordTypeCode.TREATY,
        VCLT.at("article 2(1)(a)"),
        more="Between states or international organisations, in written form, governed by international law, whatever it is called.",
        see=("legally-binding", "framework"),
    ),
    of(
        RecordTypeCode.FRAMEWORK,
        UNTC,
        more="Who takes part is a participant, never a party. The word is ours; the instruments go by many names.",
        see=("politically-binding", "participant"),
    ),
    of(
        RecordTypeCode.MEASURE,
        UNODA,
        word="Confidence-building measure",
        more="The United Nations sort them by what they do: communication and coordination, observation and verification, cooperation "
        "and integration, military constraint, training and education.",
    ),
    Term(
        "activation",
        "Activation",
        "A dated use of a confidence-building measure: a visit made, a notification sent, a meeting called.",
        OSCE,
        see=("measure",),
    ),
    of(RecordTypeCode.ENGAGEMENT, NATO, word="Partner engagement"),
    of(RecordTypeCode.CHALLENGE, HERE, more="Who says so, when and on what ground always stands beside it. The database takes no side."),
    Term("actor", "Actor", "A state, former state, organisation or other body whose acts and standing are recorded.", HERE),
    # How an agreement comes about and ends
    Term(
        "adopted",
        "Adoption",
        "The day on which the negotiators fixed the text. Nobody is bound by it.",
        VCLT.at("article 9"),
        see=("opened", "signature"),
        forms=("Adopted",),
    ),
    Term(
        "opened",
        "Opened for signature",
        "The first day on which a text could be signed; often later than its adoption, and earlier than most signatures.",
        UNTC,
    ),
    of(
        RecordStatusCode.IN_FORCE,
        VCLT.at("article 24"),
        more="An agreement enters into force as its text says: after so many consents, those of named states, a delay. For an actor that "
        "consents later it is in force from that actor's own effective date.",
        see=("effective-date", "party"),
    ),
    of(RecordStatusCode.NOT_IN_FORCE, VCLT.at("article 24")),
    of(RecordStatusCode.PROVISIONALLY_APPLIED, VCLT.at("article 25")),
    of(
        RecordStatusCode.ENDED,
        VCLT.at("articles 54 to 59"),
        more="The day given is the first on which it was no longer in force. After it nobody is a party.",
        forms=("No longer in force",),
    ),
    Term(
        "ending-ground",
        "Ground of ending",
        "Why an agreement ended: its term ran out, its purpose was served, another replaced it, parties left.",
        VCLT.at("articles 54 to 64"),
        forms=("Ending ground",),
    ),
    Term(
        "depositary",
        "Depositary",
        "Who keeps the text of an agreement and receives signatures, instruments and notices.",
        VCLT.at("articles 76 and 77"),
        more="One, several or, with bilateral agreements, none. Where several depositaries received instruments of one actor on different "
        "days, the earliest effective date counts and the others are kept and shown.",
        forms=("Depositaries",),
    ),
    Term(
        "effective-date",
        "Effective date",
        "The day on which an act takes effect for its actor; often months after the day it was done.",
        VCLT.at("articles 16, 24 and 78"),
        more="Both days are recorded. A status follows the effective date; with “as acts were done” it follows the other.",
        forms=("In force for it",),
    ),
    # What actors do
    of(ActionCode.SIGNATURE, VCLT.at("articles 10, 14 and 18"), forms=("Signed",), see=("signatory", "ratification")),
    Term(
        "consent",
        "Consent to be bound",
        "The act by which an actor takes an agreement on itself: ratification, acceptance, approval, accession, succession or, where the "
        "text says so, signature.",
        VCLT.at("articles 11 to 17"),
        see=("ratification", "accession", "contracting"),
        forms=("Consent",),
    ),
    of(ActionCode.RATIFICATION, VCLT.at("articles 2(1)(b) and 14")),
    of(
        ActionCode.ACCEPTANCE,
        VCLT.at("article 14"),
        word="Acceptance, approval",
        more="In status tables: A for acceptance, AA for approval.",
    ),
    of(ActionCode.ACCESSION, VCLT.at("article 15"), more="In status tables: a small a."),
    of(
        ActionCode.SUCCESSION,
        SUCCESSION,
        more="In status tables: d. A state that carries on another's existence, as the Russian Federation does the Soviet Union's, does "
        "not succeed: it remains the same party.",
    ),
    of(ActionCode.RESERVATION, VCLT.at("articles 2(1)(d) and 19 to 23")),
    of(
        ActionCode.NOTICE_OF_WITHDRAWAL,
        VCLT.at("articles 54, 56 and 67"),
        more="The period is the agreement's own: three months under the NPT, six under the INF Treaty and the Mine Ban Convention.",
    ),
    of(ActionCode.SUSPENSION, VCLT.at("articles 57 to 62 and 72")),
    # Where actors stand
    of(
        ActorStatusCode.SIGNATORY,
        VCLT.at("article 18"),
        more="“Signatories only” counts those that had signed and not consented on the day.",
        see=("party", "contracting"),
    ),
    of(ActorStatusCode.CONTRACTING, VCLT.at("article 2(1)(f)"), word="Contracting state", see=("party",)),
    of(
        ActorStatusCode.PARTY,
        VCLT.at("article 2(1)(g)"),
        more="Counts of parties include those suspended and those whose leaving is contested, each marked.",
        see=("contracting", "suspended", "contested"),
    ),
    of(ActorStatusCode.PROVISIONALLY_APPLYING, VCLT.at("article 25")),
    of(ActorStatusCode.SUSPENDED, VCLT.at("articles 57 to 62 and 72")),
    of(ActorStatusCode.FORMER_PARTY, VCLT.at("articles 54 and 70")),
    of(ActorStatusCode.FORMER_SIGNATORY, VCLT.at("article 18")),
    of(
        ActorStatusCode.PARTICIPANT,
        UNTC,
        more="Also the heading that depositaries use for everyone in a table, signatories and parties alike: such a number is no number "
        "of parties.",
    ),
    of(ActorStatusCode.FORMER_PARTICIPANT, UNTC),
    of(ActorStatusCode.PARTNER, NATO),
    of(ActorStatusCode.HOST, HERE),
    of(ActorStatusCode.OPERATOR, HERE),
    of(ActorStatusCode.OBSERVER, MTCR, more="Regimes and initiatives say themselves who may observe."),
    Term(
        "contested",
        "Contested",
        "Somebody disputes the act on which this status rests. The status is told, and so is the dispute.",
        VCLT.at("article 65"),
        more="A contested withdrawal leaves the status as it was, so that the actor still counts among the parties; a contested "
        "suspension takes effect. Either way the mark stands beside it, with who disputes it.",
    ),
    Term(
        "certain",
        "Day not certain",
        "The source gives only a month, a year or a span, and on the day asked either status is possible.",
        HERE,
        more="What adds to a standing is taken to hold from the first day possible, what takes away from the last.",
    ),
    # Force and reach
    of(LegalForce.LEGALLY_BINDING, VCLT.at("article 26")),
    of(LegalForce.POLITICALLY_BINDING, OSCE),
    of(LegalForce.UN_CHAPTER_VII, CHARTER.at("articles 25 and 39 to 51"), key="chapter-vii"),
    of(LegalForce.CONTROL_REGIME, MTCR, word="Export-control regime"),
    # What was promised and what came of it
    Term(
        "commitment",
        "Commitment",
        "One thing that an agreement or document asks of those it binds: to do, to leave, not to exceed, to report.",
        HERE,
        see=("finding",),
    ),
    Term(
        "owed-by",
        "Owed by",
        "Those whom the commitment binds: all parties, named actors, or a list such as the states of an annex.",
        VCLT.at("article 26"),
    ),
    Term(
        "finding",
        "Finding",
        "One assessor's dated view of how one commitment is kept. A government's finding is its view, not a fact.",
        HERE,
        more="Findings of different assessors are never merged.",
    ),
    of(Finding.NO_PUBLIC_EVIDENCE, HERE),
    of(Finding.DISPUTED, HERE),
    Term("standard", "Standard", "The yardstick against which an assessor measured.", HERE),
    Term(
        "verified-on",
        "Verified on",
        "The day on which the row was last checked against its sources. It is no statement about the world after that day.",
        HERE,
    ),
    Term("confidence", "Confidence", "How sure the row as a whole is, in the judgement of those who keep it.", HERE),
    Term(
        "no-source",
        "No source recorded",
        "The row was published without a source; it may be right, and cannot be checked from here.",
        HERE,
    ),
)

GLOSSARY = {term.key: term for term in TERMS}
BY_WORD = {word.lower(): term for term in TERMS for word in (*term.forms, term.word)}


def term_for(said):
    """The term that a key, a code or a word names; None where the glossary has none."""
    said = str(said)
    return GLOSSARY.get(said.replace("_", "-")) or BY_WORD.get(said.lower())
