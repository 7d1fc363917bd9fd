#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The standard step of `fuzzy-key bench` in PyTorch, timed.

One step: random P, K and K' (n = 3 of N = 16 bits flipped), Alice forward, Bob2
with batch norm forward, loss (eq. 1), backward through both, Adam for both.
Prints one number a line of standard input: for every line "batch seconds" it
trains for about so many seconds and answers with microseconds per sample, the
median of 7 repetitions as `fuzzy-key bench` has it.
Used by tests/bench/compare, which runs it side by side with the engine.
"""
import statistics
import sys
import time

import torch
from torch import nn

N = 16
FLIPS = 3
REPETITIONS = 7


class Convolutions(nn.Module):
    """Abadi's four convolutions over one channel of length 2N."""

    def __init__(self):
        super().__init__()
        self.conv = nn.ModuleList([
            nn.Conv1d(1, 2, 4), nn.Conv1d(2, 4, 2, stride=2), nn.Conv1d(4, 4, 1), nn.Conv1d(4, 1, 1)])

    def forward(self, x):
        x = nn.functional.pad(x.unsqueeze(1), (1, 2))
        for layer in self.conv[:-1]:
            x = torch.sigmoid(layer(x))
        return torch.tanh(self.conv[-1](x)).squeeze(1)


def make_alice():
    return nn.Sequential(nn.Linear(2 * N, 2 * N), nn.Sigmoid(), Convolutions())


def make_bob():
    return nn.Sequential(
        nn.Linear(2 * N, 2 * N, bias=False), nn.BatchNorm1d(2 * N), nn.Tanh(),
        nn.Linear(2 * N, 2 * N, bias=False), nn.BatchNorm1d(2 * N), nn.Sigmoid(), Convolutions())


def draw(batch):
    plaintext = torch.randint(0, 2, (batch, N)).float() * 2 - 1
    key = torch.randint(0, 2, (batch, N)).float() * 2 - 1
    positions = torch.rand(batch, N).topk(FLIPS, dim=1).indices
    return plaintext, key, key.scatter(1, positions, -key.gather(1, positions))


def step(alice, bob, optimiser, batch):
    plaintext, key, fuzzy = draw(batch)
    ciphertext = alice(torch.cat([plaintext, key], 1))
    recovered = bob(torch.cat([ciphertext, fuzzy], 1))
    loss = (plaintext - recovered).abs().mean() / 2
    optimiser.zero_grad(set_to_none=True)
    loss.backward()
    optimiser.step()


def repeat(alice, bob, optimiser, batch, seconds):
    """Microseconds per sample, of whole steps until the time is up."""
    steps, start, now = 0, time.perf_counter(), 0
    while steps == 0 or now - start < seconds:
        step(alice, bob, optimiser, batch)
        steps, now = steps + 1, time.perf_counter()
    return (now - start) / steps / batch * 1e6


def main():
    torch.set_num_threads(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
    torch.manual_seed(1)
    alice, bob = make_alice(), make_bob()
    optimiser = torch.optim.Adam([*alice.parameters(), *bob.parameters()], lr=0.0008)
    print(torch.__version__, torch.get_num_threads(), flush=True)
    for line in sys.stdin:
        batch, seconds = line.split()
        batch, seconds = int(batch), float(seconds)
        for _ in range(3):
            step(alice, bob, optimiser, batch)
        times = [repeat(alice, bob, optimiser, batch, seconds / REPETITIONS) for _ in range(REPETITIONS)]
        print(statistics.median(times), flush=True)


if __name__ == '__main__':
    main()
