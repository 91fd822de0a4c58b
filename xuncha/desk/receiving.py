"""Receives files from a browser and seals them as they come: nothing of them is laid on a disk, nor held whole in clear.

Where a file belongs is known only when its form has been judged. Until then it lies in memory, sealed under a key of this request.
Only for who is logged in. A file above the limit is counted and dropped as it comes, and the form says so.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile, StopUpload

from xuncha.sealed.stream import Stream
from xuncha.trust import vault
from xuncha.trust.sessions import whose


class Received(UploadedFile):
    """A file that came: ``stream`` is to be kept, ``file`` reads it in clear.

    ``too_big``: it was dropped; ``refused`` is the code under which the gate refused it.
    """

    too_big = False
    refused = ""

    def __init__(self, stream: Stream, name: str, content_type: str, field_name: str) -> None:
        super().__init__(stream.reader(), name, content_type, stream.length)  # type: ignore[arg-type]
        self.stream = stream
        self.field_name = field_name


class SealedAsItComes(FileUploadHandler):
    """Django's way of taking in a file, with nowhere to put it but under seal."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        user = getattr(self.request, "user", None)
        if user is None or not user.is_authenticated:
            self._leave_out()
        self._sealing = vault.sealing()
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
            self._sealing = vault.sealing()
        elif not self._too_big:
            self._sealing.write(raw_data)

    def file_complete(self, file_size: int) -> Received:
        one = Received(self._sealing.done(), self.file_name, self.content_type, self.field_name)
        one.too_big = self._too_big
        return one
