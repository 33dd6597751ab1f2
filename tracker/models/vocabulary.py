"""The codes of the field, each with its word for people. Terms follow the Vienna Convention on the Law of Treaties
(VCLT), the UN Treaty Collection's glossary, UNODA's list of confidence-building measures and NATO's partnership documents."""

from django.db.models import TextChoices


class RecordTypeCode(TextChoices):
    TREATY = "treaty", "Treaty"
    FRAMEWORK = "framework", "Framework"
    MEASURE = "measure", "Measure"
    ENGAGEMENT = "engagement", "Engagement"
    POLICY = "policy", "Policy"
    SYSTEM = "system", "System"
    DEVELOPMENT = "development", "Development"
    CHALLENGE = "challenge", "Challenge"


AGREEMENTS = (RecordTypeCode.TREATY, RecordTypeCode.FRAMEWORK)


class Publication(TextChoices):
    """How far a row is on its way to the public."""

    DRAFT = "draft", "Draft"
    IN_REVIEW = "in_review", "In review"
    SENT_BACK = "sent_back", "Sent back"
    PUBLISHED = "published", "Published"
    RETRACTED = "retracted", "Retracted"


class TreatyKind(TextChoices):
    TREATY = "treaty", "Treaty"
    CONVENTION = "convention", "Convention"
    AGREEMENT = "agreement", "Agreement"
    PROTOCOL = "protocol", "Protocol"
    AMENDMENT = "amendment", "Amendment"
    CHARTER = "charter", "Charter"
    EXCHANGE_OF_NOTES = "exchange_of_notes", "Exchange of notes"
    MEMORANDUM = "memorandum", "Memorandum of understanding"


class FrameworkKind(TextChoices):
    POLITICAL_DOCUMENT = "political_document", "Political document"
    CODE_OF_CONDUCT = "code_of_conduct", "Code of conduct"
    EXPORT_CONTROL_REGIME = "export_control_regime", "Export-control regime"
    INITIATIVE = "initiative", "Initiative"
    PARTNERSHIP_PROGRAMME = "partnership_programme", "Partnership programme"
    RESOLUTION = "resolution", "Resolution"
    MODEL_TEXT = "model_text", "Model text"


class MeasureKind(TextChoices):
    COMMUNICATION_COORDINATION = "communication_coordination", "Communication and coordination"
    OBSERVATION_VERIFICATION = "observation_verification", "Observation and verification"
    COOPERATION_INTEGRATION = "cooperation_integration", "Cooperation and integration"
    MILITARY_CONSTRAINT = "military_constraint", "Military constraint"
    TRAINING_EDUCATION = "training_education", "Training and education"


class EngagementKind(TextChoices):
    JOINT_EXERCISE = "joint_exercise", "Joint exercise"
    INFORMATION_EXCHANGE = "information_exchange", "Information exchange"
    TECHNOLOGY_COOPERATION = "technology_cooperation", "Technology cooperation"
    EXPORT_CONTROL_SUPPORT = "export_control_support", "Export-control support"
    TREATY_IMPLEMENTATION_ASSISTANCE = "treaty_implementation_assistance", "Treaty-implementation assistance"
    TRAINING_EDUCATION = "training_education", "Training and education"
    CONSULTATION = "consultation", "Consultation"
    SITE_VISIT = "site_visit", "Site visit"
    CAPABILITY_BUILDING = "capability_building", "Capability building"
    CONFERENCE = "conference", "Conference"
    TRUST_FUND_PROJECT = "trust_fund_project", "Trust Fund project"


class PolicyKind(TextChoices):
    STRATEGIC_CONCEPT = "strategic_concept", "Strategic concept"
    SUMMIT_DECLARATION = "summit_declaration", "Summit declaration"
    DOCTRINE = "doctrine", "Doctrine"
    DECISION = "decision", "Decision"
    PLAN = "plan", "Plan"
    CAPABILITY_TARGET = "capability_target", "Capability target"
    INTEROPERABILITY = "interoperability", "Interoperability"
    RAPID_RESPONSE = "rapid_response", "Rapid response"
    SURVEILLANCE = "surveillance", "Surveillance"
    EXPORT_POLICY = "export_policy", "Export policy"
    STATEMENT = "statement", "Statement"


