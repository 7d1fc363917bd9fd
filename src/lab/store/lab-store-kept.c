/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a store knows about studies and runs: plain, reference-counted structures. No file, no
 * thread.
 */
#include "lab/store/lab-store-kept.h"

/* The text of an immutable study file, cached on it. */
#define TEXT "lab-store-text"

static GRefString *
get_text (LabStudyFile *file)
{
  GRefString *text = g_object_get_data (G_OBJECT (file), TEXT);

  if (text == NULL)
    {
      g_autofree char *plain = lab_study_file_to_text (file);

      text = g_ref_string_new (plain);
      g_object_set_data_full (G_OBJECT (file), TEXT, text, (GDestroyNotify) g_ref_string_release);
    }
  return g_ref_string_acquire (text);
}

LabStudyFacts *
lab_study_facts_new (LabStudy *study)
{
  LabStudyFacts *facts = g_atomic_rc_box_new0 (LabStudyFacts);
  LabStudyFile *file = lab_study_get_file (study);

  facts->name = g_strdup (lab_study_file_get_name (file));
  facts->title = g_strdup (lab_study_file_get_title (file));
  facts->text = lab_study_file_to_text (file);
  facts->n_seeds = study->n_seeds;
  return facts;
}

static void
clear_study_facts (gpointer data)
{
  LabStudyFacts *facts = data;

  g_free (facts->name);
  g_free (facts->title);
  g_free (facts->text);
}

void
lab_study_facts_unref (LabStudyFacts *facts)
{
  g_atomic_rc_box_release_full (facts, clear_study_facts);
}

LabRunFacts *
lab_run_facts_new (const LabStudyEntry *entry, guint position)
{
  LabRun *run = entry->run;
  LabRunFacts *facts = g_atomic_rc_box_new0 (LabRunFacts);

  facts->position = position;
  facts->place = entry->place;
  facts->curve = entry->curve;
  facts->nth_seed = entry->nth_seed;
  facts->origin = get_text (entry->origin);
  facts->origin_curve = entry->origin_curve;
  facts->label = g_strdup (lab_run_get_label (run));
  facts->colour = lab_run_get_colour (run);
  facts->visible = lab_run_get_visible (run);
  facts->state = lab_run_get_state (run);
  facts->message = g_strdup (lab_run_get_message (run));
  if (lab_run_get_training (run)->arithmetic != NULL)
    facts->arithmetic = g_ref_string_acquire (lab_run_get_training (run)->arithmetic);
  facts->training = lab_training_ref (lab_run_get_training (run));
  return facts;
}

static void
clear_run_facts (gpointer data)
{
  LabRunFacts *facts = data;

  g_ref_string_release (facts->origin);
  g_free (facts->label);
  g_free (facts->message);
  g_clear_pointer (&facts->arithmetic, g_ref_string_release);
  lab_training_unref (facts->training);
}

void
lab_run_facts_unref (LabRunFacts *facts)
{
  g_atomic_rc_box_release_full (facts, clear_run_facts);
}

LabKeptRun *
lab_kept_run_new (LabRun *run)
{
  LabKeptRun *kept = g_atomic_rc_box_new0 (LabKeptRun);

  kept->run = g_object_ref (run);
  kept->held = TRUE;
  return kept;
}

static void
clear_kept_run (gpointer data)
{
  LabKeptRun *kept = data;

  g_clear_object (&kept->run);
  g_clear_pointer (&kept->facts, lab_run_facts_unref);
  g_clear_pointer (&kept->written, lab_run_facts_unref);
  g_clear_pointer (&kept->written_training, lab_training_unref);
}

void
lab_kept_run_unref (LabKeptRun *kept)
{
  g_atomic_rc_box_release_full (kept, clear_kept_run);
}

LabKeptStudy *
lab_kept_study_new (LabStudy *study)
{
  LabKeptStudy *kept = g_atomic_rc_box_new0 (LabKeptStudy);

  kept->study = g_object_ref (study);
  kept->runs = g_ptr_array_new_with_free_func ((GDestroyNotify) lab_kept_run_unref);
  return kept;
}

static void
clear_kept_study (gpointer data)
{
  LabKeptStudy *kept = data;

  g_clear_object (&kept->study);
  g_ptr_array_unref (kept->runs);
  g_clear_pointer (&kept->facts, lab_study_facts_unref);
  g_clear_pointer (&kept->written, lab_study_facts_unref);
}

void
lab_kept_study_unref (LabKeptStudy *kept)
{
  g_atomic_rc_box_release_full (kept, clear_kept_study);
}
