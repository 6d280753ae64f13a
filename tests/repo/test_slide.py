"""The slide: the picture and the theorem in words, on one page of 16 to 9."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import nnbarriers as nb
from constructions.instability import interpolating_network
from nnbarriers.drawing.picture import example
from nnbarriers.drawing.slide import HEIGHT, RIGHT, WIDTH, WORDS, laid_out, slide
from nnbarriers.drawing.svg import Picture
from theory.exact import BarriersError

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.result("A3", "A5")


def words(drawn: Picture) -> str:
    """What is written on a slide beside the strips."""
    return " ".join(re.findall(rf'<text x="{RIGHT}"[^>]*>([^<]*)</text>', drawn.body))


def test_the_slide_in_the_documentation_is_the_one_that_is_drawn() -> None:
    assert (ROOT / "docs" / "slide.svg").read_text("utf-8") == slide(*example()).svg, "run `make pictures`"


@pytest.mark.parametrize(("width", "height"), [(560, 540), (560, 100), (200, 900)])
def test_strips_of_any_shape_fit_beside_the_words(width: int, height: int) -> None:
    drawn = laid_out(Picture("<g/>", "strips", width, height), "What is shown.")
    placed = re.search(r"translate\((\S+) (\S+)\) scale\((\S+)\)", drawn.body)
    assert placed
    across, down, scale = map(float, placed.groups())
    assert across >= 0 and across + scale * width < RIGHT and down >= 0 and down + scale * height <= HEIGHT
    heights = [float(y) for y in re.findall(r'<text x="\d+" y="([\d.]+)"', drawn.body)]
    assert heights == sorted(heights) and heights[0] > 0 and heights[-1] < HEIGHT
    for size, weight, line in re.findall(r'font-size="(\d+)" font-weight="(\d+)"[^>]*>([^<]*)</text>', drawn.body):
        assert RIGHT + len(line) * int(size) * (0.7 if int(weight) > 400 else 0.58) < WIDTH  # as wide as letters are
    told = words(drawn)
    texts = [paragraph.text for paragraph in WORDS]
    assert told == " ".join([*texts[:-1], "What is shown.", texts[-1]])


def test_an_attack_gives_its_slide_and_one_point_none() -> None:
    data = nb.dataset(8)
    network = interpolating_network((2, 1, 1), data.delta)
    drawn = nb.attack(network, data).plot(slide=True)
    assert (drawn.width, drawn.height) == (WIDTH, HEIGHT)
    assert "right at all 8" in drawn.alt and "wrong at 4 of 8" in drawn.alt
    assert "At the left 4 of 8 fail under one vector; 3 are promised." in words(drawn)
    wide = interpolating_network((2, 9, 1), data.delta)
    assert "nothing is promised for this network at n = 8." in words(nb.attack(wide, data).plot(slide=True))
    one = nb.dataset(1)
    with pytest.raises(BarriersError, match="n >= 2"):
        nb.attack(interpolating_network((2, 1, 1), one.delta), one).plot(slide=True)