class SystemKind(TextChoices):
    SENSOR = "sensor", "Sensor"
    INTERCEPTOR = "interceptor", "Interceptor"
    LAUNCHER_SITE = "launcher_site", "Launcher site"
    SHIP = "ship", "Ship"
    COMMAND_AND_CONTROL = "command_and_control", "Command and control"
    DEPLOYMENT = "deployment", "Deployment"


class DevelopmentKind(TextChoices):
    MISSILE_TEST = "missile_test", "Missile test"
    FIELDING = "fielding", "Fielding"
    DOCTRINE_CHANGE = "doctrine_change", "Change of doctrine"
    TECHNOLOGY = "technology", "Technology"
    TRANSFER = "transfer", "Transfer"
    TREATY_BREACH_CLAIM = "treaty_breach_claim", "Claim of a treaty breach"
    REGIONAL_INSTABILITY = "regional_instability", "Regional instability"
    NON_STATE_ACQUISITION = "non_state_acquisition", "Acquisition by non-state actors"


class ChallengeKind(TextChoices):
    LEGAL = "legal", "Legal"
    STRATEGIC_STABILITY = "strategic_stability", "Strategic stability"
    VERIFICATION = "verification", "Verification"
    PERCEPTION = "perception", "Perception"
    PROLIFERATION_INCENTIVE = "proliferation_incentive", "Incentive to proliferate"


KINDS = {
    RecordTypeCode.TREATY: TreatyKind,
    RecordTypeCode.FRAMEWORK: FrameworkKind,
    RecordTypeCode.MEASURE: MeasureKind,
    RecordTypeCode.ENGAGEMENT: EngagementKind,
    RecordTypeCode.POLICY: PolicyKind,
    RecordTypeCode.SYSTEM: SystemKind,
    RecordTypeCode.DEVELOPMENT: DevelopmentKind,
    RecordTypeCode.CHALLENGE: ChallengeKind,
}


class LegalForce(TextChoices):
    LEGALLY_BINDING = "legally_binding", "Legally binding"
    POLITICALLY_BINDING = "politically_binding", "Politically binding"
    UNILATERAL_DECLARATION = "unilateral_declaration", "Unilateral declaration"
    UN_CHAPTER_VII = "un_chapter_vii", "UN Charter, Chapter VII"
    CONTROL_REGIME = "control_regime", "Control regime"
    MODEL_TEXT = "model_text", "Model text"


class Ambit(TextChoices):
    BILATERAL = "bilateral", "Bilateral"
    TRILATERAL = "trilateral", "Trilateral"
    REGIONAL = "regional", "Regional"
    PLURILATERAL = "plurilateral", "Plurilateral"
    MULTILATERAL = "multilateral", "Multilateral"


class EndingGround(TextChoices):
    SUNSET = "sunset", "Sunset"
    SUCCESS = "success", "Success"
    SUBSTITUTION = "substitution", "Substitution"
    RENUNCIATION = "renunciation", "Renunciation"
    WITHDRAWAL = "withdrawal", "Withdrawal"
    EXTINCTION = "extinction", "Extinction"
    OTHER = "other", "Other"


class Confidence(TextChoices):
    HIGH = "high", "High"
    MEDIUM = "medium", "Medium"
    LOW = "low", "Low"


