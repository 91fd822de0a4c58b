"""How the office is served: nothing of a request or an answer touches the disk, and without https only this machine is answered."""

from __future__ import annotations

import socket
from typing import Any

from django.conf import settings
from waitress.adjustments import Adjustments

from xuncha.base.words import Sentence

LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]", "::1"})
LARGEST_BODY = 90 * 1024 * 1024
"""Bytes of a whole request; a file may have 60 MB, and comes back once as text where its dry run is confirmed."""
NEVER = 1 << 40
"""Waitress lays what is larger than its overflow into a temporary file; nothing is as large as this."""

AHEAD = 64 * 1024
"""Bytes of an answer that may lie ready, here and again in the socket: what has left cannot be called back when a right ends."""


def ways(listen: str) -> dict[str, Any]:
    """What waitress is started with. Under https it believes a server on this machine, and nobody else, about the scheme."""
    told: dict[str, Any] = {
        "listen": listen,
        "threads": 8,
        "ident": None,
        "connection_limit": 64,
        "max_request_header_size": 32 * 1024,
        "max_request_body_size": LARGEST_BODY,
        "inbuf_overflow": NEVER,
        "outbuf_overflow": NEVER,
        "outbuf_high_watermark": AHEAD,
        "clear_untrusted_proxy_headers": True,
    }
    if settings.XUNCHA_TLS:
        told |= {"trusted_proxy": "127.0.0.1", "trusted_proxy_headers": "x-forwarded-proto"}
    return told


def keep_little() -> None:
    """Waitress takes the options of its sockets from its class alone: no socket holds more than ``AHEAD`` ready."""
    Adjustments.socket_options = [
        (socket.SOL_TCP, socket.TCP_NODELAY, 1),
        (socket.SOL_SOCKET, socket.SO_SNDBUF, AHEAD),
    ]


def too_open(listen: str) -> Sentence | None:
    """Why the office must not listen there: passwords and letters would pass the wire in clear."""
    host = listen.rsplit(":", 1)[0]
    if host in LOOPBACK or settings.XUNCHA_TLS:
        return None
    return Sentence(
        f"没有配置 https，不能在 {host} 对外开放：密码和信访内容会在网络上明文传输。",
        f"Without https the office does not listen on {host}: passwords and letters would pass the wire in clear.",
    )
