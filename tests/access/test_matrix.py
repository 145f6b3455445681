"""The access matrix: every address × every role × own, foreign and missing objects.

The addresses come from the URL resolver, the expectations from gates.py. Each request is undone before the next.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import resolve, reverse

from campaigns.models import Role

from .addresses import Address, addresses
from .gates import GATES
from .sides import WORDS, Side

ALL = addresses()
MISSING = {"int": 999_999_999, "uuid": "00000000-0000-4000-8000-000000000000", "slug": "no-such", "str": "no-such"}
METHODS = ("get", "post")


def _of_kind(*kinds: str) -> Any:
    found = [one for one in ALL if one.name in GATES and GATES[one.name].kind in kinds]
    return pytest.mark.parametrize("address", found, ids=lambda one: one.name)


@pytest.fixture
def ours(db: None) -> Side:
    return Side()


@pytest.fixture
def theirs(db: None) -> Side:
    return Side()


def _keys(address: Address, side: Side) -> dict[str, Any]:
    kind = GATES[address.name].kind
    return {key: side.key(key, address.name, kind) for key in address.keys}


def _answers(client: Client, path: str, body: dict[str, Any]) -> Iterator[HttpResponse]:
    """What GET and POST are answered, each undone at once; a method that is not for this address is left out."""
    client.raise_request_exception = False
    for method in METHODS:
        with transaction.atomic():
            response = getattr(client, method)(path, body if method == "post" else {})
            transaction.set_rollback(True)
        if response.status_code != 405:
            yield response


def _as(staff: Any) -> Client:
    client = Client()
    client.force_login(staff)
    return client


def _codes(client: Client, path: str, body: dict[str, Any] | None = None) -> set[int]:
    return {response.status_code for response in _answers(client, path, body or {})}


def _asks_to_sign_in(client: Client, path: str) -> bool:
    found = list(_answers(client, path, {}))
    return bool(found) and all(one.status_code == 302 and "/sign-in/" in one.headers["Location"] for one in found)


def test_every_address_has_a_line_in_the_table_and_the_other_way_round() -> None:
    assert {one.name for one in ALL} == set(GATES)


@pytest.mark.parametrize("address", ALL, ids=lambda one: one.name)
def test_no_address_is_hidden_by_another(address: Address) -> None:
    keys = {key: WORDS.get(key, MISSING[_converter(address, key)]) for key in address.keys}

    assert resolve(reverse(address.name, kwargs=keys)).view_name == address.name


@pytest.mark.parametrize("address", [one for one in ALL if hasattr(one.view, "gate")], ids=lambda one: one.name)
def test_gate_in_the_code_is_the_one_in_the_table(address: Address) -> None:
    kind, roles = address.view.gate
    expected = GATES[address.name]
    everybody = set(Role.values) - {Role.ADMINISTRATOR}

    assert kind == expected.kind
    if kind in {"campaign", "club", "staff", "owner", "owner_import"}:
        held = set(map(str, roles)) - {Role.ADMINISTRATOR}
        assert (held if roles else everybody) == set(expected.roles)


@_of_kind("campaign", "club", "owner", "owner_import")
def test_own_object_opens_for_its_roles_only(address: Address, ours: Side) -> None:
    path = reverse(address.name, kwargs=_keys(address, ours))
    allowed = {*GATES[address.name].roles, Role.ADMINISTRATOR}

    for role, staff in ours.staff.items():
        codes = _codes(_as(staff), path, ours.said(address.name))

        assert codes, f"{role}: neither GET nor POST"
        if role in allowed:
            assert not codes & {403, 404}, f"{role}: {codes}"
            assert max(codes) < 500, f"{role}: {codes}"
        else:
            assert codes == {403}, f"{role}: {codes}"


@_of_kind("campaign", "club", "owner", "owner_import")
def test_stranger_finds_nothing_and_nobody_must_sign_in(address: Address, ours: Side, theirs: Side) -> None:
    path = reverse(address.name, kwargs=_keys(address, ours))

    assert _codes(_as(theirs.staff["administrator"]), path) == {404}
    assert _asks_to_sign_in(Client(), path)


@_of_kind("campaign", "club", "owner", "owner_import")
def test_foreign_and_missing_objects_are_not_found(address: Address, ours: Side, theirs: Side) -> None:
    """Also when only one key of the address is foreign or missing and the others are ours."""
    client = _as(ours.staff["administrator"])
    own, foreign = _keys(address, ours), _keys(address, theirs)

    for key in own:
        missing = MISSING[_converter(address, key)]
        if key not in WORDS:
            assert _codes(client, reverse(address.name, kwargs=own | {key: missing})) == {404}, f"missing {key}"
        if own[key] != foreign[key]:
            assert _codes(client, reverse(address.name, kwargs=own | {key: foreign[key]})) == {404}, f"foreign {key}"


@_of_kind("staff")
def test_page_without_an_object_asks_to_sign_in_and_checks_the_role(address: Address, ours: Side) -> None:
    path = reverse(address.name)
    allowed = {*GATES[address.name].roles, Role.ADMINISTRATOR}

    assert _asks_to_sign_in(Client(), path)
    for role, staff in ours.staff.items():
        codes = _codes(_as(staff), path)
        assert (codes == {403}) == (role not in allowed), f"{role}: {codes}"
        assert max(codes) < 500


@_of_kind("public")
def test_public_page_never_asks_to_sign_in(address: Address, ours: Side) -> None:
    codes = _codes(Client(), reverse(address.name, kwargs=_keys(address, ours)))

    assert codes
    assert max(codes) < 500
    assert 403 not in codes


@_of_kind("pass", "invitation", "presenter")
def test_link_opens_its_own_and_nothing_when_changed(address: Address, ours: Side, theirs: Side) -> None:
    keys = _keys(address, ours)
    token = str(keys["token"])
    kind = GATES[address.name].kind
    others = {ours.token(other) for other in ("pass", "invitation", "presenter") if other != kind}
    forged = {token[:-1] + ("A" if token[-1] != "A" else "B"), token[:-5], "x", token.replace("-", "--", 1)}

    codes = _codes(Client(), reverse(address.name, kwargs=keys))

    assert codes
    assert not codes & {403, 404} or kind == "presenter"
    assert max(codes) < 500
    for wrong in others | forged:
        path = reverse(address.name, kwargs=keys | {"token": wrong})
        assert Client().get(path, follow=True).status_code in {404, 405}, wrong
        assert Client().post(path).status_code in {404, 405}, wrong


@_of_kind("device")
def test_phone_reaches_its_own_campaign_only(address: Address, ours: Side, theirs: Side) -> None:
    path = reverse(address.name, kwargs=_keys(address, ours))
    client = Client()
    assert _codes(client, path) == {404}

    client.cookies["device"] = f"{theirs.phone.device.pk}.{theirs.phone.secret}"
    assert _codes(client, path) == {404}
    client.cookies["device"] = f"{ours.phone.device.pk}.{theirs.phone.secret}"
    assert _codes(client, path) == {404}

    client.cookies["device"] = f"{ours.phone.device.pk}.{ours.phone.secret}"
    assert not _codes(client, path) & {403, 404}


def _converter(address: Address, key: str) -> str:
    part = next(part for part in address.route.replace(">", "<").split("<") if part.endswith(f":{key}") or part == key)
    return part.partition(":")[0] if ":" in part else "str"
