"""Ports of this machine's loopback."""

import socket

HOST = "127.0.0.1"


def is_free(port: int) -> bool:
    """Whether nobody listens on a port."""
    with socket.socket() as trial:
        # As servers ask for it: the last connections of one that has just ended do not keep its port.
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((HOST, port))
        except OSError:
            return False
        return True
