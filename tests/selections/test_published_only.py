"""What is not published neither shows nor counts: every list and page is the same with it as without.

Everything unpublished is marked: its words and its key hold HUSH and what it is, so that a leak says where it comes from.
"""

from dataclasses import fields, is_dataclass
from datetime import date
from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from django.db import transaction
from django.db.models import Model
from django.http import QueryDict

from tests.factories import (
    ADMINISTRATOR,
    CURATOR,
    OF_TYPE,
    ActionFactory,
    ActivationFactory,
    ActorFactory,
    AssessmentFactory,
    ChallengeFactory,
    CommitmentFactory,
    EventFactory,
    ListMemberFactory,
    MeasureFactory,
    PhaseFactory,
    PositionFactory,
    RelationFactory,
    SourceFactory,
    StoryStepFactory,
    ThemeFactory,
    TreatyFactory,
    world,
    write,
)
from tracker import changes
from tracker.catalogue import LISTINGS, RECORD_TYPES, TYPE_OF_CODE, Ref
from tracker.models import Assessment, Entry, Participation, Record, Word
from tracker.models.vocabulary import Publication
from tracker.selections import (
    CountSelection,
    Selection,
    actor_page,
    actor_pk,
    commitment_page,
    date_rows,
    entry_rows,
    home,
    participation_rows,
    record_page,
    record_pk,
    search,
    single,
    source_page,
    theme_page,
    watch,
)
from tracker.selections.addresses import addresses
from tracker.selections.answer import answer, choices
from tracker.selections.chart import LANES, chart, publishers
from tracker.selections.compare import comparison
from tracker.selections.curve import curve
from tracker.selections.dated import DATED, dated
from tracker.selections.day_steps import steps_of_actor, steps_of_record
from tracker.selections.entry import entry
from tracker.selections.following import FOLLOWED, followed
from tracker.selections.matrix import Matrix
from tracker.selections.participation_map import mapped_records, participation_map
from tracker.selections.stories import stories, story
from tracker.selections.suggestions import suggestions
from tracker.selections.versions import Saved, version, versions

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 23)
HUSH = "hush"
RANK = {str(state): rank for rank, state in enumerate(Publication)}
UNPUBLISHED = [str(state) for state in Publication if state != Publication.PUBLISHED]


def query(**params):
    return QueryDict(urlencode(params, doseq=True))


# What is planted: each takes the world and a state that is not published, and gives what to write.


def rows_of_their_own(w, state):
    """A row of every table, hanging on what is published."""
    word = f"{HUSH} {state}"
    key = f"{HUSH}-{state.replace('_', '-')}"
    return [
        SourceFactory.build(key=f"{key}-source", title=word, publisher=word, state=state),
        ThemeFactory.build(key=f"{HUSH}_{state}", title=word, state=state),
        ActorFactory.build(key=f"{key}-actor", name=word, other_names=[word], region="arctic", state=state),
        ListMemberFactory.build(list="annex-2" if state == "draft" else f"annex-{key}", actor=w.rus, state=state),
        *(
            made.build(
                key=f"{key}-{kind}",
                title=word,
                summary=word,
                themes=[w.nuclear],
                regions=["europe"],
                sources=[w.text],
                state=state,
                **(
                    {"opened": "1968", "depositaries": [w.usa]}
                    if TYPE_OF_CODE[kind].is_agreement
                    else {"begins": "2000", "part_of": w.programme}
                ),
            )
            for kind, made in OF_TYPE.items()
        ),
        ActionFactory.build(record=w.npt, actor=w.fra, action="withdrawal", date="2001", note=word, state=state),
        ActionFactory.build(record=w.radar, actor=w.rus, action="operate", date="2014", note=word, reference=state, state=state),
        PhaseFactory.build(record=w.radar, phase="cancelled", date="2020", note=word, state=state),
        CommitmentFactory.build(record=w.npt, reference=word, title=word, text=word, due="2027", state=state),
        AssessmentFactory.build(commitment=w.article, date="2024", finding="fulfilled", assessor=word, evidence=word, state=state),
        ActivationFactory.build(record=w.visits, date="2024", title=word, summary=word, actors=[w.usa], state=state),
        PositionFactory.build(challenge=w.tension, actor=w.fra, date=f"20{RANK[state]}0", text=word, state=state),
        EventFactory.build(key=f"{key}-event", title=word, summary=word, records=[w.inf], actors=[w.fra], state=state),
        RelationFactory.build(
            from_record=w.inf,
            relation=["amends", "extends", "verifies", "changes", "eases"][RANK[state]],
            to_record=w.npt,
            note=word,
            state=state,
        ),
        StoryStepFactory.build(story="a-story", position=10 + RANK[state], title=word, text=word, state=state),
    ]


