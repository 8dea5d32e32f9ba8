/** Writes reports: OSCAL assessment results, CSV, and a page that prints. Nothing random and no clock is in any of them. */
@NullMarked
package io.grantkeeper.evidence.output;

import org.jspecify.annotations.NullMarked;
