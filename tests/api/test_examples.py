"""The examples of the documentation, run as they stand."""

import re
from urllib.request import urlopen

import pytest

from tests.factories import ActionFactory, ThemeFactory, TreatyFactory, actor
from tracker.api.documentation import document


@pytest.fixture
def about(live_server):
    """The text above the operations, its addresses on a server that knows what they name."""
    ThemeFactory(key="nuclear_disarmament")
    npt, _att = TreatyFactory(key="npt", opened="1968-07-01", in_force="1970-03-05"), TreatyFactory(key="att", opened="2013-06-03")
    ActionFactory(record=npt, actor=actor("usa"), action="ratification", date="1970-03-05")
    actor("fra")
    return document(live_server.url)["info"]["description"]


@pytest.mark.django_db(transaction=True)
def test_the_examples_for_curl_python_and_r_work(about, live_server, capsys):
    addresses = re.findall(r"curl '(\S+)'", about)
    assert len(addresses) >= 5
    for address in addresses:
        assert urlopen(address).status == 200, address

    [example] = re.findall(r"```python\n(.*?)```", about, re.DOTALL)
    exec(example, {})
    assert capsys.readouterr().out == "usa party 1970-03-05\n"

    # What R asks for: the address that its function pastes together, with what its last call gives.
    [example] = re.findall(r"```r\n(.*?)```", about, re.DOTALL)
    [start] = re.findall(r'paste0\("([^"]+)", name, "/\?", query\)', example)
    [(name, query)] = re.findall(r'<- rows\("(\w+)", "([^"]+)"\)', example)
    assert b'"key":"npt"' in urlopen(f"{start}{name}/?{query}").read()


@pytest.mark.django_db
def test_every_filter_and_code_is_described():
    """With its label, what it narrows, and what its codes mean."""
    shown = document("http://testserver")
    for address, operations in shown["paths"].items():
        for parameter in operations["get"].get("parameters", ()):
            assert parameter["description"], (address, parameter["name"])
            codes = parameter["schema"].get("items", parameter["schema"]).get("enum", ())
            if parameter["name"] not in ("facets", "sort"):
                assert all(f"`{code}`" in parameter["description"] for code in codes), (address, parameter["name"])
