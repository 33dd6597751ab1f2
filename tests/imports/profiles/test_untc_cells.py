import pytest

from tracker.imports.profiles.untc_cells import is_participant, name_in, read_cell, read_heading

pytestmark = pytest.mark.once

CONSENT = "Ratification, Acceptance(A), Approval(AA), Accession(a), Succession(d)"


def acts(cell, heading=CONSENT):
    return [(act.action, act.day.isoformat(), act.note, act.struck) for act in read_cell(cell, read_heading(heading))]


@pytest.mark.parametrize(
    ("cell", "action"),
    [
        ("29 Jul 2020", "ratification"),
        ("29 Jul 2020 a", "accession"),
        ("29 Jul 2020 A", "acceptance"),
        ("29 Jul 2020 AA", "approval"),
        ("29 Jul 2020 d", "succession"),
        ("29 Jul 2020 c", "formal_confirmation"),
        ("29 Jul 2020 P", "consent_to_be_bound"),
        ("29 Jul 2020 s", "definitive_signature"),
        ("29 Jul 2020 n", "provisional_application"),
        ("29\u00a0Jul\u00a02020\u00a0a", "accession"),
        ("29 July 2020 a", "accession"),
        ("29 Jul. 2020a", "accession"),
        ("2020-07-29 a", "accession"),
        ("29 Jul 2020 a 3", "accession"),
        ("29 Jul 20203", "ratification"),
        ("29 Jul 202012 a", "accession"),
        ("29 Jul 2020a3", "accession"),
        ("29 Jul 2020 3, 4 a", "accession"),
        ("29 Jul 2020 a²", "accession"),
        ("29 Jul 2020 a [2]", "accession"),
        ("29 Jul 2020 *", "ratification"),
        ("29 Jul 2020 (a)", "accession"),
    ],
)
def test_a_date_and_its_symbol(cell, action):
    assert acts(cell) == [(action, "2020-07-29", "", False)]


def test_months_have_their_names_and_the_usual_abbreviations():
    for month in ("Sep", "Sept", "Sept.", "September", "SEP"):
        assert acts(f"29 {month} 2020")[0][1] == "2020-09-29"


def test_several_dates_in_a_cell():
    assert acts("3 Jun 2013 12 Aug 2014 A") == [("ratification", "2013-06-03", "", False), ("acceptance", "2014-08-12", "", False)]
    assert acts("3 Jun 2013 a 2, 12 Aug 2014 AA") == [("accession", "2013-06-03", "", False), ("approval", "2014-08-12", "", False)]
    assert acts("3 Jun 2013\n12 Aug 2014 d") == [("ratification", "2013-06-03", "", False), ("succession", "2014-08-12", "", False)]


def test_several_symbols_behind_a_date():
    assert [action for action, *_rest in acts("3 Jun 2013 a, n")] == ["accession", "provisional_application"]


@pytest.mark.parametrize("cell", ["[ 3 Dec 2008 ]", "[3 Dec 2008 ]", "[3 Dec 2008] 2"])
def test_what_stands_in_brackets_is_struck(cell):
    assert acts(cell) == [("ratification", "2008-12-03", "", True)]


def test_only_what_stands_in_brackets_is_struck():
    assert [act[-1] for act in acts("[24 Mar 2011 a] 5 May 2020 a")] == [True, False]


@pytest.mark.parametrize("cell", ["", " ", "-", "–"])
def test_an_empty_cell_holds_nothing(cell):
    assert acts(cell) == []


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        ("yes", "'yes' is not a date such as 29 Jul 2020"),
        ("since 3 Jun 2013", "is not a date"),
        ("31 Jun 2013", "'31 Jun 2013' is a day that no calendar has"),
        ("3 Jux 2013", "'3 Jux 2013': 'Jux' is not the English name of a month, nor its first three letters"),
        ("3 Juliet 2013", "'Juliet' is not the English name of a month"),
        ("3 Marches 2013", "'Marches' is not the English name of a month"),
        ("3 Jun 20131999", "'3 Jun 20131999' is not a date: its year has four digits, and a footnote mark stands apart"),
        ("3 Jun 201305", "its year has four digits"),
        ("3 Jun 2013 1999", "'1999' is not a symbol"),
        ("3 Jun 2013 a1999", "'a1999' is not a symbol"),
        ("2013-06-031", "is not a date"),
        ("[3 Jun 2013", r"'\[3 Jun 2013' holds half a pair of brackets, or an empty one: put in the other half, or take it out"),
        ("3 Jun 2013]", "half a pair of brackets"),
        ("]3 Jun 2013[", "half a pair of brackets"),
        ("[[3 Jun 2013]", "half a pair of brackets"),
        ("3 Jun 2013 [3", "half a pair of brackets"),
        ("3 Jun 2013 []", "half a pair of brackets"),
        ("3 Jun 2013 x", r"'x' is not a symbol of the UN Treaty Collection: s, A, AA, a, c, d, P, n, w \(case matters\)"),
        ("3 Jun 2013 aA", "'aA' is not a symbol"),
        ("3 Jun 2013 N", "'N' is not a symbol"),
        ("2013", "'2013' is not a date"),
    ],
)
def test_anything_else_is_refused(cell, sentence):
    with pytest.raises(ValueError, match=sentence):
        acts(cell)


