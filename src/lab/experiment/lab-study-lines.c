/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reads a study line by line. Only blank lines and comments are skipped, and nothing may appear
 * twice: everything else is an error that names the line.
 */
#include "config.h"

#include "lab/experiment/lab-study-lines.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/input.h"
#include "base/text.h"

#define BYTE_ORDER_MARK "\xef\xbb\xbf"

/* Characters of a line shown in an error. */
#define SHOWN 60

#define CURVE_GROUP "curve "

/* "my.ini is no study, …: what". @line: 0 for none */
G_GNUC_PRINTF (4, 5)
static gboolean
fail (LabStudyLines *self, guint line, GError **error, const char *format, ...)
{
  g_autofree char *what = NULL;
  va_list args;

  va_start (args, format);
  what = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (error, LAB_ERROR, LAB_ERROR_MALFORMED,
               _ ("%s is not a study, which is a key file with groups such as [parties]: %s"),
               self->origin, what);
  lab_error_set_place (error, &(LabErrorPlace){ .file = self->origin, .line = line });
  return FALSE;
}

char *
lab_study_lines_describe_place (const LabStudyLines *self)
{
  return g_strdup_printf (_ ("%s: line %u"), self->origin, self->number);
}

void
lab_study_lines_set_place (const LabStudyLines *self, GError **error)
{
  gboolean is_curve = self->group != NULL && g_str_has_prefix (self->group, CURVE_GROUP);

  lab_error_set_place (error, &(LabErrorPlace){
                                  .file = self->origin,
                                  .line = self->number,
                                  .curve = is_curve ? self->group + strlen (CURVE_GROUP) : NULL,
                                  .group = is_curve ? NULL : self->group,
                                  .key = self->key,
                              });
}

/* "my.ini: line 3: what". */
G_GNUC_PRINTF (3, 4)
static gboolean
fail_here (LabStudyLines *self, GError **error, const char *format, ...)
{
  g_autofree char *place = lab_study_lines_describe_place (self);
  g_autofree char *what = NULL;
  va_list args;

  va_start (args, format);
  what = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (error, LAB_ERROR, LAB_ERROR_MALFORMED, "%s: %s", place, what);
  lab_study_lines_set_place (self, error);
  return FALSE;
}

static guint
count_lines (const char *text, const char *end)
{
  guint n = 1;

  for (; text < end; text++)
    n += *text == '\n';
  return n;
}

/* What the text is, if clearly not a study; else NULL. */
static const char *
find_other_kind (const char *text, gsize length)
{
  const char *what = base_input_describe (text, length);

  return what == NULL || g_str_equal (what, base_input_describe ("text", 4))
                 || g_str_equal (what, base_input_describe ("[study]", 7))
             ? NULL
             : what;
}

gboolean
lab_study_lines_init (
    LabStudyLines *self, const char *text, gsize length, const char *origin, GError **error)
{
  const char *invalid, *kind = find_other_kind (text, length);
  guint line;

  *self = (LabStudyLines){ .at = text, .end = text + length, .origin = origin };
  self->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (length == 0)
    return fail (self, 0, error, _ ("it is empty"));
  if (kind != NULL)
    return fail (self, 0, error, _ ("it is %s"), kind);
  if (length > 3 && memcmp (text, BYTE_ORDER_MARK, 3) == 0)
    self->at += 3;
  if (g_utf8_validate (text, (gssize) length, &invalid))
    return TRUE;
  line = count_lines (text, invalid);
  return fail (self, line, error,
               *invalid == '\0'
                   ? _ ("line %u contains a NUL byte, as UTF-16 text does; save it as UTF-8")
                   : _ ("line %u is not UTF-8 text; save it as UTF-8"),
               line);
}

void
lab_study_lines_clear (LabStudyLines *self)
{
  g_clear_pointer (&self->group, g_free);
  g_clear_pointer (&self->key, g_free);
  g_clear_pointer (&self->value, g_free);
  g_clear_pointer (&self->seen, g_hash_table_unref);
}

/* The next line without its LF, CR LF or CR. (transfer full) */
static char *
take_line (LabStudyLines *self)
{
  const char *start = self->at;
  char *line;

  while (self->at < self->end && *self->at != '\n' && *self->at != '\r')
    self->at++;
  line = g_strndup (start, (gsize) (self->at - start));
  if (self->at < self->end && *self->at == '\r')
    self->at++;
  if (self->at < self->end && *self->at == '\n')
    self->at++;
  self->number++;
  return g_strstrip (line);
}

/* FALSE if the group, or the key in it, was already in line @former. Spaces around a label do not
 * count, since nobody sees them. */
static gboolean
note_seen (LabStudyLines *self, const char *key, guint *former)
{
  gboolean is_curve = g_str_has_prefix (self->group, CURVE_GROUP);
  const char *after = self->group + (is_curve ? strlen (CURVE_GROUP) : 0);
  g_autofree char *label = g_strstrip (g_strdup (after));
  char *name = g_strconcat (is_curve ? CURVE_GROUP : "", label, "]", key, NULL);

  *former = GPOINTER_TO_UINT (g_hash_table_lookup (self->seen, name));
  if (*former == 0)
    g_hash_table_insert (self->seen, name, GUINT_TO_POINTER (self->number));
  else
    g_free (name);
  return *former == 0;
}

