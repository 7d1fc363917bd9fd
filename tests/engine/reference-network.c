/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A network as one would write it down.
 */
#include "reference-network.h"

#include <math.h>
#include <string.h>

const guint reference_convolutions[NC_N_CONVOLUTIONS][4]
    = { { 4, 1, 2, 1 }, { 2, 2, 4, 2 }, { 1, 4, 4, 1 }, { 1, 4, 1, 1 } };

/* One convolution of a network with N outputs; zeros around it so that the output
 * has length / stride positions, the odd one on the right. */
typedef struct
{
  guint window, in, out, stride;
  guint in_length, out_length;
  int left;
} Convolution;

static Convolution
get_convolution (const NcTopology *topology, guint index)
{
  const guint *numbers = reference_convolutions[index];
  guint length = index < 2 ? 2 * topology->outputs : topology->outputs;

  return (Convolution){
    .window = numbers[0],
    .in = numbers[1],
    .out = numbers[2],
    .stride = numbers[3],
    .in_length = length,
    .out_length = length / numbers[3],
    .left = (int) (numbers[0] - numbers[3]) / 2,
  };
}

static double
activate (NcActivation activation, double leaky_slope, double x)
{
  switch (activation)
    {
    case NC_ACTIVATION_SIGMOID:
      return 1 / (1 + exp (-x));
    case NC_ACTIVATION_TANH:
      return tanh (x);
    case NC_ACTIVATION_RELU:
      return x > 0 ? x : 0;
    default:
      return x > 0 ? x : leaky_slope * x;
    }
}

double
reference_slope (NcActivation activation, double leaky_slope, double x)
{
  double y = activate (activation, leaky_slope, x);

  switch (activation)
    {
    case NC_ACTIVATION_SIGMOID:
      return y * (1 - y);
    case NC_ACTIVATION_TANH:
      return 1 - y * y;
    case NC_ACTIVATION_RELU:
      return x > 0 ? 1 : 0;
    default:
      return x > 0 ? 1 : leaky_slope;
    }
}

static guint
get_width (const NcTopology *topology, int layer)
{
  return layer < 0 ? topology->inputs : topology->width[layer];
}

ReferenceNetwork *
reference_network_new (const NcTopology *topology, guint batch)
{
  ReferenceNetwork *network = g_new0 (ReferenceNetwork, 1);
  guint n_parameters;

  network->topology = topology;
  network->batch = batch;
  nc_layout_init (&network->layout, topology);
  n_parameters = (guint) network->layout.n_parameters;
  network->parameters = g_new0 (double, n_parameters);
  network->statistics = g_new0 (double, network->layout.n_statistics + 1);
  network->gradient = g_new0 (double, n_parameters);
  network->m = g_new0 (double, n_parameters);
  network->v = g_new0 (double, n_parameters);
  network->input = g_new0 (double, batch * topology->inputs);
  network->input_delta = g_new0 (double, batch * topology->inputs);
  for (guint layer = 0; layer < topology->n_dense; layer++)
    {
      guint width = topology->width[layer];

      network->product[layer] = g_new0 (double, batch *width);
      network->normal[layer] = g_new0 (double, batch *width);
      network->sum[layer] = g_new0 (double, batch *width);
      network->dense[layer] = g_new0 (double, batch *width);
      network->mean[layer] = g_new0 (double, width);
      network->variance[layer] = g_new0 (double, width);
    }
  for (guint i = 0; i < NC_N_CONVOLUTIONS; i++)
    {
      Convolution conv = get_convolution (topology, i);

      network->conv_sum[i] = g_new0 (double, batch *conv.out *conv.out_length);
      network->conv[i] = g_new0 (double, batch *conv.out *conv.out_length);
    }
  network->logit = g_new0 (double, batch * topology->outputs);
  network->output = g_new0 (double, batch * topology->outputs);
  network->logit_delta = g_new0 (double, batch * topology->outputs);
  return network;
}

