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

G_BEGIN_DECLS

struct _LabWindow
{
  AdwApplicationWindow parent_instance;

  LabSession *session;
  LabFigures *figures;
  LabNotices *notices;
  GSettings *settings; /* nullable */
  LabStudy *former;    /* what was open before, while it can be had back */
  char *study_name;    /* a shipped name or a path; what to open at the next start */
  int export_width;
  int export_height;
  gboolean export_light; /* colours for paper instead of those on the screen */
  LabBackground *background;
  gint64 deleted;           /* study that can be had back; 0 for none */
  guint load_ticket;        /* of the newest load from the store */
  gboolean is_loading;      /* it is under way */
  gboolean start_when_open; /* what is being loaded */
  LabReplayWindow *replay;  /* nullable; open or closed */
  LabAuditSession *audits;
  LabAuditResult *deleted_audit; /* nullable: can be had back */
  gboolean exports_audit;        /* an audit's file is being written */
  GCancellable *audit_reading;   /* nullable: of the weights file that is being read */
  gboolean audit_when_open;      /* what is being loaded: show its runs on the page */
  gboolean closing;

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
gboolean lab_window_save_study (LabWindow *self, const char *path, GError **error);
void lab_window_reopen_former (LabWindow *self);
void lab_window_show_stored (LabWindow *self, LabStudy *study);
void lab_window_take_study (LabWindow *self, LabStudy *study); /* in place of the open one */

/* The study that was opened last by its name or path, or the one to begin with. */
void lab_window_open_last_named (LabWindow *self);

/* lab-window-store.c */
void lab_window_open_stored (LabWindow *self, gint64 number);
gint64 lab_window_get_stored_number (LabWindow *self); /* of the open study; 0: not written */
void lab_window_remember_stored (LabWindow *self);
void lab_window_forget_former (LabWindow *self);
void lab_window_forget_load (LabWindow *self); /* what is being loaded is not wanted any more */
gboolean lab_window_open_last_stored (LabWindow *self); /* FALSE: there is none */

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
