"""What is asked about the sale, about what a procedure rests on, and about payment."""

from django.utils.translation import gettext_noop as noop

from clearway.clearance.trader.drafting.questions import Field, Question

IN = ("import",)

SALE = Question(
    name="sale",
    title=noop("What do the invoice and the contract say?"),
    help=noop("Have the commercial invoice at hand. For a gift or a sample, use the pro forma invoice."),
    fields=(
        Field(
            name="invoice",
            label=noop("Invoice number"),
            size="medium",
            places=("goods_shipment/invoice", "goods_shipment/invoice/id"),
        ),
        Field(
            name="invoice_day",
            label=noop("Date of the invoice"),
            kind="date",
            places=("goods_shipment/invoice/issued_at",),
        ),
        Field(
            name="amount",
            label=noop("Total of the invoice"),
            kind="number",
            size="medium",
            most=20,
            places=("invoice_amount", "invoice_amount/amount"),
            help=noop("As the invoice has it, for example 2500.50"),
        ),
        Field(
            name="currency",
            label=noop("Currency"),
            kind="select",
            choices="currencies",
            places=("invoice_amount/currency",),
        ),
        Field(
            name="terms",
            label=noop("Delivery term (Incoterm)"),
            kind="select",
            choices="incoterms",
            places=("goods_shipment/trade_terms", "goods_shipment/trade_terms/condition_code"),
            help=noop("Three letters on the invoice, such as FOB or CIF. They say which costs the price holds."),
        ),
        Field(
            name="terms_place",
            label=noop("Place that belongs to the delivery term"),
            size="medium",
            most=35,
            places=("goods_shipment/trade_terms/location_id", "goods_shipment/trade_terms/location_name"),
            help=noop("For “FOB Port Haven” it is Port Haven."),
        ),
        Field(
            name="nature",
            label=noop("Why the goods move"),
            kind="select",
            choices="transaction_natures",
            places=("goods_shipment/transaction_nature_code",),
            help=noop("Filled in for a sale. Change it for a gift, a return or a repair."),
        ),
    ),
    regimes=("import", "export"),
)


PERMISSIONS = Question(
    name="permissions",
    title=noop("Which authorisations and guarantees do you use?"),
    help=noop(
        "What you chose needs an authorisation, a guarantee or a warehouse. Their numbers "
        "stand in the letters by which they were granted."
    ),
    fields=(
        Field(
            name="warehouse",
            label=noop("Number of the warehouse"),
            size="medium",
            most=35,
            places=("goods_shipment/warehouse", "goods_shipment/warehouse/id"),
            help=noop("Only for goods that enter or leave a warehouse."),
        ),
        Field(
            name="warehouse_type",
            label=noop("Kind of warehouse"),
            kind="select",
            choices="warehouse_types",
            places=("goods_shipment/warehouse/type_code",),
        ),
        Field(
            name="supervising",
            label=noop("Customs office that supervises"),
            kind="select",
            choices="all_offices",
            places=("supervising_office",),
        ),
        Field(
            name="guarantee_type",
            label=noop("Kind of guarantee"),
            kind="select",
            choices="guarantee_types",
            places=("guarantees", "guarantees/1/type_code"),
        ),
        Field(
            name="guarantee",
            label=noop("Number of the guarantee"),
            size="medium",
            most=35,
            places=("guarantees/1", "guarantees/1/id"),
        ),
    ),
    rows="authorisations",
    row_title=noop("Authorisations"),
    row_fields=(
        Field(
            name="category",
            label=noop("Kind"),
            kind="select",
            choices="authorisation_categories",
            places=("authorisations/{n}", "authorisations/{n}/category_code"),
        ),
        Field(
            name="holder", label=noop("Registration number of its holder"), most=17, places=("authorisations/{n}/id",)
        ),
    ),
    only="permissions",
)


PAYMENT = Question(
    name="payment",
    title=noop("How will you pay what is owed?"),
    help=noop("What is owed is worked out for you before you send anything."),
    fields=(
        Field(
            name="payment",
            label=noop("Means of payment"),
            kind="select",
            choices="payment_methods",
            places=("goods_shipment/items/{n}/duty_tax_fees/1/payment_method_code",),
        ),
        Field(
            name="deferment",
            label=noop("Authorisation for deferred payment: registration number of its holder"),
            size="medium",
            most=17,
            more=True,
            help=noop("Only if you chose deferred payment."),
        ),
    ),
    regimes=IN,
)
