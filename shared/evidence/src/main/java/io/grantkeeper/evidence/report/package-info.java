/**
 * Combines the results of checks into a report on the controls of a framework, with coverage gaps and proofs. A report
 * is based on one signed checkpoint.
 */
@NullMarked
package io.grantkeeper.evidence.report;

import org.jspecify.annotations.NullMarked;
