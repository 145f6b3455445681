"""Seconds for the papers of a real tour, the first one with the engine's cold start apart."""

import time
from collections.abc import Callable
from typing import Any


def seconds(built: Any, say: Callable[[str], object]) -> dict[str, float]:
    from campaigns.documents.plan import plan
    from campaigns.documents.poster import poster
    from registrations.documents.roster import roster
    from registrations.documents.sign_in_sheet import sign_in_sheet
    from registrations.exports.registrations import registrations_workbook
    from registrations.models import Registration
    from registrations.queries.presence import day_of
    from registrations.roster_lines import roster_lines

    campaign, live = built.campaign, built.live
    channel = campaign.channels.first()
    lines = roster_lines(Registration.objects.for_campaign(live))
    papers: dict[str, Callable[[], bytes]] = {
        "plan": lambda: plan(campaign),
        "poster": lambda: poster(campaign, channel, link="https://tl.example/c/ABCD/"),
        "sign-in sheets": lambda: sign_in_sheet(day_of(live), is_blank=True),
        "roster, 100 rows": lambda: roster(live, lines[:100]),
        "roster, 1,000 rows": lambda: roster(live, (lines * 10)[:1000]),
        "workbook, 1,000 rows": lambda: registrations_workbook((lines * 10)[:1000]),
    }
    say("papers …")
    papers["plan"]()  # imports the engine and reads the fonts
    return {name: _best_of_two(make) for name, make in papers.items()}


def _best_of_two(make: Callable[[], bytes]) -> float:
    took = []
    for _ in range(2):
        started = time.monotonic()
        make()
        took.append(time.monotonic() - started)
    return min(took)
