/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every key that an experiment has: its group, type, range and meaning. Readers,
 * writers, help texts and the panel all ask here; nothing else knows a range.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  LAB_KEY_BOOLEAN, /* true, false */
  LAB_KEY_COUNT,   /* a whole number, min to max; "N" and "2N" where multiples are allowed */
  LAB_KEY_NUMBER,  /* a decimal number, min to max */
  LAB_KEY_CHOICE,  /* one of choices */
  LAB_KEY_CHOICES, /* 1 to 4 of choices, separated by ';' */
  LAB_KEY_COUNTS,  /* 1 to 4 whole numbers, separated by ';'; "2N" allowed */
} LabKeyType;

typedef enum
{
  LAB_KEY_ABOVE_MIN = 1 << 0,     /* the minimum itself is excluded */
  LAB_KEY_BELOW_MAX = 1 << 1,     /* the maximum itself is excluded */
  LAB_KEY_EVEN = 1 << 2,          /* even numbers only */
  LAB_KEY_MULTIPLE_OF_N = 1 << 3, /* "N", "2N" … stand for multiples of the key bits */
  LAB_KEY_OF_PARTY = 1 << 4,      /* a key of [networks] for one party: unset unless written */
  LAB_KEY_NEEDS_EVE = 1 << 5,     /* of no effect without Eve */
} LabKeyFlags;

typedef struct
{
  const char *name; /* "GROUP.KEY", as in a curve, in --set and in win.set */
  LabKeyType type;
  double min;
  double max;
  guint flags;                /* LabKeyFlags */
  const char *const *choices; /* NULL-terminated, for LAB_KEY_CHOICE and LAB_KEY_CHOICES */
  const char *summary;        /* what it is, a few words, translatable */
} LabKey;

/**
 * lab_key_find:
 * @name: "GROUP.KEY"
 *
 * Returns: (nullable) (transfer none)
 */
const LabKey *lab_key_find (const char *name);

/**
 * lab_key_get_all:
 * @n_keys: (out)
 *
 * Returns: (array length=n_keys) (transfer none): in the order in which they are written
 */
const LabKey *lab_key_get_all (guint *n_keys);

/**
 * lab_key_find_parent:
 *
 * Returns: (nullable) (transfer none): for a LAB_KEY_OF_PARTY key the key of
 * [networks] whose value it takes while it is unset
 */
const LabKey *lab_key_find_parent (const LabKey *key);

/**
 * lab_key_parse_count:
 * @text: a whole number, or "N", "2N" … where the key allows multiples
 * @key_bits: N
 *
 * For values that lab_key_check() has passed.
 */
guint lab_key_parse_count (const char *text, guint key_bits);

/**
 * lab_key_describe_allowed:
 *
 * Returns: (transfer full): what is allowed, to end a sentence with: "an even
 * number from 8 to 256", "sigmoid, tanh, relu or leaky-relu"
 */
char *lab_key_describe_allowed (const LabKey *key);

/**
 * lab_key_check:
 * @value: as text, already stripped
 *
 * Type and range of one value by itself.
 *
 * Returns: FALSE with LAB_ERROR_VALUE, whose message names key, value and what is allowed
 */
gboolean lab_key_check (const LabKey *key, const char *value, GError **error);

G_END_DECLS
