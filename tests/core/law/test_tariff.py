"""Which measures decide: of each type and area, those nearest the goods."""

from datetime import date

from clearway.core.kernel.period import Period
from clearway.core.law.tariff import Area, GoodsLine, Measure, MeasureType, Quota, QuotaPeriod, Regulation, Tariff

DAY = date(2026, 5, 4)
ALWAYS = Period(date(2020, 1, 1))
AREAS = {
    "1011": Area("1011", {}),
    "3020": Area("3020", {}, frozenset({"VN", "JP"})),
    "2020": Area("2020", {}, frozenset({"VN", "IN"})),
}
TYPES = {
    "103": MeasureType("103", {}, "duty", "A00"),
    "112": MeasureType("112", {}, "duty", "A00"),
    "142": MeasureType("142", {}, "preference", "A00"),
    "552": MeasureType("552", {}, "remedy", "A30"),
}


def measure(sid: str, type: str, goods: str, area: str = "1011", **more: object) -> Measure:
    return Measure(
        **{"sid": sid, "type": type, "goods": goods, "area": area, "period": ALWAYS, "regulation": "T1", **more}
    )


def tariff(*measures: Measure, lines: tuple[GoodsLine, ...] = ()) -> Tariff:
    by_goods: dict[str, tuple[Measure, ...]] = {}
    for one in measures:
        by_goods[one.goods] = (*by_goods.get(one.goods, ()), one)
    by_code: dict[str, tuple[GoodsLine, ...]] = {}
    for line in lines:
        by_code[line.code] = (*by_code.get(line.code, ()), line)
    act = Regulation("T1", "Tariff Act", "OG 1", ALWAYS)
    return Tariff(by_code, AREAS, TYPES, by_goods, 8, regulations={"T1": act})


def sids(measures: list[Measure]) -> list[str]:
    return [one.sid for one in measures]


def test_the_nearest_goods_code_decides_for_its_type() -> None:
    book = tariff(measure("a", "103", "87"), measure("b", "103", "8703"), measure("c", "103", "87032390"))

    assert sids(book.applicable("87032390", "US", DAY)) == ["c"]
    assert sids(book.applicable("87032310", "US", DAY)) == ["b"]
    assert sids(book.applicable("87040000", "US", DAY)) == ["a"]
    assert sids(book.measures_for("87032390", "US", DAY)) == ["c", "b", "a"]


def test_different_types_stand_beside_one_another() -> None:
    book = tariff(measure("a", "103", "87"), measure("b", "112", "8703", preference_codes=("110",)))

    assert sids(book.applicable("870323", "US", DAY)) == ["b", "a"]
    assert book.third_country_duty("870323", DAY).sid == "a"


def test_different_areas_stand_beside_one_another() -> None:
    book = tariff(measure("a", "142", "61", "3020"), measure("b", "142", "6109", "2020"))

    assert sids(book.applicable("610910", "VN", DAY)) == ["b", "a"]
    assert sids(book.applicable("610910", "JP", DAY)) == ["a"]
    assert sids(book.applicable("610910", "IN", DAY)) == ["b"]
    assert sids(book.applicable("610910", None, DAY)) == []


def test_several_measures_at_the_nearest_code_all_apply() -> None:
    book = tariff(
        measure("rest", "552", "7318", "3020"),
        measure("maker", "552", "7318", "3020", additional_code="C101"),
        measure("far", "552", "73", "3020"),
    )

    assert sids(book.applicable("731815", "VN", DAY)) == ["rest", "maker"]


def test_an_excluded_country_does_not_fall_back_on_the_measure_above() -> None:
    book = tariff(measure("a", "142", "61", "2020"), measure("b", "142", "6109", "2020", excluded=frozenset({"IN"})))

    assert sids(book.applicable("610910", "IN", DAY)) == []
    assert sids(book.applicable("610910", "VN", DAY)) == ["b"]
    assert sids(book.applicable("611010", "IN", DAY)) == ["a"]
    assert sids(book.measures_for("610910", "IN", DAY)) == ["a"]


def test_what_is_no_longer_in_force_gives_way_to_what_stands_above() -> None:
    ended = Period(date(2020, 1, 1), date(2025, 12, 31))
    book = tariff(measure("a", "103", "87"), measure("b", "103", "8703", period=ended))

    assert sids(book.applicable("870323", "US", date(2025, 12, 31))) == ["b"]
    assert sids(book.applicable("870323", "US", date(2026, 1, 1))) == ["a"]


def test_digits_of_another_territory_are_not_looked_at() -> None:
    line = GoodsLine("870323", ALWAYS, is_declarable=True)

    assert tariff(lines=(line,)).declared("8703231910", DAY) is line
    assert tariff(lines=(line,)).declared("870323", DAY) is line
    assert tariff(lines=(line,)).declared("8703", DAY) is None
    assert tariff(lines=(line,)).declared("", DAY) is None
    assert tariff(lines=(line,)).declared(None, DAY) is None


def test_where_the_country_has_split_only_its_own_lines_count() -> None:
    whole = GoodsLine("870323", ALWAYS)
    new = GoodsLine("87032310", ALWAYS, is_declarable=True)
    book = tariff(lines=(whole, new))

    assert book.declared("8703231099", DAY) is new
    assert book.declared("87032319", DAY) is None
    assert book.is_split("87032319", DAY)


def test_a_line_has_its_ancestry() -> None:
    chapter, heading = GoodsLine("87", ALWAYS), GoodsLine("8703", ALWAYS)

    assert tariff(lines=(heading, chapter)).ancestry("870323", DAY) == (chapter, heading)


def test_a_country_is_an_area_by_itself() -> None:
    assert tariff().area("KR").contains("KR")
    assert not tariff().area("KR").contains("JP")
    assert tariff().area("1011").contains("KR")


def test_a_measure_quotes_its_act() -> None:
    assert tariff().law_of(measure("a", "103", "87")) == "Tariff Act (OG 1)"
    assert tariff().law_of(measure("a", "103", "87", regulation="T9")) == "T9"


def test_a_quota_is_open_in_its_period_only() -> None:
    opened = QuotaPeriod(Period(date(2026, 1, 1), date(2026, 12, 31)), 10, "KGM", 1)
    quota = Quota("091001", {}, (opened,))

    assert quota.on(DAY) is opened
    assert quota.on(date(2027, 1, 1)) is None
