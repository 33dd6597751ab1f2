"""Words of any script, folded, parted and stemmed."""

import pytest

from tracker.catalogue.word_families import stem
from tracker.catalogue.words import fold, tokens


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Türkiye’s Défense", "turkiye s defense"),
        ("Azərbaycan, Þingvellir", "azerbaycan thingvellir"),
        ("Договор о РСМД", "договор о рсмд"),
        ("Ёлка й Київ", "елка и киів"),
        ("المُعاهَدة إيران ی١٥٤٠", "المعاهده ايران ي1540"),
        ("핵확산금지조약", "핵확산금지조약"),
        ("ｶﾞｲﾄﾞ ＮＰＴ", "カイト npt"),
        ("संधि", "सध"),
        ("💥 \ud800 — …", ""),
    ],
)
def test_text_is_folded_whatever_its_script(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The 1,550 warheads’s", ["the", "1550", "warheads"]),
        ("Договор ДНЯО-2", ["договор", "дняо", "2"]),
        ("《不扩散核武器条约》NPT", ["不", "扩", "散", "核", "武", "器", "条", "约", "npt"]),
        ("북한의 핵", ["북", "한", "의", "핵"]),
        ("می‌خواهم", ["ميخواهم"]),
        ("e\u0301tat", ["etat"]),
    ],
)
def test_words_are_parted_where_their_script_parts_them(text, words):
    found = tokens(text)
    assert [token.word for token in found] == words
    assert all(fold(text[token.start : token.end]).replace(" ", "") == token.word for token in found if "," not in text)


def test_forms_of_a_word_have_one_stem_in_ascii():
    for forms in ("договор договора договору", "ядерное ядерного ядерных", "Россия России", "معاهدة المعاهدة للمعاهدة"):
        stems = {stem(fold(word)) for word in forms.split()}
        assert len(stems) == 1
    every = [stem(fold(word)) for word in ("договор", "о", "条", "核", "조", "y" * 100, "ы" * 100)]
    assert all(one.isascii() and one.isalnum() and len(one) <= 100 for one in every)
    assert len(set(every)) == len(every)
