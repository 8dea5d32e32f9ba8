/**
 * Determines how many repetitions a long test runs: all of them in a campaign, and a fixed sample in every other build.
 */
@NullMarked
package io.grantkeeper.store.testkit.campaign;

import org.jspecify.annotations.NullMarked;
