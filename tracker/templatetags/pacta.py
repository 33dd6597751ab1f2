"""Tags and filters of the pages: they wrap in HTML what `formats/values.py` and `formats/marks.py` say."""

import re

from django import template
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import mark_safe

from tracker.catalogue import TYPE_OF_CODE
from tracker.catalogue.glossary import term_for
from tracker.formats import marks, values
from tracker.models import PartialDate

# Where rows that are no records have their pages.
PAGES = {"actor": "/actors/", "commitment": "/commitments/", "theme": "/themes/", "source": "/sources/"}
LIST_OF_ACTORS = "/actors/?list={}"

register = template.Library()


def _svg(mark):
    return format_html('<svg class="mark tone-{}" viewBox="0 0 16 16" aria-hidden="true"><use href="#{}"/></svg>', mark.tone, mark.shape)


@register.simple_tag(takes_context=True)
def said_in(context, name):
    """What the page says in a block, to be said once more: its title, its description."""
    block = context.render_context[BLOCK_CONTEXT_KEY].get_block(name)
    return mark_safe(" ".join(block.nodelist.render(context).split()))  # noqa: S308  the block has escaped what it says


@register.simple_tag
def mark(code, record_type=""):
    """The shape of a status, finding or stance. Its word has to stand beside it."""
    return _svg(marks.mark_of(code, record_type))


@register.simple_tag
def entry_mark(kind, record_type="", planned=False):
    """The shape of a timeline entry."""
    return _svg(marks.entry_mark(kind, record_type, planned=planned))


@register.simple_tag
def date_mark(kind):
    """The shape of a date of the calendar."""
    return _svg(marks.date_mark(kind))


@register.simple_tag
def relation_mark(relation):
    return _svg(marks.relation_mark(relation))


@register.simple_tag
def status(code, record_type="", contested=False, strong=False, word=""):
    """A status, finding or stance: shape, word and tone; square where `record_type` is given and is no treaty.

    `contested` puts that word beside it, `strong` is for the one status that a page is about, `word` replaces its own.
    """
    if not code:
        return ""
    drawn = marks.mark_of(code, record_type)
    said = format_html(
        '<span class="status tone-{}{}">{}{}</span>',
        drawn.tone,
        " status--strong" if strong else "",
        _svg(drawn),
        word or marks.word_of(code),
    )
    return format_html("{} {}", said, _contested()) if contested else said


@register.simple_tag
def stands(standing, record_type="", strong=False):
    """A status as the read side gives it; says where the day leaves it in doubt."""
    if not standing:
        return ""
    word = standing.label if standing.code == "none" else ""  # where acts are missing, 'not recorded'
    said = status(standing.code, record_type, standing.contested, strong, word)
    return said if standing.certain else format_html('{} <span class="muted">day not certain</span>', said)


@register.simple_tag(takes_context=True)
def term(context, said, word=""):
    """A word that the glossary explains, as a link to it; what it means is held ready by `terms_used`. Other words stay as they are.

    `said` is a key, a code or the word itself.
    """
    found = term_for(said)
    request = context.get("request")
    if found is None or request is None:
        return word or said
    if not hasattr(request, "terms_used"):
        request.terms_used = {}
    request.terms_used[found.key] = found
    return format_html('<a class="term" href="/glossary/#{0}" aria-describedby="term-{0}">{1}</a>', found.key, word or said)


@register.inclusion_tag("_terms.html", takes_context=True)
def terms_used(context):
    """What the terms of the page mean: read out with them, and shown beside them where scripts run. Stands behind all of them."""
    return {"terms": getattr(context.get("request"), "terms_used", {}).values()}


@register.simple_tag
def contested():
    """The framed word that stands beside a contested status or count."""
    return _contested()


def _contested():
    return format_html('<span class="contested">{}contested</span>', _svg(marks.CONTESTED))


@register.simple_tag
def word_of(code):
    return marks.word_of(code)


@register.simple_tag
def icon(name):
    return format_html('<svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><use href="#i-{}"/></svg>', name)


@register.filter
def link(ref):
    """A reference to another row, as a link with its name; only the name where that has no page of its own."""
    if not hasattr(ref, "of"):
        return ref
    leads = address(ref)
    return format_html('<a href="{}">{}</a>', leads, ref.label) if leads else ref.label


@register.filter
def address(ref):
    """Where a row that is referred to has its page; nothing where it has none."""
    if ref.of in TYPE_OF_CODE:
        return TYPE_OF_CODE[ref.of].address(ref)
    if ref.of == "list":
        return LIST_OF_ACTORS.format(ref)
    return f"{PAGES[ref.of]}{ref}/" if ref.of in PAGES else ""


@register.filter
def links(refs):
    return format_html_join(", ", "{}", ((link(ref),) for ref in refs))


