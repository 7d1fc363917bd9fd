/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The program fuzzy-key-lab begins here.
 */
#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>

#include "lab-application.h"

int
main (int argc, char **argv)
{
  g_autoptr (LabApplication) application = NULL;
  const char *localedir = LAB_LOCALEDIR;

  setlocale (LC_ALL, "");
  /* build-aux/run opens a lab that is not installed. */
  if (g_getenv ("FUZZY_KEY_LOCALEDIR") != NULL)
    localedir = g_getenv ("FUZZY_KEY_LOCALEDIR");
  bindtextdomain (GETTEXT_PACKAGE, localedir);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_application_name (_ ("Fuzzy Key Lab"));
  g_set_prgname ("fuzzy-key-lab");

  application = lab_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
