"""Forms in which a password is chosen or asked for again."""

from __future__ import annotations

from django import forms

from xuncha.base.words import Sentence
from xuncha.desk.spoken import said, spoken
from xuncha.trust.refusal import Refusal

NOT_THE_SAME = Sentence("两次输入的新密码不一样。", "The two new passwords differ.")


def _secret(zh: str, en: str, kind: str) -> forms.CharField:
    return forms.CharField(
        label=said(Sentence(zh, en)), max_length=200, strip=False,
        widget=forms.PasswordInput({"autocomplete": kind}),
    )  # fmt: skip


class NewPassword(forms.Form):
    """A new password, typed twice."""

    use_required_attribute = False
    new = _secret("新密码", "New password", "new-password")
    again = _secret("再输一遍新密码", "New password once more", "new-password")

    def clean_again(self) -> str:
        if self.cleaned_data.get("new") != self.cleaned_data["again"]:
            raise forms.ValidationError(spoken(NOT_THE_SAME))
        return self.cleaned_data["again"]


class ChangedPassword(NewPassword):
    """The same, after the password that is in use."""

    old = _secret("当前密码", "Password in use", "current-password")
    field_order = ("old", "new", "again")


class Confirmed(forms.Form):
    """The password in use, asked for again before something grave."""

    use_required_attribute = False
    password = _secret("当前密码", "Your password", "current-password")


def refused_in(form: forms.Form, field: str | None, no: Refusal) -> int:
    """Show a refusal at the field it is about; the status of the answer."""
    at = {"wrong-password": "old" if "old" in form.fields else "password"}.get(no.code, field)
    words = spoken(no.says) if no.code == "weak-password" else f"{spoken(no.says)} {spoken(no.remedy)}"
    form.add_error(
        at if at in form.fields else None, words
    )  # a page of passwords tells the rule above the form
    return no.status
