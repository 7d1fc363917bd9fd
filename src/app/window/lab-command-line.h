/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a command line asks of the lab, whether it is already open or not.
 */
#pragma once

#include "app/window/lab-window.h"

G_BEGIN_DECLS

/* A new window with the store @path, or the preferred one for NULL. */
LabWindow *lab_command_line_open_window (GtkApplication *application, const char *path);

/**
 * lab_command_line_follow:
 * @window: (nullable): the window that is already open
 *
 * Returns: the exit status; a refusal is printed in one sentence
 */
int lab_command_line_follow (GApplicationCommandLine *line,
                             GtkApplication *application,
                             LabWindow *window);

G_END_DECLS
