/**
 * Tests of the Okta double. They compare its responses with descriptions that Okta itself publishes, and check
 * that it reproduces Okta's peculiarities.
 */
@NullMarked
package io.grantkeeper.simulator.okta;

import org.jspecify.annotations.NullMarked;
