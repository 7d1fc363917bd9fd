# SPDX-License-Identifier: GPL-3.0-or-later
"""The networks of the reference, built of PyTorch's own layers.

This file says what a network is made of and how its first values are drawn. It
must never compute a layer by hand: PyTorch is the second opinion here.
"""

import contextlib
import math
from dataclasses import dataclass

import torch
from torch import nn
from torch.nn import functional

# (window, channels in, channels out, stride) of the four convolutions.
CONVOLUTIONS = ((4, 1, 2, 1), (2, 2, 4, 2), (1, 4, 4, 1), (1, 4, 1, 1))

# First values are multiples of this (centred biases of its half), hence exact in
# single precision too: a reader with floats starts from the very same network.
GRAIN = 1 / 256

# Weights are Xavier uniform times this. With 1 the gradients behind four sigmoids
# are so small that single precision says little about them.
GAIN = 3


@dataclass(frozen=True)
class Topology:
    """What a network is made of; the field names are those of the JSON."""

    inputs: int
    outputs: int
    dense: tuple
    widths: tuple
    batch_norm: bool = False
    convolutions: bool = True
    convolution_activation: str = "sigmoid"
    output: str = "tanh"
    biases: bool = True
    leaky_slope: float = 0.2
    norm_epsilon: float = 1e-5
    norm_momentum: float = 0.1

    def __post_init__(self):
        assert len(self.dense) == len(self.widths)
        assert not self.convolutions or self.widths[-1] == 2 * self.outputs


class Network(nn.Module):
    """Dense layers, then the four convolutions or a dense layer `output`."""

    def __init__(self, topology):
        super().__init__()
        self.topology = topology
        t = topology
        sizes = (t.inputs, *t.widths)
        dense_bias = t.biases and not t.batch_norm
        self.dense = nn.ModuleList(
            nn.Linear(a, b, bias=dense_bias) for a, b in zip(sizes, sizes[1:])
        )
        self.norm = nn.ModuleList(
            nn.BatchNorm1d(width, eps=t.norm_epsilon, momentum=t.norm_momentum)
            for width in (t.widths if t.batch_norm else ())
        )
        if t.convolutions:
            self.conv = nn.ModuleList(
                nn.Conv1d(a, b, window, stride=stride, bias=t.biases)
                for window, a, b, stride in CONVOLUTIONS
            )
        else:
            self.output = nn.Linear(t.widths[-1], t.outputs, bias=t.biases)

    def activate(self, name, x):
        if name == "leaky_relu":
            return functional.leaky_relu(x, self.topology.leaky_slope)
        functions = {"tanh": torch.tanh, "relu": torch.relu}
        functions["sigmoid"] = functions["logistic"] = torch.sigmoid
        return functions[name](x)

    def logits(self, x):
        """[batch, inputs] to [batch, outputs], before the output activation."""
        t = self.topology
        for i, layer in enumerate(self.dense):
            x = layer(x)
            if t.batch_norm:
                x = self.norm[i](x)
            x = self.activate(t.dense[i], x)
        if not t.convolutions:
            return self.output(x)
        x = functional.pad(x.unsqueeze(1), (1, 2))  # 'same' for window 4
        for layer in self.conv[:-1]:
            x = self.activate(t.convolution_activation, layer(x))
        return self.conv[-1](x).squeeze(1)

    def forward(self, x):
        return self.activate(self.topology.output, self.logits(x))


def tensors(network):
    """Parameters and running statistics by name, PyTorch's counter left out."""
    state = network.state_dict()
    return {k: v for k, v in state.items() if not k.endswith("num_batches_tracked")}


def gradients(network):
    return {name: p.grad.clone() for name, p in network.named_parameters()}


def uniform(shape, low, high, generator):
    """Uniform in [low, high], rounded to GRAIN."""
    x = torch.rand(shape, generator=generator, dtype=torch.float64)
    return torch.round((low + (high - low) * x) / GRAIN) * GRAIN


def draw_tensor(name, tensor, generator):
    layer, _, kind = name.partition(".")
    if kind.endswith("running_var") or (layer == "norm" and kind.endswith("weight")):
        return uniform(tensor.shape, 0.5, 1.5, generator)
    if kind.endswith("weight"):
        window = tensor[0, 0].numel()
        fans = window * (tensor.shape[0] + tensor.shape[1])
        limit = GAIN * math.sqrt(6 / fans)
        return uniform(tensor.shape, -limit, limit, generator)
    return uniform(tensor.shape, -0.3, 0.3, generator)


def make_network(topology, generator, dtype):
    """A network in training mode; no bias and no running value is trivial."""
    network = Network(topology).to(dtype)
    with torch.no_grad():
        for name, tensor in tensors(network).items():
            tensor.copy_(draw_tensor(name, tensor, generator))
        centre(network)
    return network.train()


def centre(network):
    """Takes the mean 0.5 of sigmoid outputs out of the biases of what follows.

    Else every sample looks much the same behind four sigmoids, and batch norm of
    what hardly differs is rounding noise in single precision.
    """
    t = network.topology
    if t.convolutions and t.biases:
        before = (t.dense[-1], *[t.convolution_activation] * 3)
        for activation, layer in zip(before, network.conv):
            if activation == "sigmoid":
                layer.bias -= layer.weight.sum(dim=(1, 2)) / 2


@contextlib.contextmanager
def kept_statistics(*networks):
    """Batch statistics are used inside, but no running statistic moves."""
    buffers = [buffer for network in networks for buffer in network.buffers()]
    saved = [buffer.clone() for buffer in buffers]
    try:
        yield
    finally:
        for buffer, value in zip(buffers, saved):
            buffer.copy_(value)
