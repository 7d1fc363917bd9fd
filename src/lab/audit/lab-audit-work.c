/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The worker threads of an audit.
 *
 * The instruments are split into jobs that depend only on cipher, seed and depth. Quick jobs come
 * first, so that there is something to see; then each thread takes the most expensive one left, so
 * that all finish at about the same time. A job publishes what it has as its part of the finding;
 * publishing a part rebuilds the finding.
 */
#include "lab/audit/lab-audit-work.h"

#include <stdatomic.h>
#include <sys/resource.h>
#include <time.h>

#include "lab/audit/lab-instrument-private.h"

/* Nice value of a worker: the window has priority. */
#define WORKER_NICENESS 10

/* Jobs of up to this many seconds come first. */
#define CHEAP 0.5

/* A share of 1 in Job.share. */
#define WHOLE 1000000000u

typedef struct
{
  LabAuditWork *work;
  LabInstrument instrument;
  const LabInstrumentKind *kind;
  double cost;
  LabInstrumentJob job;
  _Atomic guint share; /* done so far, in units of 1 / WHOLE; never falls */
  LabFinding *part;    /* under the mutex */
} Job;

struct _LabAuditWork
{
  LabAuditSubject *subject;
  const NcKernels *kernels;
  Job *jobs; /* [n_jobs], in starting order */
  guint n_jobs;
  double cost; /* of all */
  _Atomic guint next;

  GMutex cipher_mutex;
  NcAuditCipher *cipher; /* copied for each job; made by the first thread */

  GMutex mutex; /* for the findings, and for writing is_paused and is_stopped */
  GCond cond;   /* is_paused or is_stopped changed */
  _Atomic gboolean is_paused;
  _Atomic gboolean is_stopped;
  LabFinding *findings[LAB_N_INSTRUMENTS];

  GPtrArray *threads; /* of GThread */
  _Atomic guint n_at_work;
  GMainContext *context;
  GSource *ended;
};

static gboolean
wait_in_pause (Job *job)
{
  LabAuditWork *work = job->work;
  gint64 start = g_get_monotonic_time ();

  g_mutex_lock (&work->mutex);
  while (work->is_paused && !work->is_stopped)
    g_cond_wait (&work->cond, &work->mutex);
  g_mutex_unlock (&work->mutex);
  job->job.paused += g_get_monotonic_time () - start;
  return !work->is_stopped;
}

/* An NcAuditProgress. */
static gboolean
report (gpointer data, double share)
{
  Job *job = data;
  guint now = (guint) (CLAMP (share, 0, 1) * WHOLE);

  if (now > job->share)
    job->share = now;
  if (job->work->is_paused || job->work->is_stopped)
    return wait_in_pause (job);
  return TRUE;
}

/* The parts of an instrument's jobs by job number; NULL where there is none yet. */
static void
list_parts (LabAuditWork *work, LabInstrument instrument, LabFinding **parts)
{
  for (guint i = 0; i < work->n_jobs; i++)
    if (work->jobs[i].instrument == instrument)
      parts[work->jobs[i].job.nth] = work->jobs[i].part;
}

/* With the mutex held. */
static LabFinding *
combine (LabAuditWork *work, LabInstrument instrument)
{
  const LabInstrumentKind *kind = lab_instrument_get_kind (instrument);
  LabFinding *parts[LAB_INSTRUMENT_MAX_JOBS] = { NULL };
  gboolean is_complete = TRUE;
  LabFinding *finding;
  double seconds = 0;

  list_parts (work, instrument, parts);
  if (kind->combine == NULL)
    return lab_finding_ref (parts[0]);
  finding = lab_finding_new (instrument);
  kind->combine (finding, parts);
  for (guint nth = 0; nth < kind->n_jobs; nth++)
    if (parts[nth] == NULL || !lab_finding_is_complete (parts[nth]))
      is_complete = FALSE;
    else
      seconds += lab_finding_get_seconds (parts[nth]);
  if (!is_complete)
    return finding;
  lab_finding_set_seconds (finding, seconds);
  lab_finding_set_complete (finding);
  return finding;
}

