"""What the public page costs on the wire, cold, and how many queries a registration takes."""

import asyncio
import re
from typing import Any

from .client import Visitor

_LINKED = re.compile(r'<(?:link[^>]+rel="stylesheet"[^>]+href|script[^>]+src|img[^>]+src)="(/[^"]+)"')
_LAZY = re.compile(r'<img[^>]+loading="lazy"[^>]*>')


def of_page(base: str, path: str) -> dict[str, int]:
    """Requests and bytes (heads and bodies as sent) of the page with everything it loads at once."""
    return asyncio.run(_load(base, path))


async def _load(base: str, path: str) -> dict[str, int]:
    visitor = Visitor(base, headers={"Accept-Encoding": "br, gzip", "Accept-Language": "zh-CN"})
    page = await visitor.get(path)
    linked = list(dict.fromkeys(_LINKED.findall(_LAZY.sub("", page.text))))
    answers = [page, *[await visitor.get(address) for address in linked]]
    visitor.close()
    heads = sum(len(f"{name}: {value}\r\n") for answer in answers for name, value in answer.headers.items())
    bodies = sum(int(answer.headers.get("content-length", 0)) for answer in answers)
    return {"requests": len(answers), "bytes": heads + bodies}


def queries(built: Any) -> int:
    """Queries of one whole journey: open the page, send the form, see the pass. Somebody was here before: the plan is
    drawn once in a process.
    """
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from .journeys import HIDDEN

    Client(headers={"User-Agent": "somebody before"}).get(f"/c/{built.code}/", HTTP_HOST="localhost")
    client = Client()
    with CaptureQueriesContext(connection) as seen:
        page = client.get(f"/c/{built.code}/", HTTP_HOST="localhost")
        fields = dict(HIDDEN.findall(page.content.decode()))
        fields |= {"name": "王小明", "phone": "13900000001", "plate": "湘A12345", "adults": "2", "children": "0"}
        address = f"/c/{built.code}/registrations/"
        client.post(address, fields | {"consent": "on"}, follow=True, HTTP_HOST="localhost")
    return len(
        [one for one in seen if not one["sql"].startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "PRAGMA"))]
    )
