"""The codes of the field, each with its word for people. Terms follow the Vienna Convention on the Law of Treaties
(VCLT), the UN Treaty Collection's glossary, UNODA's list of confidence-building measures and NATO's partnership documents."""

from enum import property as enum_property

from django.db.models import TextChoices


class Codes(TextChoices):
    """Codes with their words and meanings: `PARTY = "party", "Party", "What it means, in a sentence."`"""

    def __new__(cls, code, word=""):
        # Django takes the last of the three for the label: that is the meaning.
        member = str.__new__(cls, code)
        member._value_, member._word_ = code, word
        return member

    @enum_property
    def label(self):
        return self._word_

    @enum_property
    def meaning(self):
        return self._label_


class RecordTypeCode(Codes):
    TREATY = "treaty", "Treaty", "An agreement that binds in law: a treaty, convention, protocol, amendment or exchange of notes."
    FRAMEWORK = (
        "framework",
        "Framework",
        "What states take part in without a treaty: a political document, code of conduct, export-control regime or resolution.",
    )
    MEASURE = "measure", "Measure", "A confidence-building measure: what is exchanged, observed or limited so that others need not guess."
    ENGAGEMENT = (
        "engagement",
        "Engagement",
        "Work with partners: an exercise, project, visit, training or consultation, with its first and last day.",
    )
    POLICY = "policy", "Policy", "A decision about posture or capability: a strategic concept, doctrine, summit decision or plan."
    SYSTEM = (
        "system",
        "System",
        "A part of a missile-defence architecture: a sensor, interceptor, launcher site, ship, or command and control.",
    )
    DEVELOPMENT = (
        "development",
        "Development",
        "Something in the world that bears on agreements or defence: a test, a fielding, a transfer, a claim of a breach.",
    )
    CHALLENGE = (
        "challenge",
        "Challenge",
        "A tension that somebody by name claims between a capability or policy and a commitment, with the answers to it.",
    )


AGREEMENTS = (RecordTypeCode.TREATY, RecordTypeCode.FRAMEWORK)


class Publication(Codes):
    """How far a row is on its way to the public."""

    DRAFT = "draft", "Draft", "Being written; its author and curators see it."
    IN_REVIEW = "in_review", "In review", "Handed in; a curator is to read it."
    SENT_BACK = "sent_back", "Sent back", "Given back to its author with a note on what to mend."
    PUBLISHED = "published", "Published", "Public, as soon as what it hangs on is public too."
    RETRACTED = "retracted", "Retracted", "Taken back for a reason that stays at its address."


class TreatyKind(Codes):
    TREATY = "treaty", "Treaty", "An instrument that calls itself a treaty."
    CONVENTION = "convention", "Convention", "A treaty open to many, often made at a conference or under an organisation."
    AGREEMENT = "agreement", "Agreement", "A treaty of narrower subject or fewer parties, whatever its form."
    PROTOCOL = "protocol", "Protocol", "A treaty that adds to or carries out another."
    AMENDMENT = "amendment", "Amendment", "An instrument that changes the text of a treaty for those who accept it."
    CHARTER = "charter", "Charter", "The founding treaty of an organisation."
    EXCHANGE_OF_NOTES = "exchange_of_notes", "Exchange of notes", "Two notes of like content that together make an agreement."
    MEMORANDUM = "memorandum", "Memorandum of understanding", "A memorandum of understanding that its parties hold to be binding."


class FrameworkKind(Codes):
    POLITICAL_DOCUMENT = "political_document", "Political document", "A text agreed at the level of politics, such as the Vienna Document."
    CODE_OF_CONDUCT = "code_of_conduct", "Code of conduct", "Rules of behaviour to which states subscribe."
    EXPORT_CONTROL_REGIME = (
        "export_control_regime",
        "Export-control regime",
        "Suppliers that align their export controls by consensus, on lists held in common.",
    )
    INITIATIVE = "initiative", "Initiative", "Practical cooperation that states endorse, without an organisation."
    PARTNERSHIP_PROGRAMME = (
        "partnership_programme",
        "Partnership programme",
        "A standing offer of cooperation between an organisation and partners.",
    )
    RESOLUTION = "resolution", "Resolution", "A resolution of a body of the United Nations that asks or obliges states to act."
    MODEL_TEXT = "model_text", "Model text", "A text made to be taken over in agreements that others conclude."