class Region(TextChoices):
    GLOBAL = "global", "Global"
    EURO_ATLANTIC = "euro_atlantic", "Euro-Atlantic"
    EUROPE = "europe", "Europe"
    NORTH_AMERICA = "north_america", "North America"
    LATIN_AMERICA = "latin_america", "Latin America and the Caribbean"
    MIDDLE_EAST_NORTH_AFRICA = "middle_east_north_africa", "Middle East and North Africa"
    SUB_SAHARAN_AFRICA = "sub_saharan_africa", "Sub-Saharan Africa"
    CENTRAL_ASIA = "central_asia", "Central Asia"
    SOUTH_ASIA = "south_asia", "South Asia"
    EAST_ASIA_PACIFIC = "east_asia_pacific", "East Asia and Pacific"
    ARCTIC = "arctic", "Arctic"


class ActorKind(TextChoices):
    STATE = "state", "State"
    FORMER_STATE = "former_state", "Former state"
    ORGANISATION = "organisation", "Organisation"
    NON_STATE = "non_state", "Non-state actor"
    OTHER = "other", "Other"


class ActionCode(TextChoices):
    """What an actor did about a record; the UN Treaty Collection's symbols are in ACTION_SYMBOLS."""

    SIGNATURE = "signature", "Signature"
    DEFINITIVE_SIGNATURE = "definitive_signature", "Definitive signature"
    RATIFICATION = "ratification", "Ratification"
    ACCEPTANCE = "acceptance", "Acceptance"
    APPROVAL = "approval", "Approval"
    ACCESSION = "accession", "Accession"
    FORMAL_CONFIRMATION = "formal_confirmation", "Formal confirmation"
    SUCCESSION = "succession", "Succession"
    CONSENT_TO_BE_BOUND = "consent_to_be_bound", "Consent to be bound"
    EXCHANGE_OF_INSTRUMENTS = "exchange_of_instruments", "Exchange of instruments"
    PROVISIONAL_APPLICATION = "provisional_application", "Provisional application"
    NOTICE_OF_WITHDRAWAL = "notice_of_withdrawal", "Notice of withdrawal"
    NOTICE_REVOKED = "notice_revoked", "Notice revoked"
    WITHDRAWAL = "withdrawal", "Withdrawal"
    SIGNATURE_WITHDRAWN = "signature_withdrawn", "Signature withdrawn"
    RATIFICATION_WITHDRAWN = "ratification_withdrawn", "Ratification withdrawn"
    SUSPENSION = "suspension", "Suspension"
    RESUMPTION = "resumption", "Resumption"
    RESERVATION = "reservation", "Reservation"
    RESERVATION_WITHDRAWN = "reservation_withdrawn", "Reservation withdrawn"
    DECLARATION = "declaration", "Declaration"
    DECLARATION_WITHDRAWN = "declaration_withdrawn", "Declaration withdrawn"
    OBJECTION = "objection", "Objection"
    OBJECTION_WITHDRAWN = "objection_withdrawn", "Objection withdrawn"
    TERRITORIAL_APPLICATION = "territorial_application", "Territorial application"
    JOIN = "join", "Joining"
    SUBSCRIBE = "subscribe", "Subscription"
    ENDORSE = "endorse", "Endorsement"
    ADHERE = "adhere", "Adherence"
    PARTICIPATE = "participate", "Participation"
    PARTNER = "partner", "Partnership"
    HOST = "host", "Hosting"
    OPERATE = "operate", "Operation"
    OBSERVE = "observe", "Observation"
    LEAVE = "leave", "Leaving"


# Symbols behind the dates of the UN Treaty Collection's status tables. Case matters: A is acceptance, a is accession.
ACTION_SYMBOLS = {
    "s": ActionCode.DEFINITIVE_SIGNATURE,
    "A": ActionCode.ACCEPTANCE,
    "AA": ActionCode.APPROVAL,
    "a": ActionCode.ACCESSION,
    "c": ActionCode.FORMAL_CONFIRMATION,
    "d": ActionCode.SUCCESSION,
    "P": ActionCode.CONSENT_TO_BE_BOUND,
    "n": ActionCode.PROVISIONAL_APPLICATION,
    "w": ActionCode.NOTICE_OF_WITHDRAWAL,
}


