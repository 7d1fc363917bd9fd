/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "lab/training/lab-run.h"

/* Asks at which learning rate @run, which must be the selected one or stand for all, trains on, and
 * for how many rounds more; the answer is win.change-learning-rate of @parent. */
void lab_rate_question_ask (GtkWindow *parent, LabRun *run);
