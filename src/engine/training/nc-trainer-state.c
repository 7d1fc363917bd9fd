/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The state of a training as bytes, and back.
 *
 * A header of eight 32-bit words (magic, version, bytes of a number, parties,
 * iteration low and high, two of zero), then for each party three 64-bit words
 * (parameters, statistics, Adam's steps) and its numbers: parameters, first
 * moments, second moments, statistics. Little-endian throughout.
 */
#include <math.h>
#include <string.h>

#include "config.h"

#include "engine/training/nc-trainer-private.h"

#include <glib/gi18n-lib.h>

#define STATE_MAGIC 0x5453434eu /* "NCST" */
#define STATE_VERSION 1

typedef struct
{
  guint32 magic;
  guint32 version;
  guint32 real_size;
  guint32 n_parties;
  guint32 iteration_low;
  guint32 iteration_high;
  guint32 zero[2];
} Header;

typedef struct
{
  guint64 n_parameters;
  guint64 n_statistics;
  guint64 steps;
} PartyHeader;

#define N_ARRAYS 4

static guint
count_parties (const NcSetup *setup)
{
  return setup->eve ? NC_N_PARTIES : NC_N_PARTIES - 1;
}

/* A party's numbers in file order: parameters and both moments, then statistics. */
static void
count_numbers (const NcLayout *layout, gsize counts[N_ARRAYS])
{
  counts[0] = counts[1] = counts[2] = layout->n_parameters;
  counts[3] = layout->n_statistics;
}

static void
list_arrays (NcTrainer *trainer, NcParty party, nc_real *arrays[N_ARRAYS])
{
  arrays[0] = trainer->exchange->parameters[party];
  arrays[1] = trainer->adams[party].m;
  arrays[2] = trainer->adams[party].v;
  arrays[3] = trainer->exchange->statistics[party];
}

static gsize
get_party_size (const NcLayout *layout)
{
  return sizeof (PartyHeader)
         + (3 * layout->n_parameters + layout->n_statistics) * sizeof (nc_real);
}

static gsize
get_size (const NcSetup *setup, const NcLayout *layouts)
{
  gsize size = sizeof (Header);

  for (NcParty party = NC_ALICE; party < count_parties (setup); party++)
    size += get_party_size (&layouts[party]);
  return size;
}

gsize
nc_trainer_get_state_size (NcTrainer *trainer)
{
  return get_size (&trainer->exchange->setup, trainer->exchange->layouts);
}

static Header
make_header (const NcSetup *setup, guint64 iteration)
{
  return (Header){
    .magic = GUINT32_TO_LE (STATE_MAGIC),
    .version = GUINT32_TO_LE (STATE_VERSION),
    .real_size = GUINT32_TO_LE ((guint32) sizeof (nc_real)),
    .n_parties = GUINT32_TO_LE (count_parties (setup)),
    .iteration_low = GUINT32_TO_LE ((guint32) iteration),
    .iteration_high = GUINT32_TO_LE ((guint32) (iteration >> 32)),
  };
}

static PartyHeader
make_party_header (const NcLayout *layout, guint64 steps)
{
  return (PartyHeader){
    .n_parameters = GUINT64_TO_LE ((guint64) layout->n_parameters),
    .n_statistics = GUINT64_TO_LE ((guint64) layout->n_statistics),
    .steps = GUINT64_TO_LE (steps),
  };
}

/* Numbers are stored little-endian; big-endian machines swap their bytes. */
static void
copy_numbers (guint8 *to, const guint8 *from, gsize n_bytes)
{
#if G_BYTE_ORDER == G_LITTLE_ENDIAN
  if (n_bytes > 0)
    memcpy (to, from, n_bytes);
#else
  for (gsize i = 0; i < n_bytes; i++)
    to[i] = from[i / sizeof (nc_real) * sizeof (nc_real) + sizeof (nc_real) - 1
                 - i % sizeof (nc_real)];
#endif
}

void
nc_trainer_save_state (NcTrainer *trainer, guint8 *bytes)
{
  const NcSetup *setup = &trainer->exchange->setup;
  Header header = make_header (setup, trainer->iteration);

  memcpy (bytes, &header, sizeof header);
  bytes += sizeof header;
  for (NcParty party = NC_ALICE; party < count_parties (setup); party++)
    {
      const NcLayout *layout = &trainer->exchange->layouts[party];
      PartyHeader party_header = make_party_header (layout, trainer->adams[party].steps);
      nc_real *arrays[N_ARRAYS];
      gsize counts[N_ARRAYS];

      memcpy (bytes, &party_header, sizeof party_header);
      bytes += sizeof party_header;
      list_arrays (trainer, party, arrays);
      count_numbers (layout, counts);
      for (guint i = 0; i < N_ARRAYS; i++)
        {
          copy_numbers (bytes, (const guint8 *) arrays[i], counts[i] * sizeof (nc_real));
          bytes += counts[i] * sizeof (nc_real);
        }
    }
}

static gboolean
refuse (const char *what, GError **error)
{
  g_set_error (error, NC_ERROR, NC_ERROR_STATE,
               _ ("the saved state of the training is damaged (%s); restart the run"), what);
  return FALSE;
}

static guint64
get_iteration (const Header *header)
{
  return GUINT32_FROM_LE (header->iteration_low)
         | (guint64) GUINT32_FROM_LE (header->iteration_high) << 32;
}

static gboolean
are_at_least (const guint8 *bytes, gsize n, nc_real least)
{
  for (gsize i = 0; i < n; i++, bytes += sizeof (nc_real))
    {
      nc_real number;

      copy_numbers ((guint8 *) &number, bytes, sizeof number);
      if (!isfinite (number) || number < least)
        return FALSE;
    }
  return TRUE;
}

/* Whether every number is allowed: none infinite or NaN, no variance or second moment below
 * zero. */
static gboolean
check_numbers (const NcLayout *layout, const guint8 *bytes)
{
  gsize counts[N_ARRAYS];

  count_numbers (layout, counts);
  for (guint i = 0; i < N_ARRAYS; i++)
    {
      if (!are_at_least (bytes, counts[i], i == 2 ? 0 : (nc_real) -G_MAXFLOAT))
        return FALSE;
      if (i < N_ARRAYS - 1)
        bytes += counts[i] * sizeof (nc_real);
    }
  for (guint i = 0; i < layout->n_tensors; i++)
    if (layout->tensors[i].kind == NC_TENSOR_RUNNING_VAR
        && !are_at_least (bytes + layout->tensors[i].offset * sizeof (nc_real),
                          layout->tensors[i].size, 0))
      return FALSE;
  return TRUE;
}

static gboolean
check_state (const NcSetup *setup,
             const NcLayout *layouts,
             const guint8 *bytes,
             gsize n_bytes,
             GError **error)
{
  Header header, expected;

  if (n_bytes != get_size (setup, layouts))
    return refuse (_ ("its size does not fit these networks"), error);
  memcpy (&header, bytes, sizeof header);
  expected = make_header (setup, get_iteration (&header));
  if (memcmp (&header, &expected, sizeof header) != 0)
    return refuse (_ ("it does not begin like one"), error);
  if (get_iteration (&header) > nc_setup_get_length (setup))
    return refuse (_ ("it is past the end of the run"), error);
  bytes += sizeof header;
  for (NcParty party = NC_ALICE; party < count_parties (setup); party++)
    {
      PartyHeader party_header, party_expected;

      memcpy (&party_header, bytes, sizeof party_header);
      party_expected = make_party_header (&layouts[party], GUINT64_FROM_LE (party_header.steps));
      if (memcmp (&party_header, &party_expected, sizeof party_header) != 0)
        return refuse (_ ("it belongs to other networks"), error);
      if (!check_numbers (&layouts[party], bytes + sizeof party_header))
        return refuse (_ ("it holds impossible numbers"), error);
      bytes += get_party_size (&layouts[party]);
    }
  return TRUE;
}

/* Into the arrays of one party; NULL ones are skipped. */
static void
read_arrays (const NcLayout *layout, const guint8 *bytes, nc_real *const arrays[N_ARRAYS])
{
  gsize counts[N_ARRAYS];

  bytes += sizeof (PartyHeader);
  count_numbers (layout, counts);
  for (guint i = 0; i < N_ARRAYS; i++)
    {
      if (arrays[i] != NULL)
        copy_numbers ((guint8 *) arrays[i], bytes, counts[i] * sizeof (nc_real));
      bytes += counts[i] * sizeof (nc_real);
    }
}

gboolean
nc_trainer_restore_state (NcTrainer *trainer, const guint8 *bytes, gsize n_bytes, GError **error)
{
  const NcLayout *layouts = trainer->exchange->layouts;
  const NcSetup *setup = &trainer->exchange->setup;
  Header header;

  if (!check_state (setup, layouts, bytes, n_bytes, error))
    return FALSE;
  memcpy (&header, bytes, sizeof header);
  trainer->iteration = get_iteration (&header);
  trainer->diverged = FALSE;
  bytes += sizeof header;
  for (NcParty party = NC_ALICE; party < count_parties (setup); party++)
    {
      PartyHeader party_header;
      nc_real *arrays[N_ARRAYS];

      memcpy (&party_header, bytes, sizeof party_header);
      trainer->adams[party].steps = GUINT64_FROM_LE (party_header.steps);
      list_arrays (trainer, party, arrays);
      read_arrays (&layouts[party], bytes, arrays);
      bytes += get_party_size (&layouts[party]);
    }
  return TRUE;
}

gboolean
nc_state_read_networks (const NcSetup *setup,
                        const guint8 *bytes,
                        gsize n_bytes,
                        nc_real *parameters[NC_N_PARTIES],
                        nc_real *statistics[NC_N_PARTIES],
                        GError **error)
{
  NcLayout layouts[NC_N_PARTIES];

  for (NcParty party = NC_ALICE; party < NC_N_PARTIES; party++)
    {
      if (party < count_parties (setup))
        nc_layout_init (&layouts[party], &setup->topologies[party]);
      parameters[party] = statistics[party] = NULL;
    }
  if (!check_state (setup, layouts, bytes, n_bytes, error))
    return FALSE;
  bytes += sizeof (Header);
  for (NcParty party = NC_ALICE; party < count_parties (setup); party++)
    {
      nc_real *arrays[N_ARRAYS] = { NULL };

      arrays[0] = parameters[party] = nc_real_new0 (layouts[party].n_parameters);
      arrays[3] = statistics[party] = nc_real_new0 (layouts[party].n_statistics);
      read_arrays (&layouts[party], bytes, arrays);
      bytes += get_party_size (&layouts[party]);
    }
  return TRUE;
}
