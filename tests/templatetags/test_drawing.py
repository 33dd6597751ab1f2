"""What a chart's words look like where they stand."""

from tracker.formats.bars import Label
from tracker.templatetags.drawing import _label


def test_words_on_a_hatched_bar_are_set_off_in_its_colour():
    assert 'class="in in--hatched tone-political"' in _label(Label(10, "Offers", on="halted"), 16, "political")
    assert 'class="in"' in _label(Label(10, "Offers", on="full"), 16, "political")
    assert "class" not in _label(Label(10, "A < B"), 16, "political")
    assert ">A &lt; B</text>" in _label(Label(10, "A < B"), 16, "political")
