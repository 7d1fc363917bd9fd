/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Makes a disk full, broken or read-only for a program, its threads few or its clock
 * wrong: a library to be loaded before all others (LD_PRELOAD).
 *
 * FAULT_FOLDER: files whose path begins so are concerned. FAULT_FLAG: while this
 * file exists, calls fail as its text says: "write", "sync", "open" (for writing), "lock"
 * (of open file descriptions, as of systems that know none) or "thread" (all but the first,
 * which is the store's), a blank, and the number of the error. FAULT_CLOCK: while this file
 * exists, the time of day is ahead by as many seconds as its text says; a monotonic clock is right
 * always.
 */
#undef _FILE_OFFSET_BITS /* with it open() is called open64(), and both are needed here */

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

/* Without the calls that this file replaces; 0 without a file. */
static size_t
read_small_file (const char *variable, char text[32])
{
  const char *path = getenv (variable);
  long fd, length = 0;

  if (path != NULL && (fd = syscall (SYS_openat, AT_FDCWD, path, O_RDONLY | O_CLOEXEC)) >= 0)
    {
      length = syscall (SYS_read, fd, text, 31);
      syscall (SYS_close, fd);
    }
  text[length > 0 ? length : 0] = '\0';
  return length > 0 ? (size_t) length : 0;
}

/* The error with which a call of that kind fails now, 0 for none. */
static int
find_fault (const char *kind, const char *path)
{
  const char *folder = getenv ("FAULT_FOLDER");
  char text[32];
  size_t length = strlen (kind);

  if (folder == NULL || strncmp (path, folder, strlen (folder)) != 0
      || read_small_file ("FAULT_FLAG", text) == 0)
    return 0;
  return strncmp (text, kind, length) == 0 && text[length] == ' ' ? atoi (text + length + 1) : 0;
}

static int
fails (const char *kind, int fd)
{
  int saved = errno, fault;
  char name[64], path[4096];
  ssize_t length;

  snprintf (name, sizeof name, "/proc/self/fd/%d", fd);
  length = readlink (name, path, sizeof path - 1);
  path[length > 0 ? length : 0] = '\0';
  fault = find_fault (kind, path);
  errno = fault != 0 ? fault : saved;
  return fault;
}

ssize_t
write (int fd, const void *bytes, size_t n_bytes)
{
  return fails ("write", fd) ? -1 : syscall (SYS_write, fd, bytes, n_bytes);
}

ssize_t
pwrite (int fd, const void *bytes, size_t n_bytes, off_t offset)
{
  return fails ("write", fd) ? -1 : syscall (SYS_pwrite64, fd, bytes, n_bytes, offset);
}

ssize_t
pwrite64 (int fd, const void *bytes, size_t n_bytes, off64_t offset)
{
  return fails ("write", fd) ? -1 : syscall (SYS_pwrite64, fd, bytes, n_bytes, offset);
}

int
fsync (int fd)
{
  return fails ("sync", fd) ? -1 : (int) syscall (SYS_fsync, fd);
}

int
fdatasync (int fd)
{
  return fails ("sync", fd) ? -1 : (int) syscall (SYS_fdatasync, fd);
}

static int
open_file (int folder, const char *path, int flags, mode_t mode)
{
  int fault = 0;

  if ((flags & O_ACCMODE) != O_RDONLY || (flags & O_CREAT) != 0)
    fault = find_fault ("open", path);
  if (fault != 0)
    {
      errno = fault;
      return -1;
    }
  return (int) syscall (SYS_openat, folder, path, flags, mode);
}

static mode_t
get_mode (int flags, va_list args)
{
  return (flags & (O_CREAT | __O_TMPFILE)) != 0 ? va_arg (args, mode_t) : 0;
}

int
open (const char *path, int flags, ...)
{
  va_list args;
  mode_t mode;

  va_start (args, flags);
  mode = get_mode (flags, args);
  va_end (args);
  return open_file (AT_FDCWD, path, flags, mode);
}

int
open64 (const char *path, int flags, ...)
{
  va_list args;
  mode_t mode;

  va_start (args, flags);
  mode = get_mode (flags, args);
  va_end (args);
  return open_file (AT_FDCWD, path, flags, mode);
}

static int
control_file (int fd, int command, void *argument)
{
  int is_lock = command == F_OFD_SETLK || command == F_OFD_SETLKW || command == F_OFD_GETLK;

  return is_lock && fails ("lock", fd) ? -1 : (int) syscall (SYS_fcntl, fd, command, argument);
}

int
fcntl (int fd, int command, ...)
{
  va_list args;
  void *argument; /* or a number in its place, or nothing */

  va_start (args, command);
  argument = va_arg (args, void *);
  va_end (args);
  return control_file (fd, command, argument);
}

int
fcntl64 (int fd, int command, ...)
{
  va_list args;
  void *argument;

  va_start (args, command);
  argument = va_arg (args, void *);
  va_end (args);
  return control_file (fd, command, argument);
}

int
pthread_create (pthread_t *thread,
                const pthread_attr_t *attributes,
                void *(*function) (void *),
                void *data)
{
  static int (*make) (pthread_t *, const pthread_attr_t *, void *(*) (void *), void *);
  static int n_made;
  const char *folder = getenv ("FAULT_FOLDER");
  int fault = folder != NULL && n_made++ > 0 ? find_fault ("thread", folder) : 0;

  if (fault != 0)
    return fault;
  *(void **) &make = dlsym (RTLD_NEXT, "pthread_create");
  return make (thread, attributes, function, data);
}

static time_t
get_advance (void)
{
  char text[32];

  return read_small_file ("FAULT_CLOCK", text) > 0 ? (time_t) atoll (text) : 0;
}

int
clock_gettime (clockid_t clock, struct timespec *now)
{
  int result = (int) syscall (SYS_clock_gettime, clock, now);

  if (result == 0 && clock == CLOCK_REALTIME)
    now->tv_sec += get_advance ();
  return result;
}

int
gettimeofday (struct timeval *restrict now, void *restrict zone)
{
  (void) zone;

  struct timespec precise;

  clock_gettime (CLOCK_REALTIME, &precise);
  now->tv_sec = precise.tv_sec;
  now->tv_usec = precise.tv_nsec / 1000;
  return 0;
}

time_t
time (time_t *result)
{
  struct timespec now;

  clock_gettime (CLOCK_REALTIME, &now);
  if (result != NULL)
    *result = now.tv_sec;
  return now.tv_sec;
}
