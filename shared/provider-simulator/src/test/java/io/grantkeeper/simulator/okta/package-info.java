/** Tests of the Okta double: its answers against what Okta itself publishes, and its traps. */
@NullMarked
package io.grantkeeper.simulator.okta;

import org.jspecify.annotations.NullMarked;