def parents_that_are_hidden(w, state):
    key, word = f"{HUSH}-{state.replace('_', '-')}-parent", f"{HUSH} parent {state}"
    return [
        TreatyFactory.build(key=key, title=word, opened="1968", in_force="1970", themes=[w.nuclear], state=state),
        ActorFactory.build(key=f"{key}-actor", name=word, state=state),
        ChallengeFactory.build(key=f"{key}-challenge", title=word, begins="2009", state=state),
        MeasureFactory.build(key=f"{key}-measure", title=word, begins="2009", state=state),
        CommitmentFactory.build(record=w.npt, reference=word, title=word, due="2027", state=state),
        EventFactory.build(key=f"{key}-event", title=word, state=state),
        SourceFactory.build(key=f"{key}-source", title=word, state=state),
        ThemeFactory.build(key=f"{HUSH}_parent_{state}", title=word, state=state),
    ]


def published_children_of_hidden_parents(w, state):
    treaty, actor, challenge, measure, commitment, event, *_rest = write(parents_that_are_hidden(w, state))
    [child] = write([CommitmentFactory.build(record=treaty, reference=HUSH, title=HUSH, due="2027")])
    word = f"{HUSH} child of {state}"
    return [
        ListMemberFactory.build(list="annex-2", actor=actor),
        ActionFactory.build(record=treaty, actor=w.fra, action="ratification", date="1969", note=word),
        ActionFactory.build(record=w.npt, actor=actor, action="ratification", date="1969", note=word),
        PhaseFactory.build(record=measure, phase="active", note=word),
        AssessmentFactory.build(commitment=child, assessor=word, date="2020", actor=w.fra),
        AssessmentFactory.build(commitment=commitment, assessor=word, date="2020"),
        AssessmentFactory.build(commitment=w.article, actor=actor, assessor=word, date="2020"),
        ActivationFactory.build(record=measure, title=word, summary=word, actors=[w.fra]),
        PositionFactory.build(challenge=challenge, actor=w.fra, text=word),
        PositionFactory.build(challenge=w.tension, actor=actor, text=word),
        RelationFactory.build(from_record=w.npt, relation="supports", to_record=treaty, note=word),
        RelationFactory.build(from_record=treaty, relation="supports", to_record=w.npt, note=word),
        StoryStepFactory.build(position=20 + RANK[state], record=treaty, title=word, text=word),
        StoryStepFactory.build(position=30 + RANK[state], event=event, title=word, text=word),
    ]


# Published rows that name what is not.


