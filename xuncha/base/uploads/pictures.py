"""Pictures: their size is read from the head, nothing is decoded to look at them."""

from __future__ import annotations

import warnings
from typing import BinaryIO

from PIL import Image, UnidentifiedImageError

from xuncha.base.uploads.limits import Limits
from xuncha.base.uploads.refusals import NotTaken

# The limit here is the office's own and is asked for before anything is decoded; Pillow's would only be a second one.
Image.MAX_IMAGE_PIXELS = None
warnings.filterwarnings("ignore", module=r"PIL\.")
_FORMATS = {"jpeg": "JPEG", "png": "PNG", "tiff": "TIFF", "bmp": "BMP"}


def check_picture(kind: str, file: BinaryIO, limits: Limits) -> None:
    """Raise NotTaken ``pixels``, ``pages`` or ``damaged``."""
    try:
        with Image.open(file, formats=[_FORMATS[kind]]) as picture:
            _check_frames(picture, limits.megapixels * 1_000_000, limits)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, KeyError, TypeError):
        raise NotTaken("damaged") from None


def _check_frames(picture: Image.Image, most: int, limits: Limits) -> None:
    frames = getattr(picture, "n_frames", 1)
    if frames > limits.pages:
        raise NotTaken("pages")
    for number in range(frames):
        picture.seek(number)
        if picture.width * picture.height > most:
            raise NotTaken("pixels", most=limits.megapixels)
