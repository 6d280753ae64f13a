"""A plugin of pytest: certificates as test items, and the fixture `barriers_dataset`.

The ini option `barriers_certificates` has patterns of files, relative to the root folder.  Each certificate is an item
that passes if and only if the kernel accepts it and it is not vacuous.  They run when pytest is called without paths,
or with the path of a certificate or of a folder above it.  Without the option nothing but pytest is imported.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

__all__ = ["CertificateFile", "CertificateItem"]

OPTION = "barriers_certificates"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the ini option."""
    parser.addini(OPTION, "patterns of certificates that are checked as tests, relative to the root folder", "linelist")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> CertificateFile | None:
    """Collect a certificate that pytest comes by."""
    config = parent.config
    if any(file_path == path for path in _files(config.rootpath, config.getini(OPTION), strict=False)):
        return CertificateFile.from_parent(parent, path=file_path)
    return None


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(
    session: pytest.Session, config: pytest.Config, items: list[pytest.Item]
) -> None:  # fmt: skip
    """Append the certificates that pytest did not come by, unless paths were named; -k and -m still choose."""
    if config.args_source is pytest.Config.ArgsSource.ARGS:
        return
    collected = {item.path for item in items}
    for path in _files(config.rootpath, config.getini(OPTION)):
        if path not in collected:
            items += CertificateFile.from_parent(session, path=path).collect()


def _files(root: Path, patterns: list[str], *, strict: bool = True) -> Iterator[Path]:
    """Yield the files of the patterns, each once; raises `UsageError` for one that matches nothing, if `strict`."""
    seen: set[Path] = set()
    for pattern in patterns:
        if Path(pattern).is_absolute() or ".." in Path(pattern).parts:
            raise pytest.UsageError(f"{OPTION}: {pattern}: a pattern is relative to {root}, and stays below it")
        files = sorted(path for path in root.glob(pattern) if path.is_file())
        if not files and strict:
            raise pytest.UsageError(f"{OPTION}: no file matches {pattern} in {root}, so nothing would be checked")
        for path in files:
            if path not in seen:
                seen.add(path)
                yield path


class CertificateFile(pytest.File):
    """A file that holds one certificate."""

    def collect(self) -> list[CertificateItem]:
        """Return its only item."""
        return [CertificateItem.from_parent(self, name="accepted")]


class CertificateItem(pytest.Item):
    """The kernel accepts the certificate, and it is not vacuous."""

    def runtest(self) -> None:
        """Check it."""
        from nnbarriers.testing import assert_accepted

        assert_accepted(self.path)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], *_: Any) -> str:
        """Say what the kernel says, in one line."""
        if excinfo.errisinstance(AssertionError):
            return f"{self.path}: {excinfo.value}"
        return str(excinfo.getrepr(style="short"))

    def reportinfo(self) -> tuple[Path, None, str]:
        """Say where the item is."""
        return self.path, None, f"certificate {self.path.name}"


@pytest.fixture(scope="session")
def barriers_dataset() -> Callable[..., Any]:
    """Call it as `nnbarriers.dataset`; each set is made once in a session."""
    from functools import cache

    from nnbarriers.models import dataset

    return cache(dataset)
