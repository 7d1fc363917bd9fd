#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Weights files in PyTorch: the same networks, the same ciphertexts.

Usage: check-weights.py FUZZY-KEY MAKE-WEIGHTS

Makes weights files of several kinds of networks, reads each with a reader of its
own (the format is a length, a JSON header and the numbers), builds PyTorch's
layers of what the experiment in it says, lets them load the tensors strictly, and
compares: Alice's output with what `fuzzy-key encrypt` prints, Bob's with what
`fuzzy-key decrypt` reads. Exit status 77, "skipped", without PyTorch (Debian:
python3-torch).
"""

import configparser
import json
import os
import pathlib
import random
import struct
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
DEBIAN = "/usr/bin/python3"

try:
    import torch
except ImportError:
    if os.path.realpath(sys.executable) != os.path.realpath(DEBIAN) and os.access(DEBIAN, os.X_OK):
        os.execv(DEBIAN, [DEBIAN, *sys.argv])
    print("PyTorch is missing (Debian: python3-torch)")
    sys.exit(77)

from networks import Network, Topology

TOLERANCE = 1e-5
TYPES = {"F32": ("f", torch.float32), "I64": ("q", torch.int64)}

# A standard deviation over messages from which on outputs say something: those of
# sigmoid networks hardly depend on what goes in before they have learnt something.
SPREAD = 0.005

TANH = "networks.convolution-activation=tanh"
# Study, iterations, settings.
CASES = (
    ("figure-3", 8000, ()),
    ("figure-7", 1000, ("parties.key-bits=32",)),
    ("figure-10-inferred", 1000, ("training.batch=64",)),
    ("abadi", 500, ("training.batch=64", "alice.batch-norm=true", "eve.batch-norm=true", TANH)),
    ("figure-6-inferred", 1000, ("parties.key-bits=10",)),
    ("figure-3", 100, ("networks.convolution-activation=none", "networks.biases=false")),
    ("figure-3", 5000, ("alice.dense=leaky-relu;tanh;relu", "alice.width=24;48;2N", "networks.leaky-slope=0.1")),
)


def read_safetensors(path):
    """Metadata and tensors of a file; an own reader, not the program's."""
    data = path.read_bytes()
    (length,) = struct.unpack_from("<Q", data)
    header = json.loads(data[8 : 8 + length])
    metadata = header.pop("__metadata__")
    tensors = {}
    for name, entry in header.items():
        code, dtype = TYPES[entry["dtype"]]
        begin, end = (8 + length + offset for offset in entry["data_offsets"])
        count = (end - begin) // struct.calcsize("<" + code)
        numbers = struct.unpack(f"<{count}{code}", data[begin:end])
        tensors[name] = torch.tensor(numbers, dtype=dtype).reshape(entry["shape"])
    return metadata, tensors


def read_topology(experiment, party):
    key_bits = experiment.getint("parties", "key-bits")
    section = experiment[party]
    convolution = section["convolution-activation"]
    return Topology(
        inputs=key_bits if party == "eve" else 2 * key_bits,
        outputs=key_bits,
        dense=tuple(section["dense"].replace("-", "_").split(";")),
        widths=tuple(map(int, section["width"].split(";"))),
        batch_norm=section.getboolean("batch-norm"),
        convolutions=convolution != "none",
        convolution_activation=convolution.replace("-", "_"),
        biases=section.getboolean("biases"),
        leaky_slope=section.getfloat("leaky-slope"),
        norm_epsilon=section.getfloat("norm-epsilon"),
        norm_momentum=section.getfloat("norm-momentum"),
    )


def load_networks(metadata, tensors):
    """By party, in evaluation mode; every tensor of the file is used."""
    experiment = configparser.ConfigParser(interpolation=None)
    experiment.read_string(metadata["experiment"])
    networks, used = {}, 0
    for party in ("alice", "bob", "eve"):
        if party not in experiment:
            continue
        own = {name[len(party) + 1 :]: t for name, t in tensors.items() if name.startswith(party + ".")}
        networks[party] = Network(read_topology(experiment, party)).eval()
        networks[party].load_state_dict(own, strict=True)
        assert set(own) == set(networks[party].state_dict()), "PyTorch holds other tensors"
        used += len(own)
    assert used == len(tensors), "the file has tensors that belong to nobody"
    return experiment, networks


def run(program, *arguments):
    done = subprocess.run([program, *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{program} {' '.join(map(str, arguments))}: {done.stderr.strip()}")
    return done.stdout


def to_hex(bits):
    bits = bits + [0] * (-len(bits) % 4)
    return "".join(f"{8 * a + 4 * b + 2 * c + d:x}" for a, b, c, d in zip(*[iter(bits)] * 4))


def to_signs(bits):
    return torch.tensor(bits, dtype=torch.float32) * 2 - 1


def check(fuzzy_key, weights, key_bits, networks):
    """The largest difference between the two ciphertexts."""
    draw = random.Random(key_bits)
    message = [draw.randrange(2) for _ in range(20 * key_bits)]
    key = [draw.randrange(2) for _ in range(key_bits)]
    bob_key = [1 - key[0], *key[1:]]
    text = run(fuzzy_key, "encrypt", "--weights", weights, "--key", to_hex(key), "--message-hex", to_hex(message))
    first, *lines = text.splitlines()
    assert first == f"fuzzy-key-ciphertext 1 {key_bits} {len(message)}", first
    found = torch.tensor([[float(number) for number in line.split()] for line in lines])

    plaintext = to_signs(message).reshape(-1, key_bits)
    with torch.no_grad():
        keys = to_signs(key).expand(len(plaintext), -1)
        expected = networks["alice"](torch.cat((plaintext, keys), dim=1))
        bob_keys = to_signs(bob_key).expand(len(plaintext), -1)
        output = networks["bob"](torch.cat((found, bob_keys), dim=1)).flatten()
    for outputs in (expected, output.reshape(-1, key_bits)):
        assert outputs.std(dim=0).min().item() >= SPREAD, "the outputs are all alike; train longer"
    difference = (found - expected).abs().max().item()
    assert found.shape == expected.shape and difference <= TOLERANCE, f"ciphertexts differ by {difference}"

    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.write(text)
        file.flush()
        digits = run(fuzzy_key, "decrypt", "--weights", weights, "--key", to_hex(bob_key), "--hex", file.name).strip()
    for i, number in enumerate(output.tolist()):
        bit = int(digits[i // 4], 16) >> (3 - i % 4) & 1
        assert abs(number) <= TOLERANCE or bit == (number > 0), f"bit {i} is {bit}, Bob's output {number}"
    return difference


def main():
    fuzzy_key, make_weights = sys.argv[1:]
    torch.set_num_threads(1)
    with tempfile.TemporaryDirectory() as folder:
        for i, (study, iterations, settings) in enumerate(CASES):
            path = pathlib.Path(folder) / f"{i}.safetensors"
            run(make_weights, path, study, str(iterations), *settings)
            metadata, tensors = read_safetensors(path)
            assert metadata["iterations"] == str(iterations) and metadata["seed"] == "1"
            experiment, networks = load_networks(metadata, tensors)
            key_bits = experiment.getint("parties", "key-bits")
            difference = check(fuzzy_key, path, key_bits, networks)
            print(f"{study} {' '.join(settings)}: {len(tensors)} tensors, ciphertexts within {difference:.2g}")


if __name__ == "__main__":
    main()
