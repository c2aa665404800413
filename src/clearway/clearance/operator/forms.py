"""What an operator fills in: an announcement, an arrival, and what goes through the gate."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as lazy

from clearway.stations.cargo.public import Announcement, CargoFile


class Asked(forms.Form):
    """A form of the operator; labels stand without colons."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Labels stand without colons."""
        super().__init__(*args, label_suffix="", **kwargs)


def _line(label: Any, hint: Any = "", *, required: bool = True) -> forms.CharField:
    widget = forms.TextInput(attrs={"class": "usa-input", "autocomplete": "off", "spellcheck": "false"})
    return forms.CharField(label=label, help_text=hint, max_length=200, required=required, widget=widget)


def _count(label: Any, hint: Any = "", *, required: bool = False) -> forms.IntegerField:
    widget = forms.TextInput(attrs={"class": "usa-input", "inputmode": "numeric"})
    return forms.IntegerField(label=label, help_text=hint, required=required, min_value=0, widget=widget)


class AnnounceForm(Asked):
    """Cargo that is on its way."""

    number = _line(lazy("Cargo number"), lazy("Your own; 3 to 35 letters, digits, points and hyphens."))
    document = _line(lazy("Transport document"), lazy("Its number, as declarations will name it."))
    operator = _line(
        lazy("Premises"), lazy("The registration number of who keeps them; nothing where you do."), required=False
    )
    containers = _line(lazy("Containers"), lazy("Their numbers, with blanks between."), required=False)
    packages = _count(lazy("Packages"))
    mass = forms.DecimalField(
        label=lazy("Mass in kilograms"),
        required=False,
        min_value=0,
        widget=forms.TextInput(attrs={"class": "usa-input", "inputmode": "decimal"}),
    )
    consignee = _line(lazy("Consignee"), required=False)
    place = _line(lazy("Place"), lazy("Where on the premises it will stand."), required=False)

    def announced(self) -> Announcement:
        """What was filled in, as the register takes it."""
        said = self.cleaned_data
        return Announcement(
            number=said["number"],
            document=said["document"],
            operator=said["operator"].upper(),
            containers=tuple(dict.fromkeys(said["containers"].upper().split())),
            packages=said["packages"],
            mass=said["mass"],
            consignee=said["consignee"],
            place=said["place"],
        )


class ArriveForm(Asked):
    """Cargo that is here."""

    packages = _count(lazy("Packages counted"), lazy("Nothing where they were not counted."))
    place = _line(lazy("Place"), lazy("Where on the premises it stands."), required=False)


class LeaveForm(Asked):
    """Released goods that went through the gate."""

    mrn = forms.ChoiceField(
        label=lazy("What left"), required=False, widget=forms.Select(attrs={"class": "usa-select"})
    )

    def __init__(self, *args: Any, file: CargoFile, **kwargs: Any) -> None:
        """Offer what may leave."""
        super().__init__(*args, **kwargs)
        every = [("", lazy("Everything that may leave"))]
        every += [(one.mrn, f"{one.mrn} ({one.packages})") for one in file.may_leave]
        self.fields["mrn"].choices = every  # type: ignore[attr-defined] # a field of choices by its name