class MeasureKind(Codes):
    COMMUNICATION_COORDINATION = (
        "communication_coordination",
        "Communication and coordination",
        "Hotlines, notifications, exchanges of information and points of contact.",
    )
    OBSERVATION_VERIFICATION = "observation_verification", "Observation and verification", "Visits, inspections, overflights and observers."
    COOPERATION_INTEGRATION = (
        "cooperation_integration",
        "Cooperation and integration",
        "Acting together: joint bodies, joint projects, joint exercises.",
    )
    MILITARY_CONSTRAINT = "military_constraint", "Military constraint", "Limits on size, place, time or kind of forces and activities."
    TRAINING_EDUCATION = "training_education", "Training and education", "Courses, exchanges of officers and shared doctrine."


class EngagementKind(Codes):
    JOINT_EXERCISE = "joint_exercise", "Joint exercise", "Forces or staffs that train together."
    INFORMATION_EXCHANGE = "information_exchange", "Information exchange", "Data, assessments or warnings shared."
    TECHNOLOGY_COOPERATION = "technology_cooperation", "Technology cooperation", "Research, development or standards pursued together."
    EXPORT_CONTROL_SUPPORT = (
        "export_control_support",
        "Export-control support",
        "Help with control lists, licensing, customs or enforcement.",
    )
    TREATY_IMPLEMENTATION_ASSISTANCE = (
        "treaty_implementation_assistance",
        "Treaty-implementation assistance",
        "Help to do what an agreement asks, such as destroying stocks.",
    )
    TRAINING_EDUCATION = "training_education", "Training and education", "Courses and schooling for a partner's people."
    CONSULTATION = "consultation", "Consultation", "Talks in an agreed format."
    SITE_VISIT = "site_visit", "Site visit", "A visit to a place or installation by invitation."
    CAPABILITY_BUILDING = "capability_building", "Capability building", "Building up what a partner's institutions or forces can do."
    CONFERENCE = "conference", "Conference", "A conference, seminar or workshop."
    TRUST_FUND_PROJECT = "trust_fund_project", "Trust Fund project", "A project that several pay for through a Trust Fund."


class PolicyKind(Codes):
    STRATEGIC_CONCEPT = "strategic_concept", "Strategic concept", "The basic document of an alliance on its purpose and tasks."
    SUMMIT_DECLARATION = "summit_declaration", "Summit declaration", "What heads of state and government declared at a summit."
    DOCTRINE = "doctrine", "Doctrine", "How forces or weapons are meant to be used."
    DECISION = "decision", "Decision", "A single decision to do or leave something."
    PLAN = "plan", "Plan", "A programme of steps, often in phases."
    CAPABILITY_TARGET = "capability_target", "Capability target", "What forces or systems are to be able to do by some time."
    INTEROPERABILITY = "interoperability", "Interoperability", "That systems or forces of several can work together."
    RAPID_RESPONSE = "rapid_response", "Rapid response", "Forces held ready at short notice."
    SURVEILLANCE = "surveillance", "Surveillance", "Watching air, sea, space or ground."
    EXPORT_POLICY = "export_policy", "Export policy", "What may be sold or handed on, to whom."
    STATEMENT = "statement", "Statement", "A statement of policy by a government or organisation."


class SystemKind(Codes):
    SENSOR = "sensor", "Sensor", "A radar, satellite or other instrument that detects and tracks."
    INTERCEPTOR = "interceptor", "Interceptor", "A missile or other effector meant to hit what attacks."
    LAUNCHER_SITE = "launcher_site", "Launcher site", "A place on land from which interceptors are launched."
    SHIP = "ship", "Ship", "A ship or class of ships with a part in missile defence."
    COMMAND_AND_CONTROL = "command_and_control", "Command and control", "Where the parts are joined: networks, centres, procedures."
    DEPLOYMENT = "deployment", "Deployment", "A unit sent to a place for a time."


