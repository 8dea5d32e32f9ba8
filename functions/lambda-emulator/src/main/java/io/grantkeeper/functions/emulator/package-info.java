/**
 * Runs a function as Lambda does: its deployable bundle, in its own JVM, under the runtime client that AWS uses. What it
 * measures is what a first call in the cloud pays, apart from the download.
 */
@NullMarked
package io.grantkeeper.functions.emulator;

import org.jspecify.annotations.NullMarked;
