/**
 * A decision point on the local machine: an HTTP server for the AuthZEN API. The suite's function or a fixture makes
 * the decisions.
 */
@NullMarked
package io.grantkeeper.local.pdp;

import org.jspecify.annotations.NullMarked;
