"""In how many documents each word occurs, kept in step with the documents."""

from collections import Counter

from tracker.catalogue.word_families import stem
from tracker.models import Document, Word

AT_ONCE = 500


def recount(documents):
    """Count anew, from the words of every document."""
    Word.objects.all()._raw_delete(Word.objects.db)
    Word.objects.bulk_create(_rows(_counted(documents)), batch_size=AT_ONCE)


def replace(before, after):
    """Count what became of some documents: the words that they held and those that they hold."""
    delta = _counted(after)
    delta.subtract(_counted(before))
    changed = {word: by for word, by in delta.items() if by}
    words = sorted(changed)
    stand = {}
    for at in range(0, len(words), AT_ONCE):
        stand |= {row.word: row for row in Word.objects.filter(word__in=words[at : at + AT_ONCE])}
    for row in stand.values():
        row.documents += changed[row.word]
    gone = [row.pk for row in stand.values() if row.documents <= 0]
    for at in range(0, len(gone), AT_ONCE):
        Word.objects.filter(pk__in=gone[at : at + AT_ONCE])._raw_delete(Word.objects.db)
    Word.objects.bulk_update([row for row in stand.values() if row.documents > 0], ["documents"], batch_size=AT_ONCE)
    Word.objects.bulk_create(_rows({word: changed[word] for word in words if word not in stand}), batch_size=AT_ONCE)


def differences():
    """What stands against what the documents hold."""
    should = _counted(Document.objects.values_list("words", flat=True))
    stands = dict(Word.objects.values_list("word", "documents"))
    words = sorted(word for word in should | stands if should.get(word, 0) != stands.get(word, 0))
    return [("word", f"{word}: counted {stands.get(word, 0)}, in {should.get(word, 0)} documents") for word in words]


def _counted(documents):
    counts = Counter()
    for words in documents:
        counts.update(words.split())
    return counts


def _rows(counts):
    return [Word(word=word, stem=stem(word), length=len(word), documents=documents) for word, documents in counts.items()]
