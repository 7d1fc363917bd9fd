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
  LabStore *from;
  GPtrArray *studies; /* of LabStoredStudy, in @from */
  GPtrArray *ours;    /* of LabStoredStudy, in the frame's store before */
  guint next;
  guint n_copied;
} Adding;

static void
adding_free (gpointer data)
{
  Adding *adding = data;

  lab_frame_unref (adding->frame);
  g_clear_object (&adding->from);
  g_clear_pointer (&adding->studies, g_ptr_array_unref);
  g_clear_pointer (&adding->ours, g_ptr_array_unref);
  g_free (adding);
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

static gboolean
copy_next (gpointer data)
{
  Adding *adding = data;
  LabStore *to = lab_session_get_store (adding->frame->session);
  g_autoptr (GError) error = NULL;

  if (lab_notices_is_closed (adding->frame->notices))
    return G_SOURCE_REMOVE;
  if (adding->next == adding->studies->len)
    {
      say_added (adding);
      return G_SOURCE_REMOVE;
    }
  const LabStoredStudy *study = adding->studies->pdata[adding->next++];
  if (study->damage != NULL || lab_store_has_same (adding->ours, study))
    return G_SOURCE_CONTINUE;
  if (!lab_store_copy_study (to, adding->from, study->number, &error))
    {
      lab_frame_say (adding->frame, error->message);
      return G_SOURCE_REMOVE;
    }
  adding->n_copied++;
  return G_SOURCE_CONTINUE;
}

void
lab_replay_library_add (LabFrame *frame, const char *folder)
{
  g_return_if_fail (frame != NULL && folder != NULL);

  LabStore *to = lab_session_get_store (frame->session);
  g_autofree char *path = g_build_filename (folder, REPORT_REPLAY_STORE, NULL);
  g_autoptr (GError) error = NULL;
  Adding *adding = NULL;

  if (to == NULL)
    {
      lab_frame_say (frame, _ ("No store is open, so there is no library to add to."));
      return;
    }
  adding = g_new0 (Adding, 1);
  adding->frame = lab_frame_ref (frame);
  adding->from = lab_store_open_to_read (path, &error);
  if (adding->from != NULL)
    adding->studies = lab_store_list (adding->from, &error);
  if (adding->studies != NULL)
    adding->ours = lab_store_list (to, &error);
  if (adding->ours != NULL)
    g_idle_add_full (G_PRIORITY_LOW, copy_next, adding, adding_free);
  else
    {
      lab_frame_say (frame, error->message);
      adding_free (adding);
    }
}
