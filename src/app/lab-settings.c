/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is remembered from one start to the next.
 */
#include "config.h"

#include "lab-settings.h"

GSettings *
lab_settings_open (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;

  /* g_settings_new() would end the program without its schema. */
  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, LAB_APPLICATION_ID, TRUE);
  if (schema == NULL)
    return NULL;
  return g_settings_new_full (schema, NULL, NULL);
}
