/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The lab's only way to ask for a file or folder.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The question. Constant while the dialog is open; texts are translated. */
typedef struct
{
  const char *title;
  const char *accept; /* label of the button, "_Open" */
  GtkFileChooserAction action;
  const char *name;           /* proposed; NULL: none */
  const char *filter;         /* label for the file endings; NULL: all files */
  const char *endings[4];     /* without the dot, NULL-terminated */
  gboolean all_files;         /* offered beside the filter */
  const char *const *formats; /* to choose from, NULL-terminated; NULL: none */
  const char *const *labels;  /* one per format */
} LabFileQuestion;

/**
 * LabFileChosen:
 * @owner: who asked
 * @path: (nullable): NULL if nothing was chosen, or a place on another computer
 * @format: (nullable): one of those offered
 * @trouble: (nullable): why there is no path; NULL if the user cancelled
 */
typedef void (*LabFileChosen) (
    gpointer owner, const char *path, const char *format, const char *trouble, gpointer user_data);

/**
 * lab_file_dialog_ask:
 * @owner: (type GObject): @chosen is called once, unless @owner is gone by then
 * @user_data: (transfer full): freed by @free_data afterwards
 */
void lab_file_dialog_ask (GtkWindow *parent,
                          const LabFileQuestion *question,
                          gpointer owner,
                          LabFileChosen chosen,
                          gpointer user_data,
                          GDestroyNotify free_data);

G_END_DECLS
