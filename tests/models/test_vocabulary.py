"""The codes are those of the field's vocabulary and of the public contract, copied here: none more, none fewer."""

import pytest
from django.db.models import TextChoices

from tracker.models import vocabulary as codes
from tracker.models.vocabulary import RecordTypeCode

pytestmark = pytest.mark.once

# shared/reference/VOCABULARY.md and CONTRACT.md, sections 3 and 9.
RECORD_TYPES = "treaty framework measure engagement policy system development challenge"
PUBLICATION = "draft in_review sent_back published retracted"
KINDS = {
    "treaty": "treaty convention agreement protocol amendment charter exchange_of_notes memorandum",
    "framework": "political_document code_of_conduct export_control_regime initiative partnership_programme resolution model_text",
    "measure": "communication_coordination observation_verification cooperation_integration military_constraint training_education",
    "engagement": "joint_exercise information_exchange technology_cooperation export_control_support treaty_implementation_assistance "
    "training_education consultation site_visit capability_building conference trust_fund_project",
    "policy": "strategic_concept summit_declaration doctrine decision plan capability_target interoperability rapid_response surveillance "
    "export_policy statement",
    "system": "sensor interceptor launcher_site ship command_and_control deployment",
    "development": "missile_test fielding doctrine_change technology transfer treaty_breach_claim regional_instability non_state_acquisition",
    "challenge": "legal strategic_stability verification perception proliferation_incentive",
}
LEGAL_FORCE = "legally_binding politically_binding unilateral_declaration un_chapter_vii control_regime model_text"
AMBIT = "bilateral trilateral regional plurilateral multilateral"
ENDING_GROUND = "sunset success substitution renunciation withdrawal extinction other"
CONFIDENCE = "high medium low"
ROSTER = "complete partial unrecorded"  # ours
REGIONS = (
    "global euro_atlantic europe north_america latin_america middle_east_north_africa sub_saharan_africa central_asia south_asia "
    "east_asia_pacific arctic"
)
ACTOR_KINDS = "state former_state organisation non_state other"
STATUSES_OF_LAW = "not_in_force provisionally_applied in_force suspended ended never_in_force"
STATUSES_OF_FRAMEWORKS = "not_in_force active ended"
STATUSES_OF_OTHERS = (
    "proposed planned under_construction under_way initial operational completed active suspended departed superseded cancelled ended"
)
STATUSES_OF_CHALLENGES = "open eased closed"
ACTOR_STATUSES = (
    "none signatory contracting party provisionally_applying suspended former_party former_signatory participant partner host operator "
    "observer former_participant"
)
ACTIONS = (
    "signature definitive_signature ratification acceptance approval accession formal_confirmation succession consent_to_be_bound "
    "exchange_of_instruments provisional_application notice_of_withdrawal notice_revoked withdrawal signature_withdrawn "
    "ratification_withdrawn suspension resumption reservation declaration objection reservation_withdrawn declaration_withdrawn "
    "objection_withdrawn territorial_application join subscribe endorse adhere participate partner host operate observe leave"
)
SYMBOLS = {
    "s": "definitive_signature",
    "A": "acceptance",
    "AA": "approval",
    "a": "accession",
    "c": "formal_confirmation",
    "d": "succession",
    "P": "consent_to_be_bound",
    "n": "provisional_application",
    "w": "notice_of_withdrawal",
}
COMMITMENT_KINDS = "obligation prohibition limit notification reporting inspection assistance transparency consultation pledge"
FINDINGS = "fulfilled on_track partly_fulfilled of_concern disputed not_fulfilled fulfilled_late extended not_applicable no_public_evidence"
DUTY_STATES = "met met_late differ extended not_applicable overdue not_known unrecorded suspended soon not_yet"
CALENDAR_KINDS = "deadline duty review_conference meeting_of_parties summit review expiry entry_into_force milestone planned"
STANCES = "claims answers eases"
EVENT_KINDS = (
    "adoption opening entry_into_force end signature consent withdrawal suspension review_conference meeting_of_parties summit milestone "
    "deployment test statement deadline other"
)
FOLLOWING_KINDS = "activation assessment engagement decision development phase participation"
ENTRY_KINDS = f"{EVENT_KINDS} {FOLLOWING_KINDS}"
RELATIONS = (
    "amends supersedes protocol_to part_of implements complements verifies extends interprets depends_on supports bears_on constrained_by "
    "triggered_by changes eases in_tension_with"
)

