/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Deletes stored items from the command line.
 */
#include "config.h"

#include "cli/cli-delete.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/text.h"
#include "cli/cli-store.h"
#include "lab/store/lab-store-audits.h"
#include "lab/store/lab-store-change.h"

/* The contents of the store, to describe what will be deleted. */
typedef struct
{
  LabStore *store;
  GArray *numbers; /* of gint64, without duplicates */
  GPtrArray *studies;
  GPtrArray *audits;
} Deletion;

/* How to name, describe and delete one kind of item. */
typedef struct
{
  gint64 (*parse) (const char *text);
  char *(*describe) (const Deletion *deletion, gint64 number); /* NULL if missing */
  gboolean (*erase) (LabStore *store, const gint64 *numbers, guint n_numbers, GError **error);
} Kind;

static void
deletion_clear (Deletion *deletion)
{
  g_clear_pointer (&deletion->numbers, g_array_unref);
  g_clear_pointer (&deletion->studies, g_ptr_array_unref);
  g_clear_pointer (&deletion->audits, g_ptr_array_unref);
  g_clear_object (&deletion->store);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Deletion, deletion_clear)

static guint
count_audits (const Deletion *deletion, gint64 run)
{
  guint n = 0;

  for (guint i = 0; i < deletion->audits->len; i++)
    n += ((LabStoredAudit *) deletion->audits->pdata[i])->run == run;
  return n;
}

/* Takes @text. */
static char *
add_audits (char *text, guint n_audits)
{
  g_autofree char *words
      = g_strdup_printf (ngettext ("with %u audit", "with %u audits", n_audits), n_audits);
  char *all = n_audits > 0 ? g_strconcat (text, ", ", words, NULL) : g_strdup (text);

  g_free (text);
  return all;
}

static char *
describe_run_of (const Deletion *deletion, const LabStoredStudy *study, const LabStoredRun *run)
{
  g_autofree char *whose
      = g_strdup_printf (_ ("of study %" PRId64 ", %s"), study->number, study->title);
  char *text
      = run->damage != NULL
            ? g_strdup_printf (_ ("run %" PRId64 ", which is damaged, %s"), run->number, whose)
            : g_strdup_printf (_ ("run %" PRId64 ": %s, seed %u, %" PRIu64 " iterations, %s"),
                               run->number, run->label, run->seed, run->iterations, whose);

  return add_audits (text, count_audits (deletion, run->number));
}

static char *
describe_run (const Deletion *deletion, gint64 number)
{
  for (guint i = 0; i < deletion->studies->len; i++)
    {
      const LabStoredStudy *study = deletion->studies->pdata[i];

      for (guint j = 0; j < study->runs->len; j++)
        if (((LabStoredRun *) study->runs->pdata[j])->number == number)
          return describe_run_of (deletion, study, study->runs->pdata[j]);
    }
  return NULL;
}

static char *
describe_study (const Deletion *deletion, gint64 number)
{
  for (guint i = 0; i < deletion->studies->len; i++)
    {
      const LabStoredStudy *study = deletion->studies->pdata[i];
      guint n_audits = 0;

      if (study->number != number)
        continue;
      for (guint j = 0; j < study->runs->len; j++)
        n_audits += count_audits (deletion, ((LabStoredRun *) study->runs->pdata[j])->number);
      return add_audits (
          g_strdup_printf (ngettext ("study %" PRId64 ": %s, with its %u run",
                                     "study %" PRId64 ": %s, with its %u runs", study->runs->len),
                           number, study->title, study->runs->len),
          n_audits);
    }
  return NULL;
}

static char *
describe_audit (const Deletion *deletion, gint64 number)
{
  for (guint i = 0; i < deletion->audits->len; i++)
    {
      const LabStoredAudit *audit = deletion->audits->pdata[i];

      if (audit->number != number)
        continue;
      if (audit->damage != NULL)
        return g_strdup_printf (_ ("audit %" PRId64 ", which is damaged"), number);
      if (audit->run > 0)
        return g_strdup_printf (_ ("audit %" PRId64 " of %s, run %" PRId64), number, audit->label,
                                audit->run);
      return g_strdup_printf (_ ("audit %" PRId64 " of %s"), number, audit->label);
    }
  return NULL;
}

static const Kind run_kind = {
  cli_store_parse_run,
  describe_run,
  lab_store_erase_runs,
};
static const Kind study_kind = {
  cli_store_parse_study,
  describe_study,
  lab_store_erase_studies,
};
static const Kind audit_kind = {
  cli_store_parse_audit,
  describe_audit,
  lab_store_erase_audits,
};