def name_what_is_hidden(w, state):
    treaty, actor, challenge, measure, commitment, event, source, theme = write(parents_that_are_hidden(w, state))
    many = {
        w.npt: {"themes": [w.nuclear, theme], "sources": [w.text, source], "depositaries": [w.rus, w.usa, actor]},
        w.plan: {"actors": [w.usa, actor]},
        w.fra: {"predecessors": [actor]},
        w.article: {"depends_on": [commitment], "sources": [w.text, source]},
        w.visit: {"actors": [w.fra, actor], "sources": [w.report, source]},
        w.signature: {"depositary": [w.usa, actor], "contested_by": [actor], "sources": [w.text, source]},
        w.ratification: {"contested_by": [actor]},
        w.conference: {"records": [w.npt, treaty, challenge], "actors": [w.fra, w.usa, actor], "sources": [w.report, source]},
        w.relation: {"sources": [w.report, source]},
        w.claim: {"sources": [w.report, source]},
        w.finding: {"sources": [w.report, source]},
        w.phase: {"sources": [w.report, source]},
    }
    w.exercise.part_of = measure
    w.ddr.continued_by = actor
    w.article.verified_by = treaty
    w.article.owed_by = ("all", actor.key)
    w.article.owed_to = (actor.key,)
    write([ListMemberFactory.build(list="annex-2", actor=actor)])
    write([StoryStepFactory.build(position=40 + RANK[state], event=event, title=HUSH)])
    return [*(changes.Edit(row, refs) for row, refs in many.items()), changes.Edit(w.exercise), changes.Edit(w.ddr)]


def in_every_state(plant, w):
    with changes.together():
        for state in UNPUBLISHED:
            write(plant(w, state), by=ADMINISTRATOR)


# What the public sees.


def everything(w):
    """{where: what is seen there}, as plain values; the history of changes left out."""
    seen = {}
    for name, listing in LISTINGS.items():
        if name == "changes":
            continue
        for params in ({}, {"as_of": "2015"}) if name in ("treaties", "systems", "timeline") else ({},):
            selection = Selection(
                listing, query(**{key: value for key, value in params.items() if key in listing.filters.base_filters}), today=TODAY
            )
            rows = selection.rows()
            if name == "timeline":
                rows = entry_rows(rows, selection.day)
            if name == "participations":
                rows = participation_rows(rows, selection.day)
            if name == "calendar":
                rows = date_rows(rows)
            at = f"{name} {params}"
            seen[at], seen[f"{at} count"], seen[f"{at} says"] = rows, selection.count, selection.sentence()
            seen[f"{at} facets"] = {
                facet.name: [(choice.value, choice.label, choice.count) for choice in facet.choices] for facet in selection.facets
            }
    for key, kind in Record.objects.public().values_list("key", "type"):
        record_type = TYPE_OF_CODE[kind]
        page = record_page(record_type, record_pk(record_type, key), query(), today=TODAY)
        seen[f"page of {key}"] = {name: value for name, value in vars(page).items() if name != "history"}
        seen[f"steps of {key}"] = steps_of_record(record_pk(record_type, key), TODAY)
    for row in (w.fra, w.usa, w.rus, w.ddr):
        seen[f"page of {row.key}"] = vars(actor_page(actor_pk(row.key), query(), today=TODAY))
        seen[f"page of {row.key} before"] = vars(actor_page(actor_pk(row.key), query(as_of="1989"), today=TODAY))
        seen[f"steps of {row.key}"] = steps_of_actor(row.pk, TODAY)
        for listing in ("treaties", "systems", "commitments", "events", "timeline"):
            seen[f"{listing} of {row.key}"] = Selection(LISTINGS[listing], query(actor=row.key), today=TODAY).count
        seen[f"answer for {row.key}"] = vars(answer(query(actor=row.key, record="npt"), today=TODAY))
    seen["commitments"] = [commitment_page(row.uid, day=TODAY) for row in (w.article, w.paragraph)]
    seen["themes"] = [theme_page(row.key, day=TODAY) for row in (w.nuclear, w.missiles)]
    seen["sources"] = [source_page(row.key, day=TODAY) for row in (w.text, w.report)]
    seen["home"] = {name: value for name, value in vars(home(today=TODAY)).items() if name != "changed"}
    asked = (HUSH, "hus", "treaty", "2027", "child of draft", "in_review", "hush treaty", "hushed")
    seen["search"] = [search(query(q=text)) for text in asked]
    seen["suggestions"] = [
        suggestions(query(q=text, of=of))[0] for text in ("hus", "tr", "a", "non prolif") for of in ("", "record", "actor")
    ]
    seen["words"] = list(Word.objects.order_by("word").values_list("word", "documents"))
    table = Matrix(query(), today=TODAY)
    seen["matrix"] = [table.columns, table.rows, table.every_row(), table.sentence(), table.agreements.count, table.actors.count]
    seen["comparison"] = vars(comparison(query(actors="fra,usa,ddr"), today=TODAY))
    seen["map"] = [vars(participation_map(query(record=key), today=TODAY)) for key in ("npt", "radar")] + [mapped_records()]
    seen["counts"] = CountSelection(query(record=["npt", "inf", "radar"]), today=TODAY).rows()
    seen["curve"] = vars(curve(w.npt.pk, day=TODAY, today=TODAY))
    seen["watch"] = watch(TODAY)
    seen["past dates"] = date_rows(Selection(LISTINGS["calendar"], query(to="2026"), today=date(1950, 1, 1)).rows())
    for due in ("overdue", "soon"):
        seen[f"commitments {due}"] = Selection(LISTINGS["commitments"], query(due=due, actor="fra"), today=date(1995, 10, 1)).rows()
    seen["entry"] = [entry(row.pk, TODAY) for row in (w.npt, w.inf)]
    seen["choices"] = choices()
    seen |= charts_and_stories()
    for name in DATED:
        dates = dated(Selection(LISTINGS[name], query(), today=TODAY))[1]
        seen[f"calendar of {name}"] = [{key: value for key, value in vars(one).items() if key != "at"} for one in dates]
    seen["addresses"] = [path for path, _changed in addresses()]
    return plain(seen)


