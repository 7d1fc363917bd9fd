/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The entry point of fuzzy-key-lab.
 */
#include "config.h"

#include <glib/gi18n.h>
#include <gtk/gtk.h>
#include <locale.h>

#include "base/ending.h"
#include "base/number.h"
#include "app/window/lab-application.h"
#include "lab/training/lab-start.h"

int
main (int argc, char **argv)
{
  g_autoptr (LabApplication) application = NULL;
  g_autoptr (GError) error = NULL;
  const char *localedir = LAB_LOCALEDIR;

  base_ending_begin ();
  lab_start_with_blas (argv);
  /* Files have a decimal point in every language, so that the C library's numbers have, too; those
   * on the screen are written by base/number. GTK would set the locale again. */
  gtk_disable_setlocale ();
  setlocale (LC_ALL, "");
  base_number_follow_locale ();
  setlocale (LC_NUMERIC, "C");
  /* build-aux/run starts a lab that is not installed. */
  if (g_getenv ("FUZZY_KEY_LOCALEDIR") != NULL)
    localedir = g_getenv ("FUZZY_KEY_LOCALEDIR");
  bindtextdomain (GETTEXT_PACKAGE, localedir);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_application_name (_ ("Fuzzy Key Lab"));
  g_set_prgname ("fuzzy-key-lab");
  if (!lab_start_check (&error))
    {
      g_printerr ("fuzzy-key-lab: %s\n", error->message);
      return 2;
    }

  application = lab_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
