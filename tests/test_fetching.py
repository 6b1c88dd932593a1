"""Fetching from a real server on this machine, which is allowed by address: good answers come whole, all others not at all."""

import gzip
import socket
import ssl
import subprocess

import pytest

from articles.fetching import LONGEST_ADDRESS, FetchRefused, Limits, NotModified, fetch
from tests.web import a_web_server, drip, elsewhere, page

HERE = ["127.0.0.1"]
FEW = Limits(seconds=1.5, size=20_000, redirects=3)


def got(answers, path="/", **options):
    with a_web_server(answers) as web:
        return fetch(web.address(path), allowed_hosts=HERE, limits=FEW, **options)


def refusal(answers, path="/", **options):
    with pytest.raises(FetchRefused) as refused:
        got(answers, path, **options)
    return refused.value.reason


def test_a_page_comes_with_what_the_server_says_of_it():
    answer = page("Höhe", etag='"7"', last_modified="Sun, 15 Mar 2026 10:00:00 GMT")
    fetched = got({"/": answer})
    assert (fetched.content, fetched.kind) == ("Höhe".encode(), "text/html")
    assert (fetched.etag, fetched.modified) == ('"7"', "Sun, 15 Mar 2026 10:00:00 GMT")


def test_a_packed_page_is_unpacked():
    packed = gzip.compress(b"bell " * 1000)
    assert got({"/": page(packed, content_encoding="gzip")}).content == b"bell " * 1000


def test_the_next_visit_asks_only_for_what_is_new():
    with a_web_server({"/": page("", status=304)}) as web:
        answer = fetch(web.address(), allowed_hosts=HERE, etag='"7"', modified="Sun, 15 Mar 2026 10:00:00 GMT")
        assert isinstance(answer, NotModified)
        (_, headers) = web.asked[0]
        assert (headers["If-None-Match"], headers["If-Modified-Since"]) == ('"7"', "Sun, 15 Mar 2026 10:00:00 GMT")


def test_a_redirect_is_followed_and_the_last_address_is_told():
    with a_web_server({"/old": elsewhere("/new", 301), "/new": page("Bell")}) as web:
        fetched = fetch(web.address("/old"), allowed_hosts=HERE)
        assert (fetched.content, fetched.address) == (b"Bell", web.address("/new"))


def test_no_cookie_is_ever_sent_back():
    answers = {"/": page("", status=302, location="/in", set_cookie="a=1; Path=/"), "/in": page("Bell")}
    with a_web_server(answers) as web:
        fetch(web.address(), allowed_hosts=HERE)
        assert not {"Cookie", "Authorization"} & {name for _, headers in web.asked for name in headers}


