"""A plugin of pytest: certificates as test items, and the fixture `barriers_dataset`.

The ini option `barriers_certificates` has patterns of files, relative to the root folder.  Each certificate is an item
that passes if and only if the kernel accepts it and it is not vacuous.  They run when pytest is called without paths,
or with the path of a certificate or of a folder above it.  Without the option nothing but pytest is imported.
"""

from __future__ import annotations

import glob
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

__all__ = ["CertificateFile", "CertificateItem", "Unmatched"]

OPTION = "barriers_certificates"
MATCHED = pytest.StashKey[dict[str, list[Path]]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the ini option."""
    parser.addini(OPTION, "patterns of certificates that are checked as tests, relative to the root folder", "linelist")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> CertificateFile | None:
    """Collect a certificate that pytest comes by."""
    if file_path in _files(parent.config):
        return CertificateFile.from_parent(parent, path=file_path)
    return None


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(
    session: pytest.Session, config: pytest.Config, items: list[pytest.Item]
) -> None:  # fmt: skip
    """Append the certificates that pytest did not come by, below the paths that were named; -k and -m still choose."""
    collected = {item.path for item in items}
    named = [Path(word.split("::")[0]) for word in config.args if word in config.invocation_params.args]
    chosen = [config.invocation_params.dir.joinpath(path) for path in named]
    for path in _files(config):
        if path not in collected and (not chosen or any(where in (path, *path.parents) for where in chosen)):
            items += CertificateFile.from_parent(session, path=path).collect()
    for pattern, files in _matched(config).items():
        if not files and not chosen:
            items.append(Unmatched.from_parent(session, name=f"{OPTION}[{pattern}]"))


def _matched(config: pytest.Config) -> dict[str, list[Path]]:
    """Return the files by pattern, looked for once; raises `UsageError` for a pattern that is none of the root's."""
    if MATCHED not in config.stash:
        found = {}
        for pattern in config.getini(OPTION):
            if Path(pattern).is_absolute() or ".." in Path(pattern).parts or not pattern.strip():
                raise pytest.UsageError(
                    f"{OPTION}: {pattern!r}: a pattern is relative to {config.rootpath}, and stays below it"
                )
            names = sorted(glob.glob(pattern, root_dir=config.rootpath, recursive=True))  # noqa: PTH207 (follows links)
            found[pattern] = [path for path in map(config.rootpath.joinpath, names) if path.is_file()]
        config.stash[MATCHED] = found
    return config.stash[MATCHED]


def _files(config: pytest.Config) -> dict[Path, None]:
    """Return the files of all patterns, each once, in order."""
    return dict.fromkeys(path for files in _matched(config).values() for path in files)


class Unmatched(pytest.Item):
    """A pattern that no file matches: nothing was checked, which must not pass for a success."""

    def runtest(self) -> None:
        """Fail."""
        raise AssertionError(f"no file matches this pattern in {self.config.rootpath}, so nothing was checked")

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], *_: Any) -> str:
        """Say so."""
        return f"{self.name}: {excinfo.value}"

    def reportinfo(self) -> tuple[Path, None, str]:
        """Say which pattern."""
        return self.config.rootpath, None, self.name


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
            return str(excinfo.value)
        return str(excinfo.getrepr(style="short"))

    def reportinfo(self) -> tuple[Path, None, str]:
        """Say where the item is."""
        return self.path, None, f"certificate {self.path.name}"


@pytest.fixture(scope="session")
def barriers_dataset() -> Callable[..., Any]:
    """Call it as `nnbarriers.dataset`; each set is made once in a session."""
    from nnbarriers.models import dataset

    made: dict[Any, Any] = {}

    def once(points: int | None = None, **options: Any) -> Any:
        key = repr((points, sorted(options.items())))
        if key not in made:
            made[key] = dataset(points, **options)
        return made[key]

    return once