class DevelopmentKind(Codes):
    MISSILE_TEST = "missile_test", "Missile test", "A launch to try a missile or interceptor."
    FIELDING = "fielding", "Fielding", "A weapon handed over to forces."
    DOCTRINE_CHANGE = "doctrine_change", "Change of doctrine", "A change in how forces or weapons are said to be used."
    TECHNOLOGY = "technology", "Technology", "A new technical ability."
    TRANSFER = "transfer", "Transfer", "Weapons, parts or know-how that passed from one to another."
    TREATY_BREACH_CLAIM = (
        "treaty_breach_claim",
        "Claim of a treaty breach",
        "An actor's claim that another has broken an agreement; the claim is the fact recorded.",
    )
    REGIONAL_INSTABILITY = "regional_instability", "Regional instability", "A crisis or conflict that bears on arms control."
    NON_STATE_ACQUISITION = "non_state_acquisition", "Acquisition by non-state actors", "Weapons in the hands of those who are no state."


class ChallengeKind(Codes):
    LEGAL = "legal", "Legal", "Whether something is allowed under an agreement."
    STRATEGIC_STABILITY = "strategic_stability", "Strategic stability", "Whether something upsets the balance on which restraint rests."
    VERIFICATION = "verification", "Verification", "Whether it can still be checked that a commitment is kept."
    PERCEPTION = "perception", "Perception", "Whether something is taken for what it is not."
    PROLIFERATION_INCENTIVE = "proliferation_incentive", "Incentive to proliferate", "Whether something gives others a reason to arm."


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


class LegalForce(Codes):
    LEGALLY_BINDING = "legally_binding", "Legally binding", "Binds under international law (VCLT 26)."
    POLITICALLY_BINDING = "politically_binding", "Politically binding", "Agreed and meant to be kept, without the force of law."
    UNILATERAL_DECLARATION = "unilateral_declaration", "Unilateral declaration", "One state's own undertaking towards others."
    UN_CHAPTER_VII = (
        "un_chapter_vii",
        "UN Charter, Chapter VII",
        "Binds all members of the United Nations by decision of the Security Council.",
    )
    CONTROL_REGIME = "control_regime", "Control regime", "Guidelines that participants apply through their own laws."
    MODEL_TEXT = "model_text", "Model text", "Binds nobody until it is taken over in an agreement."


class Ambit(Codes):
    BILATERAL = "bilateral", "Bilateral", "Between two when it was concluded; successors may have joined them."
    TRILATERAL = "trilateral", "Trilateral", "Between three."
    REGIONAL = "regional", "Regional", "Open to the states of a region."
    PLURILATERAL = "plurilateral", "Plurilateral", "Open to a limited group that is no region."
    MULTILATERAL = "multilateral", "Multilateral", "Open to all or nearly all states."


class EndingGround(Codes):
    SUNSET = "sunset", "Sunset", "Its term ran out, as its text foresaw."
    SUCCESS = "success", "Success", "What it was for had been done."
    SUBSTITUTION = "substitution", "Substitution", "A later instrument took its place."
    RENUNCIATION = "renunciation", "Renunciation", "Its parties agreed to end it, or one gave it up."
    WITHDRAWAL = "withdrawal", "Withdrawal", "Those that left took it with them."
    EXTINCTION = "extinction", "Extinction", "A party ceased to exist, or its object did."
    OTHER = "other", "Other", "Another ground; see the note."


class Confidence(Codes):
    HIGH = "high", "High", "Read in the text itself, or with the depositary."
    MEDIUM = "medium", "Medium", "From a reliable account; details may change."
    LOW = "low", "Low", "From one account, or from accounts that disagree."


class Roster(Codes):
    """How complete the recorded acts of participants are; an absence says nothing where they are not."""

    COMPLETE = "complete", "Complete", "Every actor that takes part is recorded, as far as its depositary or secretariat says."
    PARTIAL = "partial", "Incomplete", "Some that take part are not recorded here; who is missing does not stand outside for that."
    UNRECORDED = "unrecorded", "Not recorded", "Who takes part is not recorded here."


class Region(Codes):
    GLOBAL = "global", "Global", "No region in particular: the whole world."
    EURO_ATLANTIC = "euro_atlantic", "Euro-Atlantic", "Europe, North America and the waters between them; the area of NATO and the OSCE."
    EUROPE = "europe", "Europe", "Europe, the Russian Federation, Türkiye and the South Caucasus."
    NORTH_AMERICA = "north_america", "North America", "Canada and the United States."
    LATIN_AMERICA = "latin_america", "Latin America and the Caribbean", "Mexico, Central and South America, and the Caribbean."
    MIDDLE_EAST_NORTH_AFRICA = "middle_east_north_africa", "Middle East and North Africa", "From Morocco to Iran."
    SUB_SAHARAN_AFRICA = "sub_saharan_africa", "Sub-Saharan Africa", "Africa south of the Sahara."
    CENTRAL_ASIA = "central_asia", "Central Asia", "From Kazakhstan to Turkmenistan and Tajikistan."
    SOUTH_ASIA = "south_asia", "South Asia", "From Afghanistan to Bangladesh and Sri Lanka."
    EAST_ASIA_PACIFIC = (
        "east_asia_pacific",
        "East Asia and Pacific",
        "East and South-East Asia, Australia, New Zealand and the Pacific islands.",
    )
    ARCTIC = "arctic", "Arctic", "The Arctic and its coasts."


