"""Which rules of recurrence may be recorded: by every door, as the field itself says."""

import pytest
from django.core.exceptions import ValidationError

from tests.factories import CURATOR, CommitmentFactory, TreatyFactory
from tests.imports.conftest import csv_bytes
from tracker import changes
from tracker.catalogue import TABLES
from tracker.imports.files import plan_file
from tracker.models import Commitment
from tracker.models.recurrence import valid_recurrence

RULES = {  # None: may be recorded
    "FREQ=YEARLY": None,
    "FREQ=MONTHLY;INTERVAL=6": None,
    "FREQ=YEARLY;BYMONTH=3": None,
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29": None,
    "FREQ=YEARLY;BYMONTH=2,4;BYMONTHDAY=-30": None,
    "FREQ=MONTHLY;BYMONTHDAY=31": None,
    "FREQ=MONTHLY;BYDAY=+2FR,-1MO;WKST=MO": None,
    "FREQ=YEARLY;BYDAY=53MO": None,
    "FREQ=WEEKLY;BYDAY=MO,TU": None,
    "RRULE:FREQ=YEARLY;UNTIL=20300101": None,
    "DTSTART:20160531 RRULE:FREQ=YEARLY;INTERVAL=5;COUNT=3": None,
    "FREQ=YEARLY;INTERVAL=0": "'INTERVAL=0' names nothing that a rule of recurrence can",
    "FREQ=YEARLY;INTERVAL=-1": "'INTERVAL=-1' names nothing",
    "FREQ=MONTHLY;BYDAY=XX": "'BYDAY=XX' names nothing",
    "FREQ=MONTHLY;BYDAY=MO,": "'BYDAY=MO,' names nothing",
    "FREQ=WEEKLY;BYDAY=2MO": "BYDAY=2MO counts days of a month or a year, and FREQ=WEEKLY names neither",
    "FREQ=YEARLY;BYMONTH=0": "'BYMONTH=0' names nothing",
    "FREQ=YEARLY;BYMONTHDAY=32": "'BYMONTHDAY=32' names nothing",
    "FREQ=YEARLY;UNTIL=20210229": "'UNTIL' of a rule of recurrence: '20210229' is a day that no calendar has",
    "FREQ=YEARLY;UNTIL=never": "is not a rule of recurrence",
    "FREQ=YEARLY;FREQ=DAILY": "names each of its parts once",
    "DTSTART:20160531 FREQ=YEARLY;COUNT=3;UNTIL=20300101": "ends after COUNT times or with the day UNTIL",
    "DTSTART:20160531 FREQ=YEARLY;UNTIL=20160530": "UNTIL=20160530 lies before DTSTART:20160531: it would never fall due",
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31": "names a day that never comes",
    "FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=-31": "names a day that never comes",
    "FREQ=MONTHLY;BYDAY=1MO;BYMONTHDAY=8": "names a day that never comes",
    "DTSTART:20210301 FREQ=YEARLY;INTERVAL=2;BYMONTH=2;BYMONTHDAY=29": "names a day that never comes",
    "DTSTART:20160531 FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=30;UNTIL=20170101": "names a day that never comes",
}


def test_a_rule_names_days_that_come():
    for rule, sentence in RULES.items():
        if sentence is None:
            valid_recurrence(rule)
            continue
        with pytest.raises(ValidationError) as refused:
            valid_recurrence(rule)
        assert sentence in refused.value.messages[0], rule


@pytest.mark.django_db
def test_no_rule_ends_before_its_record_came_about():
    """On the day itself it may; where the record has no date nobody can say."""
    treaty = TreatyFactory(key="npt", adopted="1968-06-12", in_force="1970-03-05")
    sentence = "UNTIL=19680611 lies before 1968-06-12, the first day of its record: it would never fall due."
    made = CommitmentFactory(record=treaty, recurrence="FREQ=YEARLY;UNTIL=19680612")
    CommitmentFactory(record=TreatyFactory(adopted=None, in_force=None), recurrence="FREQ=YEARLY;UNTIL=19000101")
    made.recurrence = "FREQ=YEARLY;UNTIL=19680611"
    with pytest.raises(ValidationError) as refused:
        changes.save(made, by=CURATOR)
    assert refused.value.message_dict == {"recurrence": [sentence]}
    assert Commitment.objects.get(pk=made.pk).recurrence.endswith("12")
    table = csv_bytes(
        ["record", "reference", "title", "kind", "owed_by", "recurrence"],
        ["npt", "I", "To report", made.kind, "all", "FREQ=YEARLY;UNTIL=19680611"],
        ["npt", "II", "To report", made.kind, "all", "FREQ=YEARLY;INTERVAL=0"],
    )
    first, second = map(str, plan_file(TABLES["commitments"], table).faults)
    assert first == f"row 2, recurrence: {sentence}"
    assert second.startswith("row 3, recurrence: 'INTERVAL=0' names nothing")
