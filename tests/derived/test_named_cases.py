"""The cases that everybody in the field knows, as the reference facts give them: each on the day before, the day, the day after."""

from datetime import date, timedelta
from time import process_time

import pytest

from tracker.derived.counts import counts_on
from tracker.derived.participation import CONSENT, EFFECT, Act, Agreement, spans_of, standing
from tracker.derived.record_status import RecordDates, status_on, statuses_of

pytestmark = pytest.mark.once

DAY = timedelta(days=1)


@pytest.fixture
def stood(facts):
    """`stood(record, actor, day)`: the Standing; `stood.around(…)`: statuses on the day before, the day, the day after."""

    def ask(record, actor, day, basis=EFFECT):
        return standing(facts.spans(record, basis), actor, date.fromisoformat(day))

    def around(record, actor, day, basis=EFFECT):
        spans, day = facts.spans(record, basis), date.fromisoformat(day)
        return [standing(spans, actor, day + step).status for step in (-DAY, 0 * DAY, DAY)]

    ask.around = around
    return ask


@pytest.fixture
def counted(facts):
    def ask(record, day, basis=EFFECT):
        return counts_on(date.fromisoformat(day), facts.spans(record, basis), facts.acts[record], facts.lives)

    return ask


@pytest.fixture
def status(facts):
    """The record's own status on the day before, the day and the day after."""

    def ask(record, day):
        agreement, day = facts.agreements[record], date.fromisoformat(day)
        names = ("adopted", "opened", "signed", "in_force", "ended", "entry_rule")
        spans = statuses_of(RecordDates(agreement.type, **{name: getattr(agreement, name) for name in names}))
        found = [status_on(spans, day + step) for step in (-DAY, 0 * DAY, DAY)]
        return [span and span.status for span in found]

    return ask


def test_the_dprk_and_the_npt(stood, counted):
    """191 parties or 190: the withdrawal of 2003 is contested, and its effect left open by the parties."""
    assert stood.around("npt", "prk", "1993-06-12") == ["party"] * 3, "the notice of 1993 was revoked a day before its effect"
    assert stood.around("npt", "prk", "2003-01-11") == stood.around("npt", "prk", "2003-04-10") == ["party"] * 3
    assert [stood("npt", "prk", day).contested for day in ("2003-01-11", "2003-04-09", "2003-04-10")] == [False, False, True]
    now = stood("npt", "prk", "2026-05-22")
    assert (now.since.text, now.until) == ("1985-12-12", None)
    assert [act.action for act in now.because] == ["accession", "withdrawal", "notice_of_withdrawal"]
    counts = counted("npt", "2026-05-22")
    assert (counts.parties, counts.contested, counts.parties - counts.contested) == (191, 1, 190)


def test_russia_and_the_ctbt(stood, counted):
    """A withdrawn ratification leaves a signatory; the treaty had not entered into force, so nobody was a party."""
    assert stood.around("ctbt", "rus", "2023-11-03") == ["contracting", "signatory", "signatory"]
    assert stood("ctbt", "rus", "2023-11-03").since.text == "2023-11-03"
    before, after = counted("ctbt", "2023-11-02"), counted("ctbt", "2023-11-03")
    assert (before.consents - after.consents, before.parties, after.parties) == (1, 0, 0)
    assert before.signatures == after.signatures == 187


def test_the_united_states_and_the_arms_trade_treaty(stood, counted):
    """The depositary goes on counting the signature; who withdrew it is a former signatory."""
    assert stood.around("att", "usa", "2013-09-25") == ["none", "signatory", "signatory"]
    assert stood.around("att", "usa", "2019-07-18") == ["signatory", "former_signatory", "former_signatory"]
    assert counted("att", "2026-02-03").signatures == 130


def test_ukraine_and_the_mine_ban_convention(stood, counted):
    """A suspension that others contest takes effect, and its state still counts among the parties."""
    assert stood.around("mine-ban", "ukr", "2005-12-27") == ["signatory", "contracting", "contracting"]
    assert stood.around("mine-ban", "ukr", "2006-06-01") == ["contracting", "party", "party"]
    assert stood.around("mine-ban", "ukr", "2025-07-18") == ["party", "suspended", "suspended"]
    assert stood("mine-ban", "ukr", "2025-07-18").contested
    before, after = counted("mine-ban", "2025-07-17"), counted("mine-ban", "2025-07-18")
    assert (before.parties, before.suspended, after.parties, after.suspended) == (after.parties, 0, before.parties, 1)


def test_france_and_the_npt(stood):
    """Outside until 1992; three depositaries, of which the earliest stands."""
    assert stood("npt", "fra", "1991-01-01").status == "none"
    assert stood.around("npt", "fra", "1992-08-02") == ["none", "party", "party"]
    depositaries = [act.depositaries[0] for act in stood("npt", "fra", "1993-01-01").because]
    assert sorted(depositaries) == ["gbr", "rus", "usa"]


