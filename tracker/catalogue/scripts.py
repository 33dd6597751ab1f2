"""Words written in other scripts than Latin, as an index holds them."""

import re

LONGEST_STEM = 100  # of its letters four each: words that are alike for twenty-four letters count as one
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
# Endings of Russian and Ukrainian nouns and adjectives, folded (й has become и, ї і), the longest first.
_CYRILLIC = re.compile(
    "(?:иями|ого|его|ому|ему|ыми|ими|ами|ями|иях|иеи|ием|иям|ах|ях|ов|ев|ои|еи|ыи|ии|оі|іи|ая|яя|ое|ее|ые|ие|ия|ию|ою|ью|ам|ям|ом|ем|ые|ых|их|ым"
    "|им|а|я|о|е|и|і|ы|у|ю|ь|є)$"
)
# The article, with what may be written before it: معاهدة and المعاهدة, للمعاهدة.
_ARABIC = re.compile("^(?:[وفبك]?ال|لل)")
SHORTEST = 3  # letters that stay


def stem_of_script(word):
    """What a folded word that is not ASCII is indexed and looked for by: ASCII too, so that no database need know its script."""
    for affix, script in ((_CYRILLIC, "\u0400-\u04ff"), (_ARABIC, "\u0600-\u06ff")):
        if re.fullmatch(f"[{script}]+", word):
            shorter = affix.sub("", word)
            word = shorter if len(shorter) >= SHORTEST else word
    return f"u{''.join(map(_four, word))}"[:LONGEST_STEM]


def _four(letter):
    number, said = ord(letter), ""
    for _place in range(4):
        number, digit = divmod(number, 36)
        said = _DIGITS[digit] + said
    return said
