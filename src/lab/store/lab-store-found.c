/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a store's file says about a study. The file may come from anyone and is trusted only as far
 * as it is consistent. Creates no object except the study's text.
 */
#include "config.h"

#include "lab/store/lab-store-found.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "lab/store/lab-store-parts.h"

void
lab_found_study_free (LabFoundStudy *study)
{
  for (guint i = 0; i < study->claims->len; i++)
    lab_locks_unclaim (lab_store_get_locks (study->store),
                       g_array_index (study->claims, gint64, i));
  g_array_unref (study->claims);
  g_clear_object (&study->store);
  g_clear_object (&study->file);
  g_free (study->damage);
  g_ptr_array_unref (study->runs);
  g_free (study);
}

static gboolean
is_chosen (const LabRunChoice *choice, gint64 number)
{
  for (guint i = 0; choice->numbers != NULL && i < choice->n_numbers; i++)
    if (choice->numbers[i] == number)
      return TRUE;
  return choice->numbers == NULL;
}

static gboolean
is_claimed (LabFoundStudy *study, gint64 number)
{
  for (guint i = 0; i < study->claims->len; i++)
    if (g_array_index (study->claims, gint64, i) == number)
      return TRUE;
  return FALSE;
}

/* Before reading anything, so that what another process wrote until it let go is read. */
static gboolean
claim_runs (LabDatabase *database,
            gint64 number,
            const LabRunChoice *choice,
            LabFoundStudy *study,
            GError **error)
{
  g_autoptr (GArray) numbers = lab_statement_list (
      database, "SELECT number FROM runs WHERE study = :number", number, error);

  for (guint i = 0; numbers != NULL && i < numbers->len; i++)
    {
      gint64 run = g_array_index (numbers, gint64, i);

      if (is_chosen (choice, run) && lab_locks_claim (lab_store_get_locks (study->store), run))
        g_array_append_val (study->claims, run);
    }
  return numbers != NULL;
}

/* @statement: NULL if there is no such row. Nothing is taken from a damaged one. */
static gboolean
read_run (LabDatabase *database,
          LabFoundStudy *study,
          gint64 number,
          LabStatement *statement,
          const char *name,
          GHashTable *origins,
          GError **error)
{
  LabFoundRun *found = g_new0 (LabFoundRun, 1);

  g_ptr_array_add (study->runs, found);
  found->stored.number = number;
  found->claimed = is_claimed (study, number);
  if (statement == NULL || !lab_found_run_read_row (found, statement, name, origins))
    {
      found->damage = LAB_DAMAGE_ROW;
      found->stored.damage = lab_damage_describe_run (number, lab_store_get_path (study->store));
      return TRUE;
    }
  return lab_found_run_read_training (found, database, error);
}

static gboolean
read_runs (
    LabDatabase *database, gint64 number, const char *name, LabFoundStudy *study, GError **error)
{
  g_autoptr (GArray) numbers = lab_statement_list (database, LAB_NUMBERS_OF_RUNS, number, error);
  g_autoptr (LabStatement) statement = lab_statement_new (
      database, "SELECT " LAB_FOUND_RUN_COLUMNS " FROM runs WHERE number = :number");
  g_autoptr (GHashTable) origins
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);

  for (guint i = 0; numbers != NULL && i < numbers->len; i++)
    {
      gint64 run = g_array_index (numbers, gint64, i);
      gboolean is_there;

      if (!lab_statement_find (statement, run, &is_there, error)
          || !read_run (database, study, run, is_there ? statement : NULL, name, origins, error))
        return FALSE;
    }
  return numbers != NULL;
}

static LabFoundStudy *
make_found (LabStore *store)
{
  LabFoundStudy *study = g_new0 (LabFoundStudy, 1);

  study->store = g_object_ref (store);
  study->claims = g_array_new (FALSE, FALSE, sizeof (gint64));
  study->runs = g_ptr_array_new_with_free_func ((GDestroyNotify) lab_found_run_free);
  return study;
}