def test_the_german_democratic_republic(stood, counted):
    """Neither party nor former party once it has ceased to exist: 3 October 1990."""
    assert stood.around("npt", "gdr", "1970-03-05") == ["contracting", "party", "party"]
    assert stood.around("npt", "gdr", "1990-10-03") == ["party", "none", "none"]
    assert stood("npt", "gdr", "1990-10-02").until.text == "1990-10-03"
    assert counted("npt", "1990-10-02").parties - counted("npt", "1990-10-03").parties == 1
    assert counted("npt", "1990-10-03").former == 0


def test_czechoslovakia_and_its_successors(stood, counted):
    """The parties change from one to two in a night; the instruments of succession to CFE came three years later."""
    assert stood.around("npt", "czechoslovakia", "1993-01-01") == ["party", "none", "none"]
    for successor in ("cze", "svk"):
        assert stood.around("npt", successor, "1993-01-01") == ["none", "party", "party"]
        assert stood.around("cfe", successor, "1993-01-01") == ["none", "party", "party"]
        assert stood.around("cfe", successor, "1993-01-01", CONSENT) == ["none", "party", "party"]
    assert counted("cfe", "1993-01-01").parties - counted("cfe", "1992-12-31").parties == 1


def test_the_soviet_union_goes_on_as_russia(stood):
    assert stood.around("npt", "rus", "1991-12-26") == ["party"] * 3
    assert stood("npt", "ussr", "1980-01-01").status == "none"


def test_new_start_suspended_then_expired(stood, counted, status):
    assert stood.around("new-start", "rus", "2023-02-21") == ["party", "suspended", "suspended"]
    assert stood("new-start", "rus", "2023-02-21").contested
    assert stood.around("new-start", "usa", "2023-02-21") == ["party"] * 3
    for actor, last in (("rus", "suspended"), ("usa", "party")):
        assert stood.around("new-start", actor, "2026-02-05") == [last, "none", "none"]
    assert status("new-start", "2026-02-05") == ["in_force", "ended", "ended"]
    assert [counted("new-start", day).parties for day in ("2026-02-04", "2026-02-05")] == [2, 0]


def test_the_abm_treaty(stood, counted, status):
    """Six months after the notice the United States had left, and there was no treaty any more."""
    assert stood.around("abm", "usa", "2001-12-13") == ["party"] * 3
    assert stood.around("abm", "usa", "2002-06-13") == ["party", "former_party", "former_party"]
    assert stood.around("abm", "rus", "2002-06-13") == ["party", "none", "none"]
    assert status("abm", "2002-06-13") == ["in_force", "ended", "ended"]
    assert [counted("abm", day).parties for day in ("2002-06-12", "2002-06-13")] == [2, 0]


def test_the_last_day_of_the_inf_treaty(stood, counted, status):
    """Both had suspended it, so on 1 August 2019 both were bound by a treaty that neither operated."""
    assert stood.around("inf", "usa", "2019-02-02") == ["party", "suspended", "suspended"]
    assert stood.around("inf", "rus", "2019-03-04") == ["party", "suspended", "suspended"]
    assert stood.around("inf", "usa", "2019-08-02") == ["suspended", "former_party", "former_party"]
    assert stood.around("inf", "rus", "2019-08-02") == ["suspended", "none", "none"]
    assert status("inf", "2019-08-02") == ["in_force", "ended", "ended"]
    last = counted("inf", "2019-08-01")
    assert (last.parties, last.suspended, counted("inf", "2019-08-02").parties) == (2, 2, 0)


def test_open_skies_2020_and_2021(stood, counted):
    assert stood.around("open-skies", "usa", "2020-11-22") == ["party", "former_party", "former_party"]
    assert stood.around("open-skies", "rus", "2021-12-18") == ["party", "former_party", "former_party"]
    days = "2020-11-21", "2020-11-22", "2021-12-17", "2021-12-18"
    assert [counted("open-skies", day).parties for day in days] == [34, 33, 33, 32]
    assert [counted("open-skies", day).former for day in days] == [0, 1, 1, 2]


def test_malta_left_the_partnership_for_peace_and_came_back(stood):
    assert stood.around("partnership-for-peace", "mlt", "1996-10-27") == ["participant", "former_participant", "former_participant"]
    assert stood.around("partnership-for-peace", "mlt", "2008-04-03") == ["former_participant", "participant", "participant"]


def test_a_bilateral_has_two_parties_and_no_depositary(facts, counted):
    counts = counted("sort", "2005-01-01")
    assert (counts.parties, counts.signatures, counts.contracting) == (2, 2, 0)
    assert not [act for act in facts.acts["sort"] if act.depositaries]


def test_salt_ii_never_entered_into_force(stood, counted, status):
    assert status("salt-ii", "1979-06-18") == [None, "not_in_force", "not_in_force"]
    assert stood("salt-ii", "usa", "1985-01-01").status == "signatory"
    assert counted("salt-ii", "1985-01-01").parties == 0