@register.simple_tag
def cited(keys, numbers):
    """Raised numbers that lead to the page's own list of sources; `numbers` maps keys to them."""
    found = sorted((numbers[key], key) for key in keys if key in numbers)
    marked = format_html_join("", '<a href="#source-{}" aria-label="Source {}">{}</a>', ((key, number, number) for number, key in found))
    return format_html('<sup class="ref">{}</sup>', marked) if found else ""


def _times(parts):
    """Parts of a date as `<time>` elements; several of them held together as one interval."""
    html = format_html_join(
        "", "{}", ((format_html('<time datetime="{}">{}</time>', part.iso, part.text) if part.iso else part.text,) for part in parts)
    )
    return format_html('<span class="interval">{}</span>', html) if len(parts) > 1 else html


register.filter("says_when_read", values.says_when_read)


@register.filter
def when(value):
    """A date with its doubt: `1 Jul 1968`, `about 1974`, `between December 2011 and January 2012`."""
    return _times(values.date_parts(value))


@register.filter
def day(value):
    """A date in a sentence or heading: `23 November 2026`."""
    return _times(values.date_parts(value, long=True))


@register.filter
def duration(value):
    """The stretch of time that something filled: `27 Apr to 22 May 2026`."""
    return _times(values.duration_parts(value))


@register.simple_tag
def entry_date(entry):
    """The date of a timeline entry below the heading of its year: a stretch of time where it is one, else with its doubt."""
    parts = (values.duration_parts if entry.lasted else values.date_parts)(entry.date, long=True, year=False)
    return _times(parts)


@register.simple_tag
def period(start, end):
    """From one date to another, either of which may be missing: `since 5 Mar 1970`."""
    return _times(values.period_parts(start, end))


@register.filter
def told(value):
    """A value of the history: a date, references, or text."""
    if isinstance(value, PartialDate):
        return when(value)
    return links(value) if isinstance(value, tuple) else value


@register.filter
def number(value):
    return values.number_text(value)


@register.filter
def px(value, more=0):
    """A place in a drawing, moved by some px, as SVG attributes have it."""
    return f"{value + more:.1f}".removesuffix(".0")


@register.filter
def listed(words):
    """`a, b and c`; references by the words by which people know them."""
    return values.list_text([getattr(word, "label", word) for word in words])


@register.filter
def recurrence(rule):
    return values.recurrence_text(rule)


@register.filter
def language(codes):
    return values.language_text(codes)


@register.filter
def breakable(address):
    """An address that may break after its strokes and signs, not within a word."""
    return format_html_join("", "{}<wbr>", ((part,) for part in re.findall(r"[^/?&=]*[/?&=]+|[^/?&=]+", str(address))))


@register.filter
def paragraphs(text):
    """Plain text as HTML: escaped; blank lines part paragraphs."""
    parts = [part.strip() for part in re.split(r"\n\s*\n", str(text).replace("\r\n", "\n")) if part.strip()]
    return format_html_join("\n", "<p>{}</p>", ((conditional_escape(part),) for part in parts))


@register.simple_tag(takes_context=True)
def query_with(context, *pairs, **changes):
    """This page's query with some parameters changed, back on its first page: `{% query_with sort="-title" %}`.

    None takes a parameter away; names that are not known beforehand come in pairs: `{% query_with name value %}`.
    """
    changes |= dict(zip(pairs[::2], pairs[1::2], strict=True))
    query = context["request"].GET.copy()
    query.pop("page", None)
    for name, value in changes.items():
        if value is None or value == "":
            query.pop(name, None)
        else:
            query[name] = value
    return f"?{query.urlencode()}" if query else context["request"].path


@register.simple_tag(takes_context=True)
def query_without(context, name, value):
    """This page's query without one value of one parameter, back on its first page."""
    query = context["request"].GET.copy()
    query.pop("page", None)
    kept = [given for given in query.getlist(name) if given != str(value)]
    query.setlist(name, kept)
    return f"?{query.urlencode()}" if query.urlencode() else context["request"].path


@register.simple_tag(takes_context=True)
def query_text(context):
    """The query string as it is, with its question mark; nothing where there is none."""
    query = context["request"].GET.copy()
    query.pop("page", None)
    return f"?{query.urlencode()}" if query else ""


@register.simple_tag(takes_context=True)
def kept_fields(context, *changed):
    """Hidden fields for what the page was asked beside a form's own fields: `changed` names them or lists them."""
    own = {"page", *context.get("errors", ())}
    for given in changed:
        own |= {given} if isinstance(given, str) else {field.name for field in given or ()}
    query = context["request"].GET
    kept = [(name, value) for name in query if name not in own for value in query.getlist(name) if value]
    return format_html_join("", '<input type="hidden" name="{}" value="{}">', kept)
