"""Whether a receipt is good: as a file, as the word of its code, or by its number."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from clearway.clearance.public.guessing import is_guessing, missed
from clearway.core.release.check import Checked, Verdict, check
from clearway.core.release.reading import receipt_in
from clearway.core.release.signature import NotSigned
from clearway.platform.calendar import now
from clearway.stations.release import public as release
from clearway.stations.release.public import ReleaseError

LONGEST_NUMBER = 60

VERDICTS: dict[Verdict, tuple[str, str]] = {
    "valid": ("success", noop("This receipt is valid: the goods may leave.")),
    "altered": ("error", noop("This is not as it was signed. Do not rely on it.")),
    "unreadable": ("error", noop("No receipt can be read here.")),
    "unknown key": ("error", noop("This was not signed with a key of this house. Do not rely on it.")),
    "revoked": ("error", noop("This receipt is revoked. It is no longer good.")),
    "expired key": ("error", noop("The key was not in use when this was issued. Do not rely on it.")),
}
REASONS = {
    "issued in error": noop("It was issued in error."),
    "data corrected": noop("What was declared has been corrected."),
    "goods detained": noop("The goods are detained."),
    "payment withdrawn": noop("The payment was withdrawn."),
    "key compromised": noop("The key is no longer safe."),
}


def receipt(request: HttpRequest) -> HttpResponse:
    """Paste a receipt, upload it, or ask by its number."""
    if request.method == "POST":
        content = _content(request)
        return _shown(request, _checked(content)) if content else _shown(request, None, is_empty=True)
    number = "".join(request.GET.get("number", "").upper().split())[:LONGEST_NUMBER]
    return _by_number(request, number) if number else _shown(request, None)


def key_list(request: HttpRequest) -> HttpResponse:
    """The signed list of keys and revoked receipts, for whoever checks without us."""
    try:
        answer = HttpResponse(release.publish(at=now()), content_type="application/json")
    except ReleaseError as error:
        # Whoever fetched it before has one that is good for some days.
        answer = HttpResponse(error.code, status=503, headers={"Retry-After": "60"})
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


def _content(request: HttpRequest) -> bytes:
    file = request.FILES.get("file")
    return file.read() if file else request.POST.get("text", "").strip().encode()


def _checked(content: bytes) -> Checked:
    try:
        return check(receipt_in(content), release.key_list())
    except NotSigned as error:
        return Checked(verdict="unreadable", because=str(error))


def _by_number(request: HttpRequest, number: str) -> HttpResponse:
    """By number one learns whether it is good, not what it says: the paper may be another."""
    at = now()
    if is_guessing(request, at=at):
        return _shown(request, None, number=number, status=429, is_guessing=True)
    made = release.receipt_under(number)
    if made is None:
        missed(request, at=at)
        return _shown(request, None, number=number, status=404, is_unknown=True)
    return _shown(request, _checked(made.file), number=number, is_by_number=True)


def _shown(
    request: HttpRequest, checked: Checked | None, *, number: str = "", status: int = 200, **more: bool
) -> HttpResponse:
    context: dict[str, object] = {"checked": checked, "number": number, "origin": settings.CLEARWAY_ORIGIN, **more}
    if checked is not None:
        tone, sentence = VERDICTS[checked.verdict]
        reason = checked.revoked.reason if checked.revoked else "key compromised"
        context |= {"tone": tone, "sentence": _(sentence), "said": checked.statement}
        if checked.verdict == "revoked":
            context |= {"reason": _(REASONS[reason]), "revoked_at": _since(checked)}
    return render(request, "clearance/public/receipt.html", context, status=status)


def _since(checked: Checked) -> object:
    if checked.revoked is not None:
        return checked.revoked.at
    return checked.key.revoked_at if checked.key else None
