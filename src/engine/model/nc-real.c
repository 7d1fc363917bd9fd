/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Aligned arrays of numbers.
 */
#include "engine/model/nc-real.h"

#include <string.h>

nc_real *
nc_real_new0 (gsize n)
{
  gsize bytes = MAX (n, 1) * sizeof (nc_real);
  nc_real *numbers = g_aligned_alloc (1, bytes, NC_ALIGNMENT);

  memset (numbers, 0, bytes);
  return numbers;
}

void
nc_real_free (nc_real *numbers)
{
  g_aligned_free (numbers);
}
