/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pairs whose answers are known by calculation.
 */
#include "known-pair.h"

#include "engine-fixture.h"

void
init_parties (Parties *parties, const NcSetup *setup)
{
  parties->setup = *setup;
  for (NcParty party = NC_ALICE; party < NC_N_PARTIES; party++)
    {
      nc_layout_init (&parties->layouts[party], &setup->topologies[party]);
      parties->parameters[party] = nc_real_new0 (parties->layouts[party].n_parameters);
      parties->statistics[party] = nc_real_new0 (parties->layouts[party].n_statistics);
    }
}

void
clear_parties (Parties *parties)
{
  for (NcParty party = NC_ALICE; party < NC_N_PARTIES; party++)
    {
      nc_real_free (parties->parameters[party]);
      nc_real_free (parties->statistics[party]);
    }
}

NcSetup
known_pair_setup (void)
{
  NcSetup setup = fixture_setup (N, 40, TRUE);

  setup.key_difference = FLIPS;
  for (NcParty party = NC_ALICE; party < NC_N_PARTIES; party++)
    {
      setup.topologies[party].n_dense = 1;
      setup.topologies[party].width[0] = 2 * N;
      setup.topologies[party].activation[0] = NC_ACTIVATION_RELU;
      setup.topologies[party].convolutions = FALSE;
    }
  return setup;
}

/* relu (a + b) + relu (-a - b) - 1 is a b; relu (a) - relu (-a) is a. */
void
build_party (Parties *parties, NcParty party, gboolean with_key)
{
  const NcLayout *layout = &parties->layouts[party];
  nc_real *numbers = parties->parameters[party];
  guint inputs = parties->setup.topologies[party].inputs;

  for (guint i = 0; i < N; i++)
    for (guint unit = 2 * i; unit < 2 * i + 2; unit++)
      {
        nc_real sign = unit % 2 == 0 ? 1 : -1;

        numbers[layout->dense_weight[0] + unit * inputs + i] = sign;
        if (with_key)
          numbers[layout->dense_weight[0] + unit * inputs + N + i] = sign;
        numbers[layout->output_weight + i * 2 * N + unit] = with_key ? STEEP : STEEP * sign;
        numbers[layout->output_bias + i] = with_key ? -STEEP : 0;
      }
}
