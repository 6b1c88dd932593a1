"""What is handed over: the files of a delivery, and the words around them. The same on each try."""

import base64
import hashlib
import hmac
import json
from typing import NamedTuple

from django.conf import settings

from articles.exporters import EXPORTERS
from articles.models import About
from articles.workflow.bundle import bundle
from articles.workflow.document import moment_of
from articles.workflow.export import BUNDLE, approval_of, render


class File(NamedTuple):
    format: str
    name: str
    extension: str
    content_type: str
    content: bytes

    @property
    def sha256(self):
        return hashlib.sha256(self.content).hexdigest()


def files_of(delivery) -> list[File]:
    return [_file(delivery.revision, slug) for slug in delivery.formats]


def letter(delivery, files, *, with_content) -> bytes:
    """What the receiver is told, as JSON; `with_content` puts the files in, as Base64."""
    told = {
        "id": str(delivery.pk),
        "about": delivery.about,
        "at": moment_of(delivery.made_at),
        "house": settings.HOUSE,
        "story": delivery.story.slug,
        "files": [_described(file, with_content) for file in files],
    }
    revision = delivery.revision
    if revision:
        head = revision.document["story"]
        told |= {"story": head["slug"], "headline": head["headline"], "revision": revision.number}
        told |= {"sha256": revision.sha256, "approval": approval_of(revision)}
    if delivery.about == About.CORRECTED:
        told["correction"] = revision.correction.notice
    return (json.dumps(told, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()


def signature(body: bytes, time: int, secrets) -> str:
    """`v1=` and the HMAC SHA-256, in hexadecimal, over the time, a full stop and the body; one for each secret."""
    signed = f"{time}.".encode() + body
    return ",".join(f"v1={hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()}" for secret in secrets)


def _file(revision, slug):
    slugged = f"{revision.document['story']['slug']}-r{revision.number}-{slug}"
    if slug == BUNDLE:
        return File(slug, f"{slugged}.zip", "zip", "application/zip", bundle(revision))
    exporter = EXPORTERS[slug]
    name = f"{slugged}.{exporter.extension}"
    return File(slug, name, exporter.extension, exporter.content_type, render(revision, slug))


def _described(file, with_content):
    told = {
        "format": file.format,
        "name": file.name,
        "content_type": file.content_type,
        "size": len(file.content),
        "sha256": file.sha256,
    }
    return told | ({"content": base64.b64encode(file.content).decode()} if with_content else {})
