package io.grantkeeper.identity.store;

import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.IdentityId;

/** A grant together with the identity that holds it. */
public record HeldGrant(IdentityId holder, Stored<Grant> grant) {}
