"""Content-Security-Policy for Django 5.2; Django 6 brings its own middleware, which reads the same setting."""

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
