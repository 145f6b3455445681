"""A visitor reads pages and sends the forms that stand on them, hidden fields and defaults included."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from django.test import Client


@dataclass
class PageForm:
    """One form as it stands on a page: where it goes and what it would send untouched."""

    action: str
    method: str
    data: dict[str, Any] = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[PageForm] = []
        self._open: PageForm | None = None
        self._select = ""
        self._area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._open = PageForm(found.get("action", ""), found.get("method", "get").lower())
            self.forms.append(self._open)
        elif self._open is not None:
            self._control(tag, found, dict(attrs))

    def _control(self, tag: str, found: dict[str, str], given: dict[str, Any]) -> None:
        assert self._open is not None
        name, kind = found.get("name", ""), found.get("type", "text")
        if tag == "input" and name and kind not in ("submit", "file"):
            if kind not in ("radio", "checkbox") or "checked" in given:
                self._open.data[name] = found.get("value", "on" if kind == "checkbox" else "")
        elif tag == "button" and name:
            self._open.buttons.append((name, found.get("value", "")))
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select:
            if "selected" in given or self._select not in self._open.data:
                self._open.data[self._select] = found.get("value", "")
        elif tag == "textarea":
            self._area = name
            self._open.data[name] = ""

    def handle_data(self, data: str) -> None:
        if self._area and self._open is not None:
            self._open.data[self._area] += data.lstrip("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None
        elif tag == "select":
            self._select = ""
        elif tag == "textarea":
            self._area = ""


class Visitor:
    """Somebody with a browser and no script. Each step asserts that the page answered."""

    def __init__(self, staff: Any = None, language: str = "zh-hans") -> None:
        self.client = Client()
        self.client.cookies["django_language"] = language
        self.staff = staff
        self.page, self.address = "", ""

    def opens(self, address: str) -> "Visitor":
        """Staff sign in anew each time: weeks lie between their visits."""
        if self.staff is not None:
            self.client.force_login(self.staff)
        response = self.client.get(address, follow=True)
        assert response.status_code == 200, (address, response.status_code)
        if response.redirect_chain:
            address = response.redirect_chain[-1][0]
        self.address, self.page = address, response.content.decode() if "html" in response["Content-Type"] else ""
        self.body = response.content if not getattr(response, "streaming", False) else b"".join(response)
        return self

    def sees(self, *words: str) -> "Visitor":
        for word in words:
            assert word in self.page, f"“{word}” is not on {self.address}"
        return self

    def form(self, action: str) -> PageForm:
        """The form on this page whose address ends in `action`; "" is the page's own."""
        parser = _Forms()
        parser.feed(self.page)
        for one in parser.forms:
            if one.method == "post" and (one.action.endswith(action) if action else one.action in ("", self.address)):
                return one
        raise AssertionError(f"no form for “{action}” on {self.address}: {[one.action for one in parser.forms]}")

    def sends(self, action: str = "", **values: Any) -> "Visitor":
        """Fill in and send; None takes a field out. Follows to the page that answers."""
        form = self.form(action)
        data = form.data | {name.replace("__", "-"): value for name, value in values.items()}
        data = {name: value for name, value in data.items() if value is not None}
        response = self.client.post(form.action or self.address, data, follow=True)
        self.page = response.content.decode()
        assert response.status_code == 200, (form.action or self.address, response.status_code, self.problems())
        if response.redirect_chain:
            self.address = response.redirect_chain[-1][0]
        return self

    def problems(self) -> str:
        start = self.page.find("error-summary")
        return self.page[start : start + 600] if start > 0 else self.page[:400]
