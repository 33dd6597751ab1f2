"""The storage of the real server: every name that a style sheet or a script refers to exists, hashed."""

import json

import pytest
from django.conf import settings
from django.core.management import call_command

pytestmark = pytest.mark.once


def test_collectstatic_hashes_and_compresses_every_file(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}}
    call_command("collectstatic", interactive=False, verbosity=0)
    hashed = json.loads((tmp_path / "staticfiles.json").read_text())["paths"]
    for file in files_of_ours():
        assert (tmp_path / hashed[file]).exists()
        assert hashed[file] != file
        if file.endswith((".css", ".js")):
            assert (tmp_path / f"{hashed[file]}.br").exists()


def files_of_ours():
    folder = settings.BASE_DIR / "static"
    return [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
