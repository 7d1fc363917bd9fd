# SPDX-License-Identifier: GPL-3.0-or-later
"""Objectives and training steps of the reference.

A trainer draws its batches, takes steps and returns what a case's JSON holds.
It must never write a file and never know a case's name. `probe` is called after
every backward pass with a function that computes the objective anew, the networks,
and the names of those whose gradients were taken; the checks live there.
"""

import torch
from torch.nn import functional

from networks import gradients, kept_statistics, make_network, tensors, uniform


def draw_bits(shape, generator):
    return torch.randint(0, 2, shape, generator=generator) * 2 - 1


def flip_bits(key, n, generator):
    """Flips n distinct positions, new for every sample."""
    order = torch.rand(key.shape, generator=generator, dtype=torch.float64)
    positions = order.argsort(dim=1)[:, :n]
    return key.scatter(1, positions, -key.gather(1, positions))


def loss_rate(plaintext, output):
    """Equation 1: mean of |P - P^| / 2 over batch and bits."""
    return ((plaintext - output).abs() / 2).mean()


def bit_error(plaintext, output):
    wrong = (output > 0) != (plaintext > 0)
    return wrong.double().mean()


def bob_objective(kind, plaintext, output):
    if kind == "absolute":
        return loss_rate(plaintext, output)
    assert kind == "squared"
    return (((plaintext - output) / 2) ** 2).mean()


def eve_term(kind, plaintext, output):
    if kind == "linear":
        return 1 - 2 * loss_rate(plaintext, output)
    if kind == "squared":
        return (1 - 2 * loss_rate(plaintext, output)) ** 2
    assert kind == "squared-per-sample"
    by_sample = ((plaintext - output).abs() / 2).mean(dim=1)
    return ((1 - 2 * by_sample) ** 2).mean()


def no_probe(objective, networks, names):
    pass


class PartiesTrainer:
    """Alice and Bob together, and Eve after each of their steps if she is there."""

    def __init__(self, case, generator, dtype, probe=no_probe):
        self.case, self.generator, self.dtype, self.probe = case, generator, dtype, probe
        self.networks = {
            name: make_network(topology, generator, dtype)
            for name, topology in case.parties.items()
        }
        self.alice, self.bob = self.networks["alice"], self.networks["bob"]
        self.eve = self.networks.get("eve")
        pair = [*self.alice.parameters(), *self.bob.parameters()]
        self.pair_adam = torch.optim.Adam(pair, lr=case.learning_rate)
        if self.eve:
            self.eve_adam = torch.optim.Adam(self.eve.parameters(), lr=case.learning_rate)

    def draw_batch(self, size, with_bob):
        """Every bit takes both values in a batch: behind a bit that does not, batch
        norm makes gradients of zero, whose rounding Adam blows up to whole steps."""
        while True:
            batch = self.draw_bits(size, with_bob)
            if all((bits != bits[0]).any(dim=0).all() for bits in batch.values()):
                return batch

    def draw_bits(self, size, with_bob):
        shape = (size, self.case.key_bits)
        batch = {name: draw_bits(shape, self.generator) for name in ("plaintext", "key")}
        if with_bob:
            difference = self.case.key_difference
            batch["bob_key"] = flip_bits(batch["key"], difference, self.generator)
        return batch

    def real(self, batch):
        return {name: bits.to(self.dtype) for name, bits in batch.items()}

    def encrypt(self, batch):
        return self.alice(torch.cat((batch["plaintext"], batch["key"]), dim=1))

    def outputs(self, batch):
        """What Alice, Bob and Eve make of an Alice/Bob batch."""
        ciphertext = self.encrypt(batch)
        bob = self.bob(torch.cat((ciphertext, batch["bob_key"]), dim=1))
        found = {"ciphertext": ciphertext, "bob_output": bob}
        if self.eve:
            found["eve_output"] = self.eve(ciphertext)
        return found

    def pair_objective(self, batch, found):
        case, plaintext = self.case, batch["plaintext"]
        value = bob_objective(case.bob_objective, plaintext, found["bob_output"])
        value = case.bob_weight * value
        if self.eve:
            value = value + eve_term(case.eve_term, plaintext, found["eve_output"])
        return value

    def measure(self, batch, found):
        measured = {}
        for name in ("bob", "eve") if self.eve else ("bob",):
            output = found[name + "_output"]
            measured[name + "_loss_rate"] = loss_rate(batch["plaintext"], output)
            measured[name + "_bit_error"] = bit_error(batch["plaintext"], output)
        return measured

    def pair_step(self, bits):
        """One step of Alice and Bob; Eve's parameters and statistics stay."""
        batch = self.real(bits)
        self.pair_adam.zero_grad()
        with kept_statistics(*([self.eve] if self.eve else [])):
            found = self.outputs(batch)
            value = self.pair_objective(batch, found)
            value.backward()
        self.probe(
            lambda: self.pair_objective(batch, self.outputs(batch)),
            self.networks, ("alice", "bob"),
        )
        told = {**found, **self.measure(batch, found), "objective": value}
        told["gradients"] = {
            "alice": gradients(self.alice), "bob": gradients(self.bob)
        }
        self.pair_adam.step()
        return told

    def eve_step(self, bits):
        """One step of Eve; Alice's parameters and statistics stay."""
        batch = self.real(bits)
        self.eve_adam.zero_grad()
        with kept_statistics(self.alice), torch.no_grad():
            ciphertext = self.encrypt(batch)
        output = self.eve(ciphertext)
        value = loss_rate(batch["plaintext"], output)
        value.backward()
        self.probe(
            lambda: loss_rate(batch["plaintext"], self.eve(ciphertext)),
            self.networks, ("eve",),
        )
        told = {
            "ciphertext": ciphertext,
            "eve_output": output,
            "eve_loss_rate": value,
            "eve_bit_error": bit_error(batch["plaintext"], output),
            "gradients": {"eve": gradients(self.eve)},
        }
        self.eve_adam.step()
        return told

    def step(self):
        """Returns the batches used, and what was measured."""
        case = self.case
        used = {"alice_bob": self.draw_batch(case.batch, True), "eve": []}
        told = {"alice_bob": self.pair_step(used["alice_bob"])}
        for _ in range(case.eve_steps):
            bits = self.draw_batch(case.batch * case.eve_batch_factor, False)
            used["eve"].append(bits)
            measured = self.eve_step(bits)
            told.setdefault("eve", measured)  # the first one is kept
        return used, told

    def evaluate(self, used):
        """Running statistics in place of batch statistics."""
        batch = self.real(used["alice_bob"])
        with torch.no_grad():
            return self.outputs(batch)


