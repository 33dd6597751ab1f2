"""The examples of the documentation, run as they stand."""

import re
from urllib.request import urlopen

import pytest

from tracker.api.documentation import document


@pytest.mark.django_db(transaction=True)
def test_the_examples_for_curl_and_python_work(live_server, capsys):
    """There is no data here, so that what names a record or an actor is left out."""
    about = document(live_server.url)["info"]["description"]
    [address] = re.findall(r"curl '(\S+)'", about)
    assert b'"results":[]' in urlopen(address.replace("record=npt", "").replace("actor=fra", "")).read()
    [example] = re.findall(r"```python\n(.*?)```", about, re.DOTALL)
    exec(example.replace('record="npt", ', ""), {})
    assert capsys.readouterr().out == ""
    assert "```r\n" in about
