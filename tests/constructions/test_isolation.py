"""Overruns of time and memory are inconclusive whatever is swallowed; no death of its process is a success."""

from __future__ import annotations

import ctypes
import faulthandler
import functools
import gc
import hashlib
import importlib.util
import itertools
import json
import mmap
import os
import re
import resource
import signal
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from constructions import nursery
from constructions.adversary import defeat
from constructions.catalogue import named_family
from constructions.certificates import defeat_certificate
from constructions.isolation import Isolated
from constructions.minimisers import minimiser_family
from constructions.pipes import pack, pack_output, pack_problem, unpack, unpack_output, unpack_problem
from constructions.trainers import simple
from nnbarriers.command.main import main
from theory.algorithms import Budget, Inconclusive, execute
from theory.exact import BarriersError
from theory.failures import AlgorithmError, told_exception
from theory.networks import ReluNetwork
from theory.problems import Problem
from theory.runs import HiddenState, Run

pytestmark = pytest.mark.infrastructure
FAMILY, ACCURACY = minimiser_family((2, 1, 1)), Fraction(1, 5)
ONE = Problem("one", ("x",), 1, ACCURACY)
needs_proc = pytest.mark.skipif(not nursery.PROC.joinpath("self/status").exists(), reason="needs /proc")


def run(algorithm: Any, problem: Problem = ONE, budget: Budget | None = None, **limits: int) -> Run:
    isolated = algorithm if isinstance(algorithm, Isolated) else Isolated(algorithm, **limits)
    return execute(isolated, problem, lambda k, n: Fraction(k), coins=lambda: 1, budget=budget)


