/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <stddef.h>
#include <stdint.h>

/* What every fuzz target defines: takes any bytes, answers 0, and aborts where the code under
 * test breaks a promise. */
int LLVMFuzzerTestOneInput (const uint8_t *data,
                            size_t         size);
