/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A network as one would write it down: plain loops over samples, in double, no
 * tile, no vector. The engine's fast path is held against it, so nothing of the
 * engine's arithmetic may be used here; of its headers only the description of a
 * topology and the places of its tensors are.
 */
#pragma once

#include "engine/model/nc-topology.h"

G_BEGIN_DECLS

typedef struct
{
  const NcTopology *topology;
  NcLayout layout;
  guint batch;

  double *parameters; /* [n_parameters] */
  double *statistics; /* [n_statistics] */
  double *gradient;   /* [n_parameters] */
  double *m;          /* [n_parameters], Adam's */
  double *v;          /* [n_parameters], Adam's */
  guint steps;        /* Adam's */

  double *input;                       /* [sample][inputs] */
  double *product[NC_MAX_DENSE];       /* [sample][width] */
  double *normal[NC_MAX_DENSE];        /* [sample][width], x^ of batch norm */
  double *sum[NC_MAX_DENSE];           /* [sample][width], before the activation */
  double *dense[NC_MAX_DENSE];         /* [sample][width], after it */
  double *mean[NC_MAX_DENSE];          /* [width] */
  double *variance[NC_MAX_DENSE];      /* [width], biased */
  double *conv_sum[NC_N_CONVOLUTIONS]; /* [sample][channel][position] */
  double *conv[NC_N_CONVOLUTIONS];     /* [sample][channel][position] */
  double *logit;                       /* [sample][outputs], before the output activation */
  double *output;                      /* [sample][outputs] */
  double *logit_delta;                 /* [sample][outputs], dL/d logit, by the caller */
  double *input_delta;                 /* [sample][inputs] */
} ReferenceNetwork;

/* Abadi's four convolutions, from the paper. */
extern const guint reference_convolutions[NC_N_CONVOLUTIONS][4]; /* window, in, out, stride */

ReferenceNetwork *reference_network_new (const NcTopology *topology, guint batch);
void reference_network_free (ReferenceNetwork *network);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReferenceNetwork, reference_network_free)

/* From input to output, by the batch's statistics or by the running ones. */
void reference_network_forward (ReferenceNetwork *network, gboolean training);

/* From logit_delta to gradient and input_delta, after a forward pass in training. */
void reference_network_backward (ReferenceNetwork *network);

/* The batch of the last forward pass into the running statistics. */
void reference_network_update_statistics (ReferenceNetwork *network);

void reference_network_step (
    ReferenceNetwork *network, double learning_rate, double beta1, double beta2, double epsilon);

/* Slope of an activation at x. */
double reference_slope (NcActivation activation, double leaky_slope, double x);

G_END_DECLS
