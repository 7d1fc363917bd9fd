/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Running a trained pair: Alice encrypts and Bob decrypts a block of N bits, in evaluation mode,
 * with fixed parameters. Nothing is trained here, and nothing is protected: the networks are an
 * object of study.
 *
 * A cipher is used by one thread at a time. It allocates nothing after it is created.
 */
#pragma once

#include "engine/kernels/nc-kernels.h"
#include "engine/model/nc-setup.h"

G_BEGIN_DECLS

typedef struct _NcCipher NcCipher;

/**
 * nc_cipher_new:
 * @setup: checked with nc_setup_check() and copied
 * @parameters: by party, [n_parameters] each, copied; Eve's is not read
 * @statistics: by party, [n_statistics] each, copied; NULL for a party without
 * batch norm
 */
NcCipher *nc_cipher_new (const NcSetup *setup,
                         const NcKernels *kernels,
                         const nc_real *const parameters[NC_N_PARTIES],
                         const nc_real *const statistics[NC_N_PARTIES]);
void nc_cipher_free (NcCipher *cipher);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NcCipher, nc_cipher_free)

/**
 * nc_cipher_encrypt:
 * @plaintext: [N], bit 1 is +1, bit 0 is -1
 * @key: [N], likewise, Alice's
 * @ciphertext: (out): [N], Alice's output; NaN if the parameters are so large that the arithmetic
 * overflows
 *
 * One block. The ciphertext depends only on it, the key and the kernels, bit for bit.
 */
void nc_cipher_encrypt (NcCipher *cipher,
                        const nc_real *plaintext,
                        const nc_real *key,
                        nc_real *ciphertext);

/**
 * nc_cipher_decrypt:
 * @ciphertext: [N]
 * @key: [N], Bob's
 * @output: (out): [N], Bob's output: above 0 reads as bit 1, else as 0
 */
void nc_cipher_decrypt (NcCipher *cipher,
                        const nc_real *ciphertext,
                        const nc_real *key,
                        nc_real *output);

G_END_DECLS
