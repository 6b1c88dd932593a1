"""Content-Security-Policy for Django 5.2; Django 6 brings its own middleware, which reads the same setting.

And what no policy of a page covers: files.
"""

from django.conf import settings


class ContentSecurityPolicyMiddleware:
    """Sends `settings.SECURE_CSP` with every response that does not carry a policy of its own."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.policy = "; ".join(f"{name} {' '.join(sources)}" for name, sources in settings.SECURE_CSP.items())

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", self.policy)
        return response


class FilesMiddleware:
    """A file that is to be kept is no page of ours. Should a browser show it all the same, it does so in a sandbox: what is
    in it runs nothing, loads nothing and has no part in this site.
    """

    policy = "sandbox; default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.headers.get("Content-Disposition", "").startswith("attachment"):
            response.headers["Content-Security-Policy"] = self.policy
            response.headers["X-Content-Type-Options"] = "nosniff"
        return response
