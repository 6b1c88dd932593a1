"""The map of the whole site."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.templatetags.static import static
from django.urls import include, path
from django.utils.functional import lazy
from django.views.generic import RedirectView

admin.autodiscover()
admin.site.login = secure_admin_login(admin.site.login)

# Asked for without being linked, by browsers on pages that are not ours. Lazy: the file has its name once it is collected.
icon = RedirectView.as_view(url=lazy(static, str)("articles/favicon.svg"))

urlpatterns = [
    path("favicon.ico", login_not_required(icon)),
    path("admin/", admin.site.urls),
    path("accounts/", include("allauth.urls")),
    path("", include("articles.urls")),
]