class ActorKind(Codes):
    STATE = "state", "State", "A state that exists today, as depositaries list it."
    FORMER_STATE = "former_state", "Former state", "A state that has ended; its last day is recorded."
    ORGANISATION = "organisation", "Organisation", "An organisation of states, or of their institutions."
    NON_STATE = "non_state", "Non-state actor", "An armed group, company or network that is no state."
    OTHER = "other", "Other", "An entity that takes part in agreements and is none of these."


class ActionCode(Codes):
    """What an actor did about a record; the UN Treaty Collection's symbols are in ACTION_SYMBOLS."""

    SIGNATURE = "signature", "Signature", "Signs; where consent follows later, it may not defeat the treaty's purpose meanwhile (VCLT 18)."
    DEFINITIVE_SIGNATURE = "definitive_signature", "Definitive signature", "Consents to be bound by signing alone (VCLT 12)."
    RATIFICATION = "ratification", "Ratification", "Consents to be bound after having signed (VCLT 14)."
    ACCEPTANCE = "acceptance", "Acceptance", "The same effect as ratification, under another name (VCLT 14)."
    APPROVAL = "approval", "Approval", "The same effect as ratification, under another name (VCLT 14)."
    ACCESSION = "accession", "Accession", "Consents to be bound without having signed (VCLT 15)."
    FORMAL_CONFIRMATION = (
        "formal_confirmation",
        "Formal confirmation",
        "What ratification is to states, done by an international organisation.",
    )
    SUCCESSION = "succession", "Succession", "A successor state goes on with the consent of its predecessor."
    CONSENT_TO_BE_BOUND = (
        "consent_to_be_bound",
        "Consent to be bound",
        "Notifies that it is bound by one protocol of several, as under the Convention on Certain Conventional Weapons.",
    )
    EXCHANGE_OF_INSTRUMENTS = (
        "exchange_of_instruments",
        "Exchange of instruments",
        "Both sides of a bilateral agreement hand over their consent (VCLT 13).",
    )
    PROVISIONAL_APPLICATION = (
        "provisional_application",
        "Provisional application",
        "Applies the agreement before it is in force for it (VCLT 25).",
    )
    NOTICE_OF_WITHDRAWAL = (
        "notice_of_withdrawal",
        "Notice of withdrawal",
        "Announces that it will leave; it does on the effective date, not before (VCLT 56, 67).",
    )
    NOTICE_REVOKED = "notice_revoked", "Notice revoked", "Takes a notice of withdrawal back before it took effect (VCLT 68)."
    WITHDRAWAL = "withdrawal", "Withdrawal", "Leaves: no longer bound from the effective date on (VCLT 54, 56)."
    SIGNATURE_WITHDRAWN = (
        "signature_withdrawn",
        "Signature withdrawn",
        "Says that it will not become a party and is no longer bound by having signed.",
    )
    RATIFICATION_WITHDRAWN = "ratification_withdrawn", "Ratification withdrawn", "Takes its consent back; it stands as a signatory again."
    SUSPENSION = "suspension", "Suspension", "Stops applying the agreement for a time and remains a party (VCLT 57 to 62)."
    RESUMPTION = "resumption", "Resumption", "Applies the agreement again after a suspension."
    RESERVATION = "reservation", "Reservation", "Excludes or changes the effect of a provision for itself (VCLT 2(1)(d), 19)."
    RESERVATION_WITHDRAWN = "reservation_withdrawn", "Reservation withdrawn", "Takes a reservation back (VCLT 22)."
    DECLARATION = "declaration", "Declaration", "Says how it reads the agreement, or chooses where the text lets it choose."
    DECLARATION_WITHDRAWN = "declaration_withdrawn", "Declaration withdrawn", "Takes a declaration back."
    OBJECTION = "objection", "Objection", "Objects to another's reservation (VCLT 20, 21)."
    OBJECTION_WITHDRAWN = "objection_withdrawn", "Objection withdrawn", "Takes an objection back (VCLT 22)."
    TERRITORIAL_APPLICATION = (
        "territorial_application",
        "Territorial application",
        "Says to which of its territories the agreement extends (VCLT 29).",
    )
    JOIN = "join", "Joining", "Joins a regime or initiative."
    SUBSCRIBE = "subscribe", "Subscription", "Subscribes to a code of conduct."
    ENDORSE = "endorse", "Endorsement", "Endorses a document or its principles."
    ADHERE = "adhere", "Adherence", "Says that it follows the guidelines, without joining."
    PARTICIPATE = "participate", "Participation", "Takes part."
    PARTNER = "partner", "Partnership", "Takes part as a partner of an organisation."
    HOST = "host", "Hosting", "Has the system or activity on its soil."
    OPERATE = "operate", "Operation", "Runs the system."
    OBSERVE = "observe", "Observation", "Attends without taking part in decisions."
    LEAVE = "leave", "Leaving", "Ends its part in something that is no treaty."


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


