/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What encrypt and decrypt share: weights and key, and bytes in and out.
 */
#pragma once

#include "cli.h"
#include "lab/lab-message.h"

G_BEGIN_DECLS

/**
 * cli_message_load:
 * @path: (nullable): the weights file of --weights
 * @hex: (nullable): the key of --key
 * @weights: (out)
 * @key: (out): N bits
 *
 * Returns: CLI_DONE, or what to end with after one sentence on standard error
 */
CliStatus
cli_message_load (const char *path, const char *hex, LabWeights **weights, GByteArray **key);

/* Whether @path (nullable) means standard input or output: it is not given, or "-". */
gboolean cli_message_is_stream (const char *path);

/**
 * cli_message_check_output:
 * @output: (nullable)
 *
 * Returns: FALSE after one sentence on standard error where it is the weights file
 */
gboolean cli_message_check_output (const char *output, const char *weights);

/**
 * cli_message_read:
 * @path: (nullable): standard input when NULL or "-"
 * @max: bytes that are read at most
 *
 * Returns: (transfer full): NULL after one sentence on standard error
 */
GBytes *cli_message_read (const char *path, gsize max);

/**
 * cli_message_write:
 * @path: (nullable): standard output when NULL or "-"
 *
 * Returns: CLI_DONE, or CLI_FAILED after one sentence on standard error
 */
CliStatus cli_message_write (const char *path, const char *bytes, gsize n_bytes);

G_END_DECLS
