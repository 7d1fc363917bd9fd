/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What completions offer for a placeholder: the only list of what the placeholders in option
 * tables mean.
 */
#include "config.h"

#include "manual/manual.h"

#include <string.h>

#include "audit/nc-audit-known.h"
#include "cli/bench/cli-bench-setup.h"
#include "cli/cli-figure.h"
#include "lab/audit/lab-finding.h"
#include "lab/audit/lab-instrument.h"

static void
add_list (ManualOffer *offer, const char *const *words)
{
  for (; *words != NULL; words++)
    g_ptr_array_add (offer->words, g_strdup (*words));
}

static void
add_studies (ManualOffer *offer)
{
  g_autoptr (GPtrArray) studies = lab_study_file_list_shipped ();

  for (guint i = 0; i < studies->len; i++)
    g_ptr_array_add (offer->words, g_strdup (((LabShippedStudy *) studies->pdata[i])->name));
  g_ptr_array_add (offer->endings, g_strdup ("ini"));
}

static void
add_figures (ManualOffer *offer)
{
  static const char *const figures[] = { "3", "5", "6", "7", "8", "10", NULL };

  add_list (offer, figures);
  add_studies (offer);
}

static void
add_readings (ManualOffer *offer)
{
  add_list (offer, lab_study_file_list_readings ());
}

static void
add_settings (ManualOffer *offer)
{
  guint n_keys;
  const LabKey *keys = lab_key_get_all (&n_keys);

  for (guint i = 0; i < n_keys; i++)
    g_ptr_array_add (offer->words, g_strconcat (keys[i].name, "=", NULL));
  offer->goes_on = TRUE;
}

static void
add_ciphers (ManualOffer *offer)
{
  for (guint i = 0; i < NC_AUDIT_N_KNOWN; i++)
    g_ptr_array_add (offer->words, g_strdup (nc_audit_known_get_name (i)));
}

static void
add_instruments (ManualOffer *offer)
{
  for (guint i = 0; i < LAB_N_INSTRUMENTS; i++)
    g_ptr_array_add (offer->words, g_strdup (lab_instrument_get_name (i)));
}

static void
add_metrics (ManualOffer *offer)
{
  add_list (offer, cli_figure_metrics);
}

static void
add_bands (ManualOffer *offer)
{
  add_list (offer, cli_figure_bands);
}

static void
add_points (ManualOffer *offer)
{
  add_list (offer, cli_figure_points);
}

/* All kernels, whatever the build machine's processor can run. */
static void
add_kernels (ManualOffer *offer)
{
  static const char *const kernels[] = { "baseline", "v3", "v4", NULL };

  add_list (offer, kernels);
}

static void
add_steps (ManualOffer *offer)
{
  add_list (offer, cli_bench_kind_names);
}

static void
add_formats (ManualOffer *offer)
{
  add_list (offer, cli_figure_formats);
}

static void
add_weights (ManualOffer *offer)
{
  g_ptr_array_add (offer->endings, g_strdup ("safetensors"));
}

static void
add_folders (ManualOffer *offer)
{
  offer->folders = TRUE;
}

static void
add_runs (ManualOffer *offer)
{
  offer->runs = TRUE;
}

static void
add_audits (ManualOffer *offer)
{
  offer->audits = TRUE;
}

static void
add_commands (ManualOffer *offer)
{
  offer->commands = TRUE;
}

static const struct
{
  const char *placeholder;
  void (*add) (ManualOffer *offer);
} meanings[] = {
  { "STUDY", add_studies },    { "FIGURE", add_figures },
  { "READING", add_readings }, { "GROUP.KEY=VALUE", add_settings },
  { "CIPHER", add_ciphers },   { "INSTRUMENTS", add_instruments },
  { "METRIC", add_metrics },   { "BAND", add_bands },
  { "POINTS", add_points },    { "KERNELS", add_kernels },
  { "STEP", add_steps },       { "FORMAT", add_formats },
  { "WEIGHTS", add_weights },  { "FOLDER", add_folders },
  { "RUN", add_runs },         { "AUDIT", add_audits },
  { "COMMAND", add_commands },
};

/* "FILE", "FILE.csv", "FILE.png|svg|pdf" */
static void
add_files (ManualOffer *offer, const char *placeholder)
{
  g_auto (GStrv) endings = NULL;

  if (placeholder[strlen ("FILE")] != '.')
    {
      offer->any_file = TRUE;
      return;
    }
  endings = g_strsplit (placeholder + strlen ("FILE."), "|", -1);
  for (guint i = 0; endings[i] != NULL; i++)
    g_ptr_array_add (offer->endings, g_strdup (endings[i]));
}

static void
add_placeholder (ManualOffer *offer, const char *placeholder)
{
  for (guint i = 0; i < G_N_ELEMENTS (meanings); i++)
    if (g_str_equal (placeholder, meanings[i].placeholder))
      meanings[i].add (offer);
}

ManualOffer *
manual_offer_new (const char *placeholder)
{
  ManualOffer *offer = g_new0 (ManualOffer, 1);
  g_autoptr (GString) plain = g_string_new (placeholder);
  g_auto (GStrv) parts = NULL;

  offer->words = g_ptr_array_new_with_free_func (g_free);
  offer->endings = g_ptr_array_new_with_free_func (g_free);
  g_string_replace (plain, "[", "", 0);
  g_string_replace (plain, "]", "", 0);
  g_string_replace (plain, "…", "", 0);
  if (g_str_has_prefix (plain->str, "FILE"))
    {
      add_files (offer, plain->str);
      return offer;
    }
  parts = g_strsplit (plain->str, "|", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      const char *blank = strrchr (parts[i], ' '); /* "--delete RUN" */

      add_placeholder (offer, blank != NULL ? blank + 1 : parts[i]);
    }
  return offer;
}

void
manual_offer_free (ManualOffer *offer)
{
  g_ptr_array_unref (offer->words);
  g_ptr_array_unref (offer->endings);
  g_free (offer);
}

gboolean
manual_offer_is_empty (const ManualOffer *offer)
{
  return offer->words->len == 0 && offer->endings->len == 0 && !offer->any_file && !offer->folders
         && !offer->runs && !offer->audits && !offer->commands;
}

char *
manual_offer_join (const ManualOffer *offer)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < offer->words->len; i++)
    g_string_append_printf (words, "%s%s", i > 0 ? " " : "", (char *) offer->words->pdata[i]);
  return g_strdup (words->str);
}
