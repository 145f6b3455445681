"""Recipes: reusable plans. Each is one YAML file with every text in both languages.

Rule: a recipe holds no dates, only days from the start and minutes from the campaign's clock times.
"""

import functools
from pathlib import Path
from typing import Any

import yaml

SELF_DRIVE_TOUR = "self-drive tour"
FOLDER = Path(__file__).parent
TEXT_KEYS = {"zh", "en"}


@functools.cache
def _read() -> dict[str, dict[str, Any]]:
    found = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.yaml"))]
    return {one["key"]: one for one in found}


def recipe_keys() -> list[str]:
    return list(_read())


def recipe(key: str, language: str) -> dict[str, Any]:
    """The recipe with its texts in one language (Chinese unless `language` is English). KeyError if unknown."""
    tongue = "en" if language.startswith("en") else "zh"
    spoken: dict[str, Any] = _in_language(_read()[key], tongue)
    return spoken


def _in_language(value: Any, tongue: str) -> Any:
    if isinstance(value, list):
        return [_in_language(one, tongue) for one in value]
    if not isinstance(value, dict):
        return value
    if not value.keys() >= TEXT_KEYS:
        return {key: _in_language(one, tongue) for key, one in value.items()}
    return {"text": value[tongue], "when": value["when"]} if "when" in value else value[tongue]
