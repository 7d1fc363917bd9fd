/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Shared by encrypt and decrypt: weights and key, and bytes in and out.
 */
#pragma once

#include "cli/cli-weights.h"
#include "cli/cli.h"
#include "lab/weights/lab-message.h"

G_BEGIN_DECLS

/**
 * cli_message_load:
 * @path: (nullable): the weights file of --weights
 * @hex: (nullable): the key of --key
 * @weights: (out)
 * @key: (out): N bits
 *
 * Returns: CLI_DONE, or the exit status after one sentence on standard error
 */
CliStatus cli_message_load (const char *path,
                            const CliStandIn *stand_in,
                            const char *hex,
                            LabWeights **weights,
                            GByteArray **key);

/**
 * cli_message_check_files:
 * @weights: (nullable)
 * @study: (nullable): stands in for missing metadata
 * @input: (nullable): NULL if none is read
 * @output: (nullable): NULL for standard output
 *
 * Checks that they do not conflict.
 *
 * Returns: CLI_DONE, or the exit status after one sentence on standard error
 */
CliStatus cli_message_check_files (const char *weights,
                                   const char *study,
                                   const char *input,
                                   const char *output);

/**
 * cli_message_read:
 * @path: "-" for standard input
 * @max: most bytes to read
 *
 * Returns: (transfer full): NULL after one sentence on standard error
 */
GBytes *cli_message_read (const char *path, gsize max);

/**
 * cli_message_write:
 * @path: (nullable): NULL or "-" for standard output
 *
 * Returns: CLI_DONE, or CLI_FAILED after one sentence on standard error
 */
CliStatus cli_message_write (const char *path, const char *bytes, gsize n_bytes);

G_END_DECLS
