"""Every address: the pages of all rooms, as they declare themselves."""

from __future__ import annotations

from django.urls import include, path

from xuncha.desk.page import PAGES

urlpatterns = [
    *(path(one.path, one.view, name=name) for name, one in PAGES.items()),
    path("i18n/", include("django.conf.urls.i18n")),
]

handler400 = "xuncha.office.faults.bad_request"
handler403 = "xuncha.office.faults.forbidden"
handler404 = "xuncha.office.faults.not_found"
handler500 = "xuncha.office.faults.fault"