VOCABULARIES = [
    (codes.RecordTypeCode, RECORD_TYPES),
    (codes.Publication, PUBLICATION),
    *((codes.KINDS[RecordTypeCode(kind)], values) for kind, values in KINDS.items()),
    (codes.LegalForce, LEGAL_FORCE),
    (codes.Ambit, AMBIT),
    (codes.EndingGround, ENDING_GROUND),
    (codes.Confidence, CONFIDENCE),
    (codes.Roster, ROSTER),
    (codes.Region, REGIONS),
    (codes.ActorKind, ACTOR_KINDS),
    (codes.ActionCode, ACTIONS),
    (codes.ActorStatusCode, ACTOR_STATUSES),
    (codes.CommitmentKind, COMMITMENT_KINDS),
    (codes.Finding, FINDINGS),
    (codes.DutyState, DUTY_STATES),
    (codes.CalendarKind, CALENDAR_KINDS),
    (codes.Stance, STANCES),
    (codes.EventKind, EVENT_KINDS),
    (codes.FollowingKind, FOLLOWING_KINDS),
    (codes.EntryKind, ENTRY_KINDS),
    (codes.RelationCode, RELATIONS),
    (
        codes.RecordStatusCode,
        " ".join({*STATUSES_OF_LAW.split(), *STATUSES_OF_FRAMEWORKS.split(), *STATUSES_OF_OTHERS.split(), *STATUSES_OF_CHALLENGES.split()}),
    ),
    # A record of any type but agreements passes through its statuses.
    (codes.PhaseState, " ".join({*STATUSES_OF_OTHERS.split(), *STATUSES_OF_CHALLENGES.split()})),
]


@pytest.mark.parametrize(("vocabulary", "values"), VOCABULARIES, ids=[made.__name__ for made, _values in VOCABULARIES])
def test_the_codes_are_those_of_the_field(vocabulary, values):
    assert sorted(vocabulary.values) == sorted(values.split())


def test_every_vocabulary_of_the_code_is_compared_here():
    declared = {
        made
        for made in vars(codes).values()
        if isinstance(made, type) and issubclass(made, TextChoices) and made not in (TextChoices, codes.Codes)
    }
    assert declared == {made for made, _values in VOCABULARIES}


@pytest.mark.parametrize("vocabulary", [made for made, _values in VOCABULARIES])
def test_every_code_has_a_word_of_its_own(vocabulary):
    labels = [str(label) for label in vocabulary.labels]
    assert all(label and "_" not in label for label in labels)
    assert len(set(labels)) == len(labels)


@pytest.mark.parametrize("vocabulary", [made for made, _values in VOCABULARIES if issubclass(made, codes.Codes)])
def test_every_code_has_a_meaning_in_a_sentence(vocabulary):
    for code in vocabulary:
        assert code.meaning[0].isupper()
        assert code.meaning.endswith(".")
        assert code.meaning != code.label
        assert vocabulary(str(code)) is code
    assert [code for code, _word in vocabulary.choices] == [str(code) for code in vocabulary]


def test_symbols_of_the_un_treaty_collection():
    assert {symbol: str(action) for symbol, action in codes.ACTION_SYMBOLS.items()} == SYMBOLS


@pytest.mark.parametrize(
    ("record_type", "statuses"),
    [
        ("treaty", STATUSES_OF_LAW),
        ("framework", STATUSES_OF_FRAMEWORKS),
        ("measure", STATUSES_OF_OTHERS),
        ("engagement", STATUSES_OF_OTHERS),
        ("policy", STATUSES_OF_OTHERS),
        ("system", STATUSES_OF_OTHERS),
        ("development", STATUSES_OF_OTHERS),
        ("challenge", STATUSES_OF_CHALLENGES),
    ],
)
def test_the_statuses_of_each_type(record_type, statuses):
    assert sorted(codes.STATUSES_OF_TYPE[RecordTypeCode(record_type)]) == sorted(statuses.split())


def test_every_relation_can_be_read_from_its_other_end():
    assert set(codes.REVERSE_RELATIONS) == set(codes.RelationCode)
    assert all(codes.REVERSE_RELATIONS.values())
    # Only a tension reads the same from both ends.
    same = [relation for relation in codes.RelationCode if codes.REVERSE_RELATIONS[relation] == relation.label]
    assert same == [codes.RelationCode.IN_TENSION_WITH]
