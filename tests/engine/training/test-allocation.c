/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * No allocation in a step, and as many bytes for a trainer as are estimated: while
 * counting, every way to memory of this program is seen, the libraries' included. With
 * AddressSanitizer, whose allocator must not be replaced, its own hooks count.
 */
#include <errno.h>
#include <stdlib.h>

#include "engine-fixture.h"
#include "engine/kernels/nc-blas.h"
#include "engine/training/nc-diagnosis.h"
#include "engine/training/nc-memory.h"
#include "engine/training/nc-trainer.h"

static gboolean counting;
static guint n_allocations;
static guint64 n_bytes;

static void
count (size_t bytes)
{
  if (!counting)
    return;
  n_allocations++;
  n_bytes += bytes;
}

#ifdef __SANITIZE_ADDRESS__

/* Of the sanitizer's run-time library; its header is not always installed. */
extern int
__sanitizer_install_malloc_and_free_hooks (void (*malloc_hook) (const volatile void *memory,
                                                                size_t size),
                                           void (*free_hook) (const volatile void *memory));

static void
note_allocation (const volatile void *memory, size_t size)
{
  count (size);
}

static void
note_free (const volatile void *memory)
{
}

static void
install_counter (void)
{
  g_assert_true (__sanitizer_install_malloc_and_free_hooks (note_allocation, note_free));
}

#else

/* The C library's own names for what is replaced here. */
extern void *__libc_malloc (size_t size);
extern void *__libc_calloc (size_t n, size_t size);
extern void *__libc_realloc (void *memory, size_t size);
extern void *__libc_memalign (size_t alignment, size_t size);

void *
malloc (size_t size)
{
  count (size);
  return __libc_malloc (size);
}

void *
calloc (size_t n, size_t size)
{
  count (n * size);
  return __libc_calloc (n, size);
}

void *
realloc (void *memory, size_t size)
{
  count (size);
  return __libc_realloc (memory, size);
}

void *
aligned_alloc (size_t alignment, size_t size)
{
  count (size);
  return __libc_memalign (alignment, size);
}

int
posix_memalign (void **memory, size_t alignment, size_t size)
{
  count (size);
  *memory = __libc_memalign (alignment, size);
  return *memory != NULL ? 0 : ENOMEM;
}

static void
install_counter (void)
{
}

#endif

static guint
count_in_steps (NcTrainer *trainer, guint n)
{
  NcMeasurement measurement;

  n_allocations = 0;
  counting = TRUE;
  for (guint i = 0; i < n; i++)
    if (!nc_trainer_step (trainer, &measurement))
      g_assert_not_reached ();
  counting = FALSE;
  return n_allocations;
}

/* That the counter counts. */
static void
test_counter (void)
{
  gpointer volatile memory;

  n_allocations = 0;
  counting = TRUE;
  memory = malloc (10);
  free (memory);
  memory = g_malloc0 (10);
  g_free (memory);
  memory = nc_real_new0 (10);
  nc_real_free (memory);
  counting = FALSE;
  g_assert_cmpuint (n_allocations, ==, 3);
}

static void
test_schedules (gconstpointer data)
{
  for (NcSchedule schedule = NC_SCHEDULE_TOGETHER; schedule <= NC_SCHEDULE_BY_ROUND; schedule++)
    for (guint norm = 0; norm < 2; norm++)
      {
        NcSetup setup = fixture_setup (16, 100, schedule != NC_SCHEDULE_TOGETHER);
        g_autoptr (NcTrainer) trainer = NULL;

        setup.schedule = schedule;
        setup.iterations = 4;
        setup.eve_batch_factor = 2;
        for (NcParty party = NC_ALICE; party < NC_N_PARTIES; party++)
          setup.topologies[party].batch_norm = norm;
        trainer = nc_trainer_new (&setup, 1, data);
        g_assert_cmpuint (count_in_steps (trainer, 10), ==, 0);
      }
}

