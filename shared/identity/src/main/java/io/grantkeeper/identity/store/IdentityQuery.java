package io.grantkeeper.identity.store;

import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.Severity;

/** The lists of identities that can be asked for at the cost of the rows they return. */
public sealed interface IdentityQuery {
    record OfConnection(ConnectionId connection) implements IdentityQuery {}

    record OfKind(IdentityKind kind) implements IdentityQuery {}

    record OfStatus(IdentityStatus status) implements IdentityQuery {}

    record OfSeverity(Severity severity) implements IdentityQuery {}

    /** Those recognised as one product, over all connections; the catalogue's id. */
    record OfProduct(String product) implements IdentityQuery {}

    /** Those whose best owner candidate is this person. */
    record OfOwner(PersonId owner) implements IdentityQuery {}
}
