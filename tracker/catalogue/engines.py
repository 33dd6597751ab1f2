"""The two databases that search, behind one face: FTS5 on SQLite, tsvector on PostgreSQL.

Both index the same columns of `Document`, which hold stems parted by spaces, so that neither needs to know a language:
A `called`, B `names`, C `said`, D `parts`. The migration that makes the indexes says so too.
"""

from datetime import date

from django.db import DatabaseError, connections, router, transaction
from django.db.models import BooleanField, F, Func

from tracker.models import Document, Life

INDEX = "tracker_document_words"
NAMES, OWN, ANY = "AB", "ABC", "ABCD"
COLUMNS = {"A": "called", "B": "names", "C": "said", "D": "parts"}
WEIGHTS = {"A": 7.0, "B": 5.0, "C": 2.0, "D": 0.4}
# Where all else is equal a treaty is meant rather than what was written about it.
FIRST = {
    "treaty": 2.2,
    "framework": 2.0,
    "actor": 1.4,
    "theme": 1.3,
    "challenge": 0.8,
    "commitment": 0.9,
    "event": 0.8,
    "activation": 0.6,
    "assessment": 0.5,
    "position": 0.3,
    "source": 0.4,
}
USUAL = 1.25
AGREEMENTS = ("treaty", "framework")  # meant where one is named beside other words
OVER = 0.95  # among equals an agreement in force comes before one that has ended
# Letters. Engines hold the length of a text against it; what hangs on a record is not its own, and many do for a weighty one.
MUCH = 6000.0


class Fts5:
    """SQLite. Every stem stands in quotes: nothing that is asked can be an operator."""

    def question(self, question, columns=ANY):
        text = " AND ".join(self._term(term) for term in question.terms)
        text = f"{{{' '.join(COLUMNS[one] for one in columns)}}} : ({text})"
        if question.without:
            text = f"({text}) NOT ({' OR '.join(self._term(term) for term in question.without)})"
        return text

    def _term(self, term):
        return f"({' OR '.join(self._way(way) for way in term.ways)})"

    def _way(self, way):
        quoted = [f'"{part}"' for part in (way.stems if way.apart else [" ".join(way.stems)])]
        return f"({' AND '.join(quoted)})"

    def condition(self, pk, _alias, question):
        return f"{pk} IN (SELECT rowid FROM {INDEX} WHERE {INDEX} MATCH %s)", [self.question(question)]  # noqa: S608

    def within(self, columns):
        return f"d.id IN (SELECT rowid FROM {INDEX} WHERE {INDEX} MATCH %s)"  # noqa: S608

    def found(self):
        weights = ", ".join(str(WEIGHTS[one]) for one in ANY)
        return f"-bm25({INDEX}, {weights})", f"{INDEX} JOIN tracker_document d ON d.id = {INDEX}.rowid", f"{INDEX} MATCH %s"

    def remake(self, cursor):
        cursor.execute(f"INSERT INTO {INDEX} ({INDEX}) VALUES ('rebuild')")  # noqa: S608

    def faults(self, cursor):
        try:
            with transaction.atomic(using=cursor.db.alias):
                cursor.execute(f"INSERT INTO {INDEX} ({INDEX}, rank) VALUES ('integrity-check', 1)")  # noqa: S608
        except DatabaseError:
            return ["its index holds other words than it"]
        return []