static void
publish (gpointer data, LabFinding *part)
{
  Job *job = data;
  LabAuditWork *work = job->work;
  LabFinding **finding = &work->findings[job->instrument];

  g_mutex_lock (&work->mutex);
  g_clear_pointer (&job->part, lab_finding_unref);
  job->part = lab_finding_ref (part);
  g_clear_pointer (finding, lab_finding_unref);
  *finding = combine (work, job->instrument);
  g_mutex_unlock (&work->mutex);
}

static NcAuditCipher *
copy_cipher (LabAuditWork *work)
{
  NcAuditCipher *copy;

  g_mutex_lock (&work->cipher_mutex);
  if (work->cipher == NULL)
    work->cipher = lab_audit_subject_make_cipher (work->subject, work->kernels);
  copy = work->cipher->copy (work->cipher);
  g_mutex_unlock (&work->cipher_mutex);
  return copy;
}

/* CPU time of the calling thread, so that pauses and other programs do not count. */
static double
get_thread_seconds (void)
{
  struct timespec now = { 0 };

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (double) now.tv_sec + (double) now.tv_nsec * 1e-9;
}

static void
do_job (Job *job)
{
  NcAuditCipher *cipher = copy_cipher (job->work);
  double start = get_thread_seconds ();
  g_autoptr (LabFinding) part = NULL;

  job->job.cipher = cipher;
  part = job->kind->run (&job->job);
  job->job.cipher = NULL;
  cipher->free (cipher);
  if (part == NULL)
    return;
  lab_finding_set_seconds (part, get_thread_seconds () - start);
  lab_finding_set_complete (part);
  job->share = WHOLE;
  publish (job, part);
}

static void
leave (LabAuditWork *work)
{
  if (atomic_fetch_sub (&work->n_at_work, 1) == 1)
    g_source_attach (work->ended, work->context);
}

/* Runs in a worker thread. */
static gpointer
do_jobs (gpointer data)
{
  LabAuditWork *work = data;
  guint next;

  setpriority (PRIO_PROCESS, 0, WORKER_NICENESS);
  while ((next = work->next++) < work->n_jobs && report (&work->jobs[next], 0))
    do_job (&work->jobs[next]);
  leave (work);
  return NULL;
}

static int
compare_turns (gconstpointer a, gconstpointer b)
{
  const Job *first = a, *second = b;
  gboolean is_first_cheap = first->cost <= CHEAP, is_second_cheap = second->cost <= CHEAP;

  if (is_first_cheap != is_second_cheap)
    return is_first_cheap ? -1 : 1;
  if (!is_first_cheap && first->cost != second->cost)
    return first->cost > second->cost ? -1 : 1;
  if (first->instrument != second->instrument)
    return first->instrument < second->instrument ? -1 : 1;
  return first->job.nth < second->job.nth ? -1 : 1;
}

static void
add_jobs (LabAuditWork *work, LabInstrument instrument, const LabAuditOptions *options)
{
  const LabInstrumentKind *kind = lab_instrument_get_kind (instrument);
  guint n_bits = lab_audit_subject_get_plaintext_bits (work->subject);
  gboolean is_quick = options->depth == LAB_AUDIT_QUICK;

  for (guint nth = 0; nth < kind->n_jobs; nth++)
    {
      Job *job = &work->jobs[work->n_jobs++];

      job->work = work;
      job->instrument = instrument;
      job->kind = kind;
      job->cost = kind->get_cost (n_bits, is_quick, nth);
      job->job.kernels = work->kernels;
      job->job.seed = options->seed;
      job->job.quick = is_quick;
      job->job.nth = nth;
      job->job.publish = publish;
      work->cost += job->cost;
    }
}

LabAuditWork *
lab_audit_work_new (LabAuditSubject *subject, const LabAuditOptions *options)
{
  LabAuditWork *work = g_new0 (LabAuditWork, 1);

  work->subject = lab_audit_subject_ref (subject);
  work->kernels = nc_kernels_get_best ();
  work->threads = g_ptr_array_new ();
  g_mutex_init (&work->cipher_mutex);
  g_mutex_init (&work->mutex);
  g_cond_init (&work->cond);
  work->jobs = g_new0 (Job, LAB_N_INSTRUMENTS * LAB_INSTRUMENT_MAX_JOBS);
  for (guint i = 0; i < LAB_N_INSTRUMENTS; i++)
    if (options->instruments == 0 || options->instruments & 1u << i)
      add_jobs (work, i, options);
  qsort (work->jobs, work->n_jobs, sizeof (Job), compare_turns);
  for (guint i = 0; i < work->n_jobs; i++)
    {
      work->jobs[i].job.progress = (NcAuditProgress){ report, &work->jobs[i] };
      work->jobs[i].job.publish_data = &work->jobs[i];
    }
  return work;
}