@pytest.mark.parametrize(
    ("heading", "plain", "symbols"),
    [
        ("Signature", "signature", {}),
        ("Signature 1, 2", "signature", {}),
        ("Signature, Succession to signature(d)", "signature", {"d": "signature"}),
        ("Definitive signature(s), Signature", "signature", {"s": "definitive_signature"}),
        (
            "Approval(AA), Acceptance(A), Accession(a), Ratification",
            "ratification",
            {"AA": "approval", "A": "acceptance", "a": "accession"},
        ),
        ("Succession(d), Ratification", "ratification", {"d": "succession"}),
        ("Provisional application(n)", "provisional_application", {"n": "provisional_application"}),
        ("Provisional application under article 23(n)", "provisional_application", {"n": "provisional_application"}),
        ("Consent to be bound(P)", "consent_to_be_bound", {"P": "consent_to_be_bound"}),
        ("Formal\u00a0confirmation(c) 3,\nRatification", "ratification", {"c": "formal_confirmation"}),
        ("Accession(a), Succession(d)", None, {"a": "accession", "d": "succession"}),
        ("Ratification, Accession", None, {}),
        ("Signature3", "signature", {}),
        ("Ratification5, Accession6(a), Succession(d)7", "ratification", {"a": "accession", "d": "succession"}),
        (
            "Participation in the Convention by virtue of ratification, accession or succession to the Protocol of 1972",
            "consent_to_be_bound",
            {},
        ),
    ],
)
def test_headings(heading, plain, symbols):
    read = read_heading(heading)
    assert (read.plain and read.plain[0]) == plain
    assert {symbol: action for symbol, (action, _note) in read.symbols.items()} == symbols


def test_a_heading_that_names_no_action():
    assert read_heading("Entry into force") is None
    assert read_heading("Acceptance of amendments") is None
    assert read_heading("") is None


def test_a_date_whose_heading_gives_only_symbols_needs_one():
    with pytest.raises(ValueError, match="a date has no symbol, and the heading does not say what that means: put one of a, d behind it"):
        acts("3 Jun 2013", "Accession(a), Succession(d)")


@pytest.mark.parametrize("heading", ["Signature, Succession to signature(d)", "Signature"])
def test_a_succession_to_a_signature_is_a_signature(heading):
    assert acts("23 Oct 2006 d", heading) == [("signature", "2006-10-23", "succession to signature", False)]


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("Lithuania 3", ("Lithuania", False)),
        ("Lithuania3", ("Lithuania", False)),
        ("Denmark 1, 2", ("Denmark", False)),
        ("Denmark¹", ("Denmark", False)),
        ("Netherlands (Kingdom of the) 4", ("Netherlands (Kingdom of the)", False)),
        ("Netherlands 4 (Kingdom\u00a0of the)", ("Netherlands (Kingdom of the)", False)),
        ("[Lithuania] 3", ("Lithuania", True)),
        ("France [2]", ("France", False)),
        ("Lao People's Democratic Republic", ("Lao People's Democratic Republic", False)),
    ],
)
def test_names_without_footnote_marks(cell, name):
    assert name_in(cell) == name


@pytest.mark.parametrize("cell", ["[France", "France]", "Lithuania [3", "France []", "[[France]", "]France[", "France [2] ["])
def test_a_name_with_half_a_pair_of_brackets_is_refused(cell):
    with pytest.raises(ValueError, match="half a pair of brackets"):
        name_in(cell)
    with pytest.raises(ValueError, match="a bracket in its midst"):
        name_in("France [as amended]")


@pytest.mark.parametrize(
    "heading", ["Participant", "Participant 4, 5", "PARTICIPANT", "Participant\u00a0", "Participant1", "State", "Country"]
)
def test_the_column_of_participants(heading):
    assert is_participant(heading)
    assert not is_participant("Ratification")
