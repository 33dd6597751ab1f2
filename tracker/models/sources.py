"""Sources: the documents and pages that rows cite; and themes, under which records stand."""

import re
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models

from .dates import PartialDateField
from .rows import Row, valid_key

_of_the_web = URLValidator(schemes=["http", "https"], message="Write a full address that begins with http:// or https://.")
_IN_NO_ADDRESS = re.compile(r"[\x00-\x20\x7f\"<>]")  # https://www.rfc-editor.org/rfc/rfc3986#appendix-C


def valid_address(text):
    _of_the_web(text)
    if odd := _IN_NO_ADDRESS.search(text):
        raise ValidationError(f"No address holds '{odd[0]}': write it as %{ord(odd[0]):02X}, or take it out.")
    if "@" in urlsplit(text).netloc:
        raise ValidationError("Leave out the name and password before the '@': everybody reads this address.")


class Source(Row):
    key = models.CharField(
        max_length=120, unique=True, validators=[valid_key], help_text="A short permanent name, such as npt-status-2018."
    )
    title = models.CharField(max_length=500, help_text="The document's own title.")
    publisher = models.CharField(max_length=300, help_text="The body that published it.")
    date = PartialDateField(
        null=True, blank=True, help_text="Date of publication; where the publisher gives none, the day it was read, said in the title."
    )
    url = models.CharField("address", max_length=1000, blank=True, validators=[valid_address], help_text="Its public address.")
    archived_url = models.CharField(
        "archived address", max_length=1000, blank=True, validators=[valid_address], help_text="A kept copy. Empty: none known."
    )
    language = models.CharField(max_length=40, blank=True, help_text="Code of its language, such as en; several as en|fr.")

    class Meta:
        ordering = ("key",)

    def __str__(self):
        return self.title


class Sourced(models.Model):
    """A row that cites sources."""

    sources = models.ManyToManyField(Source, blank=True, help_text="Where this can be checked. Empty: no source recorded.")

    class Meta:
        abstract = True


class Theme(Row):
    key = models.CharField(max_length=60, unique=True, help_text="Code of the theme, such as nuclear_testing.")
    title = models.CharField(max_length=200, help_text="What the theme is called.")
    summary = models.TextField(blank=True, help_text="A page of text; blank lines part paragraphs.")

    class Meta:
        ordering = ("key",)

    def __str__(self):
        return self.title
