"""False twins: every symbolic proof, a little perturbed, and the numbers at which the perturbed statement is false.

A twin keeps the steps and changes a constant, a sign or a hypothesis; None drops one.  `states` are a counterexample:
the changed hypotheses hold there and the changed goal does not.  For an induction they are consecutive states.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from proofs_check.symbolic import PROOFS
from proofs_check.symbolic.steps import Cases, Induction, Proof, Step

PROOF = {proof.name: proof for proof in PROOFS}
Changes = Mapping[str, str | None]


def on_claims(steps: tuple[Step, ...], change: Callable[[str], str]) -> tuple[Step, ...]:
    changed = []
    for step in steps:
        rule = step.rule
        if isinstance(rule, Cases):
            yes, no = on_claims(rule.yes, change), on_claims(rule.no, change)
            rule = replace(rule, relation=change(rule.relation), yes=yes, no=no)
        changed.append(replace(step, claim=change(step.claim), rule=rule))
    return tuple(changed)


def edited(relations: Mapping[str, str], changes: Changes) -> dict[str, str]:
    new = {name: changes.get(name, text) for name, text in relations.items()}
    assert new != dict(relations) or not changes
    return {name: text for name, text in new.items() if text is not None}


@dataclass(frozen=True)
class Twin:
    """Replacements in the goal and all claims, changes of hypotheses and of the recursion, and a counterexample."""

    states: tuple[Mapping[str, str], ...]
    claims: tuple[tuple[str, str], ...] = ()
    given: Changes = field(default_factory=dict)
    recursion: Mapping[str, Any] = field(default_factory=dict)
    shift: Mapping[str, str] = field(default_factory=dict)

    def of(self, proof: Proof) -> Proof:
        def change(text: str) -> str:
            for old, new in self.claims:
                text = text.replace(old, new)
            return text

        if isinstance(proof.by, Induction):
            on = proof.by.on
            parts = {key: edited(getattr(on, key), value) for key, value in self.recursion.items() if key != "first"}
            on = replace(on, first=self.recursion.get("first", on.first), **parts)
            by: Any = Induction(on, on_claims(proof.by.base, change), on_claims(proof.by.step, change))
        else:
            by = on_claims(proof.by, change)
        twin = replace(
            proof,
            goal=change(proof.goal),
            given=edited(proof.given, self.given),
            by=by,
            shift={**proof.shift, **self.shift},
        )
        assert twin != proof
        return twin


def at(**values: object) -> tuple[Mapping[str, str], ...]:
    return ({name: str(value) for name, value in values.items()},)


def tight(name: str, *claims: tuple[str, str]) -> Twin:
    """The twin that the proof's own example contradicts."""
    return Twin(PROOF[name].example, claims)


EPS = "((4*n + 3)*(2*n + 2))"
KN = {"k": 1, "n": 1, "a": "1/2"}
HALF_LASSO = {"c_is": "c == (alpha - lam)/alpha**2"}

