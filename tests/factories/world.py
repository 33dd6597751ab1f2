"""A small world: a row or more of every table, all of it published, in a few writes."""

from types import SimpleNamespace

from tracker import changes

from .named import STATES
from .rows import (
    ActionFactory,
    ActivationFactory,
    ActorFactory,
    AssessmentFactory,
    ChallengeFactory,
    CommitmentFactory,
    DevelopmentFactory,
    EngagementFactory,
    EventFactory,
    FrameworkFactory,
    ListMemberFactory,
    MeasureFactory,
    PhaseFactory,
    PolicyFactory,
    PositionFactory,
    RelationFactory,
    SourceFactory,
    StoryStepFactory,
    SystemFactory,
    ThemeFactory,
    TreatyFactory,
    write,
)


def world():
    """Writes it and gives its rows by name."""
    w = SimpleNamespace()
    with changes.together():
        _write(w)
    return w


def _write(w):
    w.fra, w.rus, w.usa, w.ddr = write([ActorFactory.build(key=key, **STATES[key]) for key in ("fra", "rus", "usa", "ddr")])
    w.nuclear, w.missiles, w.text, w.report = write(
        [
            ThemeFactory.build(key="nuclear", title="Nuclear arms", summary="What of atoms."),
            ThemeFactory.build(key="missiles", title="Missiles"),
            SourceFactory.build(
                key="npt-text", title="Text of the NPT", publisher="United Nations", url="https://example.org/npt", date="1968-06-12"
            ),
            SourceFactory.build(key="report", title="A report", publisher="Institute", date="2015~"),
        ]
    )
    _write_records(w)
    _write_what_hangs_on_them(w)


def _write_records(w):
    w.npt, w.inf, w.code, w.exercise, w.plan, w.radar, w.test, w.tension, w.programme = write(
        [
            TreatyFactory.build(
                key="npt",
                title="Treaty on the Non-Proliferation of Nuclear Weapons",
                short_title="NPT",
                summary="Nuclear weapons spread no further.",
                legal_force="legally_binding",
                ambit="multilateral",
                opened="1968-07-01",
                in_force="1970-03-05",
                entry_rule="consents:2; later:deposit; notice:P3M",
                regions=["global"],
                confidence="high",
                verified_on="2026-01-15",
                themes=[w.nuclear],
                sources=[w.text],
                depositaries=[w.rus, w.usa],
            ),
            TreatyFactory.build(
                key="inf",
                title="Treaty on Intermediate-Range Missiles",
                short_title="INF",
                legal_force="legally_binding",
                ambit="bilateral",
                signed="1987-12-08",
                in_force="1988-06-01",
                ended="2019-08-02",
                ending_ground="withdrawal",
                entry_rule="exchange; notice:P6M",
                regions=["europe", "north_america"],
                themes=[w.nuclear, w.missiles],
            ),
            FrameworkFactory.build(
                key="code", title="Code of Conduct", legal_force="politically_binding", adopted="2002-11-25", themes=[w.missiles]
            ),
            EngagementFactory.build(
                key="exercise", title="Exercise", kind="joint_exercise", begins="2012-05", ends="2012-06", place="Rīga"
            ),
            PolicyFactory.build(key="plan", title="Plan", begins="2010-11-20", actors=[w.usa], themes=[w.missiles]),
            SystemFactory.build(key="radar", title="Radar", begins="2012-01-01", regions=["europe"], themes=[w.missiles]),
            DevelopmentFactory.build(key="test", title="Missile test", begins="2017-07-04", actors=[w.rus]),
            ChallengeFactory.build(key="tension", title="Radar and stability", begins="2009", themes=[w.missiles]),
            MeasureFactory.build(key="programme", title="Visits", begins="1990", review_date="2030"),
        ]
    )
    [w.visits] = write(
        [MeasureFactory.build(key="visits", title="Visits to sites", begins="1991", part_of=w.programme, reference="Chapter I")]
    )
    write([ListMemberFactory.build(list="annex-2", actor=w.fra), ListMemberFactory.build(list="annex-2", actor=w.usa)])


def _write_what_hangs_on_them(w):
    w.article, w.paragraph = write(
        [
            CommitmentFactory.build(
                record=w.npt,
                reference="Article VI",
                title="To pursue negotiations",
                kind="obligation",
                owed_by=("all",),
                due="1995",
                text="In good faith.",
                sources=[w.text],
            ),
            CommitmentFactory.build(
                record=w.code, reference="4", title="To report launches", owed_by=("fra", "annex-2"), verified_by=w.visits
            ),
        ]
    )
    w.signature, w.ratification, w.accession, w.hosting, *_rest = write(
        [
            ActionFactory.build(record=w.npt, actor=w.usa, date="1968-07-01", depositary=[w.usa], sources=[w.text]),
            ActionFactory.build(record=w.npt, actor=w.usa, action="ratification", date="1970-03-05", depositary=[w.usa]),
            ActionFactory.build(record=w.npt, actor=w.fra, action="accession", date="1992-08-03", note="With a statement."),
            ActionFactory.build(record=w.radar, actor=w.fra, action="host", date="2013", sources=[w.report]),
            ActionFactory.build(record=w.npt, actor=w.rus, action="ratification", date="1970-03-05"),
            ActionFactory.build(record=w.npt, actor=w.ddr, action="ratification", date="1969-10-31"),
            ActionFactory.build(record=w.inf, actor=w.usa, action="ratification", date="1988-06-01"),
            ActionFactory.build(record=w.inf, actor=w.rus, action="ratification", date="1988-06-01"),
            ActionFactory.build(record=w.code, actor=w.fra, action="subscribe", date="2002-11-25"),
        ]
    )
    w.phase, w.finding, w.other_finding, w.visit, w.claim, w.answer, w.conference, w.relation = write(
        [
            PhaseFactory.build(record=w.radar, phase="operational", date="2012-05-20", note="Declared.", sources=[w.report]),
            AssessmentFactory.build(
                commitment=w.article, date="2015", finding="of_concern", assessor="Institute", actor=w.usa, sources=[w.report]
            ),
            AssessmentFactory.build(
                commitment=w.paragraph, date="2010-01", finding="partly_fulfilled", assessor="Commission", evidence="Letters."
            ),
            ActivationFactory.build(record=w.visits, date="2014-03-05", title="Visit to a site", actors=[w.fra], sources=[w.report]),
            PositionFactory.build(challenge=w.tension, actor=w.rus, sources=[w.report]),
            PositionFactory.build(challenge=w.tension, actor=w.usa, stance="answers", date="2011", text="It says that they can."),
            EventFactory.build(
                key="review-2010",
                title="Review Conference",
                records=[w.npt],
                actors=[w.fra, w.usa],
                summary="It agreed.",
                sources=[w.report],
            ),
            RelationFactory.build(from_record=w.code, relation="complements", to_record=w.npt, note="As it says.", sources=[w.report]),
        ]
    )
    [w.step] = write([StoryStepFactory.build(story="a-story", position=1, event=w.conference, record=w.npt, date="2010")])
