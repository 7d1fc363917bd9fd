/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Encodes points of a series as bytes, and decodes them.
 */
#include "lab/store/lab-chunk.h"

#include <math.h>
#include <string.h>

#define N_COLUMNS 4 /* the floats of NcMeasurement, in its order */

/* The NaN that the trainer writes if nothing was measured. */
static gboolean
is_nothing (float value)
{
  const float nothing = NAN;

  return memcmp (&value, &nothing, sizeof value) == 0;
}

static float
get_value (LabSeries *series, guint column, guint64 index)
{
  LabChannel channel = LAB_CHANNEL_BOB_LOSS_RATE + column;

  if (column >= 2 && lab_series_get_turn (series, index) == NC_TURN_EVE)
    channel += LAB_CHANNEL_EVE_OWN_LOSS_RATE - LAB_CHANNEL_EVE_LOSS_RATE;
  return lab_series_get_value (series, channel, index);
}

static guint8 *
put_float (guint8 *bytes, float value)
{
  guint32 bits;

  memcpy (&bits, &value, sizeof bits);
  bits = GUINT32_TO_LE (bits);
  memcpy (bytes, &bits, sizeof bits);
  return bytes + sizeof bits;
}

static float
take_float (const guint8 *bytes)
{
  guint32 bits;
  float value;

  memcpy (&bits, bytes, sizeof bits);
  bits = GUINT32_FROM_LE (bits);
  memcpy (&value, &bits, sizeof value);
  return value;
}

GBytes *
lab_chunk_encode (LabSeries *series, guint64 first, guint count, guint *columns)
{
  guint8 *bytes = g_malloc ((gsize) count * N_COLUMNS * sizeof (float));
  guint8 *end = bytes;

  *columns = 0;
  for (guint column = 0; column < N_COLUMNS; column++)
    {
      guint8 *begin = end;
      gboolean measured = FALSE;

      for (guint i = 0; i < count; i++)
        {
          float value = get_value (series, column, first + i);

          measured |= !is_nothing (value);
          end = put_float (end, value);
        }
      if (measured)
        *columns |= 1u << column;
      else
        end = begin;
    }
  return g_bytes_new_take (g_realloc (bytes, MAX (1, (gsize) (end - bytes))),
                           (gsize) (end - bytes));
}

gboolean
lab_chunk_decode (LabSeries *series,
                  const NcSetup *setup,
                  const guint8 *bytes,
                  gsize n_bytes,
                  guint count,
                  guint columns)
{
  const guint8 *starts[N_COLUMNS] = { NULL };
  guint n_columns = 0;
  guint64 first = lab_series_get_length (series);

  for (guint column = 0; column < N_COLUMNS; column++)
    if ((columns >> column & 1) != 0)
      starts[column] = bytes + (gsize) count * sizeof (float) * n_columns++;
  /* Only the last point of a diverged run may have no values. */
  if (columns >> N_COLUMNS != 0 || (columns == 0 && count > 1)
      || n_bytes != (gsize) count * sizeof (float) * n_columns)
    return FALSE;
  for (guint i = 0; i < count; i++)
    {
      float values[N_COLUMNS];
      NcMeasurement measurement;

      for (guint column = 0; column < N_COLUMNS; column++)
        values[column]
            = starts[column] != NULL ? take_float (starts[column] + i * sizeof (float)) : NAN;
      measurement = (NcMeasurement){
        .iteration = first + i,
        .turn = nc_setup_get_turn (setup, first + i),
        .bob_loss_rate = values[0],
        .bob_bit_error = values[1],
        .eve_loss_rate = values[2],
        .eve_bit_error = values[3],
      };
      lab_series_append (series, &measurement);
    }
  return TRUE;
}
