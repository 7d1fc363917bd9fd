/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The options of fuzzy-key-lab.
 */
#include "config.h"

#include "app/window/lab-options.h"

#include <glib/gi18n.h>

const GOptionEntry lab_options[] = {
  { "study", 's', 0, G_OPTION_ARG_STRING, NULL, N_ ("Open this study: a shipped one or a file"),
    N_ ("STUDY") },
  { "store", 0, 0, G_OPTION_ARG_FILENAME, NULL,
    N_ ("Keep studies in this file instead of the usual place"), N_ ("FILE.db") },
  { "start", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Start training at once"), NULL },
  { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Print the version and exit"), NULL },
  { G_OPTION_REMAINING, 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_FILENAME_ARRAY, NULL, NULL,
    LAB_ARGUMENTS },
  G_OPTION_ENTRY_NULL,
};

const char *const lab_options_summary
    = N_ ("Watch Alice, Bob and Eve learn to encrypt, and look at what they learned");

const char *const lab_options_description = N_ (
    "Opens the lab window, which trains studies, keeps their runs in the same store as fuzzy-key, "
    "and audits them. FILE may be a study, which is opened; a store, which is used and shown; or "
    "weights, of which the study that trained them is opened if the store has it, and otherwise "
    "their audit. If the lab is already open, it comes to the front and opens the study. "
    "Everything the window does is an action that can be called over D-Bus (org.fuzzykey.Lab).");
