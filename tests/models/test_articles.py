"""References of commitments in the order of their text."""

from random import Random

from tracker.models.articles import article_order

IN_ORDER = [
    "",
    "Article I",
    "Article II",
    "Article II(1)(a)",
    "Article II(1)(b)",
    "Article II(1)(b)(iii)",
    "Article IV",
    "Article IV(3)",
    "Article IV(68)",
    "Article V",
    "Article VI",
    "Article IX",
    "Article X(1)",
    "Article XIV",
    "Article 40",
    "Chapter V",
    "Chapter V, paragraph 38",
    "Chapter V, paragraph 40.1",
    "Chapter IX",
    "Protocol, Section II",
    "Annex A, Section I",
    "Annex A, Section III",
]


def test_numbers_count_by_their_value():
    shuffled = [*IN_ORDER]
    Random(1).shuffle(shuffled)
    assert sorted(shuffled, key=article_order) == IN_ORDER
