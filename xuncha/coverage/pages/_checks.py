"""A list of boxes to tick, written out at once: a county has hundreds of bodies, and a template for each is slow."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


class Checks(forms.CheckboxSelectMultiple):
    """Looks and posts as Django's own."""

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        """One label with its box a line; everything is escaped."""
        ticked = {str(one) for one in value or ()}
        group = (attrs or {}).get("id", f"id_{name}")
        boxes = format_html_join(
            "",
            '<div><label for="{0}_{1}"><input type="checkbox" name="{2}" value="{3}" id="{0}_{1}"{4}> {5}</label></div>',
            (
                (group, place, name, key, SafeString(" checked") if str(key) in ticked else "", label)
                for place, (key, label) in enumerate(self.choices)
            ),
        )
        return format_html('<div id="{}">{}</div>', group, boxes)