/* The study's row; FALSE if it is not as it was written, or is not a valid study any more. */
static gboolean
read_study (LabStatement *statement, LabFoundStudy *study, char **name)
{
  g_autofree char *title = lab_statement_dup_text (statement, "title");
  g_autofree char *text = lab_statement_dup_text (statement, "text");
  gint64 n_seeds = lab_statement_get_integer (statement, "seeds");

  if (!lab_statement_is_sound (statement))
    return FALSE;
  *name = lab_statement_dup_text (statement, "name");
  study->n_seeds = (guint) CLAMP (n_seeds, 1, LAB_MAX_SEEDS);
  study->file
      = text != NULL && *name != NULL ? lab_study_file_new_from_text (text, -1, *name, NULL) : NULL;
  if (study->file == NULL)
    return FALSE;
  lab_study_file_set_name (study->file, *name);
  lab_study_file_set_title (study->file, title); /* newer than the text if renamed since then */
  return TRUE;
}

/* For a study without its row: the study that its runs took their experiments from. */
static gboolean
take_from_runs (LabFoundStudy *study, GError **error)
{
  const char *words = study->damage;

  for (guint i = 0; study->file == NULL && i < study->runs->len; i++)
    {
      const LabFoundRun *found = study->runs->pdata[i];
      g_autofree char *text
          = found->damage != LAB_DAMAGE_ROW ? lab_study_file_to_text (found->entry.origin) : NULL;

      if (text != NULL)
        study->file = lab_study_file_new_from_text (text, -1, "store", NULL);
      else
        words = found->stored.damage;
      study->n_seeds = MAX (study->n_seeds, found->entry.nth_seed + 1);
    }
  study->n_seeds = CLAMP (study->n_seeds, 1, LAB_MAX_SEEDS);
  if (study->file == NULL)
    g_set_error_literal (error, LAB_ERROR, LAB_ERROR_STORE, words);
  return study->file != NULL;
}

/* If nothing is left of the study, reports the first run's damage. */
static gboolean
check_any (LabFoundStudy *study, GError **error)
{
  for (guint i = 0; i < study->runs->len; i++)
    if (((LabFoundRun *) study->runs->pdata[i])->damage != LAB_DAMAGE_ROW)
      return TRUE;
  if (study->runs->len == 0)
    return TRUE;
  g_set_error_literal (error, LAB_ERROR, LAB_ERROR_STORE,
                       ((LabFoundRun *) study->runs->pdata[0])->stored.damage);
  return FALSE;
}

static void
refuse_study (LabStore *store, gint64 number, GError **error)
{
  g_set_error (error, LAB_ERROR, LAB_ERROR_NOT_FOUND,
               _ ("there is no study %" PRId64 " in the store %s"), number,
               lab_store_get_path (store));
}

/* FALSE if it was deleted; records a row that is damaged or missing. */
static gboolean
find_study (LabDatabase *database, gint64 number, LabFoundStudy *study, char **name, GError **error)
{
  g_autoptr (LabStatement) statement = lab_statement_new (
      database, "SELECT title, text, seeds, " LAB_STUDY_IS_SOUND
                " AS is_sound, name, deleted FROM studies WHERE number = :number");
  gboolean is_there;

  if (!lab_statement_find (statement, number, &is_there, error))
    return FALSE;
  if (!is_there || !read_study (statement, study, name))
    study->damage = lab_damage_describe_study (number, lab_store_get_path (study->store));
  if (study->damage != NULL || lab_statement_get_integer (statement, "deleted") == 0)
    return TRUE;
  refuse_study (study->store, number, error);
  return FALSE;
}

LabFoundStudy *
lab_found_study_new (LabStore *store, gint64 number, const LabRunChoice *choice, GError **error)
{
  g_autoptr (LabDatabase) database = lab_database_open_to_read (lab_store_get_path (store), error);
  g_autoptr (LabFoundStudy) study = make_found (store);
  g_autofree char *name = NULL;

  if (database == NULL || !claim_runs (database, number, choice, study, error)
      || !lab_database_execute (database, "BEGIN", error)
      || !find_study (database, number, study, &name, error)
      || !read_runs (database, number, name != NULL ? name : "store", study, error))
    return NULL;
  if (study->damage != NULL && study->runs->len == 0)
    {
      refuse_study (store, number, error);
      return NULL;
    }
  if (!check_any (study, error) || (study->file == NULL && !take_from_runs (study, error)))
    return NULL;
  return g_steal_pointer (&study);
}
