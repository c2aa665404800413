"""What is asked about the way of the goods: what carries them, where they are, how they came."""

from django.utils.translation import gettext_noop as noop

from clearway.clearance.trader.drafting.questions import CONSIGNMENT, Field, Question

OUT = ("export",)

JOURNEY = Question(
    name="journey",
    title=noop("How do the goods cross the border?"),
    help=noop(
        "The ship, lorry, train or aircraft that crosses the border. Your carrier knows its "
        "number; it also stands on the transport document. Not known yet? Leave it open: you can lodge without "
        "it, and add it to the lodged declaration."
    ),
    fields=(
        Field(
            name="mode",
            label=noop("They cross the border by"),
            kind="radio",
            choices="transport_modes",
            places=("border_means/mode_code", "border_means"),
        ),
        Field(
            name="means",
            label=noop("Name or number of the ship, vehicle, wagon or flight"),
            size="medium",
            most=35,
            places=("border_means/id", f"{CONSIGNMENT}/departure_means/id", f"{CONSIGNMENT}/arrival_means/id"),
            help=noop("As the booking or the transport document has it. Of a ship, its name will do."),
        ),
        Field(
            name="nationality",
            label=noop("Country where it is registered"),
            kind="select",
            choices="countries",
            help=noop("The flag of a ship, the plate of a lorry. Not needed for rail, post and pipelines."),
            places=("border_means/nationality",),
        ),
        Field(
            name="loose",
            label=noop("Are the goods in containers?"),
            kind="radio",
            choices="container_indicators",
            help=noop("If you hand over loose cartons and a forwarder packs them: not in containers."),
            places=(f"{CONSIGNMENT}/container_code",),
        ),
        Field(
            name="means_kind",
            label=noop("What the name or number is"),
            kind="select",
            choices="transport_identification",
            help=noop("Left open, it is filled in from how the goods cross the border."),
            places=("border_means/identification_type_code",),
            more=True,
        ),
    ),
    rows="containers",
    row_title=noop("Containers"),
    row_help=noop("One line for each container."),
    row_fields=(
        Field(
            name="number",
            label=noop("Container number"),
            most=17,
            places=(f"{CONSIGNMENT}/equipment/{{n}}", f"{CONSIGNMENT}/equipment/{{n}}/id"),
            help=noop("Four letters and seven digits, like CSQU3054383."),
        ),
        Field(
            name="seals",
            label=noop("Seal numbers"),
            places=(f"{CONSIGNMENT}/equipment/{{n}}/seals",),
            help=noop("Several are separated by commas."),
        ),
    ),
)


PLACE = Question(
    name="place",
    title=noop("Where are the goods, and where do they go?"),
    help=noop("Customs must be able to find the goods if it wants to look at them."),
    fields=(
        Field(
            name="location",
            label=noop("Terminal, warehouse or premises where the goods can be seen"),
            most=70,
            places=(f"{CONSIGNMENT}/goods_location", f"{CONSIGNMENT}/goods_location/name"),
            help=noop("Its name or code, for example DLPHVBERTH4. At your own premises: their address."),
        ),
        Field(
            name="office",
            label=noop("Customs office that is to deal with the declaration"),
            kind="select",
            choices="offices",
            places=("declaration_office", "presentation_office"),
            help=noop("The one nearest to the goods."),
        ),
        Field(
            name="exit_office",
            label=noop("Customs office where the goods leave the country"),
            kind="select",
            choices="exit_offices",
            regimes=OUT,
            places=("exit_office",),
            help=noop(
                "Leave it open if it is the office above. Else the port, airport or border by which they leave; "
                "your carrier or forwarder knows which."
            ),
        ),
        Field(
            name="dispatch",
            label=noop("Country the goods were sent from"),
            kind="select",
            choices="countries",
            regimes=("import", "transit"),
            places=("goods_shipment/export_country",),
        ),
        Field(
            name="destination",
            label=noop("Country the goods go to"),
            kind="select",
            choices="countries",
            regimes=("export", "transit"),
            places=("goods_shipment/destination", "goods_shipment/destination/country"),
        ),
        Field(
            name="location_type",
            label=noop("Kind of place"),
            kind="select",
            choices="location_types",
            more=True,
            places=(f"{CONSIGNMENT}/goods_location/type_code",),
        ),
        Field(
            name="location_qualifier",
            label=noop("What the name of the place is"),
            kind="select",
            choices="location_qualifiers",
            more=True,
            places=(f"{CONSIGNMENT}/goods_location/address",),
        ),
    ),
)


ARRIVAL = Question(
    name="arrival",
    title=noop("Under which document did the goods come?"),
    help=noop(
        "Your carrier or the terminal gives you the number of the entry summary declaration, "
        "the temporary storage declaration or the transit declaration."
    ),
    rows="previous",
    row_title=noop("Earlier documents"),
    row_fields=(
        Field(
            name="type",
            label=noop("Kind of document"),
            kind="select",
            choices="previous_document_types",
            places=("goods_shipment/previous_documents/{n}", "goods_shipment/previous_documents/{n}/type_code"),
        ),
        Field(name="number", label=noop("Number"), places=("goods_shipment/previous_documents/{n}/id",)),
        Field(
            name="line",
            label=noop("Line of it"),
            kind="number",
            size="small",
            most=5,
            places=("goods_shipment/previous_documents/{n}/line",),
        ),
    ),
    only="arrival",
)
