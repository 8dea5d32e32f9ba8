/**
 * Tests of the Okta double. They compare its responses with descriptions that Okta itself publishes, and check its
 * peculiarities.
 */
@NullMarked
package io.grantkeeper.simulator.okta;

import org.jspecify.annotations.NullMarked;