def charts_and_stories():
    cache.clear()  # a version that is rolled back is given again
    stream = Selection(LISTINGS["timeline"], query(), today=TODAY)
    return {
        **{f"chart by {by}": vars(chart(stream, by=by, columns=44)) for by in LANES},
        "publishers": publishers(stream),
        "stories": [vars(told) | {"whole": vars(story(told.key))} for told in stories()],
    }


def plain(value):
    if isinstance(value, Ref):
        return str(value), value.label, value.of
    if isinstance(value, dict):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple | set):
        return [plain(one) for one in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Model):
        return {field.attname: plain(getattr(value, field.attname)) for field in value._meta.concrete_fields if not field.primary_key}
    return repr(value)


def feeds():
    """What feeds of every list tell."""
    return [vars(one) for name in FOLLOWED for one in followed(Selection(LISTINGS[name], query(), today=TODAY))[1]]


def history(w):
    """The history of changes, as pages and files have it."""
    listed = Selection(LISTINGS["changes"], query(), today=TODAY)
    pages = [
        record_page(TYPE_OF_CODE[kind], pk, query(), today=TODAY).history for pk, kind in Record.objects.public().values_list("pk", "type")
    ]
    rows = [row for found in (listed.rows(), *pages, home(today=TODAY).changed) for row in found]
    assert listed.count == len(listed.rows()) == len(listed.page.rows) or listed.page.last > 1
    assert all("by" not in row for row in rows)  # what changed, never who changed it
    return rows


def earlier_states(w):
    """The last versions of every record, as their pages have them."""
    return [
        plain({name: value for name, value in vars(version(pk, saved.number)).items() if name != "saved"})
        for pk in Record.objects.public().values_list("pk", flat=True)
        for saved in list(versions(pk)[0].values())[-2:]
    ]


def differing(before, after, at=""):
    """[(where, before, after)] of what differs, as deep as it can be told."""
    if isinstance(before, dict) and isinstance(after, dict) and before.keys() == after.keys():
        return [one for key in before for one in differing(before[key], after[key], f"{at}.{key}")]
    if isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        return [one for key, pair in enumerate(zip(before, after, strict=True)) for one in differing(*pair, f"{at}[{key}]")]
    return [] if before == after else [(at, before, after)]


