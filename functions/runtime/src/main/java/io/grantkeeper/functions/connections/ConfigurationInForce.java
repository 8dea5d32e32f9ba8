package io.grantkeeper.functions.connections;

import io.grantkeeper.identity.TenantId;

/**
 * The configuration document as it is written, for those who tell the ledger that it is another.
 *
 * @param document JSON; credentials in it are references
 */
public record ConfigurationInForce(TenantId tenant, String document) {}