void
reference_network_free (ReferenceNetwork *network)
{
  double **const arrays[] = { network->product, network->normal, network->sum,
                              network->dense,   network->mean,   network->variance };

  for (guint i = 0; i < G_N_ELEMENTS (arrays); i++)
    for (guint layer = 0; layer < NC_MAX_DENSE; layer++)
      g_free (arrays[i][layer]);
  for (guint i = 0; i < NC_N_CONVOLUTIONS; i++)
    {
      g_free (network->conv_sum[i]);
      g_free (network->conv[i]);
    }
  g_free (network->parameters);
  g_free (network->statistics);
  g_free (network->gradient);
  g_free (network->m);
  g_free (network->v);
  g_free (network->input);
  g_free (network->input_delta);
  g_free (network->logit);
  g_free (network->output);
  g_free (network->logit_delta);
  g_free (network);
}

/* y[sample][o] = bias[o] + sum over i of weight[o][i] x[sample][i] */
static void
forward_product (const ReferenceNetwork *network,
                 guint in,
                 guint out,
                 gsize weight,
                 gsize bias,
                 const double *x,
                 double *y)
{
  for (guint s = 0; s < network->batch; s++)
    for (guint o = 0; o < out; o++)
      {
        double sum = bias == NC_NO_TENSOR ? 0 : network->parameters[bias + o];

        for (guint i = 0; i < in; i++)
          sum += network->parameters[weight + o * in + i] * x[s * in + i];
        y[s * out + o] = sum;
      }
}

static void
forward_norm (ReferenceNetwork *network, guint layer, gboolean training)
{
  const NcLayout *layout = &network->layout;
  guint width = network->topology->width[layer];

  for (guint o = 0; o < width; o++)
    {
      double gamma = network->parameters[layout->norm_weight[layer] + o];
      double beta = network->parameters[layout->norm_bias[layer] + o];
      double mean = 0, variance = 0;

      for (guint s = 0; s < network->batch; s++)
        mean += network->product[layer][s * width + o] / network->batch;
      for (guint s = 0; s < network->batch; s++)
        variance += pow (network->product[layer][s * width + o] - mean, 2) / network->batch;
      network->mean[layer][o] = mean;
      network->variance[layer][o] = variance;
      if (!training)
        {
          mean = network->statistics[layout->running_mean[layer] + o];
          variance = network->statistics[layout->running_var[layer] + o];
        }
      for (guint s = 0; s < network->batch; s++)
        {
          gsize at = s * width + o;

          network->normal[layer][at] = (network->product[layer][at] - mean)
                                       / sqrt (variance + network->topology->norm_epsilon);
          network->sum[layer][at] = gamma * network->normal[layer][at] + beta;
        }
    }
}

static void
forward_convolution (ReferenceNetwork *network, guint index, const double *x)
{
  const NcTopology *topology = network->topology;
  const double *weight = network->parameters + network->layout.conv_weight[index];
  Convolution conv = get_convolution (topology, index);

  for (guint s = 0; s < network->batch; s++)
    for (guint o = 0; o < conv.out; o++)
      for (guint p = 0; p < conv.out_length; p++)
        {
          gsize to = (s * conv.out + o) * conv.out_length + p;
          double sum
              = topology->biases ? network->parameters[network->layout.conv_bias[index] + o] : 0;

          for (guint i = 0; i < conv.in; i++)
            for (guint k = 0; k < conv.window; k++)
              {
                int at = (int) (p * conv.stride + k) - conv.left;

                if (at >= 0 && at < (int) conv.in_length)
                  sum += weight[(o * conv.in + i) * conv.window + k]
                         * x[(s * conv.in + i) * conv.in_length + at];
              }
          network->conv_sum[index][to] = sum;
          network->conv[index][to]
              = activate (topology->convolution_activation, topology->leaky_slope, sum);
        }
}