PLANTS = (rows_of_their_own, published_children_of_hidden_parents, name_what_is_hidden)


def test_what_is_not_published_neither_shows_nor_counts(subtests):
    w = world()
    before = everything(w)
    for plant in PLANTS:
        with subtests.test(plant.__name__), transaction.atomic():
            in_every_state(plant, w)
            after = everything(w)
            assert differing(before, after) == []
            assert HUSH not in str({at: seen for at, seen in after.items() if at != "search"}).lower()
            assert HUSH not in str(plain(history(w))).lower()
            assert HUSH not in str(plain(feeds())).lower()
            assert HUSH not in str(earlier_states(w)).lower()
            transaction.set_rollback(True)
        for row in vars(w).values():
            row.refresh_from_db()


def test_what_was_public_once_is_gone_and_so_are_its_words():
    w = world()
    before = everything(w)
    rows = write(rows_of_their_own(w, "published"))
    assert {change["table"] for change in history(w)} >= {"treaties", "actors", "actions", "assessments", "lists"}
    retracted = {}
    with changes.together():
        for at, row in enumerate(rows):
            made = changes.save(row, by=CURATOR, why="Recorded by mistake.", state=["retracted", "draft"][at % 2])
            if made.verb == "retract":
                retracted[made.number] = made.key
    assert differing(before, everything(w)) == []
    assert HUSH not in str([{**one, "changed": []} for one in earlier_states(w)]).lower()
    # That something was retracted, and why, stands at its address for good.
    told = history(w)
    assert {change["number"]: change["key"] for change in told if change["verb"] == "retract"} == retracted
    for change in told:
        assert HUSH not in str(plain({name: value for name, value in change.items() if name != "key"})).lower()
        assert HUSH not in change["key"] or change["number"] in retracted


def test_the_history_shows_of_a_row_what_was_public():
    w = world()
    draft = TreatyFactory(state="draft", title=f"{HUSH} a draft")
    draft.title = "A good title"
    changes.publish(draft, by=CURATOR)
    draft.note = "A public note."
    changes.save(draft, by=CURATOR, why="More to say.")
    draft.note = HUSH
    changes.save(draft, by=CURATOR, state="in_review")
    draft.note = "A better note."
    changes.save(draft, by=CURATOR, state="published", many={"themes": [w.nuclear]})
    told = [change for change in history(w) if change["record"] == draft.pk]
    assert HUSH not in str(plain(told)).lower()
    shown = {change["number"]: (change["verb"], change["before"], change["after"]) for change in told}
    assert [shown[number] for number in sorted(shown)] == [
        ("publish", {}, {"title": "A good title", "(state)": "published"}),
        ("update", {"note": ""}, {"note": "A public note."}),
        ("update", {"note": "A public note.", "(state)": "published"}, {}),
        ("publish", {}, {"note": "A better note.", "themes": "nuclear", "(state)": "published"}),
    ]


