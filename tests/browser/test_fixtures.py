import pytest
from playwright.sync_api import Page


@pytest.mark.browser
@pytest.mark.django_db
def test_browser_reaches_the_live_server(page_phone: Page) -> None:
    answer = page_phone.goto("/healthz")

    assert answer is not None
    assert answer.status == 200
    assert page_phone.inner_text("body") == "ok"
