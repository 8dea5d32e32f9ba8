/**
 * The OpenID AuthZEN Authorization API 1.0, and its access-request profile, as text in and text out: it knows HTTP's
 * words and no server, and asks a {@link io.grantkeeper.authzen.DecisionPoint} that knows nothing of either.
 */
@NullMarked
package io.grantkeeper.authzen;

import org.jspecify.annotations.NullMarked;
