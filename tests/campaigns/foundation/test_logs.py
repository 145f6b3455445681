import logging

import pytest

from campaigns.foundation.logs import MaskingFormatter


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("Key (club_id, phone)=(1, +8613912345678) already exists", "13912345678"),
        ("Not Found: /p/1-3e9-1-hmacOfThePassLink/", "hmacOfThePassLink"),
        ("Bad Request: /present/aVeryLongSecret/throw", "aVeryLongSecret"),
    ],
)
def test_log_line_holds_no_phone_and_no_secret_link(text: str, secret: str) -> None:
    record = logging.LogRecord("x", logging.WARNING, "file.py", 1, text, None, None)

    assert secret in text
    assert secret not in MaskingFormatter().format(record)


def test_traceback_is_masked_too() -> None:
    try:
        raise ValueError("phone +8613912345678")
    except ValueError:
        import sys

        record = logging.LogRecord("x", logging.ERROR, "file.py", 1, "failed", None, sys.exc_info())

    line = MaskingFormatter().format(record)

    assert "ValueError" in line
    assert "13912345678" not in line
