package io.grantkeeper.functions.detectchanges;

import io.grantkeeper.identity.IdentityId;

/**
 * Thrown when a grant or credential is stored but the identity that it belongs to is not stored yet. The batch must be
 * redelivered.
 */
final class IdentityNotStoredException extends RuntimeException {
    IdentityNotStoredException(IdentityId identity) {
        super("identity %s is not stored yet, but one of its grants or credentials is".formatted(identity));
    }
}
