/**
 * Tests of the GitHub double, some of them against GitHub's own description of its API. A test downloads the
 * description when it runs; if that fails, the test is skipped with a message.
 */
@NullMarked
package io.grantkeeper.simulator.github;

import org.jspecify.annotations.NullMarked;
