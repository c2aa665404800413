"""What is asked about each of the goods, and about the papers that go with them."""

from django.utils.translation import gettext_noop as noop

from clearway.clearance.trader.drafting.questions import ITEM, Field, Question

_IN = ("import",)

GOODS = Question(
    name="items",
    title=noop("Which goods are they?"),
    help=noop(
        "One line for goods of one kind, one commodity code and one origin. Use a spreadsheet if there are many."
    ),
    rows="items",
    row_fields=(
        Field(
            name="description",
            label=noop("What the goods are, in plain words"),
            kind="long",
            most=512,
            places=(f"{ITEM}/description",),
            help=noop(
                "Say what they are, what they are made of and what they are for: “Porcelain plates, "
                "decorated, for the table”."
            ),
        ),
        Field(
            name="commodity",
            label=noop("Commodity code"),
            size="medium",
            most=10,
            places=(f"{ITEM}/classifications",),
            help=noop("Six to ten digits of the tariff. You can look it up by words."),
        ),
        Field(
            name="origin",
            label=noop("Country where the goods were made"),
            kind="select",
            choices="countries",
            places=(f"{ITEM}/origins",),
        ),
        Field(
            name="packages_number",
            label=noop("Number of packages"),
            kind="number",
            size="small",
            most=8,
            places=(f"{ITEM}/packages/1/quantity",),
        ),
        Field(
            name="packages_kind",
            label=noop("Kind of packages"),
            kind="select",
            choices="package_types",
            places=(f"{ITEM}/packages", f"{ITEM}/packages/1", f"{ITEM}/packages/1/type_code"),
        ),
        Field(
            name="marks",
            label=noop("Marks and numbers on the packages"),
            most=512,
            places=(f"{ITEM}/packages/1/marks",),
            help=noop("What is written on them, such as the address or “HAVEN 1 to 10”. If nothing is: “no marks”."),
        ),
        Field(
            name="gross",
            label=noop("Gross mass in kilograms, with packing"),
            kind="number",
            size="small",
            most=17,
            places=(f"{ITEM}/gross_mass",),
        ),
        Field(
            name="net",
            label=noop("Net mass in kilograms, without packing"),
            kind="number",
            size="small",
            most=17,
            places=(f"{ITEM}/net_mass",),
        ),
        Field(
            name="price",
            label=noop("Price of these goods, in the currency of the invoice"),
            kind="number",
            size="medium",
            most=20,
            places=(f"{ITEM}/price", f"{ITEM}/customs_value"),
            regimes=("import", "export"),
        ),
        Field(
            name="supplementary",
            label=noop("Quantity in the unit of the tariff"),
            kind="number",
            size="small",
            most=17,
            places=(f"{ITEM}/supplementary_quantity",),
            help=noop(
                "Only for goods that the tariff counts in pieces, litres or another unit; you are "
                "told if yours are among them."
            ),
        ),
        Field(
            name="preference",
            label=noop("Preference"),
            kind="select",
            choices="preferences",
            regimes=_IN,
            places=(f"{ITEM}/duty_tax_fees", f"{ITEM}/duty_tax_fees/1/regime_code"),
            more=True,
            help=noop("A lower duty that you claim, for example under a trade agreement."),
        ),
        Field(
            name="preferential_origin",
            label=noop("Country of preferential origin"),
            kind="select",
            choices="countries",
            regimes=_IN,
            places=(f"{ITEM}/origins/2",),
            more=True,
        ),
        Field(
            name="quota",
            label=noop("Quota order number"),
            size="small",
            most=17,
            regimes=_IN,
            places=(f"{ITEM}/duty_tax_fees/1/quota_order",),
            more=True,
        ),
        Field(
            name="valuation",
            label=noop("Valuation method"),
            kind="select",
            choices="valuation_methods",
            regimes=_IN,
            places=(f"{ITEM}/valuation_method_code",),
            more=True,
        ),
        Field(
            name="charge_type",
            label=noop("Cost to add to the price, or to take off"),
            kind="select",
            choices="charge_types",
            regimes=_IN,
            places=(f"{ITEM}/charges",),
            more=True,
            help=noop("For example transport and insurance to the border, if the price does not hold them."),
        ),
        Field(
            name="charge",
            label=noop("Amount of that cost"),
            kind="number",
            size="medium",
            most=20,
            regimes=_IN,
            places=(f"{ITEM}/charges/1/amount",),
            more=True,
        ),
        Field(
            name="additional_code",
            label=noop("Additional code"),
            size="small",
            most=4,
            places=(f"{ITEM}/classifications/2",),
            more=True,
        ),
        Field(
            name="dangerous",
            label=noop("Dangerous goods (UN number)"),
            size="small",
            most=4,
            places=(f"{ITEM}/dangerous_goods",),
            more=True,
        ),
    ),
)

DOCUMENTS = Question(
    name="documents",
    title=noop("Which documents go with the goods?"),
    help=noop(
        "The invoice of the sale is filled in for you. Add the transport document (bill of lading, waybill or "
        "consignment note) if you have its number: the goods are found by it. Some goods need a certificate or a "
        "permit: the check says which. An export can be lodged without any document."
    ),
    rows="documents",
    row_title=noop("Documents"),
    row_help=noop("Keep the papers ready: an officer may ask to see them."),
    row_fields=(
        Field(
            name="code",
            label=noop("Kind of document"),
            kind="select",
            choices="usual_documents",
            places=("documents/{n}",),
        ),
        Field(
            name="other",
            label=noop("Another document"),
            kind="code",
            choices="document_types",
            help=noop("If the list does not have yours: its code, or a word such as “permit”."),
            more=True,
        ),
        Field(name="number", label=noop("Number"), places=("documents/{n}/id",)),
        Field(
            name="status",
            label=noop("Where it is"),
            kind="select",
            choices="document_status",
            places=("documents/{n}/status_code",),
            more=True,
            help=noop("Left empty, a document that needs it is stated to be held and attached."),
        ),
        Field(
            name="item",
            label=noop("For item number"),
            kind="number",
            size="small",
            most=3,
            more=True,
            help=noop("Empty: for all goods."),
        ),
    ),
)
