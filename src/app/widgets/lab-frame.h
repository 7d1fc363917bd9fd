/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the window offers its parts, and what a part is: something with its own actions and perhaps
 * a page. A new part takes a file of its own and a line in lab-window.c.
 */
#pragma once

#include <adwaita.h>

#include "app/widgets/lab-background.h"
#include "app/widgets/lab-busy.h"
#include "app/widgets/lab-notices.h"
#include "lab/session/lab-desk.h"

G_BEGIN_DECLS

typedef struct
{
  GtkWindow *window;   /* for dialogs; not held */
  GActionMap *actions; /* "win.…", for keys, menus and D-Bus; not held */
  AdwViewStack *stack; /* of pages, see lab_frame_add_page(); not held */
  GtkBox *above;       /* above the pages; a part hides its own widgets elsewhere … */
  GtkBox *below;       /* … and below the pages; not held */
  const char *plot;    /* the plot view on screen, or the last that was */
  GSettings *settings; /* nullable */
  LabSession *session;
  LabDesk *desk;
  LabNotices *notices;
  LabBackground *background;
  LabBusy *busy;
} LabFrame;

/* @window: also the action map */
LabFrame *lab_frame_new (GtkWindow *window, GSettings *settings, AdwToastOverlay *toasts);
LabFrame *lab_frame_ref (LabFrame *self);
void lab_frame_unref (LabFrame *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LabFrame, lab_frame_unref)

void lab_frame_say (LabFrame *self, const char *sentence);

/* On an action of the window. */
void lab_frame_set_enabled (LabFrame *self, const char *action, gboolean enabled);
void lab_frame_set_state (LabFrame *self, const char *action, GVariant *state);

/* Appends a page, shown by the view @name. */
void lab_frame_add_page (
    LabFrame *self, GtkWidget *page, const char *name, const char *title, const char *icon);

/* How many processor cores may be used; 0: all. */
guint lab_frame_get_cores (LabFrame *self);

/* Brings the page @view to the front. */
void lab_frame_show (LabFrame *self, const char *view);

/**
 * lab_frame_find_run:
 * @index: in the list of runs, from 0
 *
 * Returns: (transfer none): NULL, with a message to the user, if there is none
 */
LabRun *lab_frame_find_run (LabFrame *self, guint index);

#define LAB_TYPE_PART (lab_part_get_type ())
#define LAB_PART(object) (G_TYPE_CHECK_INSTANCE_CAST ((object), LAB_TYPE_PART, LabPart))
#define LAB_IS_PART(object) (G_TYPE_CHECK_INSTANCE_TYPE ((object), LAB_TYPE_PART))
#define LAB_PART_CLASS(klass) (G_TYPE_CHECK_CLASS_CAST ((klass), LAB_TYPE_PART, LabPartClass))

/* Not declared by GLib's macro, so that a part can access its frame. */
typedef struct
{
  GObject parent_instance;

  LabFrame *frame; /* NULL until attached */
  GPtrArray *kept;
} LabPart;

typedef struct
{
  GObjectClass parent_class;

  const GActionEntry *actions; /* added before attach() is called */
  guint n_actions;

  /* Called once: makes the actions follow the objects that their state depends on. */
  void (*attach) (LabPart *self, LabFrame *frame);

  /* (nullable): the window is closing: stop any work, without waiting. */
  void (*close) (LabPart *self);
} LabPartClass;

GType lab_part_get_type (void);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LabPart, g_object_unref)

/* @actions: called with the part as user data */
void lab_part_class_set_actions (LabPartClass *klass, const GActionEntry *actions, guint n_actions);

void lab_part_attach (LabPart *self, LabFrame *frame);
void lab_part_close (LabPart *self);

/**
 * lab_part_keep:
 * @part: (type LabPart)
 * @object: (transfer full): released with the part
 *
 * Returns: (transfer none): @object
 */
gpointer lab_part_keep (gpointer part, gpointer object);

/* While both live, calls @callback with @part when @model emits @signal. */
void lab_part_follow (gpointer part, gpointer model, const char *signal, GCallback callback);

G_END_DECLS
