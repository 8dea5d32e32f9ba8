/** A decision point on one machine: an HTTP port in front of the AuthZEN API, over the suite's function or a fixture. */
@NullMarked
package io.grantkeeper.local.pdp;

import org.jspecify.annotations.NullMarked;
