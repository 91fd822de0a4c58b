"""The language a person chose, and the key of who is logged in."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from xuncha.trust import own_key, pocket

Answer = Callable[[HttpRequest], HttpResponse]


class ChosenLanguage:
    """Chinese, unless the person switched: a browser's own language does not decide."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            return self.answer(request)


class OwnKey:
    """While a request runs, the private key of its account is unlocked; no longer, and nowhere else."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        found = own_key.take_up(request)
        if found is None:
            response = self.answer(request)
        else:
            with pocket.holding(*found):
                response = self.answer(request)
        own_key.set_cookie(request, response)
        return response
