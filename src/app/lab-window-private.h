/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the window's files share.
 */
#pragma once

#include "lab-audit-page.h"
#include "lab/lab-audit-session.h"
#include "lab-background.h"
#include "lab-banner.h"
#include "lab-library.h"
#include "lab-notices.h"
#include "lab-panel.h"
#include "lab-replay-window.h"
#include "lab-run-list.h"
#include "lab-window.h"
#include "lab/lab-desk.h"
#include "lab/lab-trash.h"

G_BEGIN_DECLS

struct _LabWindow
{
  AdwApplicationWindow parent_instance;

  LabSession *session;
  LabDesk *desk;
  LabTrash *trash;
  LabFigures *figures;
  LabNotices *notices;
  GSettings *settings; /* nullable */
  int export_width;
  int export_height;
  gboolean export_light; /* colours for paper instead of those on the screen */
  LabBackground *background;
  LabReplayWindow *replay; /* nullable; open or closed */
  LabAuditSession *audits;
  gboolean exports_audit;      /* an audit's file is being written */
  GCancellable *audit_reading; /* nullable: of the weights file that is being read */

  guint insight_source;
  guint layout_source;
  gboolean folded;
  gboolean narrow;
  gboolean low;
  gboolean panel_wanted; /* beside the plot, when there is room */

  GtkWidget *audit_link;
  LabAuditPage *audit_page;
  LabBanner *banner;
  GtkButton *export_button;
  AdwFlap *flap;
  GtkLabel *insight;
  GtkWidget *insight_box;
  GtkImage *insight_icon;
  LabLibrary *library;
  GtkWidget *loading;
  GtkSpinner *loading_spinner;
  LabPanel *panel;
  LabPlotView *plots[LAB_N_VIEWS];
  LabRunList *run_list;
  AdwViewStack *stack;
  GtkButton *start_button;
  AdwButtonContent *start_content;
  GtkMenuButton *study_button;
  GtkLabel *study_label;
  AdwViewSwitcherTitle *switcher;
  GtkWidget *switcher_bar; /* below, where the switcher has no room above */
  GtkLabel *title;
  AdwToastOverlay *toasts;
  GtkWidget *tools; /* of the plots */

  LabView view; /* the plots' that is seen, or was before the library */
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

/* lab-window-library.c */
void lab_window_init_library (LabWindow *self);

/* lab-window-weights.c */
void lab_window_init_weights (LabWindow *self);

/* lab-window-audit.c */
void lab_window_init_audit (LabWindow *self);
void lab_window_update_audit (LabWindow *self);
gboolean lab_window_can_export_audit (LabWindow *self);
const char *lab_window_say_export_audit (LabWindow *self); /* what the export does, or why not */
void lab_window_show_audit (LabWindow *self, LabAuditPageName page);
void lab_window_close_audit (LabWindow *self); /* what is at work ends */

/* lab-window-replay.c */
void lab_window_init_replay (LabWindow *self);
void lab_window_close_replay (LabWindow *self); /* it ends after its step at hand */

/* lab-window-seeds.c */
void lab_window_init_seeds (LabWindow *self);

/* lab-window-export.c */
void lab_window_export_to (LabWindow *self, const char *path);
void lab_window_show_export_dialog (LabWindow *self);

/* lab-window.c */
void lab_window_set_view (LabWindow *self, LabView view);
void lab_window_show_library (LabWindow *self);
void lab_window_show_parts (LabWindow *self); /* those that have something to show */
gboolean lab_window_shows_library (LabWindow *self);
gboolean lab_window_shows_audit (LabWindow *self);
void lab_window_set_bit_error (LabWindow *self, gboolean bit_error);
void lab_window_refresh_plots (LabWindow *self);
void lab_window_set_points (LabWindow *self, ReportBand band, ReportPoints points);

G_END_DECLS
