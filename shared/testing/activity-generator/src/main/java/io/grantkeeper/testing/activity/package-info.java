/**
 * Generates a company's activity for measuring detectors: rows in the form that the providers' logs return, with
 * planted attacks, harmless changes and labels. Nothing here depends on a detector; a detector is scored as a separate
 * process.
 */
@org.jspecify.annotations.NullMarked
package io.grantkeeper.testing.activity;
