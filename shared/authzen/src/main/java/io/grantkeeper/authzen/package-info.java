/**
 * The OpenID AuthZEN Authorization API 1.0 and its access request profile, independent of any HTTP server. A {@link
 * io.grantkeeper.authzen.DecisionPoint}, which knows neither HTTP nor JSON, makes the decisions.
 */
@NullMarked
package io.grantkeeper.authzen;

import org.jspecify.annotations.NullMarked;
