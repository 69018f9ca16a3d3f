"""Refuses outside connections in the processes that tests start; Python loads it from PYTHONPATH at start-up."""

from __future__ import annotations

import socket
from typing import Any

_connect = socket.socket.connect


def _guarded(self: socket.socket, address: Any) -> None:
    if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in ("127.0.0.1", "::1"):
        raise RuntimeError(f"a test tried to connect to {address[0]}")
    _connect(self, address)


socket.socket.connect = _guarded  # type: ignore[assignment, method-assign]  # that is what a guard does
