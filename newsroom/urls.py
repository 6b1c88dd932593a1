"""The map of the whole site."""

from allauth.account.decorators import secure_admin_login
from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.templatetags.static import static
from django.urls import include, path
from django.utils.functional import lazy
from django.views.generic import RedirectView

from newsroom.accounts import end_session

admin.autodiscover()
admin.site.login = secure_admin_login(admin.site.login)
if settings.REDIS_URL:
    # Its pages show what tasks were called with, and break our Content-Security-Policy.
    admin.site.unregister(apps.get_model("django_rq", "Dashboard"))

# Asked for without being linked, by browsers on pages that are not ours. Lazy: the file has its name once it is collected.
icon = RedirectView.as_view(url=lazy(static, str)("articles/favicon.svg"))

handler400 = "newsroom.errors.bad_request"
handler429 = "newsroom.errors.too_many_requests"  # allauth's: who asks too often, for log-ins first of all
handler500 = "newsroom.errors.server_error"

urlpatterns = [
    path("favicon.ico", login_not_required(icon)),
    path("admin/", admin.site.urls),
    path("accounts/sessions/<int:pk>/end/", end_session, name="session_end"),
    path("accounts/", include("allauth.urls")),
    path("", include("articles.urls")),
]
