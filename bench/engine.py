"""All measurements on one database engine, in a process of its own: `python -m bench.engine SHARE` prints JSON."""

import json
import os
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 3
VISITORS = 8


def measured_on(database_url: str, share: float) -> dict[str, Any]:
    """Run this module against `database_url` and return its figures."""
    environment = os.environ | {
        "DATABASE_URL": database_url,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DEBUG": "0",
        "HASHED_STATIC": "1",
        "PROXIES": "1",
        "SECRET_KEY": "the-bench-signs-with-this",
    }
    command = [sys.executable, "-m", "bench.engine", str(share)]
    done = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        raise SystemExit("The measurement did not end well; its last lines are above.")
    return dict(json.loads(done.stdout.splitlines()[-1]))


def main(share: float) -> None:
    import django

    django.setup()
    from django.core.management import call_command

    from bench import archive, papers, scene, weight
    from config.preparation import prepare

    def say(line: str) -> None:
        print(line, file=sys.stderr, flush=True)

    prepare(say, hashed_static=True)
    call_command("migrate", verbosity=0)
    built = scene.build()
    scene.build_bare()
    figures: dict[str, Any] = {"queries": weight.queries(built)}
    figures |= _speeds(built, share, say)
    figures["papers"] = papers.seconds(built, say)
    figures["archive"] = archive.figures(built, share, say)
    print(json.dumps(figures))


def _speeds(built: Any, share: float, say: Any) -> dict[str, Any]:
    from bench import journeys, rush, weight
    from bench.measure import speed
    from bench.servers import serving

    count = max(40, int(600 * share))
    registration = journeys.registration(built.code)
    one = journeys.scans(built.slug, built.stop, built.devices, built.codes, 1)
    many = journeys.scans(built.slug, built.stop, built.devices, built.codes, 20)
    rounds: dict[str, list[Any]] = {"bare": [], "registration": []}
    with serving("config.wsgi", {}, "/healthz") as ours, serving("bench.bare.wsgi", {}, "/") as bare:
        for turn in range(ROUNDS):
            say(f"round {turn + 1} of {ROUNDS} …")
            rounds["bare"].append(speed(*bare, journeys.bare, times=count, visitors=VISITORS))
            rounds["registration"].append(speed(*ours, registration, times=count, visitors=VISITORS))
        say("scans …")
        single = speed(*ours, one, times=count, visitors=len(built.devices))
        batched = speed(*ours, many, times=max(32, count // 4), visitors=len(built.devices))
        say("rush …")
        everybody = rush.rush(ours[0], built.wanted.channels.first().code, parties=max(40, int(400 * share)), first=1)
        page = weight.of_page(ours[0], f"/c/{built.code}/")
    pairs = zip(rounds["registration"], rounds["bare"], strict=True)
    middle = {name: _median(found) for name, found in rounds.items()}
    return {
        "registration": middle["registration"],
        "bare": middle["bare"],
        "ratio": statistics.median(own.per_second / least.per_second for own, least in pairs),
        "scan": vars(single),
        "scan_batch": vars(batched) | {"per_second": batched.per_second * 20},
        "page": page,
        "rush": everybody | _placed(built.wanted),
    }


def _placed(campaign: Any) -> dict[str, int]:
    """How many cars more than the limit have a place, and how many places stayed free although somebody waits."""
    from registrations.models import Places, Registration

    cars = Registration.objects.for_campaign(campaign).with_place().count()
    free = Places.objects.get(campaign=campaign).limit_cars - cars
    waiting = Registration.objects.for_campaign(campaign).waiting().count()
    return {"oversold": max(0, -free), "undersold": max(0, min(free, waiting))}


def _median(found: list[Any]) -> dict[str, float]:
    return {name: statistics.median(getattr(one, name) for one in found) for name in vars(found[0])}


if __name__ == "__main__":
    main(float(sys.argv[1]))