class AttackerTrainer:
    """One network by cross-entropy on given inputs."""

    def __init__(self, case, generator, dtype, probe=no_probe):
        self.case, self.generator, self.dtype, self.probe = case, generator, dtype, probe
        self.topology = case.parties["attacker"]
        self.network = make_network(self.topology, generator, dtype)
        self.networks = {"attacker": self.network}
        self.adam = torch.optim.Adam(self.network.parameters(), lr=case.learning_rate)

    def objective(self, inputs, plaintext):
        """Mean over batch and outputs, in nats; targets (P + 1) / 2."""
        output = self.network(inputs)
        return output, functional.binary_cross_entropy(output, (plaintext + 1) / 2)

    def step(self):
        case = self.case
        used = {
            "inputs": uniform((case.batch, self.topology.inputs), -1, 1, self.generator),
            "plaintext": draw_bits((case.batch, self.topology.outputs), self.generator),
        }
        inputs = used["inputs"].to(self.dtype)
        plaintext = used["plaintext"].to(self.dtype)
        self.adam.zero_grad()
        output, value = self.objective(inputs, plaintext)
        value.backward()
        self.probe(
            lambda: self.objective(inputs, plaintext)[1], self.networks, ("attacker",)
        )
        told = {
            "output": output,
            "cross_entropy": value,
            "gradients": {"attacker": gradients(self.network)},
        }
        self.adam.step()
        return used, told

    def evaluate(self, used):
        with torch.no_grad():
            return {"output": self.network(used["inputs"].to(self.dtype))}


def run(case, dtype=torch.float64, probe=no_probe):
    """Five steps of a case; a dictionary of tensors, numbers and lists."""
    # The layers of PyTorch draw first values that are overwritten at once; the
    # generator below is the only source of what is kept.
    torch.manual_seed(case.seed)
    generator = torch.Generator().manual_seed(case.seed)
    kind = AttackerTrainer if "attacker" in case.parties else PartiesTrainer
    trainer = kind(case, generator, dtype, probe)

    def snapshot():
        return {
            name: {key: tensor.clone() for key, tensor in tensors(network).items()}
            for name, network in trainer.networks.items()
        }

    told = {"initial": snapshot(), "steps": []}
    for i in range(case.steps):
        used, measured = trainer.step()
        told["steps"].append(used)
        if i == 0:
            told["first_step"] = measured
    told["final"] = snapshot()
    for network in trainer.networks.values():
        network.eval()
    told["evaluation"] = trainer.evaluate(told["steps"][0])
    return told
