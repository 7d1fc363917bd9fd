/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Translations inside this room, whatever the program's text domain is.
 */
#pragma once

#include "config.h"

#include <glib/gi18n-lib.h>
