/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a fuzz target is made of. A target reads bytes that may be anything and
 * asserts what its reader promises; it never excuses a reader.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The name that errors must begin with. */
#define FUZZ_ORIGIN "fuzzed"

/**
 * fuzz_read:
 * @bytes: exactly @n_bytes, so that a byte too many is seen
 *
 * Each target has one: reads @bytes and asserts what is promised.
 */
void fuzz_read (const guint8 *bytes, gsize n_bytes);

/**
 * fuzz_try:
 *
 * Reads @bytes as fuzz_read() does and looks no further; for memory that fails.
 *
 * Returns: FALSE with an error where they are refused
 */
gboolean fuzz_try (const guint8 *bytes, gsize n_bytes, GError **error);

/* Once before the first fuzz_read(). */
void fuzz_start (void);

/* That @error is one sentence of the reader: one line of UTF-8 text that begins with FUZZ_ORIGIN.
 */
void fuzz_assert_sentence (const GError *error);

/* Equality of bits, any NAN being like any other. */
gboolean fuzz_same_number (double a, double b);

/* What libFuzzer calls. */
int LLVMFuzzerInitialize (int *argc, char ***argv);
int LLVMFuzzerTestOneInput (const guint8 *bytes, gsize n_bytes);

G_END_DECLS
