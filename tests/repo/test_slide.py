"""The slide: the picture and the theorem in words, on one page of 16 to 9."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import nnbarriers as nb
from constructions.instability import interpolating_network
from nnbarriers.drawing.picture import front
from nnbarriers.drawing.slide import HEIGHT, RIGHT, WIDTH, WORDS, laid_out
from nnbarriers.drawing.svg import Picture
from theory.exact import BarriersError

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.result("A3", "A5")


def test_the_slide_in_the_documentation_is_the_one_that_is_drawn() -> None:
    assert (ROOT / "docs" / "slide.svg").read_text("utf-8") == laid_out(front()).svg, "run `make pictures`"


@pytest.mark.parametrize(("width", "height"), [(560, 540), (560, 100), (200, 900)])
def test_strips_of_any_shape_fit_beside_the_words(width: int, height: int) -> None:
    drawn = laid_out(Picture("<g/>", "strips", width, height))
    placed = re.search(r"translate\((\S+) (\S+)\) scale\((\S+)\)", drawn.body)
    assert placed
    across, down, scale = map(float, placed.groups())
    assert across >= 0 and across + scale * width < RIGHT and down >= 0 and down + scale * height <= HEIGHT
    heights = [float(y) for y in re.findall(r'<text x="\d+" y="([\d.]+)"', drawn.body)]
    assert heights == sorted(heights) and heights[0] > 0 and heights[-1] < HEIGHT
    told = " ".join(re.findall(r"<text[^>]*>([^<]*)</text>", drawn.body))
    assert told == " ".join(paragraph.text for paragraph in WORDS)


def test_an_attack_gives_its_slide_and_one_point_none() -> None:
    data = nb.dataset(8)
    network = interpolating_network((2, 1, 1), data.delta)
    drawn = nb.attack(network, data).plot(slide=True)
    assert (drawn.width, drawn.height) == (WIDTH, HEIGHT)
    assert "right at all 8" in drawn.alt and "wrong at 4 of 8" in drawn.alt
    one = nb.dataset(1)
    with pytest.raises(BarriersError, match="n >= 2"):
        nb.attack(interpolating_network((2, 1, 1), one.delta), one).plot(slide=True)
