/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the files of the replay's window share.
 */
#pragma once

#include "lab-replay-window.h"
#include "report/report-replay-cost.h"

G_BEGIN_DECLS

#define LAB_REPLAY_N_STUDIES 9

struct _LabReplayWindow
{
  AdwWindow parent_instance;

  ReportReplay *replay;
  gboolean shared;        /* the lab's window trains too */
  gboolean choosing;      /* the page to choose on is wanted */
  char *folder;           /* chosen; NULL for the proposed one */
  ReportReplayCost *cost; /* of what was chosen last; nullable */
  GHashTable *known;      /* costs measured so far; nullable */
  GCancellable *asking;   /* of the cost being measured; nullable */
  guint ask_source;
  guint progress_source;

  GtkCheckButton *checks[LAB_REPLAY_N_STUDIES];
  AdwPreferencesGroup *figures;
  AdwPreferencesGroup *explanations;
  GtkSpinButton *seeds;
  AdwComboRow *reading;
  AdwActionRow *folder_row;
  AdwActionRow *estimate_row;
  GtkSpinner *estimate_spinner;

  GtkStack *pages;
  GtkSpinner *spinner;
  GtkWidget *done_icon;
  GtkLabel *headline;
  GtkProgressBar *progress;
  GtkLabel *detail;
  GtkListBox *parts;
  GtkWidget *trouble_box;
  GtkLabel *trouble;
  GtkLabel *hint;
  GtkWidget *stop;
  GtkWidget *pause;
  GtkWidget *resume;
  GtkWidget *again;
  GtkWidget *show_folder;
  GtkWidget *open_report;
  GtkWidget *start;
};

/* lab-replay-choice.c: what is chosen, and what it will take */
void lab_replay_choice_init (LabReplayWindow *self);
void lab_replay_choice_clear (LabReplayWindow *self);
/* (transfer full): NULL with an error when a study cannot be read. */
ReportReplayPlan *lab_replay_choice_make_plan (LabReplayWindow *self, GError **error);
char *lab_replay_choice_describe_command (LabReplayWindow *self); /* (transfer full) */
char *lab_replay_choice_get_folder (LabReplayWindow *self);       /* (transfer full) */
void lab_replay_choice_ask_for_folder (LabReplayWindow *self);
void lab_replay_choice_changed (LabReplayWindow *self);
void lab_replay_choice_show (LabReplayWindow *self); /* folder, hint, start */

/* lab-replay-view.c: how far it is */
void lab_replay_view_show (LabReplayWindow *self);

G_END_DECLS
