/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Changes of the learning rate, from text and back.
 */
#include "lab/experiment/lab-rate-changes.h"

#include <string.h>

#include "lab/experiment/lab-number.h"

static gboolean
read_change (const char *text, NcRateChange *change)
{
  const char *colon = strchr (text, ':');
  g_autofree char *digits = colon != NULL ? g_strndup (text, (gsize) (colon - text)) : NULL;
  guint64 iteration;

  if (digits == NULL
      || !g_ascii_string_to_unsigned (digits, 10, 1, NC_MAX_ITERATIONS - 1, &iteration, NULL))
    return FALSE;
  change->iteration = iteration;
  return lab_number_read (colon + 1, &change->learning_rate) && change->learning_rate > 0
         && change->learning_rate <= 1;
}

gboolean
lab_rate_changes_read (const char *text, NcRateChange *changes, guint *n_changes)
{
  g_auto (GStrv) items = g_strsplit (text, ";", NC_MAX_RATE_CHANGES + 1);
  guint n_items = g_str_equal (text, LAB_RATE_CHANGES_NONE) ? 0 : g_strv_length (items);
  NcRateChange read[NC_MAX_RATE_CHANGES];

  if (n_items == 0 ? items[0] == NULL : n_items > NC_MAX_RATE_CHANGES)
    return FALSE;
  for (guint i = 0; i < n_items; i++)
    if (!read_change (items[i], &read[i]) || (i > 0 && read[i].iteration <= read[i - 1].iteration))
      return FALSE;
  if (changes != NULL)
    memcpy (changes, read, n_items * sizeof *read);
  if (n_changes != NULL)
    *n_changes = n_items;
  return TRUE;
}

char *
lab_rate_changes_write (const NcSetup *setup)
{
  GString *text = g_string_new (setup->n_rate_changes == 0 ? LAB_RATE_CHANGES_NONE : NULL);

  for (guint i = 0; i < setup->n_rate_changes; i++)
    {
      char digits[G_ASCII_DTOSTR_BUF_SIZE];

      lab_number_write (setup->rate_changes[i].learning_rate, digits);
      g_string_append_printf (text, "%s%" G_GUINT64_FORMAT ":%s", i > 0 ? ";" : "",
                              setup->rate_changes[i].iteration, digits);
    }
  return g_string_free (text, FALSE);
}
