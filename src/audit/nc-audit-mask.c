/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The mask of a network that is told bits in order.
 */
#include "audit/nc-audit-mask.h"

/* The share of units that see only the ciphertext: the first bit has no others. */
#define BLIND_SHARE 0.25

/* Bits that unit `unit` of a layer may depend on: 0 … bits - 1, in rising order. */
static guint
get_degree (const NcAuditMask *mask, guint unit)
{
  guint blind = (guint) (BLIND_SHARE * mask->width);

  if (unit < blind || mask->bits == 1)
    return 0;
  return 1 + (guint) ((guint64) (unit - blind) * (mask->bits - 1) / (mask->width - blind));
}

/* The row of input weights of a unit of the given degree. */
static void
mask_inputs (const NcAuditMask *mask, guint degree, nc_real *row)
{
  guint told_end = mask->first_told + mask->n_told * mask->bits;

  for (guint i = 0; i < mask->n_inputs; i++)
    {
      gboolean is_told = i >= mask->first_told && i < told_end;

      row[i] = !is_told || (i - mask->first_told) % mask->bits < degree;
    }
}

/* The row of weights of a unit, or an output, above a layer. */
static void
mask_units (const NcAuditMask *mask, guint degree, nc_real *row)
{
  for (guint i = 0; i < mask->width; i++)
    row[i] = get_degree (mask, i) <= degree;
}

void
nc_audit_mask_set (const NcAuditMask *mask, NcAuditLearner *learner)
{
  const NcLayout *layout = nc_audit_learner_get_layout (learner);
  nc_real *values = nc_real_new0 (layout->n_parameters);

  for (gsize i = 0; i < layout->n_parameters; i++)
    values[i] = 1;
  for (guint unit = 0; unit < mask->width; unit++)
    {
      guint degree = get_degree (mask, unit);

      mask_inputs (mask, degree, values + layout->dense_weight[0] + (gsize) unit * mask->n_inputs);
      for (guint layer = 1; layer < mask->n_layers; layer++)
        mask_units (mask, degree,
                    values + layout->dense_weight[layer] + (gsize) unit * mask->width);
    }
  for (guint bit = 0; bit < mask->bits; bit++)
    mask_units (mask, bit, values + layout->output_weight + (gsize) bit * mask->width);
  nc_audit_learner_set_mask (learner, values);
  nc_real_free (values);
}
