"""The gallery by name; `constructions.catalogue` knows the families as gallery:NAME."""

from __future__ import annotations

from constructions.gallery.clustering import CLUSTERING
from constructions.gallery.posed import GalleryProblem
from constructions.gallery.programs import LP_VALUE
from constructions.gallery.roots import ROOTS
from constructions.gallery.signs import ROUNDING, SIGN
from constructions.gallery.spectra import EIGENVECTOR, RANK, SINGULAR_VECTOR

__all__ = ["GALLERY"]

GALLERY: dict[str, GalleryProblem] = {
    problem.name: problem
    for problem in (EIGENVECTOR, RANK, ROOTS, CLUSTERING, LP_VALUE, SINGULAR_VECTOR, SIGN, ROUNDING)
}
"""The problems, in the order of the page docs/gallery.md."""
