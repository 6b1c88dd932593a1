"""Requests that leave the house: to real servers on this machine, and never where they must not go."""

import socket
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from articles import outbound
from articles.outbound import Blocked, NotSent

HERE = ("127.0.0.1",)


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.seen.append((self.path, dict(self.headers)))
        if self.path == "/moved":
            self.send_response(302)
            self.send_header("Location", "/elsewhere")
            self.end_headers()
            return
        self.send_response(200)
        self.end_headers()
        if self.path == "/drip":
            while not self.server.enough.wait(0.05):
                try:
                    self.wfile.write(b".")
                except OSError:
                    return
        self.wfile.write(b"x" * 5000)

    def log_message(self, *_):
        pass


@pytest.fixture
def server():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.seen, server.enough = [], threading.Event()
    server.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.enough.set()
    server.shutdown()
    server.server_close()


@contextmanager
def a_silent_listener():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/"


def test_an_allowed_host_is_asked_and_its_answer_read(server):
    answer = outbound.request("GET", f"{server.address}/page?q=ä%20b", allowed_hosts=HERE)

    assert (answer.status, len(answer.content), answer.is_cut) == (200, 5000, False)
    path, headers = server.seen[0]
    assert path == "/page?q=%C3%A4%20b"
    assert headers["Host"] == server.address.removeprefix("http://")


def test_of_a_long_answer_no_more_is_read_than_was_wanted(server):
    answer = outbound.request("GET", server.address, most=100, allowed_hosts=HERE)

    assert (len(answer.content), answer.is_cut) == (100, True)


def test_a_redirect_is_an_answer_and_is_not_followed(server):
    answer = outbound.request("GET", f"{server.address}/moved", allowed_hosts=HERE)

    assert (answer.status, answer.headers["location"]) == (302, "/elsewhere")
    assert [path for path, _ in server.seen] == ["/moved"]


def test_an_answer_that_drips_ends_at_the_deadline(server):
    with pytest.raises(NotSent, match="No whole answer within 0.3 seconds"):
        outbound.request("GET", f"{server.address}/drip", seconds=0.3, allowed_hosts=HERE)


def test_a_server_that_says_nothing_is_left_at_the_deadline():
    with a_silent_listener() as address, pytest.raises(NotSent, match="No whole answer"):
        outbound.request("GET", address, seconds=0.3, allowed_hosts=HERE)


def test_a_refused_connection_is_named():
    with a_silent_listener() as address:
        pass

    with pytest.raises(NotSent, match="No connection: Connection refused"):
        outbound.request("GET", address, allowed_hosts=HERE)


def test_what_is_no_http_is_told():
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def babble():
            connection, _ = listener.accept()
            connection.recv(65536)
            connection.sendall(b"220 mail ready\r\n")
            connection.close()

        threading.Thread(target=babble, daemon=True).start()
        with pytest.raises(NotSent, match="none of the web"):
            outbound.request("GET", f"http://127.0.0.1:{listener.getsockname()[1]}", allowed_hosts=HERE)


def test_a_host_of_the_own_network_is_never_connected_to(server):
    for host in ("127.0.0.1", "localhost", "0.0.0.0", "2130706433", "0x7f.1", "[::1]", "[::ffff:127.0.0.1]"):
        with pytest.raises(NotSent):
            outbound.request("GET", f"http://{host}:{server.server_port}/")

    assert server.seen == []


def test_an_allowed_name_allows_no_other(server):
    with pytest.raises(Blocked, match="127.0.0.1 is in the own network"):
        outbound.request("GET", server.address, allowed_hosts=["localhost"])


def test_a_proxy_of_the_environment_is_not_used(server, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")

    assert outbound.request("GET", server.address, allowed_hosts=HERE).status == 200


@pytest.mark.parametrize(
    "address",
    "10.0.0.1 172.16.5.4 192.168.1.1 169.254.169.254 100.64.0.1 127.0.0.1 0.0.0.0 224.0.0.1 240.0.0.1 255.255.255.255 "
    "192.0.2.1 ::1 :: fe80::1%eth0 fc00::1 ff02::1 ::ffff:10.0.0.1 64:ff9b::10.0.0.1 64:ff9b::7f00:1 2002:7f00:1:: "
    "2002:a00:1::1 2001:db8::1 192.0.0.8 192.88.99.1 198.18.0.1 fec0::1 2001:10::1 ::7f00:1 fd00:ec2::254 5f00::1".split(),
)
def test_addresses_that_are_not_public(address):
    assert not outbound.is_public(address)


@pytest.mark.parametrize("address", "8.8.8.8 1.1.1.1 2606:4700::1111 64:ff9b::8.8.8.8 ::ffff:8.8.8.8".split())
def test_addresses_that_are_public(address):
    assert outbound.is_public(address)


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("ftp://example.org/", "must begin with"),
        ("file:///etc/passwd", "must begin with"),
        ("javascript:alert(1)", "must begin with"),
        ("example.org", "must begin with"),
        ("http://", "not an address"),
        ("http:///path", "not an address"),
        ("http://example.org:99999/", "not an address"),
        ("http://[::1/", "not an address"),
        ("http://exa mple.org/", "not an address"),
        ("http://example.org/a\nb", "not an address"),
        ("https://name:password@example.org/", "do not belong"),
    ],
)
def test_what_no_request_goes_to(url, why):
    with pytest.raises(Blocked, match=why):
        outbound.checked(url)


def test_an_address_is_sent_in_ascii():
    assert outbound.checked(" https://zürich.example/straße?x=ü#part ") == (
        "https://xn--zrich-kva.example/stra%C3%9Fe?x=%C3%BC"
    )


def test_a_name_that_nobody_knows_is_told():
    with pytest.raises(NotSent, match="is not known"):
        outbound.request("GET", "http://no-such-host.invalid/")
