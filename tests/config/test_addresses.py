import socket

import pytest

from config import addresses


def test_taken_port_is_explained_with_another_to_try() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        sentence = addresses.why_unusable("127.0.0.1", port)

    assert sentence is not None
    assert f"--port {port + 1}" in sentence
    assert addresses.why_unusable("127.0.0.1", port) is None


def test_foreign_host_is_explained() -> None:
    assert "Try --host 127.0.0.1" in (addresses.why_unusable("203.0.113.1", 8000) or "")


@pytest.mark.parametrize(
    ("host", "port", "url"),
    [
        ("127.0.0.1", 8000, "http://localhost:8000"),
        ("127.0.0.1", 80, "http://localhost"),
        ("::1", 8000, "http://localhost:8000"),
        ("tour.example", 8000, "http://tour.example:8000"),
    ],
)
def test_base_url_is_what_one_types(host: str, port: int, url: str) -> None:
    assert addresses.base_url(host, port) == url


def test_listening_everywhere_shows_an_address_that_others_reach() -> None:
    assert "0.0.0.0" not in addresses.base_url("0.0.0.0", 8000)
