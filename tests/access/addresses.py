"""Every address of the installation, from the URL resolver itself: a new one cannot hide."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

_KEY = re.compile(r"<(?:\w+:)?(\w+)>")


@dataclass(frozen=True)
class Address:
    name: str
    route: str
    view: Callable[..., Any]

    @property
    def keys(self) -> list[str]:
        return _KEY.findall(self.route)


def addresses() -> list[Address]:
    return sorted(_walk(get_resolver().url_patterns, "", ""), key=lambda one: one.name)


def _walk(patterns: list[Any], route: str, space: str) -> Iterator[Address]:
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from _walk(
                one.url_patterns, route + str(one.pattern), f"{one.namespace}:" if one.namespace else space
            )
        elif isinstance(one, URLPattern):
            yield Address(f"{space}{one.name}", route + str(one.pattern), one.callback)
