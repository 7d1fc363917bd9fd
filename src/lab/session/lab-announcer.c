/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Gathers signals until the main loop comes round. It must never wait longer than that:
 * the next act that comes over the bus must find its action enabled.
 */
#include "config.h"

#include "lab/session/lab-announcer.h"

struct _LabAnnouncer
{
  gpointer object;
  const char *const *signals;
  guint pending; /* a bit each */
  guint source;  /* 0: none */
  gboolean is_silent;
};

static gboolean
emit_pending (gpointer user_data)
{
  LabAnnouncer *self = user_data;
  guint pending = self->pending;

  self->pending = 0;
  self->source = 0;
  for (guint i = 0; self->signals[i] != NULL; i++)
    if ((pending & (1u << i)) != 0)
      g_signal_emit_by_name (self->object, self->signals[i]);
  return G_SOURCE_REMOVE;
}

void
lab_announcer_queue (LabAnnouncer *self, guint signal)
{
  self->pending |= 1u << signal;
  if (self->source == 0 && !self->is_silent)
    self->source = g_idle_add_full (G_PRIORITY_HIGH, emit_pending, self, NULL);
}

void
lab_announcer_flush (LabAnnouncer *self)
{
  if (self->source == 0)
    return;
  g_source_remove (self->source);
  emit_pending (self);
}

void
lab_announcer_silence (LabAnnouncer *self)
{
  self->is_silent = TRUE;
  g_clear_handle_id (&self->source, g_source_remove);
}

LabAnnouncer *
lab_announcer_new (gpointer object, const char *const *signals)
{
  LabAnnouncer *self = g_new0 (LabAnnouncer, 1);

  self->object = object;
  self->signals = signals;
  return self;
}

void
lab_announcer_free (LabAnnouncer *self)
{
  lab_announcer_silence (self);
  g_free (self);
}
