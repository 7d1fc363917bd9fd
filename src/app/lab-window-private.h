/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the window's files share.
 */
#pragma once

#include "lab-panel.h"
#include "lab-run-list.h"
#include "lab-window.h"

G_BEGIN_DECLS

struct _LabWindow
{
  AdwApplicationWindow parent_instance;

  LabSession *session;
  LabFigures *figures;
  GSettings *settings;  /* nullable */
  LabStudy *former;     /* what was open before, while it can be had back */
  AdwToast *undo_toast; /* with which something can be had back; its overlay's */
  AdwToast *toast;      /* that says something; its overlay's */
  guint toast_source;   /* ends it */
  guint undo_source;    /* ends undo_toast */
  char *study_name;     /* a shipped name or a path; what to open at the next start */
  char *sentence;
  int export_width;
  int export_height;
  gboolean export_light; /* colours for paper instead of those on the screen */
  guint n_exports;
  gboolean closing;

  guint insight_source;
  guint layout_source;
  gboolean folded;
  gboolean narrow;
  gboolean low;
  gboolean panel_wanted; /* beside the plot, when there is room */

  GtkButton *export_button;
  AdwFlap *flap;
  GtkLabel *insight;
  GtkWidget *insight_box;
  GtkImage *insight_icon;
  LabPanel *panel;
  LabPlotView *plots[LAB_N_VIEWS];
  LabRunList *run_list;
  AdwViewStack *stack;
  GtkButton *start_button;
  GtkMenuButton *study_button;
  GtkLabel *study_label;
  GtkLabel *title;
  AdwToastOverlay *toasts;
};

/* lab-window-actions.c */
void lab_window_init_actions (LabWindow *self);
void lab_window_update_actions (LabWindow *self);

/* lab-window-set.c */
void lab_window_set_value (LabWindow *self, const char *name, const char *value);

/* lab-window-study.c */
void lab_window_init_study_menu (LabWindow *self);
void lab_window_choose_study (LabWindow *self);
void lab_window_choose_where_to_save (LabWindow *self);
gboolean lab_window_save_study (LabWindow *self, const char *path, GError **error);
void lab_window_reopen_former (LabWindow *self);

/* lab-window-export.c */
void lab_window_export_to (LabWindow *self, const char *path);
void lab_window_show_export_dialog (LabWindow *self);

/* lab-window-toasts.c */
void lab_window_say_with_undo (LabWindow *self, const char *sentence, const char *action);
void lab_window_forget_toasts (LabWindow *self);

/* lab-window.c */
void lab_window_set_view (LabWindow *self, LabView view);
void lab_window_set_bit_error (LabWindow *self, gboolean bit_error);
void lab_window_refresh_plots (LabWindow *self);

G_END_DECLS
