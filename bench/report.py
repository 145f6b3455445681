"""The figures as a Markdown table, and the place in docs/performance.md where they go."""

import platform
from pathlib import Path
from typing import Any

BEGIN, END = "<!-- figures: begin (bench/run.py --write) -->", "<!-- figures: end -->"


def table(results: dict[str, dict[str, Any]]) -> str:
    """One column for each engine."""
    engines = list(results)
    rows = [_row(name, [cell(results[engine]) for engine in engines]) for name, cell in _CELLS.items()]
    papers = list(results[engines[0]]["papers"])
    rows += [_row(_paper(name), [f"{results[e]['papers'][name]:.2f}" for e in engines]) for name in papers]
    head = [_row("measured", engines), "|---|" + "---:|" * len(engines)]
    where = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}, gunicorn 2 × 4"
    return "\n".join([*head, *rows, "", f"Measured with `python3 bench/run.py` on {where}; 8 visitors at once."])


def write(path: Path, figures: str) -> None:
    """Replace what stands between the two marks."""
    text = path.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    path.write_text(f"{before}{BEGIN}\n{figures}\n{END}{rest.split(END)[1]}", encoding="utf-8")


def _row(name: str, cells: list[str]) -> str:
    return f"| {name} | " + " | ".join(cells) + " |"


_CELLS = {
    "registrations a second (page, form, pass)": lambda one: f"{one['registration']['per_second']:.0f}",
    "the bare Django journey a second": lambda one: f"{one['bare']['per_second']:.0f}",
    "**ours ÷ bare**": lambda one: f"**{one['ratio']:.2f}**",
    "CPU of the server for a registration, ms": lambda one: f"{one['registration']['cpu_ms']:.1f}",
    "whole registration, p50 / p99, ms": lambda one: _times(one["registration"]),
    "queries of a registration": lambda one: str(one["queries"]),
    "scans stored a second, one a request, 16 phones": lambda one: f"{one['scan']['per_second']:.0f}",
    "one scan, p50 / p99, ms": lambda one: _times(one["scan"]),
    "scans stored a second, batches of 20": lambda one: f"{one['scan_batch']['per_second']:.0f}",
    "400 parties at once for 40 places, all answered after, s": lambda one: f"{one['rush']['seconds']:.1f}",
    "of these: errors / oversold / undersold": lambda one: _rush(one["rush"]),
    "registration page, cold, kB on the wire": lambda one: f"{one['page']['bytes'] / 1000:.1f}",
    "registration page, requests": lambda one: str(one["page"]["requests"]),
    "slowest staff page, 100,000 owners, p95, ms": lambda one: f"{one['archive']['pages_ms']:.0f}",
    "finding somebody among them, p95, ms": lambda one: f"{one['archive']['finding_ms']:.0f}",
    "dealer list of 20,000 lines until its preview, s": lambda one: f"{one['archive']['import_s']:.1f}",
}


def _paper(name: str) -> str:
    return f"{name} as XLSX, s" if name.startswith("workbook") else f"{name} as PDF, s"


def _rush(found: dict[str, float]) -> str:
    return " / ".join(str(found[name]) for name in ("errors", "oversold", "undersold"))


def _times(speed: dict[str, float]) -> str:
    return f"{speed['p50_ms']:.0f} / {speed['p99_ms']:.0f}"
