/**
 * The GitHub double against GitHub's own description of its API.
 * The description is fetched when the test runs; where it cannot be, the test says so and is skipped.
 */
@NullMarked
package io.grantkeeper.simulator.github;

import org.jspecify.annotations.NullMarked;
