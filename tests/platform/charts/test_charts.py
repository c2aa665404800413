"""Charts say what the numbers say, to eyes and to readers, and carry nothing that a page could be attacked with."""

import subprocess
import sys
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from clearway.platform.charts import Series, bars, lines, ranks
from clearway.platform.charts.drawing import BOTTOM, HEIGHT, TOP, WIDTH, scale_to

SVG = "{http://www.w3.org/2000/svg}"


def test_a_chart_has_a_name_for_those_who_do_not_see_it() -> None:
    picture = ElementTree.fromstring(bars("Lodged a day", ["1", "2"], [Series("import", [3, 4])], described="Up."))

    assert picture.attrib["role"] == "img"
    assert picture.attrib["aria-label"] == picture.findtext(f"{SVG}title") == "Lodged a day"
    assert picture.findtext(f"{SVG}desc") == "Up."


def test_words_are_escaped_and_nothing_is_inline_that_a_policy_forbids() -> None:
    picture = ranks('<script>"', [("<b>&", 3), ('"x', 0)]) + bars(
        "<i>", ["<"], [Series("<a>", [1]), Series("&", [1])]
    )

    assert "<script" not in picture
    assert "<b>" not in picture
    assert " style=" not in picture
    for one in picture.split("</svg>")[:-1]:
        ElementTree.fromstring(one + "</svg>")


def test_a_line_is_broken_where_nothing_is_known() -> None:
    picture = ElementTree.fromstring(lines("x", list("abcde"), [Series("m", [1, 2, None, 3, 4])]))

    drawn = [path for path in picture.iter(f"{SVG}path") if path.get("fill") == "none"]
    assert len(drawn) == 2


def test_a_number_alone_is_a_point() -> None:
    picture = ElementTree.fromstring(lines("x", list("abc"), [Series("m", [None, 2, None])]))

    assert len(list(picture.iter(f"{SVG}circle"))) == 1


def test_letters_that_are_wide_have_the_room_they_take() -> None:
    drawn = [bars("Tax", ["1"], [Series(name, [1]), Series("b", [1])]) for name in ("aaaaa", "부가가치세")]
    latin, korean = [[box.get("x") for box in ElementTree.fromstring(one).iter() if box.get("width") == "12"]
                     for one in drawn]  # fmt: skip

    assert float(korean[1] or 0) > float(latin[1] or 0) + 20
    assert "DL000101 포트헤이븐 컨테이너 터미널" not in ranks("Office", [("DL000101 포트헤이븐 컨테이너 터미널", 1)])
    assert "a" * 20 in ranks("Office", [("a" * 20, 1)])


def test_twice_the_number_is_a_bar_of_twice_the_height() -> None:
    scale = scale_to(20)

    assert HEIGHT - BOTTOM - scale.y(20) == 2 * (HEIGHT - BOTTOM - scale.y(10))


def test_a_long_legend_goes_on_in_a_second_row_and_stays_inside() -> None:
    series = [Series(name, [1]) for name in ("Green lane", "Blue lane", "Yellow lane", "Red lane", "No lane")]

    picture = ElementTree.fromstring(bars("x", ["a"], series))

    rows = {float(box.attrib["y"]) for box in picture.iter(f"{SVG}rect")}
    assert len(rows) == 2
    assert max(rows) + 12 < TOP
    assert all(float(box.attrib["x"]) < WIDTH - 60 for box in picture.iter(f"{SVG}rect"))


@given(st.floats(min_value=0, max_value=1e15))
def test_a_scale_reaches_above_the_highest_number_in_few_steps(highest: float) -> None:
    scale = scale_to(highest)

    assert scale.top >= highest * (1 - 1e-9)
    assert 1 <= len(scale.marks) - 1 <= 5
    assert scale.y(scale.top) == TOP


@given(st.lists(st.floats(min_value=0, max_value=1e9), max_size=400), st.text(max_size=30))
def test_any_numbers_give_a_picture(values: list[float], name: str) -> None:
    days = [str(place) for place in range(len(values))]
    clean = "".join(sign for sign in name if sign.isprintable())

    for picture in (bars(clean, days, [Series(clean, values)]), lines(clean, days, [Series(clean, values)])):
        ElementTree.fromstring(picture)


def test_charts_bring_no_charting_library() -> None:
    program = (
        "import sys, clearway.platform.charts; print(*sorted({'altair', 'vl_convert', 'pandas'} & set(sys.modules)))"
    )

    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert said.stdout.strip() == ""
