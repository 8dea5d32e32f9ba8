package io.grantkeeper.functions.connections;

import io.grantkeeper.identity.TenantId;

/**
 * The configuration document exactly as the operator wrote it, so that changes to the document can be recorded in the
 * ledger.
 *
 * @param document the JSON; credentials in it are references
 */
public record ActiveConfiguration(TenantId tenant, String document) {}
