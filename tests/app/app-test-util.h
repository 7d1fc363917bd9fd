/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the tests of the window share: one application, patience, actions.
 */
#pragma once

#include "app/window/lab-application.h"
#include "app/window/lab-window.h"

G_BEGIN_DECLS

/* The application of all tests of a program; registered on the bus. */
LabApplication *test_get_application (void);

/* A window with @study open, shown and drawn once. */
LabWindow *test_open (const char *study);

/* A window with the store in @path, shown: @study open, or what was open last when
 * that is NULL. */
LabWindow *test_open_store (const char *path, const char *study);

/* Closes it and checks that nothing is left of it. */
void test_close (LabWindow *window);

/* Gives up the last reference of ours to @object (transfer full), and checks that it goes: at once,
 * or as soon as the thread of a task that has ended lets go of it too. */
void test_let_go (gpointer object);

typedef gboolean (*TestCondition) (LabWindow *window, gpointer user_data);

/* Runs the main loop until @condition holds; fails the test after half a minute. */
void test_wait (LabWindow *window, TestCondition condition, gpointer user_data, const char *what);

/* Runs the main loop for so long. */
void test_pass (guint milliseconds);

/* @parameter is floating or NULL. */
void test_act (LabWindow *window, const char *action, GVariant *parameter);
void test_set (LabWindow *window, const char *name, const char *value);

LabRun *test_get_run (LabWindow *window, guint index);
guint64 test_get_length (LabWindow *window, guint index);
char *test_get_value (LabWindow *window, const char *name);

/* The first descendant of @type, and with that value of its property "key"
 * unless @key is NULL. */
GtkWidget *test_find (gpointer widget, GType type, const char *key);

/* (nullable): the question that stands in front of a window */
AdwMessageDialog *test_find_question (void);

/* Answers it with one of its responses, and sees it go. */
void test_answer (const char *response);

/* A file in a folder that is taken away in the end. */
char *test_get_path (const char *name);

/* Conditions. */
gboolean test_all_begun (LabWindow *window, gpointer user_data);
gboolean test_all_ended (LabWindow *window, gpointer user_data);
gboolean test_none_active (LabWindow *window, gpointer user_data);
gboolean test_no_exports (LabWindow *window, gpointer user_data);

/* (nullable): the visible label in @widget whose text begins with @start. */
GtkWidget *test_find_label (GtkWidget *widget, const char *start);

G_END_DECLS
