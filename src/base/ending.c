/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How a program ends. The signal handler does only what is async-signal-safe.
 */
#include "config.h"

#include "base/ending.h"

#include <errno.h>
#include <fcntl.h>
#include <glib-unix.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>

/* Signals that end a program by default without meaning a fault in it. */
static const int signals[] = {
  SIGHUP, SIGINT, SIGTERM, SIGXCPU, SIGALRM, SIGUSR1, SIGUSR2, SIGVTALRM, SIGPROF, SIGIO, SIGQUIT,
};

/* One request to end often comes as two signals: timeout(1) signals a command and its group; a
 * closing terminal signals its shell and then the rest. A signal within this many milliseconds of
 * the first is the same request. */
#define SAME_REQUEST 1000

static int first_signal;    /* atomic */
static gint64 first_moment; /* atomic: milliseconds, 0 before it is known */
static int n_watches;       /* atomic */
static int n_holds;         /* atomic */
static int n_waits;         /* atomic */
static int wake_fd = -1;

/* Guarded by the lock, whose holder blocks all signals, so the handler never waits for the thread
 * that it interrupts. */
static char lock; /* atomic */
static GSList *temporaries;
static __thread sigset_t former_mask;

static void
take_lock (void)
{
  while (__atomic_test_and_set (&lock, __ATOMIC_ACQUIRE))
    ;
}

static void
give_lock (void)
{
  __atomic_clear (&lock, __ATOMIC_RELEASE);
}

void
base_ending_lock (void)
{
  sigset_t all;

  sigfillset (&all);
  pthread_sigmask (SIG_BLOCK, &all, &former_mask);
  take_lock ();
}

void
base_ending_unlock (void)
{
  give_lock ();
  pthread_sigmask (SIG_SETMASK, &former_mask, NULL);
}

void
base_ending_add_temporary (const char *path)
{
  temporaries = g_slist_prepend (temporaries, g_strdup (path));
}

void
base_ending_remove_temporary (const char *path)
{
  GSList *link = g_slist_find_custom (temporaries, path, (GCompareFunc) strcmp);

  if (link == NULL)
    return;
  g_free (link->data);
  temporaries = g_slist_delete_link (temporaries, link);
}

static void
end_now (int number)
{
  take_lock ();
  for (GSList *link = temporaries; link != NULL; link = link->next)
    unlink (link->data);
  if (number != SIGQUIT)
    _exit (128 + number);
  /* Ctrl-\ asks for a core dump. */
  signal (SIGQUIT, SIG_DFL);
  raise (SIGQUIT);
}

static gint64
get_milliseconds (void)
{
  struct timespec now;

  clock_gettime (CLOCK_MONOTONIC, &now);
  return (gint64) now.tv_sec * 1000 + now.tv_nsec / 1000000 + 1;
}

/* A vanished terminal is a single request, however many SIGHUPs it sends; a real second request
 * uses another signal. */
static gboolean
is_second_request (int number)
{
  gint64 first = __atomic_load_n (&first_moment, __ATOMIC_SEQ_CST);

  return number != SIGHUP && first != 0 && get_milliseconds () - first >= SAME_REQUEST;
}

static void
on_signal (int number)
{
  int none = 0, code = errno;
  guint64 one = 1;
  gssize written;
  gboolean is_first = __atomic_compare_exchange_n (&first_signal, &none, number, FALSE,
                                                   __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST);
  gboolean is_held = __atomic_load_n (&n_holds, __ATOMIC_SEQ_CST) > 0;
  gboolean is_watched = __atomic_load_n (&n_watches, __ATOMIC_SEQ_CST) > 0;
  gboolean is_waiting = __atomic_load_n (&n_waits, __ATOMIC_SEQ_CST) > 0;
  gboolean is_second = !is_first && is_second_request (number);

  if (is_first)
    __atomic_store_n (&first_moment, get_milliseconds (), __ATOMIC_SEQ_CST);
  if (number == SIGQUIT || !(is_held || is_watched) || (is_second && (!is_held || is_waiting)))
    end_now (number);
  /* If this fails, the counter is full, so the reader wakes anyway. */
  written = write (wake_fd, &one, sizeof one);
  (void) written;
  errno = code;
}

/* Not SIG_IGN, which child programs would inherit. */
static void
on_failure_of_writing (int number)
{
}

static void
set_handler (int number, void (*handler) (int))
{
  struct sigaction former, action = { .sa_handler = handler, .sa_flags = SA_RESTART };

  /* One at a time: a second signal waits until the first has been handled. */
  sigfillset (&action.sa_mask);
  if (sigaction (number, NULL, &former) == 0 && former.sa_handler != SIG_IGN)
    sigaction (number, &action, NULL);
}

/* Each is opened for the wrong direction, so that using it fails as if it were closed. */
static void
take_standard_descriptors (void)
{
  for (int fd = 0; fd <= 2; fd++)
    if (fcntl (fd, F_GETFD) < 0 && errno == EBADF
        && open ("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) < 0)
      return;
}

void
base_ending_begin (void)
{
  take_standard_descriptors ();
  wake_fd = eventfd (0, EFD_CLOEXEC | EFD_NONBLOCK);
  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    set_handler (signals[i], on_signal);
  set_handler (SIGPIPE, on_failure_of_writing);
  set_handler (SIGXFSZ, on_failure_of_writing);
}

typedef struct
{
  GSourceFunc callback;
  gpointer user_data;
} Watch;

static gboolean
on_wake (int fd, GIOCondition condition, gpointer user_data)
{
  Watch *watch = user_data;
  guint64 count;

  if (read (fd, &count, sizeof count) < 0)
    return G_SOURCE_CONTINUE;
  watch->callback (watch->user_data);
  return G_SOURCE_CONTINUE;
}

guint
base_ending_watch (GSourceFunc callback, gpointer user_data)
{
  Watch *watch = g_new (Watch, 1);

  if (wake_fd < 0)
    base_ending_begin ();
  *watch = (Watch){ callback, user_data };
  __atomic_add_fetch (&n_watches, 1, __ATOMIC_SEQ_CST);
  /* No higher: another reader of the same display, such as GDK, must have its turn first. */
  return g_unix_fd_add_full (G_PRIORITY_DEFAULT, wake_fd, G_IO_IN, on_wake, watch, g_free);
}

void
base_ending_unwatch (guint watch)
{
  g_source_remove (watch);
  __atomic_sub_fetch (&n_watches, 1, __ATOMIC_SEQ_CST);
}

void
base_ending_hold (void)
{
  __atomic_add_fetch (&n_holds, 1, __ATOMIC_SEQ_CST);
}

void
base_ending_release (void)
{
  __atomic_sub_fetch (&n_holds, 1, __ATOMIC_SEQ_CST);
}

void
base_ending_begin_wait (void)
{
  __atomic_add_fetch (&n_waits, 1, __ATOMIC_SEQ_CST);
}

void
base_ending_end_wait (void)
{
  __atomic_sub_fetch (&n_waits, 1, __ATOMIC_SEQ_CST);
}

int
base_ending_get_signal (void)
{
  return __atomic_load_n (&first_signal, __ATOMIC_SEQ_CST);
}

int
base_ending_get_status (int status)
{
  int number = base_ending_get_signal ();

  return number != 0 ? 128 + number : status;
}
