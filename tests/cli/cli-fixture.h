/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Runs the program that was built and looks at all it leaves: exit status,
 * standard output, standard error.
 */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

/* From the arguments of the test: the path of fuzzy-key. The default store of the
 * programs that are run is in an empty folder. */
void fixture_init (int *argc, char ***argv);

typedef struct
{
  int status;
  char *out;
  char *err;
} Result;

void fixture_clear (Result *result);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Result, fixture_clear)

/* Waits for the end; @environment are "NAME=VALUE" or NULL. Any ending but by an
 * exit, such as the abort that follows a warning of GLib, fails the test. */
Result fixture_run (const char *first, ...) G_GNUC_NULL_TERMINATED;
Result fixture_run_in (const char *environment, const char *out_path, const char *const *arguments);

/* Names and values, one after the other, NULL at the end: for all that is started
 * until this is called with NULL; not copied. */
void fixture_set_environment (const char *const *pairs);

/* As many files may be open at once in all that is started, until this is called with 0. */
void fixture_set_n_files (guint n);

/* Exit status 0 and nothing on standard error. */
Result fixture_succeed (const char *first, ...) G_GNUC_NULL_TERMINATED;

/* Exit status @status, nothing on standard output, and on standard error exactly
 * one line that holds each of @words ('|' between). */
void fixture_refuse (int status, const char *words, const char *first, ...) G_GNUC_NULL_TERMINATED;

/* Starts and does not wait. */
GSubprocess *fixture_start (const char *first, ...) G_GNUC_NULL_TERMINATED;
Result fixture_end (GSubprocess *process);

/* The runs of a training's JSON as text, without the seconds and the numbers in the
 * store. */
char *fixture_normalise (const char *json);

/* A member of a run of a training's JSON; the parser keeps what is returned. */
JsonObject *fixture_parse (JsonParser *parser, const char *json);
JsonObject *fixture_get_run (JsonObject *root, guint nth);

/* (transfer full): all white space as single blanks: text as if it were never wrapped. */
char *fixture_flatten (const char *text);

/* That @result says how to go on with what was interrupted, and nothing else. */
void fixture_assert_resumable (const Result *result);

char *fixture_read (const char *path);
void fixture_write (const char *path, const char *text);
