"""Production refuses to boot without its secrets, and passes Django's own deployment check."""

import os
import subprocess
import sys

import pytest

from .sources import ROOT

PRODUCTION = {
    "CONVOY_MODE": "production",
    "SECRET_KEY": "x9!kq2#vw8$zr5%tb1^ny7&um4*ic6(oe3)pa0-sd+fg=hjZLXCVBNM",
    "LINK_KEYS": "1=a-key-that-signs-passes",
    "BASE_URL": "https://tour.example",
    "ALLOWED_HOSTS": "tour.example",
    "DATABASE_URL": "sqlite:///var/check.sqlite3",
}


def _manage(*arguments: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    kept = {key: os.environ[key] for key in ("PATH", "HOME", "LANG") if key in os.environ}
    command = [sys.executable, "manage.py", *arguments]
    environment = kept | {"CONVOY_OWN_PYTHON": "1", "DJANGO_SETTINGS_MODULE": "config.settings"} | environment
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def test_production_settings_pass_the_deployment_check_without_a_warning() -> None:
    done = _manage("check", "--deploy", "--fail-level", "WARNING", "--database", "default", environment=PRODUCTION)

    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


@pytest.mark.parametrize("missing", sorted(set(PRODUCTION) - {"CONVOY_MODE"}))
def test_production_does_not_boot_without(missing: str) -> None:
    done = _manage("check", environment={key: PRODUCTION[key] for key in PRODUCTION if key != missing})

    assert done.returncode != 0
    assert missing in done.stderr


def test_production_does_not_boot_with_debug() -> None:
    done = _manage("check", environment=PRODUCTION | {"DEBUG": "1"})

    assert "DEBUG must be off" in done.stderr


def test_unknown_mode_is_refused() -> None:
    assert "must be development or production" in _manage("check", environment={"CONVOY_MODE": "prod"}).stderr
