package io.grantkeeper.connector.revoke;

import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.NonHumanIdentity;

/** The access to revoke: a grant or a credential of an identity. */
public sealed interface RevocationTarget {
    NonHumanIdentity holder();

    record GrantTarget(NonHumanIdentity holder, Grant grant) implements RevocationTarget {}

    record CredentialTarget(NonHumanIdentity holder, Credential credential) implements RevocationTarget {}
}
