/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The panel's rows for one party's network: its model, dense layers, their widths and batch norm.
 */
#include "config.h"

#include "app/panel/lab-party-rows.h"

#include <glib/gi18n.h>

#include "engine/model/nc-topology.h"
#include "app/panel/lab-dense-row.h"
#include "app/panel/lab-entry-row.h"
#include "app/panel/lab-model-row.h"
#include "app/panel/lab-switch-row.h"

static void
add (GtkWidget *parent, gpointer row)
{
  if (ADW_IS_EXPANDER_ROW (parent))
    adw_expander_row_add_row (ADW_EXPANDER_ROW (parent), GTK_WIDGET (row));
  else
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (parent), GTK_WIDGET (row));
}

void
lab_party_rows_add (const char *party, GtkWidget *parent)
{
  g_autofree char *dense = g_strconcat (party, ".dense", NULL);
  g_autofree char *width = g_strconcat (party, ".width", NULL);
  g_autofree char *batch_norm = g_strconcat (party, ".batch-norm", NULL);

  g_return_if_fail (ADW_IS_EXPANDER_ROW (parent) || ADW_IS_PREFERENCES_GROUP (parent));

  add (parent, g_object_new (LAB_TYPE_MODEL_ROW, "key", dense, NULL));
  for (guint layer = 0; layer < NC_MAX_DENSE; layer++)
    add (parent, g_object_new (LAB_TYPE_DENSE_ROW, "key", dense, "layer", layer, NULL));
  add (parent,
       g_object_new (LAB_TYPE_ENTRY_ROW, "key", width, "title", _ ("Layer widths"), "tooltip-text",
                     _ ("One number for all dense layers or one for each, separated by “;”. 2N is "
                        "twice the number of key bits."),
                     NULL));
  add (parent,
       g_object_new (LAB_TYPE_SWITCH_ROW, "key", batch_norm, "title", _ ("Batch norm"), NULL));
}
