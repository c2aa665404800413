"""The questions themselves, in the order in which somebody tells about a consignment."""

from typing import Final

from django.utils.translation import gettext_noop as noop

from clearway.clearance.trader.drafting.asked_of_goods import DOCUMENTS, GOODS
from clearway.clearance.trader.drafting.asked_of_money import PAYMENT, PERMISSIONS, SALE
from clearway.clearance.trader.drafting.asked_of_way import ARRIVAL, JOURNEY, PLACE
from clearway.clearance.trader.drafting.questions import Field, Question

OUT, IN, THROUGH = ("export",), ("import",), ("transit",)

KIND = Question(
    name="kind",
    title=noop("What happens to the goods?"),
    help=noop(
        "Choose what you want customs to allow. If you simply sell goods abroad, or buy them "
        "for use here, the first choice is right."
    ),
    fields=(
        Field(
            name="procedure",
            label=noop("What customs is to allow"),
            kind="radio",
            choices="procedures",
            places=("goods_shipment/items/{n}/procedures",),
        ),
        Field(
            name="type",
            label=noop("Where are the goods now?"),
            kind="radio",
            choices="declaration_types",
            regimes=OUT,
            places=("type_code",),
            help=noop(
                "You can lodge now in both cases. In the second, customs sees them once the terminal or warehouse "
                "reports that they have arrived."
            ),
        ),
        Field(
            name="type",
            label=noop("Where are the goods now?"),
            kind="radio",
            choices="declaration_types",
            regimes=(*IN, *THROUGH),
            places=("type_code",),
        ),
        Field(
            name="reference",
            label=noop("Your own reference"),
            size="medium",
            most=22,
            places=("reference",),
            help=noop("A name you will know this declaration by, such as your order number. We have suggested one."),
            more=True,
        ),
        Field(
            name="previous",
            label=noop("Procedure the goods were under before"),
            kind="select",
            choices="previous_procedures",
            more=True,
            help=noop("Leave it as it is unless the goods were already under a customs procedure here."),
            places=("goods_shipment/items/{n}/procedures/1/previous_code",),
        ),
        Field(
            name="additional",
            label=noop("Additional procedure"),
            kind="select",
            choices="additional_procedures",
            more=True,
            places=("goods_shipment/items/{n}/procedures/2",),
            help=noop("A relief or special case that you claim. Most declarations have none."),
        ),
    ),
)

TRADER = Question(
    name="trader",
    title=noop("Who declares the goods?"),
    help=noop(
        "The trader is the firm whose goods they are. If you are a broker, the trader must have given you a mandate."
    ),
    fields=(
        Field(
            name="trader",
            label=noop("The exporter"),
            kind="select",
            choices="parties",
            regimes=OUT,
            places=("exporter", "exporter/id"),
            help=noop("Your own firm, and every firm that has given you a mandate."),
        ),
        Field(
            name="trader",
            label=noop("The importer"),
            kind="select",
            choices="parties",
            regimes=IN,
            places=("goods_shipment/importer", "goods_shipment/importer/id"),
            help=noop("Your own firm, and every firm that has given you a mandate."),
        ),
        Field(
            name="trader",
            label=noop("The holder of the transit procedure"),
            kind="select",
            choices="parties",
            regimes=THROUGH,
            places=("declarant", "declarant/id"),
            help=noop("Your own firm, and every firm that has given you a mandate."),
        ),
        Field(
            name="trader_other",
            label=noop("Registration number of the exporter, if the list does not have it"),
            size="medium",
            most=17,
            regimes=OUT,
            help=noop("It begins with two letters, like DL0000001017."),
        ),
        Field(
            name="trader_other",
            label=noop("Registration number of the importer, if the list does not have it"),
            size="medium",
            most=17,
            regimes=IN,
            help=noop("It begins with two letters, like DL0000001017."),
        ),
        Field(
            name="trader_other",
            label=noop("Registration number of the holder of the transit procedure, if the list does not have it"),
            size="medium",
            most=17,
            regimes=THROUGH,
            help=noop("It begins with two letters, like DL0000001017."),
        ),
        Field(
            name="representation",
            label=noop("For whom you act"),
            kind="radio",
            choices="representation",
            regimes=("import", "export"),
            places=("agent", "agent/function_code", "agent/id", "declarant", "declarant/id"),
        ),
    ),
    only="several",
)


def _address(prefix: str, at: str, regimes: tuple[str, ...]) -> tuple[Field, ...]:
    return (
        Field(
            name=f"{prefix}_name",
            label=noop("Name of the firm or person"),
            places=(at, f"{at}/name"),
            regimes=regimes,
        ),
        Field(
            name=f"{prefix}_line",
            label=noop("Street and number"),
            places=(f"{at}/address", f"{at}/address/line"),
            regimes=regimes,
        ),
        Field(
            name=f"{prefix}_postcode",
            label=noop("Postcode"),
            size="small",
            most=9,
            places=(f"{at}/address/postcode",),
            regimes=regimes,
            help=noop("Leave it empty if the invoice has none."),
        ),
        Field(
            name=f"{prefix}_city",
            label=noop("City"),
            size="medium",
            most=35,
            places=(f"{at}/address/city",),
            regimes=regimes,
        ),
        Field(
            name=f"{prefix}_country",
            label=noop("Country"),
            kind="select",
            choices="countries",
            places=(f"{at}/address/country",),
            regimes=regimes,
        ),
        Field(
            name=f"{prefix}_id",
            label=noop("Registration number, if it has one here"),
            size="medium",
            most=17,
            places=(f"{at}/id",),
            regimes=regimes,
            more=True,
        ),
    )


SENDER = Question(
    name="sender",
    title=noop("Who sends the goods?"),
    help=noop("The firm or person abroad from whom the goods come. Copy the name and address from the invoice."),
    fields=(
        *_address("sender", "exporter", IN),
        *_address("sender", "goods_shipment/consignor", THROUGH),
    ),
    regimes=("import", "transit"),
)

RECEIVER = Question(
    name="receiver",
    title=noop("Who receives the goods?"),
    help=noop("The firm or person to whom the goods go. Copy the name and address from the invoice."),
    fields=_address("receiver", "goods_shipment/consignee", ("export", "transit")),
    regimes=("export", "transit"),
)


QUESTIONS: Final = (
    KIND,
    TRADER,
    SENDER,
    RECEIVER,
    JOURNEY,
    PLACE,
    SALE,
    GOODS,
    DOCUMENTS,
    ARRIVAL,
    PERMISSIONS,
    PAYMENT,
)
BY_NAME: Final = {one.name: one for one in QUESTIONS}
