/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Memory that fails when it is told to.
 */
#include "failing-memory.h"

#include <errno.h>
#include <sqlite3.h>
#include <stdatomic.h>
#include <stdlib.h>

static atomic_bool armed;
static atomic_ullong n_allocations;
static guint64 nth_fails;
static gsize largest;

static gboolean
fails (gsize size)
{
  if (!atomic_load (&armed))
    return FALSE;
  if (atomic_fetch_add (&n_allocations, 1) + 1 != nth_fails && size <= largest)
    return FALSE;
  errno = ENOMEM;
  return TRUE;
}

void
failing_memory_begin (guint64 nth, gsize max)
{
  nth_fails = nth;
  largest = max;
  atomic_store (&n_allocations, 0);
  atomic_store (&armed, TRUE);
}

guint64
failing_memory_end (void)
{
  atomic_store (&armed, FALSE);
  return atomic_load (&n_allocations);
}

/* The C library's own names for what is replaced here. */
extern void *__libc_malloc (size_t size);
extern void *__libc_calloc (size_t n, size_t size);
extern void *__libc_realloc (void *memory, size_t size);
extern void *__libc_memalign (size_t alignment, size_t size);

void *
malloc (size_t size)
{
  return fails (size) ? NULL : __libc_malloc (size);
}

void *
calloc (size_t n, size_t size)
{
  return fails (n * size) ? NULL : __libc_calloc (n, size);
}

void *
realloc (void *memory, size_t size)
{
  return fails (size) ? NULL : __libc_realloc (memory, size);
}

void *
aligned_alloc (size_t alignment, size_t size)
{
  return fails (size) ? NULL : __libc_memalign (alignment, size);
}

int
posix_memalign (void **memory, size_t alignment, size_t size)
{
  *memory = fails (size) ? NULL : __libc_memalign (alignment, size);
  return *memory == NULL ? ENOMEM : 0;
}

/* SQLite's own way to memory, and what stands in it now. */
static sqlite3_mem_methods plain;
static atomic_bool sqlite_armed;
static atomic_ullong n_sqlite_allocations;
static guint64 nth_sqlite_fails;

static gboolean
sqlite_fails (void)
{
  return atomic_load (&sqlite_armed)
         && atomic_fetch_add (&n_sqlite_allocations, 1) + 1 == nth_sqlite_fails;
}

static void *
sqlite_malloc (int size)
{
  return sqlite_fails () ? NULL : plain.xMalloc (size);
}

static void *
sqlite_realloc (void *memory, int size)
{
  return sqlite_fails () ? NULL : plain.xRealloc (memory, size);
}

void
failing_memory_install_sqlite (void)
{
  sqlite3_mem_methods failing;

  g_assert_cmpint (sqlite3_config (SQLITE_CONFIG_GETMALLOC, &plain), ==, SQLITE_OK);
  failing = plain;
  failing.xMalloc = sqlite_malloc;
  failing.xRealloc = sqlite_realloc;
  g_assert_cmpint (sqlite3_config (SQLITE_CONFIG_MALLOC, &failing), ==, SQLITE_OK);
}

void
failing_memory_begin_sqlite (guint64 nth)
{
  nth_sqlite_fails = nth;
  atomic_store (&n_sqlite_allocations, 0);
  atomic_store (&sqlite_armed, TRUE);
}

guint64
failing_memory_end_sqlite (void)
{
  atomic_store (&sqlite_armed, FALSE);
  return atomic_load (&n_sqlite_allocations);
}
