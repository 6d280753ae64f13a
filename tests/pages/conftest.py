"""The page of a module of tests, in a browser that all of them share: what the module's `page()` returns."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser import Browser, browser


@pytest.fixture(scope="module")
def opened(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Browser, Path]]:
    """A browser, and the folder in which the page is `page.html`."""
    folder = tmp_path_factory.mktemp("page")
    (folder / "page.html").write_text(request.module.page(), "utf-8")
    with browser(folder / "profile") as found:
        yield found, folder


@pytest.fixture
def shown(opened: tuple[Browser, Path]) -> Iterator[Browser]:
    """The page, fresh; whatever a test does there, the page has nothing to complain of."""
    found, folder = opened
    found.complaints.clear()
    found.size(1280)
    found.media()
    found.open(folder / "page.html")
    yield found
    assert found.complaints == []
