package io.grantkeeper.connectors.okta;

import io.grantkeeper.identity.Secret;
import java.time.Instant;

/**
 * An access token for one scope.
 *
 * @param bound whether calls with the token require a proof of possession
 */
record OktaAccessToken(Secret value, boolean bound, Instant renewAt) {}
