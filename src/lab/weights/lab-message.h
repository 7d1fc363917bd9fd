/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Messages as bits, and the text of what Alice makes of them. For study: a message that is
 * encrypted here is not protected.
 *
 * Bits are a #GByteArray of 0 and 1, the most significant bit of a byte or of a hexadecimal digit
 * first. If bits do not fill the last byte, digit or block, it is padded with zero bits.
 */
#pragma once

#include "lab/weights/lab-weights.h"

G_BEGIN_DECLS

/* The longest message, in bytes: blocks are computed one at a time, and the text is a hundred
 * times as long. */
#define LAB_MESSAGE_MAX_BYTES 65536

/**
 * lab_message_from_bytes:
 * @n_bytes: up to LAB_MESSAGE_MAX_BYTES
 *
 * Returns: (transfer full): 8 bits per byte
 */
GByteArray *lab_message_from_bytes (const guint8 *bytes, gsize n_bytes);

/**
 * lab_message_from_hex:
 *
 * Returns: (transfer full): 4 bits per digit; NULL with LAB_ERROR_VALUE, a sentence that does not
 * say where @hex is from
 */
GByteArray *lab_message_from_hex (const char *hex, GError **error);

/**
 * lab_message_to_bytes:
 *
 * Returns: (transfer full)
 */
GBytes *lab_message_to_bytes (GByteArray *bits);

/**
 * lab_message_to_hex:
 *
 * Returns: (transfer full): lower-case digits
 */
char *lab_message_to_hex (GByteArray *bits);

/**
 * lab_message_read_key:
 * @key_bits: N
 *
 * If N is not a multiple of 4, the surplus bits of the last digit must be zero.
 *
 * Returns: (transfer full): N bits; NULL with LAB_ERROR_VALUE, likewise
 */
GByteArray *lab_message_read_key (const char *hex, guint key_bits, GError **error);

/* A message that Alice has encrypted. */
typedef struct
{
  guint key_bits; /* N, the bits per block */
  guint n_bits;   /* of the message */
  guint n_blocks; /* for n_bits */
  float *numbers; /* [n_blocks][key_bits], all finite */
} LabCiphertext;

void lab_ciphertext_free (LabCiphertext *ciphertext);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LabCiphertext, lab_ciphertext_free)

/**
 * lab_ciphertext_to_text:
 *
 * Returns: (transfer full): a first line "fuzzy-key-ciphertext 1 N BITS" (the version of the
 * format, the bits of a block, those of the message), then one block per line: N numbers that read
 * back exactly
 */
char *lab_ciphertext_to_text (const LabCiphertext *ciphertext);

/**
 * lab_ciphertext_parse:
 * @text: untrusted
 * @origin: begins errors
 *
 * Every line must end with a line break, because a truncated number is still a number; CR LF and a
 * byte order mark are accepted. Numbers must be in Alice's range.
 *
 * Returns: (transfer full): NULL with LAB_ERROR_MALFORMED, which names the line
 */
LabCiphertext *
lab_ciphertext_parse (const char *text, gsize length, const char *origin, GError **error);

/**
 * lab_message_encrypt:
 * @key: N bits, Alice's
 *
 * Returns: (transfer full): NULL with LAB_ERROR_VALUE if the weights are so large that a block is
 * not finite
 */
LabCiphertext *
lab_message_encrypt (LabWeights *weights, GByteArray *key, GByteArray *bits, GError **error);

/**
 * lab_message_decrypt:
 * @key: N bits, Bob's
 *
 * Returns: (transfer full): the message as Bob reads it, perhaps with wrong bits; NULL with
 * LAB_ERROR_VALUE, likewise, or if the blocks of @ciphertext have another size than those of
 * @weights
 */
GByteArray *lab_message_decrypt (LabWeights *weights,
                                 GByteArray *key,
                                 const LabCiphertext *ciphertext,
                                 GError **error);

G_END_DECLS