def alive(pid: int) -> bool:
    try:
        return nursery.PROC.joinpath(f"{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def gone(*pids: int) -> bool:
    """Whether these processes are gone within five seconds."""
    until = time.monotonic() + 5
    while any(map(alive, pids)) and time.monotonic() < until:
        time.sleep(0.01)
    return not any(map(alive, pids))


def hang(problem: Any, oracle: Any, tape: Any) -> Any:
    while True:
        pass


def native(problem: Any, oracle: Any, tape: Any) -> Any:
    """Half a minute in C, which no signal handler of Python interrupts."""
    return [hashlib.pbkdf2_hmac("sha256", b"a", b"b", 60_000_000)[0]]


def stubborn(problem: Any, oracle: Any, tape: Any) -> Any:
    while True:
        try:
            hang(problem, oracle, tape)
        except:  # noqa: E722
            return simple.labels(problem, oracle, tape)


def blocking(problem: Any, oracle: Any, tape: Any) -> Any:
    signal.pthread_sigmask(signal.SIG_BLOCK, set(signal.Signals))
    return hang(problem, oracle, tape)


def hog(problem: Any, oracle: Any, tape: Any) -> Any:
    return [bytes(2**30)]


def swallowing(problem: Any, oracle: Any, tape: Any) -> Any:
    try:
        bytearray(10**9)
    except MemoryError:
        return [0] * problem.outputs
    return simple.labels(problem, oracle, tape)


def forgetting(problem: Any, oracle: Any, tape: Any) -> Any:
    """Gives back at once what it took: only the peak tells."""
    bytes(2**30)
    return simple.labels(problem, oracle, tape)


def hoarding(problem: Any, oracle: Any, tape: Any) -> Any:
    kept = []
    while True:
        try:
            kept.append(bytearray(10**6))
        except MemoryError:
            return simple.labels(problem, oracle, tape)


def sharing(problem: Any, oracle: Any, tape: Any) -> Any:
    """Memory that is not its own alone."""
    shared = mmap.mmap(-1, 2**28)
    for _ in range(2**8):
        shared.write(b"x" * 2**20)
    time.sleep(5)
    return simple.labels(problem, oracle, tape)


def half(problem: Any, oracle: Any, tape: Any) -> Any:
    return simple.labels(problem, oracle, tape) if tape.bit() else hang(problem, oracle, tape)


@pytest.mark.parametrize("algorithm", [hang, native, stubborn, blocking, hog, swallowing, forgetting, hoarding])
def test_an_overrun_says_nothing(algorithm: Any) -> None:
    start = time.monotonic()
    found = defeat(Isolated(algorithm, seconds=1, megabytes=100), FAMILY, ACCURACY)
    assert [(play.success.low, play.success.high) for play in found.plays] == [(0, 1)] * 2
    assert (found.verdict, found.bound) == ("open", 1)
    assert time.monotonic() - start < 2 * 2  # two runs


@pytest.mark.parametrize(
    ("algorithm", "budget"),
    [(native, "seconds"), (stubborn, "seconds"), (hog, "memory"), (swallowing, "memory"), (sharing, "memory")],
)
def test_what_ran_out_is_named(algorithm: Any, budget: str) -> None:
    with pytest.raises(Inconclusive) as cut:
        Isolated(algorithm, seconds=1, megabytes=100)(FAMILY.problem(ACCURACY), None, None)
    assert cut.value.budget == budget


@needs_proc
def test_address_space_that_is_reserved_and_no_memory_is_free() -> None:
    kept = []
    reserve = lambda p, o, t: kept.append(mmap.mmap(-1, 2**32, flags=mmap.MAP_PRIVATE, prot=0)) or [1]  # noqa: E731
    assert run(reserve, megabytes=100).output == (1,)


def test_memory_is_counted_from_what_there_was() -> None:
    """A process that is larger than the bound, and one that grew within it before, may take the bound again."""
    ballast = bytearray(300 * 2**20)
    kept = []

    def growing(problem: Any, oracle: Any, tape: Any) -> Any:
        kept.append(bytearray(60 * 2**20))
        return [len(ballast)]

    isolated = Isolated(growing, megabytes=100)
    assert [run(isolated).outcome for _ in range(3)] == ["halted"] * 3


def test_what_halts_beside_an_overrun_is_weighed() -> None:
    found = defeat(Isolated(half, seconds=1), FAMILY, ACCURACY)
    assert [(play.success.low, play.success.high) for play in found.plays] == [(0, Fraction(1, 2)), (Fraction(1, 2), 1)]


def test_without_proc_the_process_weighs_itself(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """As on macOS: what is swallowed and was never touched is not found there, and what is raised or touched is."""
    for module in ("constructions.nursery", "constructions.isolation"):
        monkeypatch.setattr(f"{module}.PROC", tmp_path)
    touching = lambda p, o, t: [len(bytearray(b"x") * 10**8) * 0]  # noqa: E731
    assert run(simple_one).outcome == "halted"
    for algorithm in (hog, touching):
        assert run(algorithm, megabytes=50, seconds=3).cut == "memory"


def simple_one(problem: Any, oracle: Any, tape: Any) -> Any:
    return [oracle.read(0, 3) + tape.bit()]


def test_the_hosts_limits_and_handlers_stay_as_they_are() -> None:
    state = lambda: (resource.getrlimit(resource.RLIMIT_AS), signal.getsignal(signal.SIGALRM), os.getpgid(0))  # noqa: E731
    before = state()
    for algorithm in (simple.labels, hog):
        defeat(Isolated(algorithm, seconds=1, megabytes=256), FAMILY, ACCURACY)
    assert state() == before
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)


# Budgets of the algorithm.


def greedy(problem: Any, oracle: Any, tape: Any) -> Any:
    """Swallows the stop, asks on, and answers."""
    for _ in range(100):
        try:
            oracle.read(0, 1)
            tape.bit()
        except:  # noqa: E722
            continue
    return [0]


def defiant(problem: Any, oracle: Any, tape: Any) -> Any:
    try:
        greedy(problem, oracle, tape)
        while True:
            oracle.read(0, 1)
    except BaseException:
        return hang(problem, oracle, tape)


def leaving(problem: Any, oracle: Any, tape: Any) -> Any:
    try:
        while True:
            oracle.read(0, 1)
    except BaseException:
        os._exit(0)


@pytest.mark.parametrize("algorithm", [greedy, defiant, leaving])
@pytest.mark.parametrize("budget", [Budget(reads=5), Budget(reads=5, bits=4), Budget(level=0)])
def test_who_swallows_the_end_of_a_budget_gains_nothing(algorithm: Any, budget: Budget) -> None:
    found = run(algorithm, budget=budget, seconds=1)
    assert found.output is None
    assert found.cut == (
        "level" if budget.level == 0 else "reads" if algorithm is leaving or budget.bits > 5 else "bits"
    )
    assert len(found.reads) <= 5


def test_what_is_asked_after_the_end_of_a_budget_is_not_answered() -> None:
    """Though a reading at a lower level would be within it."""

    def algorithm(problem: Any, oracle: Any, tape: Any) -> Any:
        try:
            oracle.read(0, 9)
        except BaseException:
            return [oracle.read(0, 1)]

    found = run(algorithm, budget=Budget(level=3))
    assert (found.cut, found.reads) == ("level", ())


def test_the_seconds_between_readings_count_for_the_machine() -> None:
    assert run(greedy, budget=Budget(seconds=Fraction(0))).cut == "seconds"


# The end of the process, and of what it started.


def forking(problem: Any, oracle: Any, tape: Any) -> Any:
    if os.fork() == 0:
        time.sleep(60)
    return os._exit(3)


@pytest.mark.parametrize(
    ("algorithm", "told"),
    [
        (lambda p, o, t: os._exit(0), r"ended its process \(exit code 0\)"),
        (lambda p, o, t: quietly(lambda: ctypes.string_at(0)), r"ended its process \(signal SIGSEGV\)"),
        (lambda p, o, t: quietly(os.abort), r"ended its process \(signal SIGABRT\)"),
        (lambda p, o, t: sys.exit(0), "raised SystemExit: 0"),
        (lambda p, o, t: os.closerange(3, 256) or time.sleep(60), "closed the pipe"),
        (lambda p, o, t: os.kill(os.getppid(), signal.SIGKILL) or time.sleep(60), "process that had started it"),
        (lambda p, o, t: [os.write(n, b"hello\n") for n in range(3, 64) if writable(n)], "not JSON"),
        (forking, r"exit code 3"),
    ],
)
def test_no_death_is_a_success_and_the_next_run_has_a_process(algorithm: Any, told: str) -> None:
    isolated = Isolated(lambda p, o, t: [7] if o.read(0, 0) == 1 else algorithm(p, o, t), seconds=5)
    start = time.monotonic()
    with pytest.raises(BarriersError, match=told):
        run(isolated)
    assert time.monotonic() - start < 3
    assert execute(isolated, ONE, lambda k, n: Fraction(1), coins=lambda: 0).output == (7,)


def writable(number: int) -> bool:
    try:
        return stat.S_ISSOCK(os.fstat(number).st_mode)
    except OSError:
        return False


def test_a_process_that_the_kernel_killed_ran_out_of_memory() -> None:
    assert run(lambda p, o, t: os.kill(os.getpid(), signal.SIGKILL)).cut == "memory"


def test_the_command_tells_of_an_algorithm_that_ends_its_process(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["defeat", f"{__name__}:leave", "--family", "B", "--json"])
    assert stop.value.code == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "the algorithm ended its process (exit code 0)" in said.err


def quietly(work: Callable[[], Any]) -> Any:
    """Die without the traceback that pytest's faulthandler prints."""
    faulthandler.disable()
    return work()


def leave(problem: Any, oracle: Any, tape: Any) -> Any:
    os._exit(0)


def litter(problem: Any, oracle: Any, tape: Any) -> Any:
    """Leaves a child in its own group, one in another session, and one that comes back with another answer."""
    pids = []
    for session in (False, True):
        if (pid := os.fork()) == 0:
            if session:
                os.setsid()
            time.sleep(60)
            os._exit(0)
        pids.append(pid)
    return [os.getpid(), *pids] if os.fork() else [0, 0, 0]


@needs_proc
@pytest.mark.parametrize("overrun", [False, True])
def test_what_the_algorithm_started_ends_with_it(overrun: bool) -> None:
    def algorithm(problem: Any, oracle: Any, tape: Any) -> Any:
        return hang(problem, oracle, tape) if problem.name == "hang" else litter(problem, oracle, tape)

    isolated = Isolated(algorithm, seconds=1)
    three = Problem("p", ("x",), 3, ACCURACY)
    output = run(isolated, three).output
    assert isinstance(output, tuple)
    pids = [int(pid) for pid in output]
    assert all(pids)
    assert all(map(alive, pids))
    if overrun:
        assert run(isolated, Problem("hang", ("x",), 3, ACCURACY)).cut == "seconds"
    else:
        isolated.close()
    assert gone(*pids)


HOST = """
import os, sys, time
from fractions import Fraction
from constructions.isolation import Isolated
from theory.problems import Problem
problem = Problem("p", ("x",), 2, Fraction(1, 5))

def algorithm(problem, oracle, tape):
    if problem.name == "p":
        return [os.getpid(), os.getppid()]
    while True:
        max(iter(int, 1))

isolated = Isolated(algorithm, seconds=100)
print(*map(int, isolated(problem, None, None)), flush=True)
if sys.argv[1] == "forked" and not os.fork():
    time.sleep(12)  # keeps copies of the host's pipes open
    os._exit(0)
if sys.argv[1] != "idle":
    isolated(Problem("busy", ("x",), 2, Fraction(1, 5)), None, None)
time.sleep(100)
"""


@needs_proc
@pytest.mark.parametrize("what", ["idle", "busy", "forked"])
def test_nothing_outlives_a_host_that_is_killed(what: str) -> None:
    command = [sys.executable, "-c", HOST, what]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": "."}) as host:
        assert host.stdout
        pids = [int(pid) for pid in host.stdout.readline().split()]
        time.sleep(0.3)
        assert [alive(pid) for pid in pids] == [True, True]
        host.kill()
    assert gone(*pids)


def pids(problem: Any, oracle: Any, tape: Any) -> Any:
    return [os.getpid(), os.getppid()]


TWO = Problem("two", ("x",), 2, ACCURACY)


@needs_proc
def test_garbage_is_closed_without_a_collector_and_a_closed_one_starts_again() -> None:
    def failing(problem: Any, oracle: Any, tape: Any) -> Any:
        return pids(problem, oracle, tape) if problem.name == "two" else hang(problem, oracle, tape)

    def used() -> list[int]:
        isolated = Isolated(failing, seconds=1)
        before = run(isolated, TWO).output
        isolated.close()
        found = run(isolated, TWO).output
        assert isinstance(found, tuple)
        assert before != found
        assert run(isolated).cut == "seconds"
        again = run(isolated, TWO).output
        assert isinstance(again, tuple)
        assert (again[1], again[0] == found[0]) == (found[1], False)  # another worker of the same nursery
        return [int(pid) for pid in again]

    gc.collect()
    gc.disable()
    try:
        assert gone(*used())
    finally:
        gc.enable()


def test_many_are_closed_in_any_order_and_leave_no_descriptors() -> None:
    def opened() -> int:
        return len(list(Path("/dev/fd").iterdir()))

    before = opened()
    many = [Isolated(pids).start() for _ in range(4)]
    outputs = [run(isolated, TWO).output for isolated in many]
    for isolated, output in zip(many, outputs, strict=True):
        isolated.close()
        assert isinstance(output, tuple)
        assert not any(alive(int(pid)) for pid in output)
    assert opened() == before


@needs_proc
@pytest.mark.parametrize("asking", [False, True])
def test_ctrl_c_kills_the_worker_and_passes_on(asking: bool) -> None:
    def algorithm(problem: Any, oracle: Any, tape: Any) -> Any:
        if problem.name == "two":
            return pids(problem, oracle, tape)
        return [oracle.read(0, 0)] if asking else hang(problem, oracle, tape)

    class Interrupted:
        def read(self, k: int, n: int) -> Fraction:
            raise KeyboardInterrupt

    isolated = Isolated(algorithm, seconds=20)
    output = run(isolated, TWO).output
    assert isinstance(output, tuple)
    main_thread = threading.main_thread().ident
    assert main_thread
    timer = threading.Timer(0.3, signal.pthread_kill, (main_thread, signal.SIGINT))
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # the background of a shell ignores it
    try:
        if not asking:
            timer.start()
        with pytest.raises(KeyboardInterrupt):
            isolated(ONE, Interrupted(), None)
        timer.cancel()
    finally:
        signal.signal(signal.SIGINT, before)
    assert not alive(int(output[0]))
    assert run(isolated, TWO).halted


# What goes over the wire.


def test_state_survives_from_run_to_run_and_is_found() -> None:
    calls: list[int] = []

    def counting(problem: Any, oracle: Any, tape: Any) -> Any:
        calls.append(1)
        return [len(calls)] * problem.outputs

    isolated = Isolated(counting)
    assert [run(isolated).output for _ in range(3)] == [(1,), (2,), (3,)]
    assert calls == []
    with pytest.raises(HiddenState):
        defeat(isolated, FAMILY, ACCURACY)


def test_a_run_that_the_machine_ends_on_one_input_only_is_open_there_and_makes_no_certificate() -> None:
    def tires(problem: Any, oracle: Any, tape: Any) -> Any:
        calls.append(1)
        return simple.labels(problem, oracle, tape) if len(calls) <= 17 else hang(problem, oracle, tape)

    for family, alpha in ((FAMILY, ACCURACY), (named_family("D")[0], Fraction(49, 100))):
        calls: list[int] = []  # a process that is started again has counted none
        found = defeat(Isolated(tires, seconds=1), family, alpha)
        assert [play.cut for play in found.plays[:2]] == [{}, {"seconds": 1}]
        assert (found.plays[1].success.low, found.plays[1].success.high) == (0, 1)
        assert (found.verdict, found.bound) == ("defeated", 0)  # the labels on T_0, the first candidate on iota^2
        with pytest.raises(BarriersError, match=r"was ended by the machine on another.* allow more seconds"):
            defeat_certificate(found)


@pytest.mark.parametrize("name", ["B", "B:networks", "C:P1", "D", "W:P3"])
def test_a_run_is_the_same_in_process_and_apart(name: str) -> None:
    family, alpha = named_family(name)
    problem = family.posed(alpha)

    def algorithm(problem: Any, oracle: Any, tape: Any) -> Any:
        value = oracle.read(0, tape.integer(3)) + oracle.read(len(problem.evaluations) - 1, 5000)
        if problem.outputs is not None:
            return [value / 3] * problem.outputs
        widths = problem.architecture
        return ReluNetwork.of([([[value] * i] * o, [value] * o) for i, o in itertools.pairwise(widths)])

    answers, budget = family.answers(family.branches[0], 9), Budget(level=10**4)
    apart = execute(Isolated(algorithm), problem, answers, coins=lambda: 1, budget=budget)
    assert apart == execute(algorithm, problem, answers, coins=lambda: 1, budget=budget)
    assert apart.halted


rationals = st.fractions() | st.integers(-(10**60), 10**60).map(lambda n: Fraction(n, 2**5000))
atoms = st.none() | st.booleans() | st.integers() | st.text() | rationals
values = st.recursive(atoms, lambda inner: st.lists(inner, max_size=3).map(tuple))
problems = st.builds(
    Problem,
    st.text(),
    st.lists(st.text(), max_size=4).map(tuple),
    st.none() | st.integers(1, 9),
    rationals,
    st.lists(st.integers(0, 1)).map(tuple),
    st.none() | st.lists(st.integers(1, 9)).map(tuple),
    st.lists(st.tuples(st.text(), values), max_size=4).map(tuple),
)


def types(value: Any) -> Any:
    return tuple(map(types, value)) if isinstance(value, tuple) else type(value)


def sent(value: Any) -> Any:
    return json.loads(json.dumps(value))


@given(problems)
def test_a_problem_arrives_as_it_was(problem: Problem) -> None:
    got = unpack_problem(sent(pack_problem(problem)))
    assert got == problem
    assert types(tuple(vars(got).values())) == types(tuple(vars(problem).values()))


@given(values)
def test_values_arrive_as_they_were(value: Any) -> None:
    assert unpack(sent(pack(value))) == value


@pytest.mark.parametrize("value", [{"q": "1/0"}, {"q": 1}, {"q": "x/2"}, {"z": None}, {}, {"q": "1/2/3"}])
def test_what_is_no_value_is_refused(value: Any) -> None:
    with pytest.raises(BarriersError, match="no number"):
        unpack(value)


@pytest.mark.parametrize("value", [{"layers": 1}, {"layers": [[1]]}, {"layers": [[[], []]]}, {"layers": [[1, 2, 3]]}])
def test_what_is_no_network_is_refused(value: Any) -> None:
    with pytest.raises(BarriersError):
        unpack_output(value)


def test_a_network_arrives_as_it_was() -> None:
    network = ReluNetwork.of([([[1], [Fraction(-1, 3)]], [0, Fraction(1, 7**3000)]), ([[1, 1]], [0])])
    assert unpack_output(sent(pack_output(network))) == network


def test_a_problem_that_cannot_be_told_is_named_and_harms_no_other() -> None:
    isolated = Isolated(lambda p, o, t: [1])
    with pytest.raises(BarriersError, match="the problem own: another process is told"):
        isolated(Problem("own", ("x",), 1, ACCURACY, parameters=(("f", print),)), None, None)
    assert run(isolated).halted


def test_a_changed_problem_is_named() -> None:
    def algorithm(problem: Any, oracle: Any, tape: Any) -> Any:
        problem.accuracy._numerator = 7
        return [1]

    for budget in (None, Budget(reads=0)):
        with pytest.raises(BarriersError, match="changed the problem that it was given"):
            run(lambda p, o, t: (algorithm(p, o, t), o.read(0, 1))[0], budget=budget)


def test_questions_and_answers_that_break_the_rules_are_named_as_in_process() -> None:
    for algorithm, told in (
        (lambda p, o, t: [o.read(5, 1)], "evaluations 0 to 0, read asked for 5"),
        (lambda p, o, t: [o.read("x", 1)], "whole numbers, got 'x'"),
        (lambda p, o, t: [1, 2], "1 rationals, got 2 entries"),
        (lambda p, o, t: "1", "1 rationals, got str"),
    ):
        for each in (algorithm, Isolated(algorithm)):
            with pytest.raises(BarriersError, match=told):
                run(each) if each is not algorithm else execute(each, ONE, lambda k, n: Fraction(0), coins=lambda: 0)


def test_an_algorithm_may_catch_what_a_bad_question_raises() -> None:
    def algorithm(problem: Any, oracle: Any, tape: Any) -> Any:
        try:
            oracle.read(5, 1)
        except BarriersError:
            return [2]

    assert run(algorithm).output == (2,)


def test_a_level_beyond_all_budgets_is_cut() -> None:
    assert run(lambda p, o, t: [o.read(0, 10**5000)]).cut == "level"


def test_threads_of_the_algorithm_take_turns_and_none_outlives_its_run() -> None:
    late: list[Any] = []

    def algorithm(problem: Any, oracle: Any, tape: Any) -> Any:
        if problem.name == "two":
            return [len(late), sum(late)]
        found: list[Fraction] = []

        def later() -> None:
            time.sleep(2)
            try:
                late.append(oracle.read(0, 1))
            except BaseException:
                late.append(100)

        many = [threading.Thread(target=lambda: found.append(oracle.read(0, 2))) for _ in range(20)]
        for thread in many:
            thread.start()
        threading.Thread(target=later).start()
        for thread in many:
            thread.join()
        return [len(found)]

    isolated = Isolated(algorithm)
    first = run(isolated)
    assert (first.output, len(first.reads)) == ((20,), 20)
    time.sleep(2.5)
    second = run(isolated, TWO)
    assert (second.output, second.reads) == ((1, 100), ())


def test_hosts_threads_take_turns() -> None:
    found: list[Any] = []
    isolated = Isolated(lambda p, o, t: [t.integer(4) + o.read(0, 1)])
    threads = [threading.Thread(target=lambda: found.append(run(isolated).output)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [(15,)] * 8


def test_a_copy_of_the_host_has_a_process_of_its_own() -> None:
    isolated = Isolated(pids).start()
    here = run(isolated, TWO).output
    near, far = os.pipe()
    if not (child := os.fork()):
        os.write(far, repr(run(isolated, TWO).output != here).encode())
        isolated.close()
        os._exit(0)
    os.waitpid(child, 0)
    assert os.read(near, 10) == b"True"
    for end in (near, far):
        os.close(end)
    assert run(isolated, TWO).output == here


def test_loops_of_openmp_run_beyond_the_fork() -> None:
    """GNU's runtime waits for ever for threads that the fork left behind."""
    trees = pytest.importorskip("sklearn.ensemble")
    points = [[i / 1000, i % 7] for i in range(1000)]
    labels = [i % 2 for i in range(1000)]
    fit = lambda: trees.HistGradientBoostingClassifier(max_iter=2).fit(points, labels)  # noqa: E731
    fit()
    assert run(lambda p, o, t: [len(fit().classes_)], seconds=20).output == (2,)
    fit()


# What is told.


def loaded(folder: Path, source: str) -> Callable[..., Any]:
    path = folder / "mine.py"
    path.write_text(source)
    spec = importlib.util.spec_from_file_location("mine", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found: Callable[..., Any] = module.algorithm
    return found


MINE = """import json
from functools import partial

def inverse(x):
    return 1 / x

def divide(problem, oracle, tape):
    return inverse(0)

def parse(problem, oracle, tape):
    return json.loads("{")

def wrong(problem, oracle, tape):
    raise ValueError("two\\nlines" + "x" * 500)

class Fitting:
    def __call__(self, problem, oracle, tape):
        return {}[3]
    def method(self, problem, oracle, tape):
        return {}[4]

"""


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("divide", "raised ZeroDivisionError: division by zero (mine.py, line 5: return 1 / x)"),
        ("parse", '(mine.py, line 11: return json.loads("{"))'),
        ("wrong", "raised ValueError: two lines" + "x" * 111 + " (mine.py, line 14: raise ValueError("),
        ("Fitting()", "raised KeyError: 3 (mine.py, line 18: return {}[3])"),
        ("Fitting().method", "raised KeyError: 4 (mine.py, line 20: return {}[4])"),
        ("partial(divide)", "(mine.py, line 5: return 1 / x)"),
    ],
)
def test_an_error_comes_back_with_its_place(tmp_path: Path, name: str, told: str) -> None:
    algorithm = loaded(tmp_path, f"{MINE}algorithm = {name}\n")
    with pytest.raises(AlgorithmError) as apart:
        Isolated(algorithm)(ONE, None, None)
    try:
        algorithm(ONE, None, None)
    except Exception as error:
        here = told_exception(error, algorithm)
    assert str(apart.value) == str(here)
    assert told in str(here)
    assert "\n" not in str(here)
    for error in (apart.value, here):
        assert error.traceback.startswith("Traceback (most recent call last):\n")
        assert "mine.py" in error.traceback
        assert "nursery.py" not in error.traceback


def test_an_error_without_a_place_or_a_text_is_still_told() -> None:
    class Mute(Exception):
        def __str__(self) -> str:
            raise SystemExit(0)

    def mute(problem: Any, oracle: Any, tape: Any) -> Any:
        raise Mute

    for algorithm, told in (
        (mute, r"the algorithm raised Mute \(test_isolation.py, line \d+: raise Mute\)"),
        (functools.partial(ord), r"the algorithm raised TypeError: ord\(\) takes .*given\)"),
    ):
        with pytest.raises(AlgorithmError) as error:
            Isolated(algorithm)(ONE, None, None)
        assert re.fullmatch(told, str(error.value))


def test_what_is_printed_goes_to_stderr(capfd: pytest.CaptureFixture[str]) -> None:
    def chatty(problem: Any, oracle: Any, tape: Any) -> Any:
        print("printed")  # noqa: T201
        os.system("echo from outside")
        print("unfinished", end="")  # noqa: T201
        return [len(os.read(0, 1))]

    with Isolated(chatty) as isolated:
        assert run(isolated).output == (0,)
    said = capfd.readouterr()
    assert said.out == ""
    assert all(word in said.err for word in ("printed", "from outside", "unfinished"))


def test_the_command_reports_an_overrun_as_open_and_says_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    for name, budget, option in (("hang", "seconds", "--seconds"), ("hog", "memory", "--megabytes")):
        given = ["defeat", f"{__name__}:{name}", "--family", "B", "--seconds", "1", "--megabytes", "100"]
        with pytest.raises(SystemExit, match=r"^1$"):
            main([*given, "--json"])
        told = json.loads(capsys.readouterr().out)
        assert (told["verdict"], told["defeated"], told["bound"]) == ("open", False, "1")
        assert all(entry["cut"] == {budget: "1"} for entry in told["inputs"])
        with pytest.raises(SystemExit, match=r"^1$"):
            main(given)
        assert f"runs that were cut are left open; allow more with {option}" in capsys.readouterr().out