class RecordStatusCode(Codes):
    """A record's own status on a day; always derived. Agreements from their dates, other types from their phases."""

    NOT_IN_FORCE = "not_in_force", "Not in force", "Adopted or open for signature, and without effect yet."
    PROVISIONALLY_APPLIED = (
        "provisionally_applied",
        "Provisionally applied",
        "Applied before its entry into force, by those who agreed to that (VCLT 25).",
    )
    IN_FORCE = "in_force", "In force", "In effect between its parties (VCLT 24)."
    PROPOSED = "proposed", "Proposed", "Suggested by somebody, decided by nobody yet."
    PLANNED = "planned", "Planned", "Decided or announced, and not begun."
    UNDER_CONSTRUCTION = "under_construction", "Under construction", "Being built."
    UNDER_WAY = "under_way", "Under way", "Begun and going on."
    INITIAL = "initial", "Initial capability", "Declared able to do a first part of its task."
    OPERATIONAL = "operational", "Operational", "Declared able to do its task."
    COMPLETED = "completed", "Completed", "Done, as planned or as declared."
    ACTIVE = "active", "Active", "In use or in effect."
    OPEN = "open", "Open", "Claimed, and neither eased nor closed."
    EASED = "eased", "Eased", "Something was done that its sides say makes it less."
    SUSPENDED = "suspended", "Suspended", "Not applied, or at rest, for the time being."
    DEPARTED = "departed", "Departed", "Moved away from the place."
    SUPERSEDED = "superseded", "Superseded", "Another took its place."
    CANCELLED = "cancelled", "Cancelled", "Given up before it was done."
    CLOSED = "closed", "Closed", "No longer raised, or settled."
    ENDED = "ended", "Ended", "No longer in force or in effect."
    NEVER_IN_FORCE = "never_in_force", "Never in force", "Given up or replaced without ever having been in force."


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

# Begun and not over: what stands on a day.
STANDING = ("provisionally_applied", "in_force", "under_way", "initial", "operational", "active", "open", "eased", "suspended")

# The states that a record of any type but agreements passes through: every status that is not one of law.
PhaseState = TextChoices(
    "PhaseState",
    [
        (status.name, (status.value, status.label))
        for status in RecordStatusCode
        if status not in {"not_in_force", "provisionally_applied", "in_force", "never_in_force"}
    ],
)


class ActorStatusCode(Codes):
    """An actor's status under a record on a day; always derived, never typed in."""

    NONE = "none", "None", "Stands in no relation to it on the day."
    SIGNATORY = "signatory", "Signatory", "Has signed and not consented to be bound; not a party."
    CONTRACTING = "contracting", "Contracting", "Has consented to be bound; the agreement is not yet in force for it (VCLT 2(1)(f))."
    PARTY = "party", "Party", "Has consented to be bound, and the agreement is in force for it (VCLT 2(1)(g))."
    PROVISIONALLY_APPLYING = "provisionally_applying", "Provisionally applying", "Applies it provisionally; not a party (VCLT 25)."
    SUSPENDED = "suspended", "Suspended", "A party that does not apply it for the time being, or towards which it is not applied."
    FORMER_PARTY = "former_party", "Former party", "Was a party and has left."
    FORMER_SIGNATORY = "former_signatory", "Former signatory", "Had signed and has said that it will not become a party."
    PARTICIPANT = "participant", "Participant", "Takes part in something that binds nobody in law; never to be counted as a party."
    PARTNER = "partner", "Partner", "Takes part as a partner of an organisation."
    HOST = "host", "Host", "Has the system or activity on its soil."
    OPERATOR = "operator", "Operator", "Runs the system."
    OBSERVER = "observer", "Observer", "Attends without taking part in decisions."
    FORMER_PARTICIPANT = "former_participant", "Former participant", "Took part and has left."


