/**
 * Writes reports as OSCAL assessment results, as CSV, and as a printable page. None of them contains random values or
 * the current time.
 */
@NullMarked
package io.grantkeeper.evidence.output;

import org.jspecify.annotations.NullMarked;
