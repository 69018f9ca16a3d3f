"""The guard that keeps every test offline works."""

from __future__ import annotations

import socket
import subprocess
import sys

import pytest
from pytest_socket import SocketConnectBlockedError

from tests.support.checkout import CHILD


def test_outside_connections_are_refused() -> None:
    """A test that opens a connection to another machine fails."""
    with (
        socket.socket() as outside,
        pytest.warns(UserWarning, match="192.0.2.1"),
        pytest.raises(SocketConnectBlockedError),
    ):
        outside.connect(("192.0.2.1", 80))


def test_processes_that_tests_start_are_guarded_too() -> None:
    """A process that a test starts cannot open a connection to another machine."""
    code = "import socket; socket.socket().connect(('192.0.2.1', 80))"
    result = subprocess.run([sys.executable, "-c", code], env=CHILD, capture_output=True, check=False, timeout=60)
    assert b"a test tried to connect to 192.0.2.1" in result.stderr
