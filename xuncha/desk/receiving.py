"""Receives files from a browser in memory alone: nothing of them is ever laid on a disk, in clear or otherwise.

Only for who is logged in. A file above the limit is counted and dropped as it comes, and the form says so.
"""

from __future__ import annotations

import io
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile, StopUpload

from xuncha.trust.sessions import whose


class Received(InMemoryUploadedFile):
    """A file that came. ``too_big``: it was dropped; ``refused`` is the code under which the gate refused it."""

    too_big = False
    refused = ""


class InMemory(FileUploadHandler):
    """Django's way of taking in a file, with nowhere to put it but memory."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        user = getattr(self.request, "user", None)
        if user is None or not user.is_authenticated:
            self._leave_out()
        self._kept = io.BytesIO()
        self._too_big = False

    def _leave_out(self) -> None:
        """Nobody is logged in: the file is dropped. The fields of a session that has just ended are still read, to be kept."""
        if not whose(self.request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")):
            raise StopUpload(connection_reset=True)
        self.request.left_out = True
        raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start + len(raw_data) > settings.FILE_UPLOAD_MAX_MEMORY_SIZE:
            self._too_big = True
            self._kept = io.BytesIO()
        elif not self._too_big:
            self._kept.write(raw_data)

    def file_complete(self, file_size: int) -> Received:
        size = 0 if self._too_big else file_size
        self._kept.seek(0)
        one = Received(
            self._kept,
            self.field_name,
            self.file_name,
            self.content_type,
            size,
            self.charset,
            self.content_type_extra,
        )
        one.too_big = self._too_big
        return one