class CommitmentKind(Codes):
    OBLIGATION = "obligation", "Obligation", "To do something."
    PROHIBITION = "prohibition", "Prohibition", "To leave something."
    LIMIT = "limit", "Limit", "Not to exceed a number."
    NOTIFICATION = "notification", "Notification", "To tell others beforehand or at once."
    REPORTING = "reporting", "Reporting", "To report at set times."
    INSPECTION = "inspection", "Inspection", "To let others look, or to look."
    ASSISTANCE = "assistance", "Assistance", "To help others to do something."
    TRANSPARENCY = "transparency", "Transparency", "To let others know what one has or does."
    CONSULTATION = "consultation", "Consultation", "To talk when asked or at set times."
    PLEDGE = "pledge", "Pledge", "Promised freely, without an obligation behind it."


class Finding(Codes):
    FULFILLED = "fulfilled", "Fulfilled", "What was promised has been done."
    FULFILLED_LATE = "fulfilled_late", "Fulfilled late", "Done, after the deadline."
    ON_TRACK = "on_track", "On track", "Not due yet; what has been done so far fits."
    PARTLY_FULFILLED = "partly_fulfilled", "Partly fulfilled", "Done in part."
    OF_CONCERN = "of_concern", "Of concern", "The assessor sees signs that it is not kept, short of saying so."
    DISPUTED = "disputed", "Disputed", "Those concerned say different things about the facts or about what was promised."
    NOT_FULFILLED = "not_fulfilled", "Not fulfilled", "The assessor finds that it was not kept."
    EXTENDED = "extended", "Extended", "The deadline was moved, by those who may move it."
    NOT_APPLICABLE = "not_applicable", "Not applicable", "It did not bind, or what it depends on did not come about."
    NO_PUBLIC_EVIDENCE = (
        "no_public_evidence",
        "No public evidence",
        "Somebody looked and found nothing published; that does not say that nothing was done.",
    )


class DutyState(Codes):
    """How one due date of one actor stands on a day; always derived (derived/duties.py has the rule)."""

    MET = "met", "Met", "A finding about this actor and this date says: fulfilled."
    MET_LATE = "met_late", "Met late", "The latest finding that it was met says: fulfilled late."
    DIFFER = "differ", "Findings differ", "One assessor says that it was met; another said otherwise at the same time or later."
    EXTENDED = "extended", "Extended", "A finding says that the deadline was moved, and the new one has not passed or is not recorded."
    NOT_APPLICABLE = "not_applicable", "Not applicable", "Every latest finding says that it does not apply to this actor."
    OVERDUE = "overdue", "Overdue", "The date has passed; findings made since are recorded, and none says that it was met."
    NOT_KNOWN = "not_known", "Not known", "The date has passed; who looked found no public evidence."
    UNRECORDED = (
        "unrecorded",
        "Due, no finding recorded",
        "The date has passed and no finding made since is recorded here. That says neither that it was met nor that it was not.",
    )
    SUSPENDED = "suspended", "Suspended", "On that date the record was suspended for this actor, and no finding is recorded."
    SOON = "soon", "Due soon", "The date lies within the next 180 days."
    NOT_YET = "not_yet", "Not yet due", "The date lies more than 180 days ahead."


