"""A second kernel, written from docs/certificates.md alone, to be compared with the first; it decides nothing by itself.

It shares no code and, where there is a choice, no method with `proofs_check.kernel`: a parser that accepts only canonical
text, hashes of slices of the file, flint's rationals, networks carried along a line as affine functions of t, intervals
of outputs instead of sides, distances decided without being computed. Kinds that it does not know are `unsupported`.
"""

from tests.kernel.second.kernel import Verdict, check_bytes

__all__ = ["Verdict", "check_bytes"]
