/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An experiment: everything that determines a training except the seed. Immutable, shared by
 * reference, named by the SHA-256 of its canonical text.
 */
#pragma once

#include <glib-object.h>

#include "engine/model/nc-setup.h"
#include "lab/experiment/lab-stop-rule.h"

G_BEGIN_DECLS

typedef struct _LabExperiment LabExperiment;

#define LAB_TYPE_EXPERIMENT (lab_experiment_get_type ())
GType lab_experiment_get_type (void);

LabExperiment *lab_experiment_ref (LabExperiment *experiment);
void lab_experiment_unref (LabExperiment *experiment);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LabExperiment, lab_experiment_unref)

/**
 * lab_experiment_new:
 * @setup: has passed nc_setup_check()
 */
LabExperiment *lab_experiment_new (const NcSetup *setup);

/* One that may end earlier. */
LabExperiment *lab_experiment_new_stopping (const NcSetup *setup, const LabStopRule *stop);

const LabStopRule *lab_experiment_get_stop_rule (LabExperiment *experiment); /* (transfer none) */

/**
 * lab_experiment_new_from_text:
 * @text: as written by lab_experiment_get_text() of any version
 * @length: in bytes, or -1 for up to the NUL
 * @origin: begins errors
 *
 * Values that an older text lacks come from the reading "text".
 *
 * Returns: (transfer full): NULL with LAB_ERROR, one sentence
 */
LabExperiment *
lab_experiment_new_from_text (const char *text, gssize length, const char *origin, GError **error);

/**
 * lab_experiment_equal:
 *
 * Returns: whether both describe the same training
 */
gboolean lab_experiment_equal (LabExperiment *a, LabExperiment *b);

/**
 * lab_experiment_get_setup:
 *
 * Returns: (transfer none): checked, for the engine
 */
const NcSetup *lab_experiment_get_setup (LabExperiment *experiment);

/**
 * lab_experiment_get_text:
 *
 * Returns: (transfer none): the canonical text: a key file with every value that has an effect
 * (each party's own, none of Eve's without her; neither title nor seed), and every number in the
 * shortest form that reads back exactly
 */
const char *lab_experiment_get_text (LabExperiment *experiment);

/**
 * lab_experiment_get_hash:
 *
 * Returns: (transfer none): SHA-256 of the canonical text, 64 hexadecimal digits
 */
const char *lab_experiment_get_hash (LabExperiment *experiment);

/**
 * lab_experiment_describe_model:
 * @party: whose
 *
 * Returns: (transfer full): the paper's name if there is one ("Bob", "Bob1", "Bob2", each perhaps
 * with " + BN"), else the layers ("3 dense, relu")
 */
char *lab_experiment_describe_model (LabExperiment *experiment, NcParty party);

G_END_DECLS