static gboolean
read_group (LabStudyLines *self, const char *line, GError **error)
{
  const char *close = strchr (line, ']');
  g_autofree char *shown = base_text_cut (line, SHOWN + 1);
  guint former;

  g_clear_pointer (&self->group, g_free);
  g_clear_pointer (&self->key, g_free);
  if (close == NULL)
    return fail_here (self, error, _ ("“%s” has no ] at its end; write a group like [parties]"),
                      shown);
  if (close[1] != '\0')
    return fail_here (self, error,
                      _ ("“%s” has text after its ]; a group stands alone, and a comment needs a "
                         "line of its own that begins with #"),
                      shown);
  for (const char *at = line + 1; at < close; at++)
    if (*at == '[' || g_ascii_iscntrl (*at))
      return fail_here (
          self, error,
          _ ("“%s” contains a bracket or a control character, which a group cannot have"), shown);
  self->group = g_strndup (line + 1, (gsize) (close - line - 1));
  return note_seen (self, NULL, &former)
         || fail_here (self, error,
                       _ ("[%s] appears a second time, and began in line %u; put its keys there"),
                       self->group, former);
}

/* Resolves escapes in @value in place. Returns NULL, or what is wrong. */
static const char *
resolve_escapes (char *value)
{
  char *to = value;

  for (const char *at = value; *at != '\0'; at++)
    {
      static const char escapes[] = "sntr\\", values[] = " \n\t\r\\";
      const char *escape;

      if (*at != '\\')
        {
          *to++ = *at;
          continue;
        }
      at++;
      if (*at == '\0')
        return _ ("it ends with a single \\");
      escape = strchr (escapes, *at);
      if (escape == NULL)
        return _ ("a \\ is followed by something that is not an escape; write \\ itself as \\\\");
      *to++ = values[escape - escapes];
    }
  *to = '\0';
  return NULL;
}

/* Reports a line that is neither a group nor a key. */
static gboolean
fail_line (LabStudyLines *self, const char *line, GError **error)
{
  g_autofree char *shown = base_text_cut (line, SHOWN + 1);

  if (*line == ';' || g_str_has_prefix (line, "//") || g_str_has_prefix (line, "--"))
    return fail_here (self, error,
                      _ ("“%s” is not a comment: a comment needs a line of its own that begins "
                         "with #, and ; separates lists"),
                      shown);
  if (self->group == NULL)
    return fail (self, self->number, error, _ ("line %u, “%s”, is not a group"), self->number,
                 shown);
  return fail_here (self, error, _ ("“%s” is neither a group such as [parties] nor KEY=VALUE"),
                    shown);
}

static gboolean
read_key (LabStudyLines *self, const char *line, GError **error)
{
  const char *equals = strchr (line, '='), *wrong;
  g_autofree char *shown = base_text_cut (line, SHOWN + 1);
  guint former;

  g_clear_pointer (&self->key, g_free);
  if (equals == NULL || *line == ';' || g_str_has_prefix (line, "//"))
    return fail_line (self, line, error);
  if (self->group == NULL)
    return fail (self, self->number, error, _ ("line %u, “%s”, comes before the first group"),
                 self->number, shown);
  g_free (self->value);
  self->key = g_strchomp (g_strndup (line, (gsize) (equals - line)));
  self->value = g_strstrip (g_strdup (equals + 1));
  if (*self->key == '\0')
    return fail_here (self, error, _ ("“%s” has no key before its ="), shown);
  if (strchr (self->key, '[') != NULL || strchr (self->key, ']') != NULL)
    return fail_here (self, error,
                      _ ("[%s] %s: a key has no brackets; a study is written in one language only"),
                      self->group, self->key);
  wrong = resolve_escapes (self->value);
  if (wrong != NULL)
    return fail_here (self, error, _ ("[%s] %s: the value cannot be read: %s"), self->group,
                      self->key, wrong);
  g_strstrip (self->value);
  return note_seen (self, self->key, &former)
         || fail_here (self, error,
                       _ ("[%s] %s appears a second time, and is already in line %u; keep one"),
                       self->group, self->key, former);
}

LabStudyLineKind
lab_study_lines_next (LabStudyLines *self, GError **error)
{
  while (self->at < self->end)
    {
      g_autofree char *line = take_line (self);

      if (*line == '\0' || *line == '#')
        continue;
      if (*line == '[')
        return read_group (self, line, error) ? LAB_STUDY_LINE_GROUP : LAB_STUDY_LINE_WRONG;
      return read_key (self, line, error) ? LAB_STUDY_LINE_KEY : LAB_STUDY_LINE_WRONG;
    }
  if (self->group != NULL)
    return LAB_STUDY_LINE_END;
  fail (self, 0, error, _ ("it does not contain a group"));
  return LAB_STUDY_LINE_WRONG;
}
