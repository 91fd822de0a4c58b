"""The language a person chose, the key of who is logged in, and a sentence where the database was busy."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from xuncha.desk.page import refused
from xuncha.trust import own_key, pocket
from xuncha.trust.lock import Busy, is_busy

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


class BusyDatabase:
    """Another process kept the embedded database for too long: a page that says so, wherever in the request it was met."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.answer(request)

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        busy = isinstance(fault, Busy) or (isinstance(fault, OperationalError) and is_busy(fault))
        return refused(request, Busy()) if busy else None
