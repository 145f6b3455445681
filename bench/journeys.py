"""The journeys that are measured, each a coroutine of (visitor, number)."""

import json
import re
import uuid
from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from .client import Visitor

Journey = Callable[[Visitor, int], Awaitable[None]]
HIDDEN = re.compile(r'<input[^>]*name="(csrfmiddlewaretoken|key)"[^>]*value="([^"]*)"')

TOKEN = "b" * 32  # the phone's script sends the cookie's token back

_last_sequence: Counter[int] = Counter()  # a phone numbers its scans over all journeys


class WentWrong(Exception):
    """A step was not answered as it should be; nothing is measured then."""


def _expect(is_right: bool, what: str) -> None:
    if not is_right:
        raise WentWrong(what)


def registration(code: str) -> Journey:
    """Open the page, send the form, see the pass."""

    async def walk(visitor: Visitor, number: int) -> None:
        page = await visitor.get(f"/c/{code}/")
        hidden = dict(HIDDEN.findall(page.text))
        _expect(page.status == 200 and hidden.keys() == {"csrfmiddlewaretoken", "key"}, f"page {page.status}")
        fields = {"name": "王小明", "phone": f"138{number:08d}", "plate": f"湘A{number % 100000:05d}"}
        made = await visitor.post(
            f"/c/{code}/registrations/", hidden | fields | {"adults": "2", "children": "0", "consent": "on"}
        )
        _expect(made.status == 302 and "/p/" in made.headers["location"], f"form {made.status}")
        seen = await visitor.get(made.headers["location"])
        _expect(seen.status == 200, f"pass {seen.status}")

    return walk


async def bare(visitor: Visitor, number: int) -> None:
    page = await visitor.get("/")
    _expect(page.status == 200, f"page {page.status}")
    made = await visitor.post("/register/", {"name": "王小明", "phone": f"138{number:08d}"})
    _expect(made.status == 302, f"form {made.status}")
    seen = await visitor.get(made.headers["location"])
    _expect(seen.status == 200, f"receipt {seen.status}")


def scans(slug: str, stop: int, devices: list[tuple[int, str]], codes: list[str], batch: int) -> Journey:
    """One upload of `batch` check-ins by one of the phones; every phone counts its own numbers."""

    async def walk(visitor: Visitor, number: int) -> None:
        pk, secret = devices[number % len(devices)]
        first = _last_sequence[pk] + 1
        _last_sequence[pk] += batch
        now = datetime.now(UTC).isoformat()
        events = [
            {
                "id": str(uuid.uuid4()),
                "sequence": first + place,
                "kind": "check_in",
                "checkpoint": stop,
                "code": codes[(number * batch + place) % len(codes)],
                "heads": 2,
                "device_at": now,
                "estimated_at": now,
            }
            for place in range(batch)
        ]
        visitor.cookies |= {"device": f"{pk}.{secret}", "csrftoken": TOKEN}
        visitor.headers["X-CSRFToken"] = TOKEN
        body = json.dumps({"device": pk, "last_sequence": _last_sequence[pk], "events": events}).encode()
        answer = await visitor.post_json(f"/campaigns/{slug}/scan-events/", body)
        _expect(answer.status == 200, f"upload {answer.status} {answer.text[:200]}")
        fates = [fate["fate"] for fate in json.loads(answer.body)["fates"]]
        _expect(fates == ["stored"] * batch, f"fates {set(fates)}")

    return walk
