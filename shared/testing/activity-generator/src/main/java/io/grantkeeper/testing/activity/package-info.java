/**
 * A company's activity for detectors to be measured with: rows as the providers' logs return them, with planted attacks,
 * harmless changes and labels. Nothing here depends on a detector, and a detector is scored over a process boundary.
 */
@org.jspecify.annotations.NullMarked
package io.grantkeeper.testing.activity;
