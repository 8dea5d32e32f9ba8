/**
 * The OpenID AuthZEN Authorization API 1.0 and its access request profile, independent of any HTTP server. The
 * decisions come from a {@link io.grantkeeper.authzen.DecisionPoint}, which depends on neither HTTP nor JSON.
 */
@NullMarked
package io.grantkeeper.authzen;

import org.jspecify.annotations.NullMarked;
