"""Other people's tools on instances whose answers are known: z3, cvc5, Marabou and a plain gradient attack.

`python -m proofs_check.peers` asks them and tells what each said; a wrong answer is replayed exactly and becomes a
script of its own.  This compares; it is evidence of no result.  Instances of A3, A5, and one function at many scales.
"""
