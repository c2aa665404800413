"""What is filled in about money that nobody could allocate."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as lazy

from clearway.clearance.officer.forms import Asked


class _OfTwo(Asked):
    """One of two forms of a page, whose fields have names of their own."""

    called = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Name the fields."""
        super().__init__(*args, auto_id=f"{self.called}_%s", **kwargs)


def _reason() -> forms.CharField:
    area = forms.Textarea(attrs={"class": "usa-textarea", "rows": 3, "maxlength": 1000})
    return forms.CharField(
        label=lazy("How you know"), help_text=lazy("Only the house reads this."), max_length=1000, widget=area
    )


class AssignForm(_OfTwo):
    """Which declaration the money is for, and how that is known."""

    called = "assign"
    reference = forms.CharField(
        label=lazy("Number of the declaration (MRN)"),
        max_length=40,
        widget=forms.TextInput(attrs={"class": "usa-input", "spellcheck": "false", "autocomplete": "off"}),
    )
    reason = _reason()


class GiveBackForm(_OfTwo):
    """Why the money goes back."""

    called = "back"
    reason = _reason()
