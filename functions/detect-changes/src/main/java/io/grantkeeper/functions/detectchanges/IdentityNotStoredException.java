package io.grantkeeper.functions.detectchanges;

import io.grantkeeper.identity.IdentityId;

/** A row's holder is not stored yet: the batch is to be delivered again. */
final class IdentityNotStoredException extends RuntimeException {
    IdentityNotStoredException(IdentityId identity) {
        super("identity %s is not stored yet, though a row of it is".formatted(identity));
    }
}