class CalendarKind(Codes):
    DEADLINE = "deadline", "Deadline", "A day by which something is to be done once: the same for all, or counted for each actor."
    DUTY = "duty", "Recurring duty", "A day by which something falls due again."
    REVIEW_CONFERENCE = "review_conference", "Review conference", "The parties review how the agreement works."
    MEETING_OF_PARTIES = "meeting_of_parties", "Meeting of parties", "Those who take part meet."
    SUMMIT = "summit", "Summit", "Heads of state or government meet."
    REVIEW = "review", "Review", "A record is to be reviewed."
    EXPIRY = "expiry", "Expiry", "The last day of a record, or the first on which it is no longer in force."
    ENTRY_INTO_FORCE = "entry_into_force", "Entry into force", "The first day in force."
    MILESTONE = "milestone", "Milestone", "A step of weight, entered by hand."
    PLANNED = "planned", "Planned", "What is announced and has not begun."


class Stance(Codes):
    CLAIMS = "claims", "Claims", "Says that there is a tension."
    ANSWERS = "answers", "Answers", "Answers the claim."
    EASES = "eases", "Eases", "Offers or takes a step that makes it less."


class EventKind(Codes):
    ADOPTION = "adoption", "Adoption", "A text was fixed (VCLT 9)."
    OPENING = "opening", "Opening for signature", "A text could be signed from this day on."
    ENTRY_INTO_FORCE = "entry_into_force", "Entry into force", "An agreement took effect (VCLT 24)."
    END = "end", "End", "An agreement, programme or activity ceased."
    SIGNATURE = "signature", "Signature", "An actor signed."
    CONSENT = "consent", "Consent", "An actor consented to be bound, or joined."
    WITHDRAWAL = "withdrawal", "Withdrawal", "An actor gave notice, or left."
    SUSPENSION = "suspension", "Suspension", "An actor stopped applying an agreement, or took it up again."
    REVIEW_CONFERENCE = "review_conference", "Review conference", "Parties met to review how an agreement works."
    MEETING_OF_PARTIES = "meeting_of_parties", "Meeting of parties", "Parties met otherwise."
    SUMMIT = "summit", "Summit", "Heads of state or government met."
    MILESTONE = "milestone", "Milestone", "A point that mattered and is none of the others."
    DEPLOYMENT = "deployment", "Deployment", "Something was put in place, or taken away."
    TEST = "test", "Test", "Something was tried."
    STATEMENT = "statement", "Statement", "Somebody said something of weight."
    DEADLINE = "deadline", "Deadline", "Something is or was due."
    OTHER = "other", "Other", "Anything else."


class FollowingKind(Codes):
    """Kinds of timeline entries that follow from rows other than events."""

    ACTIVATION = "activation", "Activation", "A measure was used."
    ASSESSMENT = "assessment", "Assessment", "Somebody found how a commitment is kept."
    ENGAGEMENT = "engagement", "Engagement", "Work with partners began or took place."
    DECISION = "decision", "Decision", "A policy was decided."
    DEVELOPMENT = "development", "Development", "Something happened in the world that bears on the rest."
    PHASE = "phase", "Phase", "A record passed into another state."
    PARTICIPATION = "participation", "Participation", "An actor began or ended its part."


EntryKind = TextChoices("EntryKind", [(kind.name, (kind.value, kind.label)) for kind in (*EventKind, *FollowingKind)])


class RelationCode(Codes):
    AMENDS = "amends", "amends", "Changes its text."
    SUPERSEDES = "supersedes", "supersedes", "Takes its place."
    PROTOCOL_TO = "protocol_to", "is a protocol to", "Is a protocol that adds to it."
    PART_OF = "part_of", "is part of", "Belongs to it."
    IMPLEMENTS = "implements", "implements", "Carries it out."
    COMPLEMENTS = "complements", "complements", "Covers beside it what it leaves open."
    VERIFIES = "verifies", "verifies", "Serves to check that it is kept."
    EXTENDS = "extends", "extends", "Prolongs it, or widens its scope."
    INTERPRETS = "interprets", "interprets", "Says how it is to be read."
    DEPENDS_ON = "depends_on", "depends on", "Stands or falls with it."
    SUPPORTS = "supports", "supports", "Helps it along."
    BEARS_ON = "bears_on", "bears on", "Touches its subject, without a judgement how."
    CONSTRAINED_BY = "constrained_by", "is constrained by", "Is limited by it."
    TRIGGERED_BY = "triggered_by", "was triggered by", "Came about because of it."
    CHANGES = "changes", "changes", "Alters what it says or does."
    EASES = "eases", "eases", "Makes a tension less."
    IN_TENSION_WITH = (
        "in_tension_with",
        "is said to be in tension with",
        "Somebody by name says that the two do not go together; see the challenge.",
    )


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
