"""How fast a chart is drawn of 100,000 entries, and how heavy it is."""

import gzip
import time
from statistics import median

import pytest

from tests.factories import world
from tests.factories.stream import fill

pytestmark = pytest.mark.django_db

WINDOWS = (
    "",
    "from=1950",
    "from=1980&to=2010",
    "from=1990&to=1999",
    "from=1994&to=1996",
    "from=1995-03&to=1995-08",
    "from=1995-05-01&to=1995-05-20",
)


def test_charts_of_a_hundred_thousand_entries(client, capsys):
    world()
    fill(100_000)
    for lanes in ("type", "theme", "actor", "record"):
        took, weighed = [], []
        for window in WINDOWS:
            for _again in range(3):
                start = time.process_time()
                answer = client.get(f"/timeline/?part=chart&lanes={lanes}&{window}")
                took.append(time.process_time() - start)
            weighed.append(len(gzip.compress(answer.content)))
        with capsys.disabled():
            print(
                f"\nlanes by {lanes}: median {median(took) * 1000:.0f} ms, most {max(took) * 1000:.0f} ms; at most {max(weighed) / 1000:.0f} kB compressed"
            )
        assert max(weighed) < 50_000
    for address in ("/timeline/", "/timeline/?page=500", "/timeline/?per_page=200&sort=-date"):
        start = time.process_time()
        answer = client.get(address)
        with capsys.disabled():
            print(
                f"{address}: {(time.process_time() - start) * 1000:.0f} ms, {len(gzip.compress(answer.content)) / 1000:.0f} kB compressed"
            )
