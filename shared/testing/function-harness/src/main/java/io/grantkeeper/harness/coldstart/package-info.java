/**
 * The cold-start benchmark that {@code scripts/bench cold-start} runs: it starts functions, baselines and variants in
 * turn, pinned to one CPU.
 */
@NullMarked
package io.grantkeeper.harness.coldstart;

import org.jspecify.annotations.NullMarked;