void
reference_network_forward (ReferenceNetwork *network, gboolean training)
{
  const NcTopology *topology = network->topology;
  const NcLayout *layout = &network->layout;
  guint last = topology->n_dense - 1, n_outputs = network->batch * topology->outputs;
  const double *x = network->input;

  for (guint layer = 0; layer < topology->n_dense; layer++)
    {
      guint width = topology->width[layer];

      forward_product (network, get_width (topology, (int) layer - 1), width,
                       layout->dense_weight[layer], layout->dense_bias[layer], x,
                       network->product[layer]);
      if (topology->batch_norm)
        forward_norm (network, layer, training);
      else
        memcpy (network->sum[layer], network->product[layer],
                network->batch * width * sizeof (double));
      for (guint i = 0; i < network->batch * width; i++)
        network->dense[layer][i]
            = activate (topology->activation[layer], topology->leaky_slope, network->sum[layer][i]);
      x = network->dense[layer];
    }

  if (topology->convolutions)
    for (guint i = 0; i < NC_N_CONVOLUTIONS; i++)
      forward_convolution (network, i, i == 0 ? x : network->conv[i - 1]);
  else
    forward_product (network, topology->width[last], topology->outputs, layout->output_weight,
                     layout->output_bias, x, network->logit);
  if (topology->convolutions)
    memcpy (network->logit, network->conv_sum[NC_N_CONVOLUTIONS - 1], n_outputs * sizeof (double));
  for (guint i = 0; i < n_outputs; i++)
    network->output[i] = topology->output == NC_OUTPUT_TANH
                             ? tanh (network->logit[i])
                             : activate (NC_ACTIVATION_SIGMOID, 0, network->logit[i]);
}

/* dy by the product's result; adds to its gradients and sets dx [sample][in]. */
static void
backward_product (ReferenceNetwork *network,
                  guint in,
                  guint out,
                  gsize weight,
                  gsize bias,
                  const double *x,
                  const double *dy,
                  double *dx)
{
  memset (dx, 0, network->batch * in * sizeof (double));
  for (guint s = 0; s < network->batch; s++)
    for (guint o = 0; o < out; o++)
      {
        double delta = dy[s * out + o];

        if (bias != NC_NO_TENSOR)
          network->gradient[bias + o] += delta;
        for (guint i = 0; i < in; i++)
          {
            network->gradient[weight + o * in + i] += delta * x[s * in + i];
            dx[s * in + i] += delta * network->parameters[weight + o * in + i];
          }
      }
}

/* The textbook's three steps (Ioffe & Szegedy 2015, section 3): by x^, by the
 * variance, by the mean. delta [sample][width] is changed in place. */
static void
backward_norm (ReferenceNetwork *network, guint layer, double *delta)
{
  const NcLayout *layout = &network->layout;
  guint width = network->topology->width[layer], batch = network->batch;

  for (guint o = 0; o < width; o++)
    {
      double gamma = network->parameters[layout->norm_weight[layer] + o];
      double deviation = sqrt (network->variance[layer][o] + network->topology->norm_epsilon);
      double by_variance = 0, by_mean = 0;

      for (guint s = 0; s < batch; s++)
        {
          gsize at = s * width + o;
          double centred = network->product[layer][at] - network->mean[layer][o];

          network->gradient[layout->norm_weight[layer] + o]
              += delta[at] * network->normal[layer][at];
          network->gradient[layout->norm_bias[layer] + o] += delta[at];
          by_variance += delta[at] * gamma * centred * -0.5 / pow (deviation, 3);
          by_mean += delta[at] * gamma * -1 / deviation;
        }
      for (guint s = 0; s < batch; s++)
        {
          gsize at = s * width + o;
          double centred = network->product[layer][at] - network->mean[layer][o];

          delta[at]
              = delta[at] * gamma / deviation + by_variance * 2 * centred / batch + by_mean / batch;
        }
    }
}

/* dy by what the convolution yields before its activation; sets dx. */
static void
backward_convolution (
    ReferenceNetwork *network, guint index, const double *x, const double *dy, double *dx)
{
  gsize weight = network->layout.conv_weight[index];
  Convolution conv = get_convolution (network->topology, index);

  memset (dx, 0, network->batch * conv.in * conv.in_length * sizeof (double));
  for (guint s = 0; s < network->batch; s++)
    for (guint o = 0; o < conv.out; o++)
      for (guint p = 0; p < conv.out_length; p++)
        {
          double delta = dy[(s * conv.out + o) * conv.out_length + p];

          if (network->topology->biases)
            network->gradient[network->layout.conv_bias[index] + o] += delta;
          for (guint i = 0; i < conv.in; i++)
            for (guint k = 0; k < conv.window; k++)
              {
                int position = (int) (p * conv.stride + k) - conv.left;
                gsize w = weight + (o * conv.in + i) * conv.window + k;
                gsize at = (s * conv.in + i) * conv.in_length + (guint) position;

                if (position < 0 || position >= (int) conv.in_length)
                  continue;
                network->gradient[w] += delta * x[at];
                dx[at] += delta * network->parameters[w];
              }
        }
}

