/**
 * Runs a function as Lambda does: its deployable bundle, in its own JVM, under AWS's runtime client. The measured cold
 * start corresponds to that of a first invocation in AWS, not counting the download.
 */
@NullMarked
package io.grantkeeper.harness.emulator;

import org.jspecify.annotations.NullMarked;