def test_an_earlier_state_is_what_was_public_then():
    w = world()
    draft = TreatyFactory(state="draft", title=f"{HUSH} a draft", short_title="")
    draft.title = "A good title"
    first = changes.publish(draft, by=CURATOR)
    assert list(versions(draft.pk)[0].values()) == [Saved(first.number, first.at, "")]
    draft.note = "A public note."
    second = changes.save(draft, by=CURATOR, why="More to say.", many={"themes": [w.nuclear]})
    hidden = ActorFactory(key="hidden", state="draft")
    act = ActionFactory(record=draft, actor=hidden, action="accession", date="1992", note=HUSH)
    act.note = "Good."
    changes.save(act, by=CURATOR)
    [third] = changes.save_all([ActionFactory.build(record=draft, actor=w.fra, action="accession", date="1993")], by=CURATOR)
    changes.publish(hidden, by=CURATOR)
    draft.note = "Another."
    last = changes.save(draft, by=CURATOR)

    assert [saved.number for saved in versions(draft.pk)[0].values()] == [first.number, second.number, third.number, last.number]
    shown = {change.number: version(draft.pk, change.number) for change in (first, second, third, last)}
    assert [found.cells.get("note") for found in shown.values()] == [None, "A public note.", "A public note.", "Another."]
    assert [found.cells["title"] for found in shown.values()] == ["A good title"] * 4
    assert "themes" not in shown[first.number].cells
    assert [ref.label for ref in shown[second.number].cells["themes"]] == ["Nuclear arms"]
    # An act of an actor that was not public yet is no part of what was public then.
    assert shown[second.number].parts == []
    assert [[str(row["actor"][0]) for row in rows] for _table, rows in shown[third.number].parts] == [["fra"]]
    assert [[str(row["actor"][0]) for row in rows] for _table, rows in shown[last.number].parts] == [["hidden", "fra"]]
    assert HUSH not in str(earlier_states(w)).lower()
    assert (shown[second.number].previous.number, shown[second.number].next.number) == (first.number, third.number)
    assert version(draft.pk, first.number - 1) is None
    assert version(w.npt.pk, second.number) is None


def test_nobody_finds_what_is_not_published_by_its_address():
    w = world()
    for state in UNPUBLISHED:
        rows = write(rows_of_their_own(w, state))
        by_table = {row._meta.model_name: row for row in rows}
        for record_type in RECORD_TYPES:
            key = next(row.key for row in rows if getattr(row, "type", "") == record_type.code)
            assert record_pk(record_type, key) is None
            assert single(record_type, key, day=TODAY) is None
        assert actor_pk(by_table["actor"].key) is None
        assert single(LISTINGS["actors"], by_table["actor"].key, day=TODAY) is None
        assert theme_page(by_table["theme"].key, day=TODAY) is None
        assert source_page(by_table["source"].key, day=TODAY) is None
        assert commitment_page(by_table["commitment"].uid, day=TODAY) is None
        for name, value in (("theme", by_table["theme"].key), ("actor", by_table["actor"].key), ("actor", by_table["actor"].name)):
            assert list(Selection(LISTINGS["treaties"], query(**{name: value}), today=TODAY).errors) == [name]
        assert list(Selection(LISTINGS["commitments"], query(record=f"{HUSH}-{state}-treaty"), today=TODAY).errors) == ["record"]
        assert "record" in answer(query(actor="fra", record=f"{HUSH}-{state}-treaty"), today=TODAY).errors
        assert "actors" in comparison(query(actors=by_table["actor"].key), today=TODAY).errors
        assert "record" in participation_map(query(record=f"{HUSH}-{state}-treaty"), today=TODAY).errors


def test_a_published_record_is_found_under_its_own_type_only():
    w = world()
    for record_type in RECORD_TYPES:
        assert (record_pk(record_type, w.npt.key) is not None) == (record_type.code == "treaty")


def test_nothing_derived_is_left_of_an_actor_that_is_withdrawn():
    w = world()
    changes.retract(w.usa, by=CURATOR, why="Recorded twice.")
    after = everything_but_pages(w)
    assert "United States" not in str(after)
    assert not Participation.objects.filter(actor=w.usa).exists()
    assert not Entry.objects.filter(actors=w.usa).exists()
    assert not Assessment.objects.public().filter(actor=w.usa).exists()


def everything_but_pages(w):
    listed = [Selection(listing, query(), today=TODAY) for name, listing in LISTINGS.items() if name != "changes"]
    pages = [
        vars(record_page(TYPE_OF_CODE[kind], pk, query(), today=TODAY)) for pk, kind in Record.objects.public().values_list("pk", "type")
    ]
    for page in pages:
        del page["history"]
    return plain([[selection.rows() for selection in listed], pages])
