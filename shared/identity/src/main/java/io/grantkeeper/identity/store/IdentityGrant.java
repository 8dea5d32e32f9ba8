package io.grantkeeper.identity.store;

import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.IdentityId;

/** A grant and the identity that holds it. */
public record IdentityGrant(IdentityId holder, StoredRecord<Grant> grant) {}
