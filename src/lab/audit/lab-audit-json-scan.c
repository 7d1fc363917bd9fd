/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Checks a text before json-glib sees it. Nothing here recurses or allocates.
 */
#include "config.h"

#include "lab/audit/lab-audit-json-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Our own files have seven levels. */
#define MAX_DEPTH 12

/* Per array or object: json-glib keeps a pointer for each member in an array that doubles; this
 * keeps it below 256 KiB. Our longest have 512. */
#define MAX_MEMBERS 16384

/* In all: three times as many as the largest audit (N = 256). */
#define MAX_VALUES (1024 * 1024)

/* Bytes per string; json-glib's buffer doubles, too. Our longest is a study file. */
#define MAX_STRING (64 * 1024)

typedef struct
{
  const char *at;
  const char *end;
  guint depth;
  char closing[MAX_DEPTH];  /* what closes each open level */
  guint members[MAX_DEPTH]; /* so far, per open level */
  guint n_values;
} Scan;

/* Starts after the opening quotation mark. */
static const char *
scan_string (Scan *scan)
{
  const char *first = scan->at;

  while (scan->at < scan->end && *scan->at != '"')
    {
      if ((guchar) *scan->at < 0x20)
        return "a text holds a control character";
      scan->at += *scan->at == '\\' ? 2 : 1;
    }
  if (scan->at >= scan->end)
    return _ ("it is truncated inside a string");
  if (scan->at - first > MAX_STRING)
    return "a text is longer than any of an audit";
  scan->at++;
  return NULL;
}

/* One object and nothing after it: of two values in a row, json-glib 1.6 loses the first. */
static const char *
scan_outside (const Scan *scan, char mark)
{
  if (strchr (" \t\r\n", mark) != NULL)
    return NULL;
  if (scan->n_values > 0)
    return _ ("there is something after the end of its JSON object");
  return mark == '{' ? NULL : "it is not one JSON object";
}

static const char *
scan_mark (Scan *scan, char mark)
{
  if (mark == '{' || mark == '[')
    {
      if (scan->depth == MAX_DEPTH)
        return "it is nested deeper than an audit";
      scan->closing[scan->depth] = mark == '{' ? '}' : ']';
      scan->members[scan->depth++] = 0;
      scan->n_values++;
    }
  else if (mark == '}' || mark == ']')
    {
      if (scan->closing[scan->depth - 1] != mark)
        return "a bracket is closed that was not opened";
      scan->depth--;
    }
  else if (mark == ',')
    {
      if (++scan->members[scan->depth - 1] >= MAX_MEMBERS || ++scan->n_values >= MAX_VALUES)
        return "it holds more values than an audit";
    }
  return NULL;
}

const char *
lab_audit_json_scan (const char *text, gsize length)
{
  Scan scan = { .at = text, .end = text + length };
  const char *wrong = NULL;

  if (!g_utf8_validate (text, (gssize) length, NULL))
    return "it is not UTF-8 text";
  while (wrong == NULL && scan.at < scan.end)
    {
      char mark = *scan.at++;

      if (scan.depth == 0)
        wrong = scan_outside (&scan, mark);
      if (wrong != NULL)
        break;
      if (mark == '"')
        wrong = scan_string (&scan);
      else if (mark == '\0' || strchr (" \t\r\n{}[]:,+-.0123456789eEtrufalsn", mark) == NULL)
        wrong = "it is not JSON text";
      else
        wrong = scan_mark (&scan, mark);
    }
  if (wrong == NULL && (scan.depth > 0 || scan.n_values == 0))
    return scan.n_values == 0 ? "it is not one JSON object" : _ ("it is truncated");
  return wrong;
}