class RecordStatusCode(TextChoices):
    """A record's own status on a day; always derived. Agreements from their dates, other types from their phases."""

    NOT_IN_FORCE = "not_in_force", "Not in force"
    PROVISIONALLY_APPLIED = "provisionally_applied", "Provisionally applied"
    IN_FORCE = "in_force", "In force"
    PROPOSED = "proposed", "Proposed"
    PLANNED = "planned", "Planned"
    UNDER_CONSTRUCTION = "under_construction", "Under construction"
    UNDER_WAY = "under_way", "Under way"
    INITIAL = "initial", "Initial capability"
    OPERATIONAL = "operational", "Operational"
    COMPLETED = "completed", "Completed"
    ACTIVE = "active", "Active"
    OPEN = "open", "Open"
    EASED = "eased", "Eased"
    SUSPENDED = "suspended", "Suspended"
    DEPARTED = "departed", "Departed"
    SUPERSEDED = "superseded", "Superseded"
    CANCELLED = "cancelled", "Cancelled"
    CLOSED = "closed", "Closed"
    ENDED = "ended", "Ended"
    NEVER_IN_FORCE = "never_in_force", "Never in force"


_LAW = ("not_in_force", "provisionally_applied", "in_force", "suspended", "ended", "never_in_force")
_TENSION = ("open", "eased", "closed")
STATUSES_OF_TYPE = {
    RecordTypeCode.TREATY: _LAW,
    RecordTypeCode.FRAMEWORK: ("not_in_force", "active", "ended"),
    **{
        code: tuple(status for status in RecordStatusCode.values if status not in {*_LAW, *_TENSION} - {"suspended", "ended"})
        for code in RecordTypeCode
        if code not in AGREEMENTS
    },
    RecordTypeCode.CHALLENGE: _TENSION,
}

# The states that a record of any type but agreements passes through: every status that is not one of law.
PhaseState = TextChoices(
    "PhaseState",
    [
        (status.name, (status.value, status.label))
        for status in RecordStatusCode
        if status not in {"not_in_force", "provisionally_applied", "in_force", "never_in_force"}
    ],
)


class ActorStatusCode(TextChoices):
    """An actor's status under a record on a day; always derived, never typed in."""

    NONE = "none", "None"
    SIGNATORY = "signatory", "Signatory"
    CONTRACTING = "contracting", "Contracting"
    PARTY = "party", "Party"
    PROVISIONALLY_APPLYING = "provisionally_applying", "Provisionally applying"
    SUSPENDED = "suspended", "Suspended"
    FORMER_PARTY = "former_party", "Former party"
    FORMER_SIGNATORY = "former_signatory", "Former signatory"
    PARTICIPANT = "participant", "Participant"
    PARTNER = "partner", "Partner"
    HOST = "host", "Host"
    OPERATOR = "operator", "Operator"
    OBSERVER = "observer", "Observer"
    FORMER_PARTICIPANT = "former_participant", "Former participant"


class CommitmentKind(TextChoices):
    OBLIGATION = "obligation", "Obligation"
    PROHIBITION = "prohibition", "Prohibition"
    LIMIT = "limit", "Limit"
    NOTIFICATION = "notification", "Notification"
    REPORTING = "reporting", "Reporting"
    INSPECTION = "inspection", "Inspection"
    ASSISTANCE = "assistance", "Assistance"
    TRANSPARENCY = "transparency", "Transparency"
    CONSULTATION = "consultation", "Consultation"
    PLEDGE = "pledge", "Pledge"


class Finding(TextChoices):
    FULFILLED = "fulfilled", "Fulfilled"
    FULFILLED_LATE = "fulfilled_late", "Fulfilled late"
    ON_TRACK = "on_track", "On track"
    PARTLY_FULFILLED = "partly_fulfilled", "Partly fulfilled"
    OF_CONCERN = "of_concern", "Of concern"
    DISPUTED = "disputed", "Disputed"
    NOT_FULFILLED = "not_fulfilled", "Not fulfilled"
    EXTENDED = "extended", "Extended"
    NOT_APPLICABLE = "not_applicable", "Not applicable"
    NO_PUBLIC_EVIDENCE = "no_public_evidence", "No public evidence"


