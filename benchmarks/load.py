"""A load generator that costs little: plain sockets, kept open, one thread a client."""

import socket
import threading
import time
from collections.abc import Callable

import msgspec


class Result(msgspec.Struct, frozen=True):
    """What a load measured: answers a second, and how long they took, in milliseconds."""

    per_second: float
    p50: float
    p99: float
    answers: int
    failures: int


def run(port: int, request_of: Callable[[int, int], bytes], *, clients: int, seconds: float) -> Result:
    """Send requests from many clients for some seconds; each gives (client, number) to make its request."""
    stop = time.monotonic() + seconds
    times: list[list[float]] = [[] for _ in range(clients)]
    failures = [0] * clients

    def send(client: int) -> None:
        with socket.create_connection(("127.0.0.1", port)) as connection:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            number = 0
            while time.monotonic() < stop:
                request = request_of(client, number)
                number += 1
                begun = time.perf_counter()
                connection.sendall(request)
                status = _answer(connection)
                times[client].append(time.perf_counter() - begun)
                failures[client] += status not in (200, 201)

    threads = [threading.Thread(target=send, args=(client,)) for client in range(clients)]
    begun = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    spent = time.monotonic() - begun
    everything = sorted(one for each in times for one in each)
    return Result(
        per_second=len(everything) / spent,
        p50=everything[len(everything) // 2] * 1000,
        p99=everything[int(len(everything) * 0.99)] * 1000,
        answers=len(everything),
        failures=sum(failures),
    )


def request(path: str, token: str, body: bytes, content_type: str = "application/xml", method: str = "POST") -> bytes:
    """The bytes of one HTTP request."""
    head = (
        f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {token}\r\n"
        f"Content-Type: {content_type}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def _answer(connection: socket.socket) -> int:
    received = connection.recv(65536)
    while b"\r\n\r\n" not in received:
        received += connection.recv(65536)
    head, _, body = received.partition(b"\r\n\r\n")
    length = int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0])
    while len(body) < length:
        body += connection.recv(65536)
    return int(head[9:12])
