"""A receiver of deliveries: a real server on this machine that answers as it is told, and notes what it got."""

import hashlib
import hmac
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from articles.models import Receiver
from articles.workflow import receivers

HERE = ["127.0.0.1"]


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.got.append((dict(self.headers), body))
        answer = self.server.answers.pop(0) if self.server.answers else 204
        if answer == "wait":
            self.server.enough.wait(60)
            return
        if answer == "hang up":
            self.connection.close()
            return
        self.send_response(answer)
        if 300 <= answer < 400:
            self.send_header("Location", "/elsewhere")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


def a_server(answers=()):
    """`answers`: a status for each call in turn, "wait" or "hang up"; then 204."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.answers, server.got, server.enough = list(answers), [], threading.Event()
    server.address = f"http://127.0.0.1:{server.server_port}/stories"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def stop(server):
    server.enough.set()
    server.shutdown()
    server.server_close()


def a_webhook(server, by, **fields):
    """(the receiver, its secret)"""
    fields = {"name": "Site", "formats": ["text"], "occasion": "approval", "address": server.address} | fields
    receiver = Receiver.objects.create(kind="webhook", **fields)
    return receiver, receivers.rotate(receiver, by=by)


def a_folder(**fields):
    fields = {"name": "Archive", "formats": ["text"], "occasion": "approval", "address": "archive"} | fields
    return Receiver.objects.create(kind="folder", **fields)


def is_signed(call, secret):
    """What the documentation tells receivers to do."""
    headers, body = call
    signed = headers["Newsroom-Time"].encode() + b"." + body
    expected = "v1=" + hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()
    return any(hmac.compare_digest(expected, found) for found in headers["Newsroom-Signature"].split(","))


def told(call):
    return json.loads(call[1])
