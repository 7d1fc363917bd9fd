#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the test vectors in vectors/: one JSON file a case, see README.md.

    make-vectors.py            writes every file anew
    make-vectors.py --check    writes nothing; fails if a gradient of PyTorch is
                               not the finite difference, if single precision
                               strays from double, or if a file here is not what
                               this script makes
    make-vectors.py CASE ...   the same for some cases only

This file holds the cases and the writing. It must never compute a network.
"""

import argparse
import dataclasses
import json
import pathlib
import sys

sys.dont_write_bytecode = True

import torch

from checks import check_case
from networks import Topology
from training import run

VECTORS = pathlib.Path(__file__).resolve().parent / "vectors"


@dataclasses.dataclass(frozen=True)
class Case:
    """One file; what is not said is as in the paper's two-party training."""

    name: str
    seed: int
    parties: dict
    key_bits: int = 16
    key_difference: int = 3
    batch: int = 6
    steps: int = 5
    bob_objective: str = "absolute"
    bob_weight: float = 1
    eve_term: str = "none"
    learning_rate: float = 0.0008
    eve_steps: int = 0
    eve_batch_factor: int = 1


def party(bits, inputs, *dense, **fields):
    """A network with layers of width 2N unless `widths` says otherwise."""
    widths = fields.pop("widths", (2 * bits,) * len(dense))
    return Topology(inputs * bits, bits, dense, widths, **fields)


def two_party(name, seed, *dense, bits=16, alice=None, bob=None, **fields):
    parties = {
        "alice": party(bits, 2, "sigmoid", **(alice or {})),
        "bob": party(bits, 2, *dense, **(bob or {})),
    }
    return Case(name, seed, parties, key_bits=bits, **fields)


def with_eve(name, seed, term, *dense, bits=16, norm=True, **fields):
    """Bob and Eve have the same dense layers, Alice one sigmoid layer."""
    parties = {
        "alice": party(bits, 2, "sigmoid", batch_norm=norm),
        "bob": party(bits, 2, *dense, batch_norm=norm),
        "eve": party(bits, 1, *dense, batch_norm=norm),
    }
    return Case(
        name, seed, parties, key_bits=bits, eve_term=term, eve_steps=2,
        learning_rate=0.005, **fields,
    )


def attacker(name, seed, topology, **fields):
    parties = {"attacker": topology}
    return Case(name, seed, parties, key_bits=topology.outputs, **fields)


INFERRED = {"convolution_activation": "relu", "biases": False}
NORM = {"batch_norm": True}
LEAKY = {
    "widths": (24, 20, 16), "batch_norm": True, "convolution_activation": "leaky_relu",
}

# Seeds are chosen so that single precision stays well below its tolerance (see
# checks.py): elements whose gradient is almost zero make others useless.
CASES = (
    two_party("bob", 5, "sigmoid"),
    two_party("bob1", 1, "sigmoid", "sigmoid", batch=5),
    two_party("bob2", 8, "tanh", "sigmoid", batch=7),
    two_party("bob1-bn", 47, "sigmoid", "sigmoid", bob=NORM),
    two_party("bob2-bn", 5, "tanh", "sigmoid", bob=NORM, batch=7),
    two_party("bob2-squared", 8, "tanh", "sigmoid", bob_objective="squared"),
    two_party(
        "bob-inferred", 95, "sigmoid", alice=INFERRED, bob=INFERRED, bob_weight=2
    ),
    two_party("leaky", 41, "leaky_relu", "relu", "leaky_relu", bits=8, bob=LEAKY),
    two_party(
        "no-convolutions", 29, "tanh", bob={"widths": (24,), "convolutions": False}
    ),
    with_eve("abe-linear", 10, "linear", "tanh", "sigmoid", bits=14),
    with_eve(
        "abe-squared", 28, "squared", "tanh", "sigmoid", bits=12, eve_batch_factor=2
    ),
    with_eve(
        "abe-per-sample", 38, "squared-per-sample", "tanh", "sigmoid", bits=12, batch=7
    ),
    with_eve(
        "abadi", 30, "squared-per-sample", "sigmoid", bits=8, norm=False, bob_weight=8,
        key_difference=0,
    ),
    attacker(
        "attacker", 9,
        Topology(20, 16, ("tanh", "sigmoid"), (32, 32), output="logistic"),
    ),
    attacker(
        "attacker-dense", 22,
        Topology(
            20, 16, ("relu",), (24,), batch_norm=True, convolutions=False,
            output="logistic",
        ),
    ),
)


def plain(value, flat=False):
    """Tensors as lists (flat for parameters), floats with 12 digits."""
    if isinstance(value, torch.Tensor):
        return plain((value.flatten() if flat else value).tolist())
    if isinstance(value, dict):
        return {key: plain(item, flat) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item, flat) for item in value]
    return float(f"{value:.12g}") if isinstance(value, float) else value


def setup(case):
    kind = "two-party"
    if "attacker" in case.parties:
        kind = "attacker"
    elif "eve" in case.parties:
        kind = "with-eve"
    fields = {"name": case.name, "kind": kind}
    names = ["seed", "key_bits", "batch", "learning_rate"]
    if kind != "attacker":
        names += ["key_difference", "bob_objective", "bob_weight", "eve_term"]
        names += ["eve_steps", "eve_batch_factor"]
    fields.update((name, getattr(case, name)) for name in names)
    parties = case.parties.items()
    fields["parties"] = {name: dataclasses.asdict(t) for name, t in parties}
    return fields


def document(case, told):
    """A case as JSON has it; parameters and gradients are flat, row-major."""
    told = dict(told)
    for name in ("initial", "final"):
        told[name] = plain(told[name], flat=True)
    for measured in (told["first_step"], *told["first_step"].values()):
        if isinstance(measured, dict) and "gradients" in measured:
            measured["gradients"] = plain(measured["gradients"], flat=True)
    return plain({**setup(case), **told})


def lines(value, indent=""):
    """JSON with a list of numbers on one line, so that a change can be read."""
    inner = indent + " "
    if isinstance(value, dict) and value:
        items = (f"{inner}{json.dumps(k)}: {lines(v, inner)}" for k, v in value.items())
        return "{\n" + ",\n".join(items) + "\n" + indent + "}"
    if isinstance(value, list) and value and isinstance(value[0], (dict, list)):
        items = (inner + lines(item, inner) for item in value)
        return "[\n" + ",\n".join(items) + "\n" + indent + "]"
    return json.dumps(value, separators=(",", ":"), allow_nan=False)


def main():
    parser = argparse.ArgumentParser(description="Make the reference vectors.")
    parser.add_argument("--check", action="store_true", help="write nothing, verify")
    names = [case.name for case in CASES]
    parser.add_argument("case", nargs="*", help=", ".join(names))
    options = parser.parse_args()
    unknown = set(options.case) - set(names)
    if unknown:
        parser.error(f"no such case: {', '.join(sorted(unknown))}")

    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    failures = 0
    for case in CASES:
        if options.case and case.name not in options.case:
            continue
        path = VECTORS / f"{case.name}.json"
        text = lines(document(case, run(case))) + "\n"
        if options.check:
            failures += not check_case(case, path, text)
        else:
            path.write_text(text, encoding="utf-8")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
