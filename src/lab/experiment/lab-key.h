/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every key of an experiment: group, type, range and meaning. Readers, writers, help texts and the
 * panel all use this table; no range is known anywhere else.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  LAB_KEY_BOOLEAN, /* true, false */
  LAB_KEY_COUNT,   /* a whole number, min to max; also "N" and "2N" if multiples are allowed */
  LAB_KEY_NUMBER,  /* a decimal number, min to max */
  LAB_KEY_CHOICE,  /* one of choices */
  LAB_KEY_CHOICES, /* 1 to 4 choices, separated by ';' */
  LAB_KEY_COUNTS,  /* 1 to 4 whole numbers, separated by ';'; "2N" allowed */
  LAB_KEY_CHANGES, /* what lab_rate_changes_read() takes */
} LabKeyType;

typedef enum
{
  LAB_KEY_ABOVE_MIN = 1 << 0,     /* the minimum itself is excluded */
  LAB_KEY_BELOW_MAX = 1 << 1,     /* the maximum itself is excluded */
  LAB_KEY_EVEN = 1 << 2,          /* even numbers only */
  LAB_KEY_MULTIPLE_OF_N = 1 << 3, /* "N", "2N" … are multiples of the key bits */
  LAB_KEY_OF_PARTY = 1 << 4,      /* a key of [networks] for one party: unset unless given */
  LAB_KEY_NEEDS_EVE = 1 << 5,     /* no effect without Eve */
  LAB_KEY_LEFT_OUT = 1 << 6,      /* not written where it has the reading's value, so that a hash of
                                   * before there was this key stays the same */
} LabKeyFlags;

typedef struct
{
  const char *name; /* "GROUP.KEY", as in curves, --set and win.set */
  LabKeyType type;
  double min;
  double max;
  guint flags;                /* LabKeyFlags */
  const char *const *choices; /* NULL-terminated, for LAB_KEY_CHOICE and LAB_KEY_CHOICES */
  const char *summary;        /* what it is, in a few words, translatable */
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
 * Returns: (array length=n_keys) (transfer none): in the order of writing
 */
const LabKey *lab_key_get_all (guint *n_keys);

/**
 * lab_key_find_parent:
 *
 * Returns: (nullable) (transfer none): for a LAB_KEY_OF_PARTY key, the key of [networks] whose
 * value it has while unset
 */
const LabKey *lab_key_find_parent (const LabKey *key);

/**
 * lab_key_parse_count:
 * @text: a whole number, or "N", "2N" … if the key allows multiples; has passed lab_key_check()
 * @key_bits: N
 */
guint lab_key_parse_count (const char *text, guint key_bits);

/**
 * lab_key_describe_allowed:
 *
 * Returns: (transfer full): what is allowed, for the end of a sentence: "an even number from 8 to
 * 256", "sigmoid, tanh, relu or leaky-relu"
 */
char *lab_key_describe_allowed (const LabKey *key);

/**
 * lab_key_check:
 * @value: as text, stripped
 *
 * Checks the type and range of one value on its own.
 *
 * Returns: FALSE with LAB_ERROR_VALUE, whose message names key, value and what is allowed
 */
gboolean lab_key_check (const LabKey *key, const char *value, GError **error);

G_END_DECLS
