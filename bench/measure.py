"""Walk a journey many times at once and say how fast it went.

Rule: a closed loop of a fixed number of journeys, so that it stops by itself; warm-up is not counted.
"""

import asyncio
import itertools
import time
from dataclasses import dataclass

from .client import Visitor
from .journeys import Journey
from .servers import cpu_seconds

_numbers = itertools.count(1)


@dataclass(frozen=True)
class Speed:
    per_second: float
    p50_ms: float
    p99_ms: float
    cpu_ms: float


def speed(base: str, pid: int, journey: Journey, *, times: int, visitors: int) -> Speed:
    """`times` journeys by `visitors` at once; each visitor has a connection, each journey an address of its own."""
    asyncio.run(_walk(base, journey, max(visitors, times // 10), visitors))
    cpu, started = cpu_seconds(pid), time.monotonic()
    took = sorted(asyncio.run(_walk(base, journey, times, visitors)))
    wall = time.monotonic() - started
    return Speed(
        per_second=times / wall,
        p50_ms=1000 * took[len(took) // 2],
        p99_ms=1000 * took[min(len(took) - 1, len(took) * 99 // 100)],
        cpu_ms=1000 * (cpu_seconds(pid) - cpu) / times,
    )


async def _walk(base: str, journey: Journey, times: int, visitors: int) -> list[float]:
    left = iter(range(times))
    took: list[float] = []

    async def visit() -> None:
        visitor = Visitor(base)
        try:
            for _ in left:
                number = next(_numbers)
                visitor.cookies.clear()
                visitor.headers = {
                    "X-Forwarded-For": f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}",
                    "Accept-Language": "zh-CN",
                    "Accept-Encoding": "gzip",
                }
                started = time.monotonic()
                await journey(visitor, number)
                took.append(time.monotonic() - started)
        finally:
            visitor.close()

    await asyncio.gather(*(visit() for _ in range(visitors)))
    return took
