#!/usr/bin/env python3
"""One command, `python3 bench/run.py`: how fast registrations, check-ins and papers are, and how heavy the page.

Every rate stands beside a bare Django journey on the same server in the same run: machines differ, the
ratio does not. `--write` puts the table into docs/performance.md. `--quick` measures less.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from config.bootstrap import SetupFailed, enter_environment  # noqa: E402  the path comes first

try:
    enter_environment(sys.argv, ROOT, "bench/run.py", lock="test")
except SetupFailed as failure:
    sys.exit(f"The bench could not be set up: {failure}")

import argparse  # noqa: E402
import os  # noqa: E402
import tempfile  # noqa: E402

from bench import report  # noqa: E402
from bench.engine import measured_on  # noqa: E402
from config.temporary_postgresql import temporary_postgresql  # noqa: E402


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="put the figures into docs/performance.md")
    parser.add_argument("--quick", action="store_true", help="a tenth of the journeys: does it work at all")
    parser.add_argument("--sqlite", action="store_true", help="leave PostgreSQL out")
    options = parser.parse_args()
    share = 0.1 if options.quick else 1.0
    results = {}
    with tempfile.TemporaryDirectory(prefix="convoy-bench-") as scratch:
        os.environ["MEDIA_ROOT"] = f"{scratch}/media"
        results["SQLite"] = measured_on(f"sqlite:///{scratch}/bench.sqlite3", share)
        if not options.sqlite:
            with temporary_postgresql() as url:
                results["PostgreSQL"] = measured_on(url, share)
    table = report.table(results)
    print(table)
    if options.write:
        report.write(ROOT / "docs" / "performance.md", table)


if __name__ == "__main__":
    main()
