/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Fits the window's frame to its width and height: the panel beside the pages or over them, the
 * page switcher above or below. Knows none of the pages.
 */
#include "config.h"

#include "app/window/lab-layout.h"

/* Below this width the panel overlays the plot. */
#define FOLD_WIDTH 1100
/* Below this width the run list is hidden; the legend shows its numbers. */
#define NARROW_WIDTH 800
/* Below this height the run list shows fewer rows at once. */
#define LOW_HEIGHT 800

struct _LabLayout
{
  GObject parent_instance;

  AdwFlap *flap;
  AdwViewSwitcherTitle *switcher;
  GtkWidget *bar;
  int width; /* the size to fit next */
  int height;
  guint source;
  gboolean folded;
  gboolean narrow;
  gboolean low;
  gboolean wants_panel;
  gboolean has_panel;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LabLayout, lab_layout, G_TYPE_OBJECT)

void
lab_layout_fit (LabLayout *self, int width, int height)
{
  g_return_if_fail (LAB_IS_LAYOUT (self));

  gboolean folded = width < FOLD_WIDTH;

  self->width = width;
  self->height = height;
  self->narrow = width < NARROW_WIDTH;
  self->low = height < LOW_HEIGHT;
  if (folded != self->folded)
    {
      self->folded = folded;
      adw_flap_set_fold_policy (self->flap,
                                folded ? ADW_FLAP_FOLD_POLICY_ALWAYS : ADW_FLAP_FOLD_POLICY_NEVER);
      adw_flap_set_reveal_flap (self->flap, self->has_panel && !folded && self->wants_panel);
    }
  gtk_widget_set_visible (self->bar, adw_view_switcher_title_get_title_visible (self->switcher));
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
on_due (gpointer user_data)
{
  LabLayout *self = user_data;

  self->source = 0;
  lab_layout_fit (self, self->width, self->height);
  return G_SOURCE_REMOVE;
}

/* Deferred: widgets must not change during layout. */
static void
queue (LabLayout *self)
{
  if (self->source == 0)
    self->source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_due, self, NULL);
}

void
lab_layout_fit_soon (LabLayout *self, int width, int height)
{
  g_return_if_fail (LAB_IS_LAYOUT (self));

  self->width = width;
  self->height = height;
  if (self->folded != (width < FOLD_WIDTH) || self->narrow != (width < NARROW_WIDTH)
      || self->low != (height < LOW_HEIGHT))
    queue (self);
}

static void
on_panel_revealed (LabLayout *self)
{
  /* Folded, the panel comes and goes; beside the plot, it is a preference to remember. */
  if (!self->folded && self->has_panel)
    self->wants_panel = adw_flap_get_reveal_flap (self->flap);
  g_signal_emit (self, signals[CHANGED], 0);
}

void
lab_layout_set_has_panel (LabLayout *self, gboolean has_panel)
{
  g_return_if_fail (LAB_IS_LAYOUT (self));

  if (has_panel == self->has_panel)
    return;
  /* Neither that it goes nor that it comes back is what the user wants of it. */
  self->has_panel = FALSE;
  adw_flap_set_reveal_flap (self->flap, has_panel && !self->folded && self->wants_panel);
  self->has_panel = has_panel;
}

gboolean
lab_layout_is_folded (LabLayout *self)
{
  return self->folded;
}

gboolean
lab_layout_is_narrow (LabLayout *self)
{
  return self->narrow;
}

gboolean
lab_layout_is_low (LabLayout *self)
{
  return self->low;
}

gboolean
lab_layout_wants_panel (LabLayout *self)
{
  return self->wants_panel;
}

gboolean
lab_layout_get_panel (LabLayout *self)
{
  return adw_flap_get_reveal_flap (self->flap);
}

void
lab_layout_set_panel (LabLayout *self, gboolean shows)
{
  adw_flap_set_reveal_flap (self->flap, shows);
}

static void
lab_layout_dispose (GObject *object)
{
  LabLayout *self = LAB_LAYOUT (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_object (&self->flap);
  g_clear_object (&self->switcher);
  g_clear_object (&self->bar);
  G_OBJECT_CLASS (lab_layout_parent_class)->dispose (object);
}

static void
lab_layout_class_init (LabLayoutClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lab_layout_dispose;
  signals[CHANGED] = g_signal_new ("changed", LAB_TYPE_LAYOUT, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
lab_layout_init (LabLayout *self)
{
}

LabLayout *
lab_layout_new (AdwFlap *flap, AdwViewSwitcherTitle *switcher, GtkWidget *bar, gboolean shows_panel)
{
  LabLayout *self = g_object_new (LAB_TYPE_LAYOUT, NULL);

  self->flap = g_object_ref (flap);
  self->switcher = g_object_ref (switcher);
  self->bar = g_object_ref (bar);
  self->wants_panel = shows_panel;
  self->has_panel = TRUE;
  adw_flap_set_reveal_flap (flap, shows_panel);
  g_signal_connect_object (flap, "notify::reveal-flap", G_CALLBACK (on_panel_revealed), self,
                           G_CONNECT_SWAPPED);
  /* Changes when the switcher finds that it has no room. */
  g_signal_connect_object (switcher, "notify::title-visible", G_CALLBACK (queue), self,
                           G_CONNECT_SWAPPED);
  return self;
}
