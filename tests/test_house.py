"""The rules of the house, read off the syntax trees of tracker/."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parent.parent
ROOM = PROJECT / "tracker"
FILES = sorted(path.relative_to(ROOM).as_posix() for path in ROOM.rglob("*.py") if "migrations" not in path.parts)

# Who writes rows: the door for writes, and what follows from them.
WRITERS = ("changes.py", "changes/", "derived/", "migrations/")
WRITES = {"bulk_create", "bulk_update", "get_or_create", "update_or_create"}
# Methods that dicts, files and forms have too. A row's take no positional argument.
WRITES_OF_ROWS = {"save", "delete", "update"}
# File and method: what is no row of ours.
ALLOWED = {
    ("management/commands/create_roles.py", "get_or_create"): "groups of users",
    ("desk/second_factor.py", "create"): "somebody's authenticator",
    ("desk/second_factor.py", "save"): "somebody's authenticator",
    ("desk/second_factor.py", "delete"): "somebody's authenticator",
    ("desk/second_factor.py", "bulk_create"): "recovery codes",
}

pytestmark = pytest.mark.once


def tree_of(file):
    return ast.parse((ROOM / file).read_text())


def imported(node):
    """The modules that an import statement names."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        return [node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)]
    return []


def test_imports_go_down_only():
    done = subprocess.run([Path(sys.executable).parent / "lint-imports"], cwd=PROJECT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("file", FILES)
def test_no_import_inside_a_function(file):
    functions = [node for node in ast.walk(tree_of(file)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)]
    assert not [f"{file}:{node.lineno}" for function in functions for node in ast.walk(function) if imported(node)]


@pytest.mark.parametrize("file", FILES)
def test_no_signal_of_a_model(file):
    banned = {"django.db.models.signals", "django.dispatch"}
    assert not [f"{file}:{node.lineno}" for node in ast.walk(tree_of(file)) if banned & set(imported(node))]


@pytest.mark.parametrize("file", [file for file in FILES if not file.startswith(WRITERS)])
def test_rows_are_written_through_changes_only(file):
    found = [
        f"{file}:{node.lineno}: .{node.func.attr}()"
        for node in ast.walk(tree_of(file))
        if writes_a_row(node) and (file, node.func.attr) not in ALLOWED
    ]
    assert not found, "write through tracker.changes, or say in ALLOWED what it is instead"


def writes_a_row(node):
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
        return False
    name = node.func.attr
    if name == "create":
        return isinstance(node.func.value, ast.Attribute) and node.func.value.attr in ("objects", "_default_manager", "_base_manager")
    return name in WRITES or (name in WRITES_OF_ROWS and not node.args)


@pytest.mark.parametrize(
    ("code", "writes"),
    [
        ("row.save()", True),
        ("row.save(update_fields=['a'])", True),
        ("Record.objects.filter(a=1).update(b=2)", True),
        ("Record.objects.create(a=1)", True),
        ("Record.objects.all().delete()", True),
        ("Record.objects.bulk_create(rows)", True),
        ("workbook.save(file)", False),
        ("found.update(more)", False),
        ("cache.delete('a')", False),
        ("zone.create(a=1)", False),
    ],
)
def test_the_rule_on_writing_knows_a_row(code, writes):
    assert writes_a_row(ast.parse(code).body[0].value) is writes
