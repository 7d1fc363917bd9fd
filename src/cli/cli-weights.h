/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Weights files of the command line, and the study that stands in for metadata that were
 * lost.
 */
#pragma once

#include "cli/cli.h"
#include "lab/weights/lab-weights.h"

G_BEGIN_DECLS

typedef struct
{
  char *study; /* of --experiment, NULL: none */
  char *curve; /* of --curve, NULL: the only one */
} CliStandIn;

/* Entries of a GOptionEntry array; options is a CliStandIn of the program's. */
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
 * @status: (out): what to end with where there are none
 *
 * Returns: (transfer full): NULL after one sentence on standard error
 */
LabWeights *cli_weights_read (const char *path, const CliStandIn *stand_in, CliStatus *status);

G_END_DECLS
