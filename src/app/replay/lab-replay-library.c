/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Puts the studies of a replay into the lab's library. They are copied: the replay's folder stays
 * whole.
 */
#include "config.h"

#include "app/replay/lab-replay-library.h"

#include <glib/gi18n.h>

#include "lab/store/lab-store-copy.h"
#include "report/replay/report-replay-files.h"

typedef struct
{
  LabFrame *frame;
  char *path;
  GPtrArray *studies; /* of LabStoredStudy, of the replay */
  GPtrArray *ours;    /* of LabStoredStudy, in the frame's store before */
  guint next;
  guint n_copied;
} Adding;

/* One study, read on a thread: figure 10 takes seconds. */
typedef struct
{
  Adding *adding; /* counted */
  gint64 number;
  LabStudy *study; /* NULL until read */
} Reading;

static void
clear_adding (gpointer data)
{
  Adding *adding = data;

  lab_frame_unref (adding->frame);
  g_free (adding->path);
  g_clear_pointer (&adding->studies, g_ptr_array_unref);
  g_clear_pointer (&adding->ours, g_ptr_array_unref);
}

static void
adding_unref (Adding *adding)
{
  g_rc_box_release_full (adding, clear_adding);
}

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  adding_unref (reading->adding);
  g_clear_object (&reading->study);
  g_free (reading);
}

static void
say_added (Adding *adding)
{
  g_autofree char *sentence = NULL;

  if (adding->n_copied == 0)
    {
      lab_frame_say (adding->frame, _ ("The library already has the studies of this replay."));
      return;
    }
  sentence = g_strdup_printf (ngettext ("%u study of the replay is in the library now.",
                                        "%u studies of the replay are in the library now.",
                                        adding->n_copied),
                              adding->n_copied);
  lab_frame_say (adding->frame, sentence);
}

/* With a store of its own: no other thread has it. */
static gboolean
read_study (gpointer data, GCancellable *cancellable, GError **error)
{
  Reading *reading = data;
  g_autoptr (LabStore) store = lab_store_open_to_read (reading->adding->path, error);

  if (store != NULL)
    reading->study = lab_store_read (store, reading->number, error);
  return reading->study != NULL;
}

static void add_next (Adding *adding);

static void
on_read (gpointer owner, gpointer data, const GError *error)
{
  Reading *reading = data;
  LabFrame *frame = reading->adding->frame;

  if (lab_notices_is_closed (frame->notices))
    return;
  if (error != NULL)
    {
      lab_frame_say (frame, error->message);
      return;
    }
  lab_store_add_copy (lab_session_get_store (frame->session), reading->study);
  reading->adding->n_copied++;
  add_next (reading->adding);
}

static void
add_next (Adding *adding)
{
  static const LabWork work = { read_study, NULL, on_read, reading_free };

  while (adding->next < adding->studies->len)
    {
      const LabStoredStudy *study = adding->studies->pdata[adding->next++];
      Reading *reading;

      if (study->damage != NULL || lab_store_has_same (adding->ours, study))
        continue;
      reading = g_new0 (Reading, 1);
      reading->adding = g_rc_box_acquire (adding);
      reading->number = study->number;
      lab_background_run (adding->frame->background, &work, adding->frame->session, reading, NULL);
      return;
    }
  say_added (adding);
}

void
lab_replay_library_add (LabFrame *frame, const char *folder)
{
  g_return_if_fail (frame != NULL && folder != NULL);

  LabStore *to = lab_session_get_store (frame->session);
  g_autofree char *path = g_build_filename (folder, REPORT_REPLAY_STORE, NULL);
  g_autoptr (LabStore) from = NULL;
  g_autoptr (GError) error = NULL;
  Adding *adding = NULL;

  if (to == NULL)
    {
      lab_frame_say (frame, _ ("No store is open, so there is no library to add to."));
      return;
    }
  adding = g_rc_box_new0 (Adding);
  adding->frame = lab_frame_ref (frame);
  adding->path = g_steal_pointer (&path);
  from = lab_store_open_to_read (adding->path, &error);
  if (from != NULL)
    adding->studies = lab_store_list (from, &error);
  if (adding->studies != NULL)
    adding->ours = lab_store_list (to, &error);
  if (adding->ours != NULL)
    add_next (adding);
  else
    lab_frame_say (frame, error->message);
  adding_unref (adding);
}
