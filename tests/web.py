"""A real web server for the tests: it listens on this machine, and each path answers as a test says.

with a_web_server({"/page": page("<p>Hello</p>")}) as web:
    fetch(web.address("/page"), allowed_hosts=["127.0.0.1"])
"""

import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class WebServer:
    def __init__(self, answers):
        self.answers = answers
        self.asked = []  # (path, headers) of each request, in order
        web = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                web.asked.append((self.path, dict(self.headers)))
                answer = web.answers.get(self.path)
                answer(self) if answer else self.send_error(404)

            def log_message(self, *_):
                pass

        class Server(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *_):
                """Clients that hang up are what some of the tests are about."""

        self.server = Server(("127.0.0.1", 0), Handler)
        self.port = self.server.server_port

    def address(self, path="/", host="127.0.0.1"):
        return f"http://{host}:{self.port}{path}"

    @property
    def paths(self):
        return [path for path, _ in self.asked]


@contextmanager
def a_web_server(answers):
    web = WebServer(answers)
    thread = threading.Thread(target=web.server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield web
    finally:
        web.server.shutdown()
        web.server.server_close()


def page(content, kind="text/html; charset=utf-8", status=200, **headers):
    """Answers with this content. Headers are named as in Python: `content_encoding="gzip"`."""
    body = content.encode() if isinstance(content, str) else content

    def answer(handler):
        handler.send_response(status)
        handler.send_header("Content-Type", kind)
        given = {name.replace("_", "-").title(): value for name, value in headers.items()}
        for name, value in {"Content-Length": str(len(body)), **given}.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def elsewhere(location, status=302):
    """Leads to another address."""
    return page("", status=status, location=location)


def drip(seconds=0.05, *, header=False):
    """One byte at a time, without an end; in the headers, or in the body."""

    def answer(handler):
        if header:
            handler.wfile.write(b"HTTP/1.0 200 OK\r\nX-Slow: ")
        else:
            handler.wfile.write(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n")
        while True:
            handler.wfile.write(b"a")
            handler.wfile.flush()
            time.sleep(seconds)

    return answer
