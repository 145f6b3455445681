"""The real tour's files, read once: the plan and the fifty parties."""

import csv
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).parent / "data"
OWNERS_FILE = DATA / "dms-export.xlsx"


@lru_cache
def tour() -> dict[str, Any]:
    with (DATA / "tour.yaml").open(encoding="utf-8") as file:
        plan: dict[str, Any] = yaml.safe_load(file)
    return plan


@lru_cache
def parties() -> list[dict[str, str]]:
    with (DATA / "tour-registrations.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
