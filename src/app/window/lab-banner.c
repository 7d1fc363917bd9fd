/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A line across the window for what must not be missed: trouble while it lasts, or a notice until
 * it is dismissed. It never disappears on a timer.
 */
#include "config.h"

#include "app/window/lab-banner.h"

#include <glib/gi18n.h>

#include "app/widgets/lab-quiet.h"

struct _LabBanner
{
  AdwBin parent_instance;

  char *notice;
  char *trouble;

  GtkWidget *close;
  GtkImage *icon;
  GtkLabel *label;
  GtkWidget *line;
};

G_DEFINE_FINAL_TYPE (LabBanner, lab_banner, ADW_TYPE_BIN)

const char *
lab_banner_get_sentence (LabBanner *self)
{
  g_return_val_if_fail (LAB_IS_BANNER (self), NULL);

  return self->trouble != NULL ? self->trouble : self->notice;
}

static void
show (LabBanner *self)
{
  const char *sentence = lab_banner_get_sentence (self);

  gtk_widget_set_visible (GTK_WIDGET (self), sentence != NULL);
  if (sentence == NULL)
    return;
  gtk_label_set_text (self->label, sentence);
  gtk_widget_set_visible (self->close, self->trouble == NULL);
  gtk_image_set_from_icon_name (self->icon, self->trouble != NULL ? "dialog-warning-symbolic"
                                                                  : "dialog-information-symbolic");
  lab_quiet_set_class (self->line, "trouble", self->trouble != NULL);
}

void
lab_banner_set_trouble (LabBanner *self, const char *sentence)
{
  g_return_if_fail (LAB_IS_BANNER (self));

  g_free (self->trouble);
  self->trouble = g_strdup (sentence);
  show (self);
}

void
lab_banner_set_notice (LabBanner *self, const char *sentence)
{
  g_return_if_fail (LAB_IS_BANNER (self));

  g_free (self->notice);
  self->notice = g_strdup (sentence);
  show (self);
}

static void
on_trouble (LabBanner *self, GParamSpec *pspec, LabStore *store)
{
  const char *trouble = lab_store_get_trouble (store);
  g_autofree char *sentence = NULL;

  /* Translators: %s is a sentence without its full stop that says why and what to do. */
  if (trouble != NULL)
    sentence = g_strdup_printf (_ ("Not saved: %s. Training continues and is saved as soon as "
                                   "possible; until then, export what you must not lose."),
                                trouble);
  lab_banner_set_trouble (self, sentence);
}

static void
on_notice (LabBanner *self, GParamSpec *pspec, LabStore *store)
{
  lab_banner_set_notice (self, lab_store_get_notice (store));
}

void
lab_banner_follow (LabBanner *self, LabStore *store)
{
  g_return_if_fail (LAB_IS_BANNER (self));

  g_signal_connect_object (store, "notify::trouble", G_CALLBACK (on_trouble), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "notify::notice", G_CALLBACK (on_notice), self,
                           G_CONNECT_SWAPPED);
  on_trouble (self, NULL, store);
  on_notice (self, NULL, store);
}

static void
on_close_clicked (LabBanner *self)
{
  lab_banner_set_notice (self, NULL);
}

static void
lab_banner_finalize (GObject *object)
{
  LabBanner *self = LAB_BANNER (object);

  g_free (self->notice);
  g_free (self->trouble);
  G_OBJECT_CLASS (lab_banner_parent_class)->finalize (object);
}

static void
lab_banner_class_init (LabBannerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lab_banner_finalize;
  gtk_widget_class_set_css_name (widget_class, "labbanner");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ALERT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/fuzzykey/Lab/lab-banner.ui");
  gtk_widget_class_bind_template_child (widget_class, LabBanner, close);
  gtk_widget_class_bind_template_child (widget_class, LabBanner, icon);
  gtk_widget_class_bind_template_child (widget_class, LabBanner, label);
  gtk_widget_class_bind_template_child (widget_class, LabBanner, line);
  gtk_widget_class_bind_template_callback (widget_class, on_close_clicked);
}

static void
lab_banner_init (LabBanner *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
