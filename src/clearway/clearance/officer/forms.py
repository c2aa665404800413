"""What officers fill in, one form an act; each gives the order that the station carries out."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, Final, NamedTuple

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import gettext_noop as noop

from clearway.platform.identity.permissions import Permission
from clearway.stations.controls import public as controls

_CONFORM: Final = (
    ("conform", lazy("Conform: nothing speaks against what was declared")),
    ("not conform", lazy("Not conform: something was found")),
)


class Asked(forms.Form):
    """A form of the office: its fields are shown by one template, each with its label, hint and error."""

    required_css_class = "is-required"

    def __init__(self, *args: Any, grounds: Iterable[tuple[str, str]] = (), **kwargs: Any) -> None:
        """Offer the grounds of the law where the form has a field for them."""
        super().__init__(*args, label_suffix="", **kwargs)
        if "ground" in self.fields:
            self.fields["ground"].choices = list(grounds)  # type: ignore[attr-defined] # a field of choices by its name


def _words(label: Any, hint: Any = "", *, required: bool = True) -> forms.CharField:
    area = forms.Textarea(attrs={"class": "usa-textarea", "rows": 5, "maxlength": 4000})
    return forms.CharField(label=label, help_text=hint, max_length=4000, required=required, widget=area)


def _line(label: Any, hint: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, help_text=hint, max_length=200, widget=forms.TextInput(attrs={"class": "usa-input"})
    )


def _choice(label: Any, choices: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect)


class Pictures(forms.FileField):
    """Several files of one field, as bytes; what they are is asked by the station, by their first bytes."""

    class Input(forms.ClearableFileInput):
        """A field for several files."""

        allow_multiple_selected = True

    def clean(self, data: Any, initial: Any = None) -> tuple[bytes, ...]:
        """Every file that was chosen."""
        files: list[UploadedFile] = data if isinstance(data, list) else [data] if data else []
        return tuple(bytes(one.read()) for one in files)


class CheckForm(Asked):
    """The result of a check of documents."""

    result = _choice(lazy("Result"), _CONFORM)
    found = _words(lazy("What was found"), lazy("Needed where it is not conform."), required=False)


class InspectForm(Asked):
    """The plan of an inspection."""

    what = _words(lazy("What is to be looked at"))
    place = _line(lazy("Where"))
    # Plain fields: a browser's own for dates and times hide where the keyboard is, and differ by its language.
    day = forms.DateField(
        label=lazy("Day"),
        help_text=lazy("Year, month, day: 2026-05-31"),
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(attrs={"class": "usa-input", "inputmode": "numeric"}, format="%Y-%m-%d"),
    )
    hour = forms.TimeField(
        label=lazy("Time"),
        help_text=lazy("Hours and minutes: 09:30"),
        input_formats=["%H:%M"],
        widget=forms.TimeInput(attrs={"class": "usa-input"}, format="%H:%M"),
    )
    packages = forms.IntegerField(
        label=lazy("How many packages"),
        min_value=1,
        max_value=1_000_000,
        widget=forms.NumberInput(attrs={"class": "usa-input", "inputmode": "numeric"}),
    )


class RecordForm(Asked):
    """The result of an inspection."""

    result = _choice(lazy("Result"), _CONFORM)
    packages_opened = forms.IntegerField(
        label=lazy("Packages opened"),
        min_value=0,
        max_value=1_000_000,
        widget=forms.NumberInput(attrs={"class": "usa-input", "inputmode": "numeric"}),
    )
    found = _words(lazy("What was found"))
    photographs = Pictures(
        label=lazy("Photographs"),
        help_text=lazy("PNG or JPEG, up to 12 pictures of 5 megabytes each."),
        required=False,
        widget=Pictures.Input(attrs={"class": "chosen", "accept": "image/png,image/jpeg", "multiple": True}),
    )


class AgainForm(Asked):
    """What is to be looked at once more."""

    kind = _choice(lazy("What is to be checked"), (("documents", lazy("Documents")), ("goods", lazy("Goods"))))
    reason = _words(lazy("Why"))


class AskForm(Asked):
    """A question to the trader."""

    question = _words(lazy("Your question"), lazy("The trader reads it as it stands. Your name is not shown."))


class ReasonForm(Asked):
    """A reason, for colleagues."""

    reason = _words(lazy("Why"), lazy("Only the office reads this."))


class GroundForm(Asked):
    """A decision against the goods: its ground of law, and the reasons that the trader is told."""

    ground = forms.ChoiceField(label=lazy("Ground of law"), widget=forms.Select(attrs={"class": "usa-select"}))
    reason = _words(lazy("Reasons"), lazy("The trader reads this in the notice."))


class OverrideForm(Asked):
    """A decision against the lane or a finding is asked for."""

    against = _choice(
        lazy("What is to be set aside"),
        (("lane", lazy("The check that the lane asks for")), ("finding", lazy("What a check has found"))),
    )
    reason = _words(lazy("Why"), lazy("Another person must agree and reads this."))


class AgreeForm(Asked):
    """The second signature."""

    agrees = _choice(lazy("Your decision"), (("yes", lazy("I agree")), ("no", lazy("I decline"))))
    remark = _words(lazy("Why"))


class AppealForm(Asked):
    """The decision on an appeal."""

    outcome = _choice(
        lazy("Your decision"),
        (
            ("upheld", lazy("Upheld: the decision is set aside and the file goes on")),
            ("rejected", lazy("Rejected: the decision stands")),
        ),
    )
    reasons = _words(lazy("Reasons"), lazy("The trader reads this."))


class Act(NamedTuple):
    """An act on a file: its address, words, form, and the order it becomes; ``of`` is the entry it is about."""

    name: str
    title: str
    button: str
    permission: Permission
    form: type[Asked]
    order: Callable[[dict[str, Any], int], controls.Order]
    grounds: str = ""
    is_grave: bool = False


def _inspection(said: dict[str, Any], of: int) -> controls.Order:
    planned = datetime.combine(said["day"], said["hour"], tzinfo=timezone.get_current_timezone())
    return controls.OrderInspection(of, said["what"], said["place"], planned, said["packages"])


def _record(said: dict[str, Any], of: int) -> controls.Order:
    return controls.RecordInspection(
        of, said["result"], said["found"], said["packages_opened"], tuple(said["photographs"])
    )


ACTS: Final = tuple(
    Act(*row)
    for row in (
        ("check", noop("Check of documents"), noop("Close the check"), "files:work", CheckForm,
         lambda said, of: controls.CloseCheck(of, said["result"], said["found"])),
        ("inspect", noop("Order an inspection"), noop("Order it"), "files:work", InspectForm, _inspection),
        ("record", noop("Record the inspection"), noop("Record it"), "files:work", RecordForm, _record),
        ("again", noop("Check again"), noop("Open the check"), "files:work", AgainForm,
         lambda said, of: controls.CheckAgain(said["kind"], said["reason"])),
        ("ask", noop("Ask the trader"), noop("Send the question"), "files:work", AskForm,
         lambda said, of: controls.Ask(said["question"])),
        ("hold", noop("Put the goods on hold"), noop("Put on hold"), "files:work", ReasonForm,
         lambda said, of: controls.PlaceHold(said["reason"])),
        ("lift", noop("Lift the hold"), noop("Lift it"), "files:work", ReasonForm,
         lambda said, of: controls.LiftHold(of, said["reason"])),
        ("detain", noop("Detain the goods"), noop("Detain"), "files:work", GroundForm,
         lambda said, of: controls.Detain(said["ground"], said["reason"]), "detention", True),
        ("let-go", noop("End the detention"), noop("End it"), "files:work", ReasonForm,
         lambda said, of: controls.EndDetention(said["reason"])),
        ("refuse", noop("Refuse the declaration"), noop("Refuse"), "files:work", GroundForm,
         lambda said, of: controls.Refuse(said["ground"], said["reason"]), "refusal", True),
        ("override", noop("Ask for a second signature"), noop("Ask for it"), "files:work", OverrideForm,
         lambda said, of: controls.AskOverride(said["against"], said["reason"])),
        ("sign", noop("Give or decline the second signature"), noop("Decide"), "files:override", AgreeForm,
         lambda said, of: controls.DecideOverride(of, said["agrees"] == "yes", said["remark"])),
        ("decide-appeal", noop("Decide the appeal"), noop("Decide"), "files:work", AppealForm,
         lambda said, of: controls.DecideAppeal(of, said["outcome"], said["reasons"])),
        ("give-out", noop("Have it given out again"), noop("Give it out again"), "files:override", ReasonForm,
         lambda said, of: controls.GiveOutAgain(of, said["reason"])),
    )
)  # fmt: skip
BY_NAME: Final = {act.name: act for act in ACTS}


def grounds(kind: str, known: dict[str, dict[str, str]]) -> list[tuple[str, str]]:
    """The grounds of law of a decision, as choices."""
    language = get_language() or "en"
    rows = [(code, titles.get(language) or titles.get("en", code)) for code, titles in sorted(known.items())]
    return [("", _("Choose a ground")), *((code, f"{code} · {title}") for code, title in rows)]
