"""How many actors stood where under some records on a day."""

from dataclasses import asdict

from tracker.catalogue.filters import filters, record_filter
from tracker.catalogue.listings import BasisFilter, StandsOn
from tracker.derived.counts import counts_on
from tracker.derived.participation import spans_of
from tracker.derived.published import Published
from tracker.models import Basis, Participation, Record

from .selection import Refused, cleaned

CountFilters = filters("CountFilters", record=record_filter(), basis=BasisFilter(), as_of=StandsOn())


class CountSelection:
    """The counts that some parameters ask for; `record` must be among them. Refused where they cannot be answered."""

    def __init__(self, params, *, today):
        params = cleaned(params)
        self.filters = CountFilters(params, Participation.objects.none(), today=today)
        errors = {
            name: [f"'{name[:40]}' is not a parameter here. Known are: {', '.join(self.filters.filters)}."]
            for name in params
            if name not in self.filters.filters
        }
        if "record" not in params:
            errors["record"] = ["Say of which record: write its key, such as npt."]
        errors |= {name: [str(sentence) for sentence in said] for name, said in self.filters.errors.items()}
        if errors:
            raise Refused(errors)
        self.day = self.filters.day
        self.basis = (self.filters.chosen("basis") or [str(Basis.EFFECT)])[0]
        self.keys = self.filters.chosen("record")

    def rows(self):
        """A dict of `record` and the numbers for each record, in the order asked; as many queries for one as for many."""
        pks = dict(Record.objects.public().filter(key__in=self.keys).values_list("key", "pk"))
        published = Published(set(pks.values()))
        return [{"record": key, **asdict(self._counted(published, pks[key]))} for key in self.keys]

    def _counted(self, published, pk):
        acts, lives = published.acts(pk), published.lives
        return counts_on(self.day, spans_of(published.agreement(pk), acts, lives, self.basis), acts, lives)

    def sentence(self):
        return f"Counts of {', '.join(self.keys)} on {self.day.isoformat()}, by {self.basis}"
