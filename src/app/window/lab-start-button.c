/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The Start button, which says what it would start. The action does the work.
 */
#include "config.h"

#include "app/window/lab-start-button.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _LabStartButton
{
  GtkButton parent_instance;

  LabSession *session;
  AdwButtonContent *content;
};

G_DEFINE_FINAL_TYPE (LabStartButton, lab_start_button, GTK_TYPE_BUTTON)

static void
on_changed (LabStartButton *self)
{
  LabSession *session = self->session;
  LabRun *selected = lab_session_get_selected (session);
  gboolean renews = lab_session_renews (session, NULL);
  gboolean resumes = !renews && lab_session_can (session, LAB_ACT_RESUME, NULL);
  gboolean can = lab_session_can (session, LAB_ACT_START, NULL)
                 || lab_session_can (session, LAB_ACT_PAUSE, NULL);
  g_autoptr (GPtrArray) runs = lab_session_get_runs (session);
  g_autofree char *tooltip = NULL;

  adw_button_content_set_label (self->content, resumes ? _ ("Resume") : _ ("Start"));
  if (!can && runs->len > 0 && !lab_session_is_live (session))
    tooltip = lab_session_is_held_elsewhere (session)
                  ? g_strdup (_ ("Another program has these runs open; close them there first"))
                  : g_strdup (_ ("These runs have finished; Restart (Ctrl+R) begins them again"));
  else if (renews)
    tooltip
        = g_strdup (_ ("Train with the new settings as a new run; what was trained stays in the "
                       "history (Ctrl+Return)"));
  else if (selected != NULL)
    tooltip = g_strdup_printf (_ ("Train %s (Ctrl+Return)"), lab_run_get_label (selected));
  else
    tooltip = g_strdup (_ ("Train all shown runs (Ctrl+Return)"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), tooltip);
}

void
lab_start_button_set_session (LabStartButton *self, LabSession *session)
{
  g_return_if_fail (LAB_IS_START_BUTTON (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "live-changed", G_CALLBACK (on_changed), self,
                           G_CONNECT_SWAPPED);
  on_changed (self);
}

static void
lab_start_button_dispose (GObject *object)
{
  g_clear_object (&LAB_START_BUTTON (object)->session);
  G_OBJECT_CLASS (lab_start_button_parent_class)->dispose (object);
}

static void
lab_start_button_class_init (LabStartButtonClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lab_start_button_dispose;
}

static void
lab_start_button_init (LabStartButton *self)
{
  self->content = ADW_BUTTON_CONTENT (adw_button_content_new ());
  adw_button_content_set_icon_name (self->content, "media-playback-start-symbolic");
  gtk_button_set_child (GTK_BUTTON (self), GTK_WIDGET (self->content));
}
