"""The pages that belong to nobody else: signing in, signing out, choosing a language."""

from django.contrib.auth.views import LoginView, LogoutView
from django.urls import path
from django.views.i18n import set_language

from clearway.platform.theme.page import Page

PAGES: tuple[Page, ...] = (
    Page(
        "sign-in",
        "sign-in",
        LoginView.as_view(template_name="theme/sign_in.html", redirect_authenticated_user=True),
        "public",
        None,
        ("GET", "POST"),
    ),
    Page("sign-out", "sign-out", LogoutView.as_view(), "public", None, ("POST",)),
    Page("language", "language", set_language, "public", None, ("POST",)),
)

urlpatterns = [path(page.path, page.view, name=page.name) for page in PAGES]
