"""The page on which a person agrees to sign in to a partner's site."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from oauth2_provider.views import AuthorizationView

from clearway.platform.identity.permissions import ROLES, SECOND_FACTOR
from clearway.platform.identity.sessions import has_second_factor
from clearway.registers.offices import public as offices


class Authorize(AuthorizationView):  # type: ignore[misc] # The toolkit gives no types.
    """Asks whether a site may know who signed in; an officer is asked for the second factor first."""

    template_name = "openid/authorize.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Open the page to those whose session proves enough."""
        user: Any = request.user
        posts = offices.offices_of(user.pk) if user.is_authenticated else ()
        is_strict = any(ROLES[role].audience in SECOND_FACTOR for _office, role in posts if role in ROLES)
        if is_strict and not has_second_factor(request):
            return redirect_to_login(request.get_full_path(), reverse("second-factor"))
        answer: HttpResponse = super().dispatch(request, *args, **kwargs)
        # The browser follows a form to the site it leads to only where the page's policy names that site.
        address = urlsplit(request.GET.get("redirect_uri") or request.POST.get("redirect_uri") or "")
        if answer.status_code == 200 and address.scheme in ("http", "https") and address.netloc:
            answer._csp_update = {"form-action": [f"{address.scheme}://{address.netloc}"]}  # type: ignore[attr-defined] # read by the policy's middleware.
        return answer

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        """What the site would learn, in words."""
        context: dict[str, Any] = super().get_context_data(**given)
        scopes = [one for one in context.get("scopes", []) if one in settings.CLEARWAY_SCOPES]
        return {**context, "learns": [_(settings.CLEARWAY_SCOPES[one]) for one in scopes]}
