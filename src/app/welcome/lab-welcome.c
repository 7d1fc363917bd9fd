/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The welcome page's actions. It is a page without a place in the switcher: one comes to it by the
 * menu or F1 and goes back by Esc.
 */
#include "config.h"

#include "app/welcome/lab-welcome.h"

#include "lab/session/lab-first-study.h"
#include "app/welcome/lab-welcome-page.h"

#define NAME "welcome"
#define SHOWN "welcome-shown" /* in the settings */

struct _LabWelcome
{
  LabPart part;

  GtkWidget *page;
  char *before; /* (nullable): the view that it was shown over */
};

G_DEFINE_FINAL_TYPE (LabWelcome, lab_welcome, LAB_TYPE_PART)

static gboolean
is_shown (LabWelcome *self)
{
  return adw_view_stack_get_visible_child (self->part.frame->stack) == self->page;
}

static void
on_welcome (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  lab_frame_show (LAB_WELCOME (user_data)->part.frame, NAME);
}

static void
on_leave (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LabWelcome *self = user_data;

  if (is_shown (self))
    lab_frame_show (self->part.frame, self->before != NULL ? self->before : self->part.frame->plot);
}

/* Opens the first study unless it is open and was never trained. */
static void
on_train (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LabFrame *frame = LAB_WELCOME (user_data)->part.frame;
  gboolean is_open = g_strcmp0 (lab_desk_get_name (frame->desk), LAB_FIRST_STUDY) == 0
                     && !lab_session_has_results (frame->session);

  if (!is_open && !lab_desk_open (frame->desk, LAB_FIRST_STUDY, NULL))
    g_assert_not_reached (); /* it ships with the lab */
  lab_frame_show (frame, "training");
  lab_desk_start (frame->desk);
}

static const GActionEntry entries[] = {
  { .name = "welcome", .activate = on_welcome },
  { .name = "welcome-leave", .activate = on_leave },
  { .name = "welcome-train", .activate = on_train },
};

static void
on_page_changed (LabWelcome *self)
{
  if (is_shown (self))
    {
      gtk_widget_grab_focus (self->page);
      return;
    }
  g_free (self->before);
  self->before = g_strdup (adw_view_stack_get_visible_child_name (self->part.frame->stack));
}

void
lab_welcome_show_once (LabWelcome *self)
{
  g_return_if_fail (LAB_IS_WELCOME (self));

  GSettings *settings = self->part.frame->settings;

  if (settings == NULL || g_settings_get_boolean (settings, SHOWN))
    return;
  g_settings_set_boolean (settings, SHOWN, TRUE);
  lab_frame_show (self->part.frame, NAME);
}

static void
attach (LabPart *part, LabFrame *frame)
{
  LabWelcome *self = LAB_WELCOME (part);

  self->page = g_object_new (LAB_TYPE_WELCOME_PAGE, NULL);
  adw_view_stack_add_named (frame->stack, self->page, NAME);
  lab_part_follow (self, frame->stack, "notify::visible-child", G_CALLBACK (on_page_changed));
}

static void
lab_welcome_finalize (GObject *object)
{
  g_free (LAB_WELCOME (object)->before);
  G_OBJECT_CLASS (lab_welcome_parent_class)->finalize (object);
}

static void
lab_welcome_class_init (LabWelcomeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lab_welcome_finalize;
  lab_part_class_set_actions (LAB_PART_CLASS (klass), entries, G_N_ELEMENTS (entries));
  LAB_PART_CLASS (klass)->attach = attach;
}

static void
lab_welcome_init (LabWelcome *self)
{
}
