"""What an agency fills in: a permit, a change of one, and why one is stopped."""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from clearway.clearance.agency.words import plain
from clearway.core.permit import Grant
from clearway.stations.permits.public import PermitFile

_QUANTITY = re.compile(r"(\d{1,18}(?:\.\d{1,18})?)\s+([A-Za-z0-9]{2,3})")


def _line(label: Any, hint: Any = "", *, required: bool = True) -> forms.CharField:
    widget = forms.TextInput(attrs={"class": "usa-input", "autocomplete": "off", "spellcheck": "false"})
    return forms.CharField(label=label, help_text=hint, max_length=200, required=required, widget=widget)


def _words(label: Any, hint: Any, *, required: bool = False, rows: int = 2) -> forms.CharField:
    area = forms.Textarea(attrs={"class": "usa-textarea short", "rows": rows, "maxlength": 2000})
    return forms.CharField(label=label, help_text=hint, max_length=2000, required=required, widget=area)


def _day(label: Any, hint: Any = "", *, required: bool = True) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date", "class": "usa-input"}, format="%Y-%m-%d")
    return forms.DateField(label=label, help_text=hint, required=required, widget=widget)


class ChangeForm(forms.Form):
    """What of a permit may be written anew."""

    goods = _words(lazy("Goods"), lazy("Commodity codes or their first digits, with blanks between. None means all."))
    countries = _words(
        lazy("Countries"),
        lazy("Codes of two letters: of origin for imports, of destination for exports. None means all."),
    )
    quantities = _words(
        lazy("Quantities"), lazy("One a line, number and unit: 500 KGM. None where the permit is not counted.")
    )
    since = _day(lazy("Valid from"))
    until = _day(lazy("Valid until"), lazy("The last day; none means until further notice."), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Labels stand without colons."""
        super().__init__(*args, label_suffix="", **kwargs)

    def clean_quantities(self) -> dict[str, Decimal]:
        """Every line as a unit and its number."""
        found: dict[str, Decimal] = {}
        for line in self.cleaned_data["quantities"].splitlines():
            if not line.strip():
                continue
            match = _QUANTITY.fullmatch(line.strip())
            if match is None or match[2].upper() in found:
                raise forms.ValidationError(
                    _("“{line}” is not a number and a unit, or its unit stands twice.").format(line=line.strip()[:40])
                )
            found[match[2].upper()] = Decimal(match[1])
        return found

    def grant(self, number: str, *, document: str = "", holder: str = "") -> Grant:
        """What was filled in, as the register takes it."""
        said = self.cleaned_data
        return Grant(
            number=number,
            document=document,
            holder=holder,
            since=said["since"],
            until=said["until"],
            goods=tuple(dict.fromkeys(said["goods"].split())),
            countries=tuple(dict.fromkeys(said["countries"].upper().split())),
            quantities=said["quantities"],
        )


class IssueForm(ChangeForm):
    """A new permit."""

    number = _line(lazy("Number"), lazy("As it stands on the permit, and as it is declared."))
    document = forms.ChoiceField(label=lazy("Kind"), widget=forms.Select(attrs={"class": "usa-select"}))
    holder = _line(lazy("Holder"), lazy("The registration number of the trader, as DL0000001017."))
    field_order = ("number", "document", "holder", "goods", "countries", "quantities", "since", "until")

    def __init__(self, *args: Any, kinds: Iterable[tuple[str, str]] = (), **kwargs: Any) -> None:
        """Offer the kinds that the agency issues."""
        super().__init__(*args, **kwargs)
        self.fields["document"].choices = list(kinds)  # type: ignore[attr-defined] # a field of choices by its name

    def issued(self) -> Grant:
        """What was filled in, as the register takes it."""
        said = self.cleaned_data
        return self.grant(said["number"].strip(), document=said["document"], holder=said["holder"].strip().upper())


class ReasonForm(forms.Form):
    """Why a permit is stopped, or given back."""

    reason = _words(lazy("Reason"), lazy("The holder reads it."), required=True, rows=4)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Labels stand without colons."""
        super().__init__(*args, label_suffix="", **kwargs)


def written(file: PermitFile) -> dict[str, Any]:
    """A permit on file, as the form shows it."""
    return {
        "goods": " ".join(file.goods),
        "countries": " ".join(file.countries),
        "quantities": "\n".join(f"{plain(one.quantity)} {one.unit}" for one in file.balances),
        "since": file.since,
        "until": file.until,
    }