static void
test_diagnosis (gconstpointer data)
{
  NcSetup setup = fixture_setup (16, 100, TRUE);
  g_autoptr (NcTrainer) trainer = nc_trainer_new (&setup, 1, data);
  g_autoptr (NcDiagnoser) diagnoser = nc_diagnoser_new (&setup, 1, data);
  const nc_real *parameters[NC_N_PARTIES];
  NcDiagnosis diagnosis;

  for (NcParty party = NC_ALICE; party < NC_N_PARTIES; party++)
    parameters[party] = nc_trainer_get_parameters (trainer, party);
  n_allocations = 0;
  counting = TRUE;
  nc_diagnoser_look (diagnoser, parameters, &diagnosis);
  counting = FALSE;
  g_assert_cmpuint (n_allocations, ==, 0);
}

/* OpenBLAS takes its buffers when it is first called. */
static void
test_wide (gconstpointer data)
{
  NcSetup setup = fixture_setup (128, 40, TRUE);
  g_autoptr (NcTrainer) trainer = nc_trainer_new (&setup, 1, data);

  count_in_steps (trainer, 1);
  g_assert_cmpuint (count_in_steps (trainer, 3), ==, 0);
}

static guint64
count_trainer_bytes (const NcSetup *setup)
{
  NcTrainer *trainer;

  n_bytes = 0;
  counting = TRUE;
  trainer = nc_trainer_new (setup, 1, nc_kernels_get_best ());
  counting = FALSE;
  nc_trainer_free (trainer);
  return n_bytes;
}

static guint64
count_diagnoser_bytes (const NcSetup *setup)
{
  NcDiagnoser *diagnoser;

  n_bytes = 0;
  counting = TRUE;
  diagnoser = nc_diagnoser_new (setup, 1, nc_kernels_get_best ());
  counting = FALSE;
  nc_diagnoser_free (diagnoser);
  return n_bytes;
}

static void
assert_close (guint64 estimate, guint64 bytes)
{
  g_test_message ("estimated %" G_GUINT64_FORMAT ", allocated %" G_GUINT64_FORMAT, estimate, bytes);
  g_assert_cmpfloat ((double) estimate / (double) bytes, >, 0.98);
  g_assert_cmpfloat ((double) estimate / (double) bytes, <, 1.02);
}

static void
check_state (const NcSetup *setup)
{
  g_autoptr (NcTrainer) trainer = nc_trainer_new (setup, 1, nc_kernels_get_best ());

  assert_close (nc_setup_estimate_state_size (setup), nc_trainer_get_state_size (trainer));
}

static void
check_estimate (guint key_bits, guint batch, gboolean eve, gboolean norm, gboolean convolutions)
{
  NcSetup setup = fixture_setup (key_bits, batch, eve);

  setup.eve_batch_factor = 2;
  setup.eve_term = batch % 2 != 0 ? NC_EVE_TERM_SQUARED : NC_EVE_TERM_LINEAR;
  for (NcParty party = NC_ALICE; party < NC_N_PARTIES; party++)
    {
      setup.topologies[party].batch_norm = norm;
      setup.topologies[party].convolutions = convolutions;
      if (!convolutions)
        setup.topologies[party].width[1] = 5 * key_bits;
    }
  assert_close (nc_setup_estimate_memory (&setup), count_trainer_bytes (&setup));
  check_state (&setup);
  assert_close (nc_setup_estimate_diagnosis_memory (&setup), count_diagnoser_bytes (&setup));
}

/* Every field that decides an array's size, one and two at a time. */
static void
test_estimate (void)
{
  static const guint key_bits[] = { 8, 16, 128 }, batches[] = { 16, 257, 1500 };

  for (guint i = 0; i < G_N_ELEMENTS (key_bits); i++)
    for (guint j = 0; j < G_N_ELEMENTS (batches); j++)
      for (guint flags = 0; flags < 8; flags++)
        check_estimate (key_bits[i], batches[j], flags & 1, (flags & 2) != 0, (flags & 4) != 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  install_counter ();
  nc_blas_pin ();

  g_test_add_func ("/engine/allocation/counter", test_counter);
  fixture_add_for_kernels ("/engine/allocation/schedules", test_schedules);
  fixture_add_for_kernels ("/engine/allocation/wide", test_wide);

  fixture_add_for_kernels ("/engine/allocation/diagnosis", test_diagnosis);
  g_test_add_func ("/engine/allocation/estimate", test_estimate);

  return g_test_run ();
}
