# SPDX-License-Identifier: GPL-3.0-or-later
"""What `make-vectors.py --check` asks of a case before its vectors are trusted.

Nothing here may change a network or a file.
"""

import torch

from networks import kept_statistics
from training import run

STEP = 1e-5
GRADIENT_TOLERANCE = 1e-5  # relative to the norm of the tensor's gradient
SMALLEST_GRADIENT = 1e-4  # of a tensor's largest: below, a test would see noise
SINGLE_TOLERANCE = 5e-6  # half of what the engine's floats are allowed
SIGN_MARGIN = 1e-3  # nearer to zero the sign of an output is not certain


class GradientProbe:
    """Compares the first gradients of every party with finite differences."""

    def __init__(self):
        self.worst = 0.0
        self.seen = set()
        self.smallest = float("inf")

    def __call__(self, objective, networks, names):
        if names in self.seen:
            return
        self.seen.add(names)
        generator = torch.Generator().manual_seed(1)
        with kept_statistics(*networks.values()), torch.no_grad():
            for name in names:
                for parameter in networks[name].parameters():
                    self.compare(objective, parameter, generator)

    def compare(self, objective, parameter, generator):
        """The derivative along one random direction of a whole tensor."""
        direction = torch.randn(
            parameter.shape, generator=generator, dtype=parameter.dtype
        )
        parameter += STEP * direction
        above = objective()
        parameter -= 2 * STEP * direction
        below = objective()
        parameter += STEP * direction
        measured = ((above - below) / (2 * STEP)).item()
        told = (parameter.grad * direction).sum().item()
        self.worst = max(self.worst, abs(measured - told) / parameter.grad.norm().item())
        self.smallest = min(self.smallest, parameter.grad.abs().max().item())


def largest_difference(a, b):
    if isinstance(a, dict):
        return max((largest_difference(a[key], b[key]) for key in a), default=0.0)
    if isinstance(a, list):
        return max((largest_difference(x, y) for x, y in zip(a, b)), default=0.0)
    return (a.double() - b.double()).abs().max().item()


def nearest_to_zero(measured):
    """Smallest |P^| among the outputs whose bit error is told.

    Outputs of exactly 0 are left out: ReLU layers without biases make them in any
    precision, and they read -1.
    """
    found = []
    for key, value in measured.items():
        if isinstance(value, dict):
            found.append(nearest_to_zero(value))
        elif key in ("bob_output", "eve_output"):
            found.append(value[value != 0].abs().min().item())
    return min(found, default=1.0)


def check_case(case, path, text):
    probe = GradientProbe()
    double = run(case, probe=probe)
    single = run(case, dtype=torch.float32)
    stray = largest_difference(double, single)
    margin = nearest_to_zero(double["first_step"])
    same = path.exists() and path.read_text(encoding="utf-8") == text
    verdicts = {
        "gradient": probe.worst < GRADIENT_TOLERANCE,
        "zero gradient": probe.smallest > SMALLEST_GRADIENT,
        "single precision": stray < SINGLE_TOLERANCE,
        "sign": margin > SIGN_MARGIN,
        "file": same,
    }
    wrong = [name for name, right in verdicts.items() if not right]
    print(
        f"{case.name:16} gradient {probe.worst:.1e}  smallest {probe.smallest:.1e}"
        f"  single {stray:.1e}  margin {margin:.1e}"
        f"  {'ok' if not wrong else 'WRONG: ' + ', '.join(wrong)}"
    )
    return not wrong
