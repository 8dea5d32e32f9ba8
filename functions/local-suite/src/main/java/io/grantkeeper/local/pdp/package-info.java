/**
 * A decision point on the local machine: an HTTP server for the AuthZEN API, with decisions by the suite's function or
 * by a fixture.
 */
@NullMarked
package io.grantkeeper.local.pdp;

import org.jspecify.annotations.NullMarked;