class TsVector:
    """PostgreSQL. A stem holds ASCII letters and digits only, and stands in quotes."""

    def question(self, question, columns=ANY):
        weights = "" if columns == ANY else f":{columns}"
        text = " & ".join(self._term(term, weights) for term in question.terms)
        if question.without:
            text = f"({text}) & !({' | '.join(self._term(term, '') for term in question.without)})"
        return text

    def _term(self, term, weights):
        return f"({' | '.join(self._way(way, weights) for way in term.ways)})"

    def _way(self, way, weights):
        quoted = [f"'{one}'{weights}" for one in way.stems]
        return f"({(' & ' if way.apart else ' <-> ').join(quoted)})"

    def condition(self, _pk, alias, question):
        return f"{alias}.vector @@ %s::tsquery", [self.question(question)]

    def within(self, columns):
        return "d.vector @@ %s::tsquery"

    def found(self):
        most = max(WEIGHTS.values())
        weights = ", ".join(str(WEIGHTS[one] / most) for one in reversed(ANY))
        rank = f"ts_rank('{{{weights}}}', d.vector, asked.words, 1)"
        return rank, "(SELECT %s::tsquery AS words) asked CROSS JOIN tracker_document d", "d.vector @@ asked.words"

    def remake(self, cursor):
        """Nothing to do: the column is made by the database itself."""

    def faults(self, cursor):
        """None: the column is made by the database itself."""
        return []


ENGINES = {"sqlite": Fts5(), "postgresql": TsVector()}


class Finds(Func):
    """Documents that answer a question: `Document.objects.filter(Finds(question))`."""

    output_field = BooleanField()

    def __init__(self, question):
        self.question = question
        super().__init__(F("pk"))

    def as_sql(self, compiler, connection, **_context):
        if not self.question:
            return "1 = 0", []
        [pk] = self.source_expressions
        sql, params = compiler.compile(pk)
        condition, asked = ENGINES[connection.vendor].condition(sql, compiler.quote_name_unless_alias(pk.alias), self.question)
        return condition, [*(params if connection.vendor == "sqlite" else ()), *asked]


def ranked(question, *, columns=ANY):
    """[(pk, type)] of every document that answers, best first.

    First what is called exactly so, then what has every word in its names, then the agreement that is named among other
    words, then what has them in its own text, then the rest; among these as the engine ranks them. A source has its words
    in a title that tells of others: it comes with those that speak of them.
    """
    if not question:
        return []
    connection = connections[router.db_for_read(Document)]
    engine = ENGINES[connection.vendor]
    rank, tables, match = engine.found()
    exactly, named = (" OR ".join(["d.exact LIKE %s"] * len(names)) or "1 = 0" for names in (question.exactly, question.named))
    agreements = ", ".join(f"'{kind}'" for kind in AGREEMENTS)
    kinds = " ".join(f"WHEN '{kind}' THEN {weight}" for kind, weight in FIRST.items())
    # Constants of this module only; what is asked goes in as parameters.
    sql = f"""
        SELECT d.id, d.type, d.key,
            CASE WHEN {exactly} THEN 0 WHEN d.type <> 'source' AND {engine.within(NAMES)} THEN 1
                WHEN d.type IN ({agreements}) AND ({named}) THEN 2 WHEN {engine.within(OWN)} THEN 3 ELSE 4 END AS tier,
            {rank} * (1.0 + CASE WHEN LENGTH(d.parts) > {MUCH} THEN 1.0 ELSE LENGTH(d.parts) / {MUCH} END)
                * CASE d.type {kinds} ELSE {USUAL} END
                * CASE WHEN d.type IN ({agreements}) AND l.over < '{date.max}' THEN {OVER} ELSE 1.0 END AS score
        FROM {tables} LEFT JOIN {Life._meta.db_table} l ON l.record_id = d.record
        WHERE {match}
    """  # noqa: S608
    names, own, asked = (engine.question(question, which) for which in (NAMES, OWN, columns))
    called, among = ([f"%|{name}|%" for name in each] for each in (question.exactly, question.named))
    params = [*called, names, *among, own, asked]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id, type FROM ({sql}) found ORDER BY tier, score DESC, type, key", params)  # noqa: S608
        return cursor.fetchall()


def faults_of_the_index():
    """What differs between the index and the documents; writes nothing."""
    connection = connections[router.db_for_write(Document)]
    with connection.cursor() as cursor:
        return ENGINES[connection.vendor].faults(cursor)


def remake_the_index():
    """The index anew from the documents, whatever it held."""
    connection = connections[router.db_for_write(Document)]
    with connection.cursor() as cursor:
        ENGINES[connection.vendor].remake(cursor)
