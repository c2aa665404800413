"""A smallest pack without faults, and ways to break it: the ground on which each kind of fault is shown."""

from pathlib import Path

from clearway.registers.lawbook.packs.packaged import harmonized_codes

REPOSITORY = Path(__file__).parents[3]
DEMOLAND = REPOSITORY / "packs/demoland"

TITLES = "title_en,title_fr"
MEASURE_HEADER = (
    "sid,type,goods,area,since,until,regulation,duty,conditions,additional_code,quota,preference,excluded,"
    "footnotes,formula"
)
HEAD = """\
version = "1"

[country]
code = "ML"
currency = "MLM"
languages = ["en", "fr"]
time_zone = "UTC"

[country.titles]
en = "Miniland"
fr = "Minilande"

[nomenclature]
declarable_length = 8
first_day = 2020-01-01

""" + "".join(
    f'[roundings.{subject}]\nstep = "0.01"\nmode = "half-up"\nlaw = "Tariff Act, s. 1"\n'
    for subject in ("customs_value", "duty", "excise", "vat", "fee")
)


def _duties() -> str:
    chapters = sorted({code[:2] for code in harmonized_codes()})
    rows = [f"103.{chapter},103,{chapter},1011,2020-01-01,,T1,5 %,,,,,,," for chapter in chapters]
    return "\n".join([MEASURE_HEADER, *rows]) + "\n"


FILES = {
    "pack.toml": HEAD,
    "offices.csv": (
        f"code,since,until,roles,location,{TITLES}\nML000001,2020-01-01,,import export,MLCAP,Capital,Capitale\n"
    ),
    "calendar/2026.yaml": "rest_weekdays: [6, 7]\nlaw: Holidays Act, s. 1\nholidays:\n  2026-01-01: New Year\n",
    "law/fees/processing_fee.yaml": (
        "title: Processing fee\nunit: MLM\nvalues:\n"
        '  2020-01-01: {value: 50, law: "Fees Order, art. 1", gazette: OG 1}\n'
        '  2024-01-01: {value: 65.50, law: "Fees Order, art. 2"}\n'
        '  2026-01-01: {value: null, law: "Fees Act, s. 3 (abolished)"}\n'
        "  2028-01-01: expected\n"
    ),
    "rules.yaml": (
        'GDS-014: {since: 2020-01-01, law: "Regulations, r. 1", severity: reject, applies_to: [import],'
        " parameters: {fee: fees.processing_fee}}\n"
    ),
    "formulas/vat.py": (
        "from decimal import Decimal\n\nfrom clearway.core.law.formula import formula\n\n\n"
        '@formula("VAT-BASE", since="2020-01-01", until="2023-12-31", law="VAT Act, s. 1")\n'
        'def base(value: Decimal) -> Decimal:\n    """The value alone."""\n    return value\n\n\n'
        '@formula("VAT-BASE", since="2024-01-01", law="VAT Act, s. 2")\n'
        'def doubled(value: Decimal) -> Decimal:\n    """Twice the value."""\n    return value * 2\n'
    ),
    "codelists/index.yaml": (
        "countries: {title: Countries, law: Act 1, source: pycountry.countries}\n"
        "document_types: {title: Documents, law: Act 2}\n"
        "tax_types: {title: Taxes, law: Act 3}\n"
        "units: {title: Units, law: Act 4}\n"
    ),
    "codelists/document_types.csv": f"code,since,until,{TITLES},kind\nN851,2020-01-01,,Plants,Plantes,licence\n",
    "tariff/areas.csv": f"code,members,{TITLES}\n1011,,All,Tous\n2020,IN ID,Preferred,Favorisés\n",
    "codelists/tax_types.csv": f"code,since,until,{TITLES}\nA00,2020-01-01,,Duty,Droit\nB00,2020-01-01,,VAT,TVA\n",
    "codelists/units.csv": f"code,since,until,{TITLES}\nKGM,2020-01-01,,Kilogram,Kilo\nNAR,2020-01-01,,Each,Pièce\n",
    "tariff/measure_types.csv": (
        f"code,role,tax_type,{TITLES}\n103,duty,A00,Third-country duty,Droit pays tiers\n"
        "142,preference,A00,Preference,Préférence\n410,requirement,,Control,Contrôle\n"
    ),
    "tariff/regulations.csv": "code,since,until,title,gazette\nT1,2020-01-01,,Tariff Act,OG 2\n",
    "tariff/lines/national.csv": (
        f"code,since,until,unit,{TITLES}\n87032310,2022-01-01,,NAR,New,Neufs\n87032390,2022-01-01,,NAR,Used,Usagés\n"
    ),
    "tariff/quotas.csv": (
        f"order,since,until,volume,unit,critical_share,{TITLES}\n091001,2026-01-01,2026-12-31,10,KGM,0.9,A,B\n"
    ),
    "tariff/measures/third_country.csv": _duties(),
    "tariff/measures/others.csv": (
        f"{MEASURE_HEADER}\n142.IN.07,142,07,2020,2021-01-01,,T1,2 % + 1 MLM/100 KGM,Q: N851,,,200,ID,,\n"
        "410.06,410,06,1011,2021-01-01,,T1,,P: N851,,,,,,\n"
    ),
    "targeting/vehicles.yaml": (
        "- code: VEH-001\n  title: Old cars\n  since: 2020-01-01\n  law: Customs Act, s. 8\n  lane: red\n"
        "  sql: commodity like '8703%' and customs_value >= :least\n  reason_class: goods\n"
        "  owner: Vehicles desk\n  status: live\n"
        "  parameters: {least: 3}\n"
    ),
    "targeting/random_stream.yaml": 'share: "0.02"\nlane: red\nlaw: Customs Act, s. 9\n',
    "lists/watched.yaml": "title: Watched\nlaw: Customs Act, s. 10\nmembers: [AA, BB]\n",
}


def pack(folder: Path, changes: dict[str, str | bytes | None] | None = None) -> Path:
    """The smallest pack in a folder, with some files put in place of its own; ``None`` leaves one out."""
    for name, content in {**FILES, **(changes or {})}.items():
        if content is None:
            continue
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def with_text(name: str, old: str, new: str) -> dict[str, str | bytes | None]:
    """One file of the smallest pack with a passage changed."""
    text = FILES[name]
    assert old in text, f"{old!r} is not in {name}"
    return {name: text.replace(old, new, 1)}


def with_row(name: str, row: str) -> dict[str, str | bytes | None]:
    """One table of the smallest pack with a row more."""
    return {name: f"{FILES[name]}{row}\n"}
