"""The API: JSON over HTTP for programs, with the permissions and the verbs of the pages. One module per noun.

Every operation fetches what the user of the token may see, calls one workflow verb and answers; whatever goes wrong is
answered as problem details. The version is in the address: what an address of `v1` answers keeps its meaning.
"""

from articles.api import account, annotations, claims, drafts, exports, reviews, revisions, stories
from articles.api import articles as sources
from articles.api.document import DocumentedAPI
from articles.api.problems import register
from articles.api.requests import StrictParser

ROUTERS = [m.router for m in (account, stories, sources, annotations, reviews, claims, drafts, revisions, exports)]


def _built():
    api = DocumentedAPI(title="Newsroom", version="1", parser=StrictParser(), docs_url=None, openapi_url=None)
    for router in ROUTERS:
        api.add_router("", router)
    register(api)
    return api


api = _built()
