package io.grantkeeper.connector.revoke;

import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.NonHumanIdentity;

/** What is to be taken away. */
public sealed interface RevocationTarget {
    NonHumanIdentity holder();

    record OfGrant(NonHumanIdentity holder, Grant grant) implements RevocationTarget {}

    record OfCredential(NonHumanIdentity holder, Credential credential) implements RevocationTarget {}
}