static gboolean
parse_numbers (const Kind *kind, char **texts, GArray *numbers)
{
  for (guint i = 0; texts[i] != NULL; i++)
    {
      gint64 number = kind->parse (texts[i]);
      gboolean is_new = TRUE;

      if (number == 0)
        return FALSE;
      for (guint j = 0; j < numbers->len; j++)
        is_new &= g_array_index (numbers, gint64, j) != number;
      if (is_new)
        g_array_append_val (numbers, number);
    }
  return TRUE;
}

static gboolean
look_at_store (Deletion *deletion, const char *path)
{
  g_autoptr (GError) error = NULL;

  deletion->store = cli_store_open_to_read (path);
  if (deletion->store == NULL)
    return FALSE;
  if (!cli_store_is_whole (deletion->store))
    {
      cli_complain (_ ("nothing was deleted: a damaged store is left as it is"));
      return FALSE;
    }
  deletion->studies = lab_store_list (deletion->store, &error);
  if (deletion->studies != NULL)
    deletion->audits = lab_store_list_all_audits (deletion->store, &error);
  if (deletion->audits == NULL)
    cli_complain ("%s", error->message);
  return deletion->audits != NULL;
}

static void
refuse (const Kind *kind, gint64 number, const char *store)
{
  g_autofree char *what = g_strdup_printf ("%" PRId64, number);

  if (kind == &run_kind)
    cli_complain (_ ("there is no run %s in the store %s; nothing was deleted"), what, store);
  else if (kind == &study_kind)
    cli_complain (_ ("there is no study %s in the store %s; nothing was deleted"), what, store);
  else
    cli_complain (_ ("there is no audit %s in the store %s; nothing was deleted"), what, store);
}

/* Everything to be deleted, one per line; NULL after a sentence if something is missing. */
static char *
describe_all (const Deletion *deletion, const Kind *kind)
{
  g_autoptr (GString) lines = g_string_new (NULL);

  for (guint i = 0; i < deletion->numbers->len; i++)
    {
      gint64 number = g_array_index (deletion->numbers, gint64, i);
      g_autofree char *line = kind->describe (deletion, number);
      g_autofree char *tidy = NULL; /* names may hold anything */

      if (line == NULL)
        {
          refuse (kind, number, lab_store_get_path (deletion->store));
          return NULL;
        }
      tidy = base_text_make_line (line);
      g_string_append_printf (lines, "%s\n", tidy);
    }
  return g_strdup (lines->str);
}

/* Asks for confirmation; without a terminal the answer is no. */
static gboolean
ask (CliStatus *status)
{
  char answer[8] = "";

  *status = CLI_USAGE;
  if (!isatty (STDIN_FILENO) || !isatty (STDERR_FILENO))
    {
      cli_complain (
          _ ("nothing was deleted: there is no terminal to ask on; --yes deletes without asking"));
      return FALSE;
    }
  *status = CLI_FAILED;
  g_printerr (_ ("Delete this permanently? [y/N] "));
  /* Accepts the locale's yes. */
  if (fgets (answer, sizeof answer, stdin) != NULL && rpmatch (answer) == 1)
    return TRUE;
  cli_complain (_ ("nothing was deleted"));
  return FALSE;
}

static CliStatus
erase (const Deletion *deletion, const Kind *kind)
{
  g_autoptr (GError) error = NULL;

  if (kind->erase (deletion->store, (const gint64 *) deletion->numbers->data,
                   deletion->numbers->len, &error))
    return CLI_DONE;
  cli_complain ("%s", error->message);
  return g_error_matches (error, LAB_ERROR, LAB_ERROR_NOT_FOUND) ? CLI_USAGE : CLI_FAILED;
}

static CliStatus
delete_kind (const Kind *kind, const char *path, char **texts, gboolean is_agreed)
{
  g_auto (Deletion) deletion = { .numbers = g_array_new (FALSE, FALSE, sizeof (gint64)) };
  g_autofree char *lines = NULL;
  CliStatus status;

  if (!parse_numbers (kind, texts, deletion.numbers))
    return CLI_USAGE;
  if (!look_at_store (&deletion, path))
    return CLI_FAILED;
  lines = describe_all (&deletion, kind);
  if (lines == NULL)
    return CLI_USAGE;
  if (!is_agreed)
    {
      g_printerr ("%s", lines);
      if (!ask (&status))
        return status;
    }
  status = erase (&deletion, kind);
  if (status == CLI_DONE)
    g_print (_ ("Deleted:\n%s"), lines);
  return status;
}

CliStatus
cli_delete_runs (const char *store, char **numbers, gboolean is_agreed)
{
  return delete_kind (&run_kind, store, numbers, is_agreed);
}

CliStatus
cli_delete_studies (const char *store, char **numbers, gboolean is_agreed)
{
  return delete_kind (&study_kind, store, numbers, is_agreed);
}

CliStatus
cli_delete_audits (const char *store, char **numbers, gboolean is_agreed)
{
  return delete_kind (&audit_kind, store, numbers, is_agreed);
}