TWINS: dict[str, Twin] = {
    "A1.left": Twin(at(**KN), (("2*n + 2", "2*n + 1"),)),
    "A1.right": Twin(at(**KN), (("(2*n + 2)", "(n/2)"),)),
    "A1.apart": Twin(at(k=1, n=2, a="1/2"), (("2*(1/", "7*(1/"),)),
    "A1.pairs": Twin(at(i=1, j=2, n=2, a="1/2"), (("2*(1/", "7*(1/"),)),
    "A1.positive": Twin(at(k=1, n=1, a=0), given={"a_least": "a >= 0"}, shift={"a": "w"}),
    "A1.cube": Twin(at(k=1, n=1, a=2), given={"a_most": "a <= 2"}),
    "A1.ball.left": Twin(at(**KN, y="3/14"), given={"from_left": f"y >= a/(k + 3/4) - 2/{EPS}"}),
    "A1.ball.right": Twin(at(**KN, y="1/2"), given={"from_right": f"y <= a/(k + 3/4) + 6/{EPS}"}),
    "A1.label": Twin(at(**KN, y="3/14", c=3), given={"from_left": f"y >= a/(k + 3/4) - 2/{EPS}"}),
    "A1.sharp": Twin(at(n=5), (("2*n + 2", "2*n + 1"),)),
    "A3.count": tight("A3.count", ("(n - P - 1)/2", "(n - P)/2")),
    "A3.pigeonhole": Twin(at(n=7, P=2, q=2, F0=1, F1=1, M=1), given={"enough": "n >= 4*q + P - 3"}),
    "A3.breaks": Twin(at(n=8, P=2, F0=1, F1=2, b=3), given={"none": None}),
    "A3.tight": Twin(at(n=8, P=2, q=2, F0=1, F1=1), given={"n_one_less": "n == 4*q + P - 2"}),
    "A4.count": Twin(at(n=8, P=2, F0=2, F1=1, M=2, b=3), given={"ceil": "b < (n - P - 1)/4 + 2"}),
    "A4.above": Twin(at(**KN, r="3/14"), given={"radius": f"r < 7/{EPS}"}),
    "A4.up_to": Twin(at(**KN, r="1/28"), given={"radius": f"r < 2/{EPS}"}),
    "A5.gaps": Twin(at(k=1, n=2, a="1/2"), (("1/((4*n", "4/((4*n"),)),
    "A6.pieces": tight("A6.pieces", ("n - 1", "n")),
    "A7.tail": Twin(at(k=0, s=0), (("1 - 1/(k + 1)", "1 - 1/(k + 2)"),)),
    "A7.bernoulli": tight("A7.bernoulli", ("m*x", "m*x/2"), ("(m + 1)*x", "(m + 1)*x/2")),
    "A7.below": Twin(at(m=1, p="1/2", B=1, x="1/2", w="1/2"), given={"bound": "B >= m/p - 1"}),
    "A7.power.sign": Twin(
        (*at(m=0, u=1, v=1, x=-1, y="1/2"), *at(m=1, u=-1, v="1/2", x=-1, y="1/2")), given={"x_least": None}
    ),
    "A7.power": Twin(
        (*at(m=0, u=1, v=1, x=-2, y=1), *at(m=1, u=-2, v=1, x=-2, y=1), *at(m=2, u=4, v=1, x=-2, y=1)),
        given={"x_least": None},
    ),
    "A7.rarest": Twin(at(k=2, M=1), given={"k_last": "k <= M + 1"}),
    "A7.sum": Twin(
        (*at(k=0, s=0, t=1, b="1/2"), *at(k=1, s=1, t=0, b="1/2")), recursion={"always": {"each": "t <= 2*b"}}
    ),
    "A7.enough": Twin(at(M=7, P=2, q=2, F=2), given={"M_large": "M >= 4*q + P - 3"}),
    "A8.row": Twin((*at(i=0, s=0, w=2, v=3, W=2, V=3), *at(i=1, s=6, w=0, v=0, W=2, V=3)), (("W*V", "W"),)),
    "A8.relu": Twin(at(x=-2, y=-1, r=0, t=0, h=-1), given={"h_sign": None}),
    "A8.layers": Twin(
        (*at(l=1, D=-2, Q=-1, N=1, W=-1, delta=1), *at(l=2, D=2, Q=1, N=1, W=-1, delta=1)), given={"W_sign": None}
    ),
    "A8.price": Twin(at(e="1/4", D="1/2", Q="1/2", below="1/4", above="3/4"), (("1 - 2*e", "1 - e"),)),
    "J.half.sign": tight("J.half.sign", ("> 0", "> 1/4")),
    "J.half.small": Twin(at(k=1, x="1/2"), (("1/2", "1/3"),)),
    "J.quarter.sign": tight("J.quarter.sign", ("q > 0", "q > 1/16"), ("q_next > 0", "q_next > 1/16")),
    "J.levels": Twin(at(k=1, x="1/2", n=1, q="1/4"), (("q <= x/2", "q <= x/4"), ("q_next <= x/2", "q_next <= x/4"))),
    "J.zero.sign": tight("J.zero.sign", ("> 0", "> 1/16")),
    "J.level.zero": Twin(at(n=0, q=1), recursion={"first": "0", "start": {"q_start": "q == 1"}}),
    "J.admissible": Twin(at(c="3/2", v=1, w=0, q=1, x=1), given={"level": "q <= x"}),
    "J.apart": Twin(at(alpha="1/4", kappa="1/2", s="1/4", t="1/4"), given={"accuracy": "alpha <= kappa/2"}),
    "J.half": Twin(at(m=1, s=1, p=0, h="1/10"), given={"close": None}),
    "K.pair": Twin(at(p=1, a1=1, a2=1, b1=0, b2=0), given={"one": "a1 + a2 <= 2*p"}),
    "K.halts": Twin(at(m=1, p=1, s1=1, s2=1, h="1/10"), given={"pair": "s1 + s2 <= 2"}),
    "K.thirds": tight("K.thirds", ("2/3", "3/5")),
    "K.sharp": Twin(at(h="1/2"), given={"two_thirds": "h == 1/2"}),
    "W.half": Twin(at(m="3/4", s1="3/4", s2="3/4"), given={"one": "s1 + s2 <= 3/2"}),
    "B0.one": Twin(at(r=3, P=2, F0=0, F1=0), given={"points": "r >= P + 1"}),
    "B1.kappa": Twin(at(eps="1/8", kappa="3/8", vf="1/2", wf="1/4", vw="1/4"), given={"member": "wf <= 2*eps"}),
    "B2.evaluations": Twin(at(r=1, q=1), (("< q", "< q/28"),)),
    "B2.disjoint": Twin(
        at(alpha="1/4", eps="1/8", kappa="3/8", s="1/4", t="1/8"), given={"accuracy": "alpha < 1/2 - eps"}
    ),
    "B3.coin": Twin(at(alpha="1/2", eps=0, kappa="1/2", t="1/2"), given={"accuracy": "alpha <= kappa"}),
    "B4.label": Twin(at(f="1/2"), given={"label": None}),
    "B4.half": Twin(at(f="1/2"), given={"label": None}),
    "B4.breakdown": Twin(at(eps="1/8", kappa="3/8"), given={"exact": None}),
    "B5.error": Twin(
        at(alpha="1/4", eps=0, kappa="1/2", c=8, delta="1/32", b="1/2", v="1/4", t="1/4"),
        given={"settled": "c*delta <= kappa - alpha"},
    ),
    "C0.norm": Twin(
        at(alpha=1, beta=2, g=0, t=0, s=2, x1=0, x2=1, X1=0, X2=1, R=0), given={"larger": "alpha >= beta/2"}
    ),
    "C0.support": Twin(
        at(alpha=2, beta=2, g=1, t=0, s=4, x1=1, x2=1, X1=1, X2=1, R=0), given={"larger": "alpha >= beta"}
    ),
    "C0.segment": Twin(at(alpha=2, beta=2, g=2, t=2, s=2, x1=0, x2=0, X1=0, X2=0, R=1), given={"g_below": "g <= beta"}),
    "C0.segment.all": Twin(at(alpha=2, beta=1, c=1, h="1/2"), given={"equal": None}),
    "C0.P1.value": Twin(at(alpha=2, eta="1/2", s=0, Y=0), given={"feasible": "1 - s <= 2*eta"}),
    "C0.P1.residual": Twin(at(alpha=2, eta="1/2", c=0), given={"c_is": "c == (1 - 2*eta)/alpha"}),
    "C0.P1.tight": Twin(at(alpha=2, eta="1/2", s="1/2", Y="1/2"), given={"minimal": "Y <= 1/alpha"}),
    "C0.P2.identity": Twin(at(alpha=2, lam=1, s=1, Y=1, c="1/4"), given=HALF_LASSO),
    "C0.P2.value": Twin(at(alpha=2, lam=1, s="3/4", Y="3/8", c="1/4"), given=HALF_LASSO),
    "C0.P2.tight": Twin(at(alpha=2, lam=1, s=1, Y=1, c="3/8"), given={"minimal": None}),
    "C0.P2.size": Twin(at(alpha=2, lam=1, s=1, Y=1, c="3/8"), given={"minimal": None}),
    "C0.P2.dual": Twin(at(alpha=2, lam=1, c="1/4"), given=HALF_LASSO),
    "C0.P3.value": Twin(at(alpha=1, lam=2, s=0, Y=0, e=1), given={"lam_small": None}),
    "C0.P3.tight": Twin(at(alpha=2, lam=1, s=1, Y=1, e=0), given={"minimal": None}),
    "C0.P3.residual": Twin(at(alpha=1, lam=1, s=0, Y=0, e=1), given={"lam_small": "lam <= alpha"}),
    "C0.dual": Twin(at(alpha=2, b=1, h=2), given={"strict": "h <= alpha"}),
    "C0.decreasing": Twin(at(alpha=1, beta="3/4", lam=1), given={"beta_above": "beta > lam/2"}),
    "C1.kappa": Twin(at(c="11/10", d=1), given={"c_large": "c**2 > d**2"}),
    "C1.size.above": Twin(at(c="7/5", d=1), given={"c_is": "c == 7/5*d"}),
    "C1.size.below": Twin(at(c=2, d=1), given={"c_is": "c == 2*d"}),
    "C1.P2.above": Twin(at(alpha="20/3", lam=1, d="1/10", c="111/800"), given={"alpha_is": "alpha == 2/(3*d)"}),
    "C1.P2.below": Twin(at(alpha=4, lam=1, d="1/10", c="7/32"), given={"alpha_is": "alpha == 2/(5*d)"}),
    "C1.P2.admitted": Twin(at(alpha="3/5", lam=1, d=1, c="5/18"), given={"d_small": None}),
    "C1.midpoint": tight("C1.midpoint", ("(10*d)**2", "d**2")),
    "C1.order": Twin(at(c="19/10", C="3/2", d=1), given={"C_large": "C**2 > 2*d**2"}),
    "C1.weak.midpoint": tight("C1.weak.midpoint", ("(100*d)", "(10*d)")),
    "C1.strong.midpoint": tight("C1.strong.midpoint", ("(100*d)", "(9*d)")),
    "D.value": Twin(at(alpha=1, beta=2, x1=0, x2=1, x3=0, R=0, y=2), given={"larger": None}),
    "D.dual": Twin(at(alpha=1, beta=2), given={"larger": None}),
    "D.dual.third": Twin(at(alpha="-1/2"), given={"alpha_sign": "alpha > -1"}),
    "D.primal": Twin(at(alpha=2, y=3, c=3), given={"c_is": "c == y"}),
    "D.unique": Twin(at(alpha=1, beta=1, x1=0, x2=1, x3=0, R=0, y=1), given={"larger": "alpha >= beta"}),
    "D.segment": Twin(at(alpha=2, beta=2, x1=1, x2="1/2", x3=0, R=1, y=3), given={"minimal": None}),
    "D.kappa": Twin(at(a="4/5", c=1, p="1/2", q="1/2"), given={"accuracy": "3*a**2 < 2*c**2"}),
    "E0": Twin(at(C=2, D=1, S=1, lam=4, d=1, z1=0, x1=0, sigma=0, rz=1, rx=0, az=1), given={"lam_most": None}),
    "E1.young": Twin(at(t1=1, t2=1, a=2, X=1, U=1), given={"steps": "t1*t2*a**2 <= 4"}),
    "E1.iteration": Twin(at(t1=1, t2=1, a=2, x=0, v=0, y=3, z=0, u=0, zn=1, un=1, fx=0, fn=-1), given={"young": None}),
    "E1.telescope": Twin(
        (*at(j=0, s=0, gap=1, delta=1, start=1), *at(j=1, s=1, gap=0, delta="1/2", start=1)),
        recursion={"transition": {"gap_bound": "gap <= delta"}},
    ),
    "E1.mean": tight("E1.mean", ("1/t2)/p", "1/t2)/(2*p)")),
    "E1.theta": tight("E1.theta", ("theta*X**2/t1", "X**2/t1")),
    "E2.positive": Twin(at(k=0, e=0, V=1, v="1/2", delta=0, y0=0), given={"y0_start": "y0 + delta >= 0"}),
    "E2.closed": tight("E2.closed", ("delta/(1 - v)", "delta")),
    "E2.restarts": Twin(
        (
            *at(k=0, e=1, f=1, r=1, theta=1, C=1, G=0, delta=0, v="1/2", tau=1, y0=1, Fx=0, p=2),
            *at(k=1, e="1/2", f=1, r="1/2", theta=2, C=1, G=0, delta=0, v="1/2", tau=1, y0=1, Fx=0, p=2),
        ),
        given={"enough": "p >= C/(tau*v)"},
    ),
    "E2.bound": Twin(at(C=1, G=0, delta=1, v="1/2", y0=1, e=10, f=10, r=10, V="1/2"), given={"closed": None}),
    "E2.noise": Twin(at(lam=1, sigma=1, rx="1/8", noise="1/8", G="9/4"), given={"sparse": None}),
    "E3.denominator": Twin(at(delta="20/29", w="21/29"), given={"small": "41*delta**2 < 25"}),
    "T0.regression": Twin(at(A=1, y=2, l=1, mu=0, v=1, x=1, X=1, c=1, z="3/2", Z=0), given={"bounded": None}),
    "T0.program": Twin(at(A1=1, A2=1, b=2, c1=2, c2=1, u=1, x1=0, x2=2, w1=0, w2=0, z1=1, z2=0), given={"other": None}),
    "T0.infeasible": Twin(at(A1=1, A2=1, b=2, u=1, x1=1, x2=1, s1=1, s2=0), given={"second": None}),
    "T0.unbounded": Twin(at(c=-1, x=0, d=1, t=0, k=-1), given={"far": "t*(c*d) <= k - c*x + 1"}),
    "T1.gram": tight("T1.gram", ("(M1*D1 + M2*D2)*(A2 + D2)", "(M1*D1 + M2*D2)*A2")),
    "T1.defect": Twin(at(B1=1, B2=0, y=2, v=1, mu1=1, h1=1, x1=3, x2=0, z1="1/2", z2=0), (("- h1 - mu1*x1", "- h1"),)),
    "T1.expansion": tight("T1.expansion", ("(eta - D1*x1 - D2*x2)", "(eta - D1*x1)")),
    "T1.contraction": Twin(at(c=1, t=1, R=1, w=2), given={"row": "t + R <= w"}),
    "T1.sign": Twin(at(s=1, x=3, z=-1, w=2), given={"near": None}),
    "T1.correlation": tight("T1.correlation", ("B2 - mu2*N2", "B2 + mu2*N2")),
    "T1.outside": tight("T1.outside", ("x2*q", "x2*r")),
    "T1.strict": Twin(at(c=1, k=1, g=1, l=2, lp=1), given={"condition": "k + g <= l"}),
    "T1.unique": Twin(at(k=0, e=1, q=0), given={"k_sign": "k >= 0"}),
    "T2.primal": Twin(at(B11=1, B12=0, B21=0, B22=1, M11=3, M12=1, d1=1, d2=0, e1=1, e2=2), given={"row2": None}),
    "T2.dual": Twin(
        at(B11=1, B12=0, B21=0, B22=1, M11=3, M12=0, M21=0, M22=0, d1=0, d2=2, t1=1, t2=2), given={"row1": None}
    ),
    "T2.costs": Twin(({**PROOF["T2.costs"].example[0], "d1": "0"},), given={"row1": None}),
    "T2.column": tight("T2.column", ("(E1*N1 + E2*N2)", "(E1*N1 - E2*N2)")),
    "T2.feasible": Twin(at(x=1, e=-1, w=1, l=0), given={"near": "e >= -w", "bound": "x - w >= l"}),
    "T5.tie": Twin(at(alpha=2, beta=1, eps=1), given={"limit": "alpha == beta + eps"}),
    "T5.apart": Twin(at(alpha=3, beta=1, eps=1, q=0, a=2, b=2), given={"q_sign": "q >= 0"}),
    "T5.opposite": Twin(at(alpha=2, beta=-1, eps=1, q=1, a=1, b=-2), given={"beta_sign": None}),
    "T5.active": Twin(at(a=2, y=1, lam=1, x="1/4"), given={"x_is": "x == (a*y - lam)/a**2"}),
    "T5.inactive": Twin(at(a=2, b=2, y=1, lam=1, x="3/8", c="1/2"), given={"larger": "a >= b"}),
    "T5.program.tie": Twin(
        at(alpha="7/2", beta=1, eps="1/2"), given={"limit": "alpha == eps + (beta + eps)/(1 - eps)"}
    ),
    "T5.program.apart": Twin(
        at(alpha=5, beta=1, eps="1/2", q=0, a="9/2", b="3/2", c1="3/2", c2="1/2"), given={"q_sign": "q >= 0"}
    ),
}