void
lab_audit_work_free (LabAuditWork *work)
{
  g_assert (work->threads->len == 0);

  for (guint i = 0; i < work->n_jobs; i++)
    g_clear_pointer (&work->jobs[i].part, lab_finding_unref);
  for (guint i = 0; i < LAB_N_INSTRUMENTS; i++)
    g_clear_pointer (&work->findings[i], lab_finding_unref);
  if (work->cipher != NULL)
    work->cipher->free (work->cipher);
  g_free (work->jobs);
  g_mutex_clear (&work->cipher_mutex);
  g_mutex_clear (&work->mutex);
  g_cond_clear (&work->cond);
  g_ptr_array_unref (work->threads);
  g_clear_pointer (&work->context, g_main_context_unref);
  lab_audit_subject_unref (work->subject);
  g_free (work);
}

guint
lab_audit_work_start (
    LabAuditWork *work, guint n_threads, GMainContext *context, GSourceFunc ended, gpointer data)
{
  g_assert (work->ended == NULL && n_threads > 0);

  work->context = g_main_context_ref (context);
  /* Not g_main_context_invoke(), which may run the function on the worker. */
  work->ended = g_idle_source_new ();
  g_source_set_priority (work->ended, G_PRIORITY_DEFAULT);
  g_source_set_callback (work->ended, ended, data, NULL);
  work->n_at_work = 1; /* this thread, until all are started */
  for (guint i = 0; i < MIN (n_threads, work->n_jobs); i++)
    {
      GThread *thread;

      work->n_at_work++;
      thread = g_thread_try_new ("audit", do_jobs, work, NULL);
      if (thread == NULL)
        {
          work->n_at_work--;
          break;
        }
      g_ptr_array_add (work->threads, thread);
    }
  leave (work);
  return work->threads->len;
}

void
lab_audit_work_set_paused (LabAuditWork *work, gboolean is_paused)
{
  g_mutex_lock (&work->mutex);
  work->is_paused = is_paused;
  g_cond_broadcast (&work->cond);
  g_mutex_unlock (&work->mutex);
}

void
lab_audit_work_stop (LabAuditWork *work)
{
  g_mutex_lock (&work->mutex);
  work->is_stopped = TRUE;
  g_cond_broadcast (&work->cond);
  g_mutex_unlock (&work->mutex);
}

void
lab_audit_work_join (LabAuditWork *work)
{
  for (guint i = 0; i < work->threads->len; i++)
    g_thread_join (work->threads->pdata[i]);
  g_ptr_array_set_size (work->threads, 0);
  if (work->ended == NULL)
    return;
  g_source_destroy (work->ended);
  g_clear_pointer (&work->ended, g_source_unref);
}

gboolean
lab_audit_work_has_instrument (LabAuditWork *work, LabInstrument instrument)
{
  for (guint i = 0; i < work->n_jobs; i++)
    if (work->jobs[i].instrument == instrument)
      return TRUE;
  return FALSE;
}

double
lab_audit_work_get_progress (LabAuditWork *work)
{
  double done = 0;

  for (guint i = 0; i < work->n_jobs; i++)
    done += work->jobs[i].cost * work->jobs[i].share / WHOLE;
  return MIN (1, done / work->cost);
}

double
lab_audit_work_get_instrument_progress (LabAuditWork *work, LabInstrument instrument)
{
  double done = 0, cost = 0;

  for (guint i = 0; i < work->n_jobs; i++)
    if (work->jobs[i].instrument == instrument)
      {
        done += work->jobs[i].cost * work->jobs[i].share / WHOLE;
        cost += work->jobs[i].cost;
      }
  return cost > 0 ? MIN (1, done / cost) : 0;
}

LabFinding *
lab_audit_work_get_finding (LabAuditWork *work, LabInstrument instrument)
{
  LabFinding *finding = NULL;

  g_mutex_lock (&work->mutex);
  if (work->findings[instrument] != NULL)
    finding = lab_finding_ref (work->findings[instrument]);
  g_mutex_unlock (&work->mutex);
  return finding;
}
