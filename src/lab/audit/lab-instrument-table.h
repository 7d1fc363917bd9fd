/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The instruments of an audit, in the order of a report, one per line: ADD (NAME, name) for
 * LAB_INSTRUMENT_NAME and the descriptor lab_instrument_name in lab-instrument-name.c.
 */
#pragma once

#define LAB_INSTRUMENT_TABLE(ADD)                                                                  \
  ADD (TOLERANCE, tolerance)                                                                       \
  ADD (FRESH_EVES, fresh_eves)                                                                     \
  ADD (LINEAR, linear)                                                                             \
  ADD (PARITIES, parities)                                                                         \
  ADD (HIDDEN_BITS, hidden_bits)                                                                   \
  ADD (CHOSEN_PLAINTEXT, chosen_plaintext)                                                         \
  ADD (KEY_SEARCH, key_search)                                                                     \
  ADD (AVALANCHE, avalanche)                                                                       \
  ADD (DISTRIBUTION, distribution)                                                                 \
  ADD (CHANNEL, channel)                                                                           \
  /* The last: a new one stands above this line. */
