"""Requests that leave the house: http and https only, and never to an address of the own network unless its host is allowed.

The guard works where the connection is made: the host is resolved once, every address is checked, and what was checked
is what is connected to. No redirect is followed, no proxy of the environment is used, and one deadline holds for
everything, however slowly the other side sends.
"""

import ipaddress
import socket
import ssl
import time
from typing import NamedTuple
from urllib.parse import quote, urlsplit

import certifi
import httpcore

USER_AGENT = "Newsroom/1.0"
MOST_READ = 1024 * 1024  # bytes of an answer, unless the caller says otherwise
SCHEMES = ("http", "https")
NAT64 = ipaddress.ip_network("64:ff9b::/96")  # addresses whose last four bytes are one of IPv4
# Python calls them global, and they are not: for protocols, for tunnels, of one site.
NOT_PUBLIC = [ipaddress.ip_network(one) for one in ("192.0.0.0/24", "192.88.99.0/24", "2001::/23", "fec0::/10")]
UNRESERVED = "/%:@!$&'()*+,;=~-._?"


class NotSent(Exception):
    """The request got no answer; the text says why, in one sentence."""


class Blocked(NotSent):
    """The address may not be called: nothing was sent, and trying again would change nothing."""


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]  # names in small letters
    content: bytes  # as sent: no encoding was asked for
    is_cut: bool  # there was more than was wanted


def request(method, url, *, headers=None, content=b"", seconds=20, most=MOST_READ, allowed_hosts=()) -> Answer:
    """One request and its answer, whatever its status: a redirect is an answer, too. Raises NotSent or Blocked.

    `seconds` are for everything together but the look-up of the name; `most` are bytes of the answer, the rest is left.
    `allowed_hosts` are names or addresses that may be called although they are in the own network.
    """
    address = checked(url)
    backend = _Guarded(allowed_hosts, time.monotonic() + seconds)
    sent = {"User-Agent": USER_AGENT, "Accept-Encoding": "identity", "Connection": "close", **(headers or {})}
    try:
        with (
            httpcore.ConnectionPool(ssl_context=_trusted(address), network_backend=backend) as pool,
            pool.stream(method, address, headers=sent, content=content) as answer,
        ):
            body, is_cut = _read(answer, most)
            names = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in answer.headers}
            return Answer(answer.status, names, body, is_cut)
    except httpcore.TimeoutException:
        raise NotSent(f"No whole answer within {seconds} seconds.") from None
    except (httpcore.NetworkError, httpcore.ProtocolError) as error:
        raise NotSent(_said(error)) from error


def checked(url) -> str:
    """The address in the form in which it is sent. Raises Blocked for what no request may go to, whatever its host is."""
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").encode("idna").decode(), parts.port
    except ValueError:
        raise Blocked("This is not an address of the web.") from None
    if parts.scheme not in SCHEMES:
        raise Blocked("The address must begin with https:// or http://.")
    if not host or any(character.isspace() for character in url.strip()):
        raise Blocked("This is not an address of the web.")
    if "@" in parts.netloc:
        raise Blocked("A name and a password do not belong into an address.")
    host = f"[{host}]" if ":" in host else host
    place = quote(parts.path or "/", safe=UNRESERVED) + (
        f"?{quote(parts.query, safe=UNRESERVED)}" if parts.query else ""
    )
    return f"{parts.scheme}://{host}{f':{port}' if port is not None else ''}{place}"


def is_public(address) -> bool:
    """Whether the IP address is one of the open internet, and not of this machine or of the own network."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if ip.version == 6 and (ip.ipv4_mapped or ip in NAT64):
        ip = ipaddress.IPv4Address(ip.packed[-4:])
    is_tunnel = ip.version == 6 and (ip.sixtofour or ip.teredo)
    is_special = any(ip in network for network in NOT_PUBLIC if network.version == ip.version)
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or is_tunnel or is_special)


def addresses(host, port, allowed_hosts=()) -> list[str]:
    """The IP addresses of the host, each checked. Raises Blocked when one of them is not public and the host not allowed."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise NotSent(f"The name {host} is not known.") from None
    unique = list(dict.fromkeys(entry[4][0] for entry in found))
    if host.strip("[]").casefold() in {name.strip().strip("[]").casefold() for name in allowed_hosts}:
        return unique
    if not all(is_public(address) for address in unique):
        raise Blocked(f"{host} is in the own network: the administrator would have to allow it.")
    return unique


class _Guarded(httpcore.SyncBackend):
    """Connects to checked addresses only, and lets nothing take longer than the deadline."""

    def __init__(self, allowed_hosts, deadline):
        super().__init__()
        self._allowed, self._deadline = allowed_hosts, deadline

    def connect_tcp(self, host, port, timeout=None, local_address=None, socket_options=None):
        error = None
        for address in addresses(host, port, self._allowed):
            try:
                left = _left(self._deadline, httpcore.ConnectTimeout)
                return _Timed(super().connect_tcp(address, port, left, local_address, socket_options), self._deadline)
            except httpcore.ConnectError as failed:
                error = failed
        raise error

    def connect_unix_socket(self, path, timeout=None, socket_options=None):
        raise Blocked("Only hosts of a network are called.")


class _Timed(httpcore.NetworkStream):
    """A connection on which every step gets the time that is left."""

    def __init__(self, stream, deadline):
        self._stream, self._deadline = stream, deadline

    def read(self, max_bytes, timeout=None):
        return self._stream.read(max_bytes, _left(self._deadline, httpcore.ReadTimeout))

    def write(self, buffer, timeout=None):
        self._stream.write(buffer, _left(self._deadline, httpcore.WriteTimeout))

    def start_tls(self, ssl_context, server_hostname=None, timeout=None):
        left = _left(self._deadline, httpcore.ConnectTimeout)
        return _Timed(self._stream.start_tls(ssl_context, server_hostname, left), self._deadline)

    def get_extra_info(self, info):
        return self._stream.get_extra_info(info)

    def close(self):
        self._stream.close()


def _left(deadline, late):
    left = deadline - time.monotonic()
    if left <= 0:
        raise late()
    return left


def _read(answer, most):
    """(at most `most` bytes of the body, whether there was more)"""
    body = bytearray()
    for chunk in answer.iter_stream():
        body += chunk
        if len(body) > most:
            return bytes(body[:most]), True
    return bytes(body), False


def _trusted(address):
    """The certificates that the machine trusts (SSL_CERT_FILE names others), and those that browsers trust."""
    if not address.startswith("https:"):
        return None
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


def _said(error):
    """What went wrong in one sentence, without what only a programmer reads."""
    cause = error.__cause__ or error.__context__ or error
    if isinstance(cause, ssl.SSLCertVerificationError):
        return f"The certificate was not trusted: {cause.verify_message}."
    if isinstance(cause, OSError) and cause.strerror:
        return f"No connection: {cause.strerror}."
    if isinstance(error, httpcore.ConnectError):
        return "No connection."
    return "The connection broke off, or the answer was none of the web."
