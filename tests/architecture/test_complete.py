"""Nothing is forgotten: migrations, Chinese, and documents that name every verb and command."""

from pathlib import Path

import pytest
from django.core.management import call_command

from campaigns.foundation import catalog, extraction

from .sources import PACKAGES, ROOT


@pytest.mark.django_db
def test_every_model_change_has_its_migration() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_every_string_has_its_chinese() -> None:
    sources, problems = extraction.sources(ROOT)
    made = catalog.build(sources, catalog.read(catalog.path_in(ROOT)))

    assert problems + catalog.faults(made) == []


def _modules(folder: str) -> list[str]:
    found = {path.stem for package in PACKAGES for path in (ROOT / package).glob(f"{folder}/*.py")}
    return sorted(stem for stem in found if not stem.startswith("_"))


@pytest.fixture(scope="module")
def documents() -> str:
    return "\n".join(
        path.read_text(encoding="utf-8") for path in [ROOT / "README.md", *Path(ROOT / "docs").glob("*.md")]
    )


@pytest.mark.parametrize("command", _modules("management/commands"))
def test_documents_name_every_command(documents: str, command: str) -> None:
    assert f"manage.py {command}" in documents


@pytest.mark.parametrize("module", _modules("actions"))
def test_documents_name_every_action(documents: str, module: str) -> None:
    assert f"actions/{module}.py" in documents or f"`{module}`" in documents
