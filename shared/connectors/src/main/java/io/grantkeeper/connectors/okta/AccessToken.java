package io.grantkeeper.connectors.okta;

import io.grantkeeper.identity.Secret;
import java.time.Instant;

/**
 * A token for one scope.
 *
 * @param bound whether calls with it need a proof of possession
 */
record AccessToken(Secret value, boolean bound, Instant renewAt) {}
