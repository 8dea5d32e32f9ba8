package io.grantkeeper.identity.store;

import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.Severity;

/** A query for a list of identities. The cost of the query depends only on the number of returned rows. */
public sealed interface IdentityQuery {
    record OfConnection(ConnectionId connection) implements IdentityQuery {}

    record OfKind(IdentityKind kind) implements IdentityQuery {}

    record OfStatus(IdentityStatus status) implements IdentityQuery {}

    record OfSeverity(Severity severity) implements IdentityQuery {}

    /**
     * Identities recognized as one product, across all connections.
     *
     * @param product the product's id in the catalog
     */
    record OfProduct(String product) implements IdentityQuery {}

    /** Identities whose best owner candidate is this person. */
    record OfOwner(PersonId owner) implements IdentityQuery {}
}
