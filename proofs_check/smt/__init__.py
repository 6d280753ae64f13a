"""Instances of the theorems, decided by other people's solvers: z3 and cvc5.

Each instance is one SMT-LIB script, written from the definitions and read by both solvers; each of their verdicts must
be the expected one.  `python -m proofs_check.smt` decides them all.  Serves A3-A6, B0, C0, D, T1, T2; what is not an
instance of a statement (other numbers of points, other widths) rests on the proofs.
"""
