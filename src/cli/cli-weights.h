/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reads weights files for the command line, with a study that stands in for lost metadata.
 */
#pragma once

#include "cli/cli.h"
#include "lab/weights/lab-weights.h"

G_BEGIN_DECLS

typedef struct
{
  char *study; /* from --experiment; NULL: none */
  char *curve; /* from --curve; NULL: the only one */
} CliStandIn;

/* Entries of a GOptionEntry array; options must be a CliStandIn. */
#define CLI_STAND_IN_ENTRIES(options)                                                              \
  { "experiment",                                                                                  \
    0,                                                                                             \
    0,                                                                                             \
    G_OPTION_ARG_FILENAME,                                                                         \
    &options.study,                                                                                \
    N_ ("Study that trained the weights, if their file does not say"),                             \
    N_ ("STUDY") },                                                                                \
  {                                                                                                \
    "curve", 0, 0, G_OPTION_ARG_STRING, &options.curve,                                            \
        N_ ("Curve of that study, if it has several"), N_ ("LABEL")                                \
  }

/**
 * cli_weights_read:
 * @path: "-" for standard input
 * @status: (out): the exit status on failure
 *
 * Returns: (transfer full): NULL after one sentence on standard error
 */
LabWeights *cli_weights_read (const char *path, const CliStandIn *stand_in, CliStatus *status);

G_END_DECLS