def test_start_ii_ended_without_entering_into_force(stood, status):
    assert status("start-ii", "2002-06-14") == ["not_in_force", "never_in_force", "never_in_force"]
    assert stood.around("start-ii", "usa", "2002-06-14") == ["signatory", "none", "none"]
    assert stood.around("start-ii", "rus", "2002-06-14") == ["signatory", "former_signatory", "former_signatory"]


def test_poland_leaves_the_mine_ban_convention_six_months_after_its_notice(stood):
    """An act effective after its notice."""
    assert stood.around("mine-ban", "pol", "2025-08-20") == ["party"] * 3
    assert stood("mine-ban", "pol", "2025-08-20").until.text == "2026-02-20"
    for basis in (EFFECT, CONSENT):
        assert stood.around("mine-ban", "pol", "2026-02-20", basis) == ["party", "former_party", "former_party"]


def test_vanuatu_and_the_convention_on_cluster_munitions(stood):
    """Deposited in September 2025, bound in March 2026: the two bases differ in between."""
    assert stood.around("ccm", "vut", "2026-03-01") == ["contracting", "party", "party"]
    assert stood.around("ccm", "vut", "2026-03-01", CONSENT) == ["party"] * 3


def test_the_united_states_and_the_mtcr(stood):
    """An act dated by its year alone."""
    told = [stood("mtcr", "usa", day) for day in ("1986-12-31", "1987-01-01", "1987-12-30", "1987-12-31", "1988-01-01")]
    assert [(one.status, one.certain) for one in told] == [
        ("none", True),
        ("participant", False),
        ("participant", False),
        ("participant", True),
        ("participant", True),
    ]
    assert told[-1].since.text == "1987"


def test_comoros_and_the_biological_weapons_convention(stood):
    """An act of which only the limits are known."""
    assert (stood("bwc", "com", "2024-07-12").status, stood("bwc", "com", "2024-07-13").status) == ("none", "party")
    assert [stood("bwc", "com", day).certain for day in ("2024-07-13", "2025-05-19", "2025-05-20")] == [False, False, True]


def test_syria_applied_the_chemical_weapons_convention_provisionally(stood):
    assert stood.around("cwc", "syr", "2013-09-14") == ["none", "provisionally_applying", "provisionally_applying"]
    assert stood.around("cwc", "syr", "2013-10-14") == ["provisionally_applying", "party", "party"]


def test_the_original_parties_of_the_chemical_weapons_convention(counted):
    """States that deposited four days before entry into force are among them."""
    assert [counted("cwc", day).parties for day in ("1997-04-28", "1997-04-29")] == [0, 87]


def test_the_cfe_treaty_was_applied_provisionally(stood, status, counted):
    assert status("cfe", "1992-07-17") == ["not_in_force", "provisionally_applied", "provisionally_applied"]
    assert stood.around("cfe", "usa", "1992-07-17") == ["contracting", "provisionally_applying", "provisionally_applying"]
    assert stood.around("cfe", "usa", "1992-11-09") == ["provisionally_applying", "party", "party"]
    assert [counted("cfe", day).parties for day in ("1992-11-08", "1992-11-09")] == [0, 29]


def test_russia_and_the_cfe_treaty(stood, counted):
    """Suspended, contested, for sixteen years a party nevertheless; then out."""
    assert stood.around("cfe", "rus", "2007-12-12") == ["party", "suspended", "suspended"]
    assert stood.around("cfe", "rus", "2023-11-07") == ["suspended", "former_party", "former_party"]
    assert stood.around("cfe", "usa", "2023-12-07") == ["party", "suspended", "suspended"]
    assert [counted("cfe", day).parties for day in ("2023-11-06", "2023-11-07")] == [30, 29]


def test_lithuania_as_the_status_table_of_the_united_nations_tells_it():
    """Bracketed acts and one withdrawal on or before the table's day: certain on that day, and not on any day before."""
    ccm = Agreement.of("ccm", in_force="2010-08-01", entry_rule="consents:30 +FOM6; later:FOM6; notice:P6M")
    acts = [
        Act.of("ltu", "signature", "2008-12-03"),
        Act.of("ltu", "ratification", "2011-03-24"),
        Act.of("ltu", "withdrawal", "../2026-02-03"),
    ]
    spans = spans_of(ccm, acts, {})
    days = "2011-03-23", "2011-03-24", "2011-09-01", "2026-02-02", "2026-02-03"
    told = [standing(spans, "ltu", date.fromisoformat(day)) for day in days]
    assert [(one.status, one.certain) for one in told] == [
        ("signatory", True),
        ("contracting", False),
        ("party", False),
        ("party", False),
        ("former_party", True),
    ]


def test_everything_is_derived_within_a_second(facts, record_property):
    """6405 acts on 65 records: about a third of a second of one core; a tenfold margin for slow machines."""
    start = process_time()
    for key, agreement in facts.agreements.items():
        spans_of(agreement, facts.acts[key], facts.lives)
    record_property("seconds", took := process_time() - start)
    assert sum(map(len, facts.acts.values())) == 6405
    assert took < 3