class Stance(TextChoices):
    CLAIMS = "claims", "Claims"
    ANSWERS = "answers", "Answers"
    EASES = "eases", "Eases"


class EventKind(TextChoices):
    ADOPTION = "adoption", "Adoption"
    OPENING = "opening", "Opening for signature"
    ENTRY_INTO_FORCE = "entry_into_force", "Entry into force"
    END = "end", "End"
    SIGNATURE = "signature", "Signature"
    CONSENT = "consent", "Consent"
    WITHDRAWAL = "withdrawal", "Withdrawal"
    SUSPENSION = "suspension", "Suspension"
    REVIEW_CONFERENCE = "review_conference", "Review conference"
    MEETING_OF_PARTIES = "meeting_of_parties", "Meeting of parties"
    SUMMIT = "summit", "Summit"
    MILESTONE = "milestone", "Milestone"
    DEPLOYMENT = "deployment", "Deployment"
    TEST = "test", "Test"
    STATEMENT = "statement", "Statement"
    DEADLINE = "deadline", "Deadline"
    OTHER = "other", "Other"


# Kinds of timeline entries: those of events, and those that follow from other rows.
EntryKind = TextChoices(
    "EntryKind",
    [
        *((kind.name, (kind.value, kind.label)) for kind in EventKind),
        ("ACTIVATION", ("activation", "Activation")),
        ("ASSESSMENT", ("assessment", "Assessment")),
        ("ENGAGEMENT", ("engagement", "Engagement")),
        ("DECISION", ("decision", "Decision")),
        ("DEVELOPMENT", ("development", "Development")),
        ("PHASE", ("phase", "Phase")),
        ("PARTICIPATION", ("participation", "Participation")),
    ],
)


class RelationCode(TextChoices):
    AMENDS = "amends", "amends"
    SUPERSEDES = "supersedes", "supersedes"
    PROTOCOL_TO = "protocol_to", "is a protocol to"
    PART_OF = "part_of", "is part of"
    IMPLEMENTS = "implements", "implements"
    COMPLEMENTS = "complements", "complements"
    VERIFIES = "verifies", "verifies"
    EXTENDS = "extends", "extends"
    INTERPRETS = "interprets", "interprets"
    DEPENDS_ON = "depends_on", "depends on"
    SUPPORTS = "supports", "supports"
    BEARS_ON = "bears_on", "bears on"
    CONSTRAINED_BY = "constrained_by", "is constrained by"
    TRIGGERED_BY = "triggered_by", "was triggered by"
    CHANGES = "changes", "changes"
    EASES = "eases", "eases"
    IN_TENSION_WITH = "in_tension_with", "is said to be in tension with"


# The same relation read from its other end.
REVERSE_RELATIONS = {
    RelationCode.AMENDS: "is amended by",
    RelationCode.SUPERSEDES: "is superseded by",
    RelationCode.PROTOCOL_TO: "has the protocol",
    RelationCode.PART_OF: "comprises",
    RelationCode.IMPLEMENTS: "is implemented by",
    RelationCode.COMPLEMENTS: "is complemented by",
    RelationCode.VERIFIES: "is verified by",
    RelationCode.EXTENDS: "is extended by",
    RelationCode.INTERPRETS: "is interpreted by",
    RelationCode.DEPENDS_ON: "is a condition for",
    RelationCode.SUPPORTS: "is supported by",
    RelationCode.BEARS_ON: "is touched by",
    RelationCode.CONSTRAINED_BY: "constrains",
    RelationCode.TRIGGERED_BY: "triggered",
    RelationCode.CHANGES: "is changed by",
    RelationCode.EASES: "is eased by",
    RelationCode.IN_TENSION_WITH: "is said to be in tension with",
}
