"""What the desk calls the tables: the heading of a form, its first sentence, and what stands in it first."""

GROUPS = (
    ("What was promised and what came of it", ("commitments", "assessments", "actions", "phases")),
    ("What happened", ("engagements", "events", "activations", "policies", "developments")),
    ("Agreements, measures, systems", ("treaties", "frameworks", "measures", "systems")),
    ("What is disputed, what belongs together", ("challenges", "positions", "relations")),
    ("Who, from where, under what", ("actors", "lists", "sources", "themes", "stories")),
)
FIRST = ("assessments", "commitments", "actions", "engagements", "events")

# Noun, heading, first sentence.
WORDS = {
    "commitments": ("commitment", "Log a commitment", "One obligation, with where it stands and who owes it."),
    "assessments": ("assessment", "Log an assessment", "One dated view of one commitment, with its evidence."),
    "actions": ("action", "Log an action", "One act of one actor: a signature, a ratification, a withdrawal."),
    "phases": ("phase", "Log a phase", "A state that a system, measure or plan entered on a day."),
    "engagements": ("engagement", "Log an engagement", "What partners did together: an exercise, a course, a project."),
    "events": ("event", "Log an event", "A meeting, a test, a decision: what happened, and when."),
    "activations": ("activation", "Log an activation", "One dated use of a measure."),
    "policies": ("policy", "Log a policy", "A strategic concept, a doctrine, a decision, a plan."),
    "developments": ("development", "Log a development", "A threat or a technology, and who brought it on."),
    "treaties": ("treaty", "Log a treaty", "An agreement that binds in law."),
    "frameworks": ("framework", "Log a framework", "An agreement that binds politically, a regime, an initiative."),
    "measures": ("measure", "Log a measure", "A confidence-building measure."),
    "systems": ("system", "Log a system", "A part of the missile-defence architecture."),
    "challenges": ("challenge", "Log a challenge", "A tension that somebody sees between a capability and a commitment."),
    "positions": ("position", "Log a position", "What one side says about a challenge, and when it said so."),
    "relations": ("relation", "Log a relation", "How one record bears on another."),
    "actors": ("actor", "Log an actor", "A state, an organisation, or another that acts."),
    "lists": ("member of a list", "Log a member of a list", "An actor on a named list."),
    "sources": ("source", "Log a source", "A document or page that rows cite."),
    "themes": ("theme", "Log a theme", "A subject under which records stand."),
    "stories": ("step of a story", "Log a step of a story", "A paragraph beside an event, a record or a day."),
}

# Columns that stand among the first though a row may lack them; where it names those that a row must have, too, in this order.
AT_HAND = {
    "assessments": ("commitment", "actor", "date", "finding", "assessor", "standard", "evidence"),
    "commitments": ("record", "reference", "kind", "title", "owed_by", "owed_to", "text", "due", "recurrence"),
    "actions": ("record", "actor", "action", "date", "effective_date", "depositary"),
    "events": ("title", "kind", "date", "records", "actors", "summary"),
    "engagements": ("title", "kind", "place", "begins", "ends", "part_of", "summary"),
    "activations": ("record", "date", "title", "actors", "summary"),
    "positions": ("challenge", "actor", "date", "stance", "text"),
    "sources": ("title", "publisher", "date", "url", "language"),
    "themes": ("title", "summary"),
    "stories": ("story", "position", "title", "text", "event", "record", "date"),
    "phases": ("record", "state", "date", "note"),
    "relations": ("from", "relation", "to", "note"),
    "actors": ("name", "kind", "iso3", "region"),
}
AT_HAND_OF_RECORDS = ("title", "kind", "short_title", "summary")


def noun_of(table):
    return WORDS[table.name][0]
