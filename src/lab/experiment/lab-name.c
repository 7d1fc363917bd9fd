/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Names as people type them.
 */
#include "config.h"

#include "lab/experiment/lab-name.h"

#include <glib/gi18n-lib.h>

#include "base/text.h"
#include "lab/experiment/lab-error.h"

gboolean
lab_name_check (const char *place, const char *name, GError **error)
{
  glong length;

  if (!base_text_is_line (name))
    {
      g_set_error (error, LAB_ERROR, LAB_ERROR_VALUE,
                   _ ("%s: a title or label is one line of text, without line breaks, tabs or "
                      "other control characters"),
                   place);
      return FALSE;
    }
  length = g_utf8_strlen (name, -1);
  if (length <= BASE_TEXT_MAX_NAME)
    return TRUE;
  g_set_error (error, LAB_ERROR, LAB_ERROR_VALUE,
               _ ("%s: a title or label has at most %d characters; this one has %ld"), place,
               BASE_TEXT_MAX_NAME, length);
  return FALSE;
}

char *
lab_name_tell_apart (const char *label)
{
  static const char *const parties[] = { N_ ("Alice"), N_ ("Bob"), N_ ("Eve") };

  for (guint i = 0; i < G_N_ELEMENTS (parties); i++)
    if (g_ascii_strcasecmp (label, parties[i]) == 0 || g_str_equal (label, _ (parties[i])))
      /* Translators: the name of a run, which is that of a party as well. */
      return g_strdup_printf (_ ("run “%s”"), label);
  return g_strdup (label);
}
