/** Determines how many repetitions a long test runs: a fixed sample in every build, all of them in a campaign. */
@NullMarked
package io.grantkeeper.store.testkit.campaign;

import org.jspecify.annotations.NullMarked;