def test_nothing_in_the_environment_sends_it_through_a_proxy(monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    assert got({"/": page("Bell")}).content == b"Bell"


# --- Where it leads ---------------------------------------------------------------------------------------------------


def test_without_a_permission_this_machine_is_not_asked():
    with a_web_server({"/": page("Secret")}) as web:
        with pytest.raises(FetchRefused, match="in the own network"):
            fetch(web.address())
        assert web.asked == []


@pytest.mark.parametrize("host", ["127.0.0.2", "localhost", "2130706433", "[::ffff:127.0.0.1]"])
def test_a_redirect_to_a_private_address_is_not_followed(host):
    with a_web_server({"/secret": page("Secret")}) as inside:
        place = inside.address("/secret", host)
        assert "in the own network" in refusal({"/": elsewhere(place)})
        assert inside.asked == []


@pytest.mark.parametrize(
    "place", ["file:///etc/passwd", "ftp://example.org/", "gopher://127.0.0.1/", "data:text/html,a"]
)
def test_a_redirect_leaves_the_web_for_nothing(place):
    assert "https:// or http://" in refusal({"/": elsewhere(place)})


def test_a_redirect_to_credentials_is_refused():
    assert "name and a password" in refusal({"/": elsewhere("http://nora:secret@example.org/")})


def test_redirects_in_a_circle_end():
    assert "more than 3 times" in refusal({"/": elsewhere("/again"), "/again": elsewhere("/")})


def test_a_name_is_looked_up_once_and_the_connection_goes_where_that_was(monkeypatch):
    """A name server that answers this machine first and something else a moment later changes nothing."""
    asked = looked_up(monkeypatch, "rebinding.example", ["127.0.0.1"], ["203.0.113.9"])
    with a_web_server({"/": page("Bell")}) as web:
        address = web.address("/", "rebinding.example")
        assert fetch(address, allowed_hosts=["rebinding.example"]).content == b"Bell"
        assert web.asked[0][1]["Host"] == f"rebinding.example:{web.port}"
    assert asked == ["rebinding.example"]


def test_each_step_of_the_way_is_looked_up_and_judged_anew(monkeypatch):
    """The name that led to the open web when the page was asked for leads to this machine when it sends back to itself."""
    asked = looked_up(monkeypatch, "inside.example", ["127.0.0.1"])
    with a_web_server({"/": elsewhere("http://inside.example/")}) as web:
        with pytest.raises(FetchRefused, match="inside.example is in the own network"):
            fetch(web.address(), allowed_hosts=HERE)
        assert web.paths == ["/"]
    assert asked == ["inside.example"]


def looked_up(monkeypatch, name, *answers):
    """The name server's answers for a name that no name server knows, one after another; gives the list of who was asked."""
    left, asked, really = list(answers), [], socket.getaddrinfo

    def answer(host, *rest, **options):
        if host != name:
            return really(host, *rest, **options)
        asked.append(host)
        return [entry for ip in left.pop(0) for entry in really(ip, *rest, **options)]

    monkeypatch.setattr(socket, "getaddrinfo", answer)
    return asked


# --- What comes -------------------------------------------------------------------------------------------------------


def test_a_body_that_is_announced_too_large_is_not_read():
    assert "larger than" in refusal({"/": page("a" * 30_000)})


def test_a_body_without_a_length_is_left_when_it_grows_too_large():
    def endless(handler):
        handler.wfile.write(b"HTTP/1.0 200 OK\r\n\r\n")
        while True:
            handler.wfile.write(b"a" * 4096)

    assert "larger than" in refusal({"/": endless})


def test_a_gzip_bomb_is_left_when_it_has_grown_too_large():
    bomb = gzip.compress(b"\0" * 15_000_000)
    assert len(bomb) < FEW.size
    assert "larger than" in refusal({"/": page(bomb, content_encoding="gzip")})


@pytest.mark.parametrize("cut", [slice(0, -9), slice(20, None)], ids=["its end is missing", "its beginning is missing"])
def test_damaged_packing_is_refused(cut):
    packed = gzip.compress(bytes(range(256)) * 20)
    assert "damaged" in refusal({"/": page(packed[cut], content_encoding="gzip")})


def test_packing_that_was_not_asked_for_is_refused():
    assert "not asked for" in refusal({"/": page("a", content_encoding="br")})


def test_a_body_shorter_than_announced_is_no_page():
    assert "broke off" in refusal({"/": page("Half a", content_length="600")})


@pytest.mark.parametrize("header", [True, False], ids=["in the headers", "in the body"])
def test_a_server_that_sends_byte_by_byte_is_cut_off(header):
    assert "within 1.5 seconds" in refusal({"/": drip(header=header)})


def test_a_silent_server_is_left():
    def silent(handler):
        handler.rfile.read(1)

    assert "within 1.5 seconds" in refusal({"/": silent})


def test_what_is_no_answer_of_a_web_server_is_said_to_be_none():
    assert "none of the web" in refusal({"/": lambda handler: handler.wfile.write(b"\0\0SSH-2.0\r\n")})


@pytest.mark.parametrize(
    ("status", "says"), [(404, "404 (Not Found)"), (403, "403 (Forbidden)"), (500, "500 (Internal"), (799, "799.")]
)
def test_an_error_of_the_server_is_told_in_its_words(status, says):
    assert says in refusal({"/": page("Oops", status=status)})


def test_nobody_listens():
    with a_web_server({}) as web:
        address = web.address()
    with pytest.raises(FetchRefused, match="No connection"):
        fetch(address, allowed_hosts=HERE)


def test_a_page_behind_a_certificate_that_nobody_vouches_for_is_refused(tmp_path):
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=localhost"]
    subprocess.run([*made, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with a_web_server({"/": page("Bell")}) as web:
        web.server.socket = context.wrap_socket(web.server.socket, server_side=True)
        with pytest.raises(FetchRefused, match="certificate"):
            fetch(f"https://127.0.0.1:{web.port}/", allowed_hosts=HERE)


def test_an_address_that_is_too_long_is_not_asked_for():
    with pytest.raises(FetchRefused, match="2,000 characters"):
        fetch("https://example.org/" + "a" * LONGEST_ADDRESS)


@pytest.mark.parametrize(
    "address", ["", "example.org", "file:///etc/passwd", "https://", "https://nora@example.org/", "http://[/"]
)
def test_what_is_no_address_of_the_web_is_refused(address):
    with pytest.raises(FetchRefused):
        fetch(address)


def test_the_part_of_a_page_is_no_part_of_its_address():
    with a_web_server({"/page": page("Bell")}) as web:
        assert fetch(web.address("/page#middle"), allowed_hosts=HERE).address == web.address("/page")