/* delta by what the convolutions read, [sample][2 outputs], owned by the caller. */
static double *
backward_convolutions (ReferenceNetwork *network)
{
  const NcTopology *topology = network->topology;
  double *dy
      = g_memdup2 (network->logit_delta, network->batch * topology->outputs * sizeof (double));

  for (int i = NC_N_CONVOLUTIONS - 1; i >= 0; i--)
    {
      Convolution conv = get_convolution (topology, (guint) i);
      guint n = network->batch * conv.in * conv.in_length;
      double *dx = g_new (double, n);

      backward_convolution (network, (guint) i,
                            i > 0 ? network->conv[i - 1] : network->dense[topology->n_dense - 1],
                            dy, dx);
      for (guint j = 0; i > 0 && j < n; j++)
        dx[j] *= reference_slope (topology->convolution_activation, topology->leaky_slope,
                                  network->conv_sum[i - 1][j]);
      g_free (dy);
      dy = dx;
    }
  return dy;
}

void
reference_network_backward (ReferenceNetwork *network)
{
  const NcTopology *topology = network->topology;
  const NcLayout *layout = &network->layout;
  guint last = topology->n_dense - 1;
  double *delta;

  memset (network->gradient, 0, layout->n_parameters * sizeof (double));
  if (topology->convolutions)
    delta = backward_convolutions (network);
  else
    {
      delta = g_new (double, network->batch * topology->width[last]);
      backward_product (network, topology->width[last], topology->outputs, layout->output_weight,
                        layout->output_bias, network->dense[last], network->logit_delta, delta);
    }

  for (int layer = (int) last; layer >= 0; layer--)
    {
      guint width = topology->width[layer], in = get_width (topology, layer - 1);
      double *dx = g_new (double, network->batch *in);

      for (guint i = 0; i < network->batch * width; i++)
        delta[i] *= reference_slope (topology->activation[layer], topology->leaky_slope,
                                     network->sum[layer][i]);
      if (topology->batch_norm)
        backward_norm (network, (guint) layer, delta);
      backward_product (network, in, width, layout->dense_weight[layer], layout->dense_bias[layer],
                        layer == 0 ? network->input : network->dense[layer - 1], delta, dx);
      g_free (delta);
      delta = dx;
    }
  memcpy (network->input_delta, delta, network->batch * topology->inputs * sizeof (double));
  g_free (delta);
}

void
reference_network_update_statistics (ReferenceNetwork *network)
{
  const NcTopology *topology = network->topology;
  double keep = 1 - topology->norm_momentum, take = topology->norm_momentum;
  double unbias = network->batch / (network->batch - 1.0);

  for (guint layer = 0; topology->batch_norm && layer < topology->n_dense; layer++)
    for (guint o = 0; o < topology->width[layer]; o++)
      {
        double *mean = network->statistics + network->layout.running_mean[layer] + o;
        double *variance = network->statistics + network->layout.running_var[layer] + o;

        *mean = keep * *mean + take * network->mean[layer][o];
        *variance = keep * *variance + take * unbias * network->variance[layer][o];
      }
}

void
reference_network_step (
    ReferenceNetwork *network, double learning_rate, double beta1, double beta2, double epsilon)
{
  network->steps++;
  for (gsize i = 0; i < network->layout.n_parameters; i++)
    {
      double g = network->gradient[i], m, v;

      network->m[i] = beta1 * network->m[i] + (1 - beta1) * g;
      network->v[i] = beta2 * network->v[i] + (1 - beta2) * g * g;
      m = network->m[i] / (1 - pow (beta1, network->steps));
      v = network->v[i] / (1 - pow (beta2, network->steps));
      network->parameters[i] -= learning_rate * m / (sqrt (v) + epsilon);
    }
}
