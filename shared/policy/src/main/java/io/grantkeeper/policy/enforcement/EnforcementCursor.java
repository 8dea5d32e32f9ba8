package io.grantkeeper.policy.enforcement;

import io.grantkeeper.identity.finding.IdentityStatus;
import java.time.Instant;
import java.util.Optional;

/**
 * The position at which a scan of the inventory ran out of time, and from which the next run continues.
 *
 * @param begun when the scan started at the beginning of the inventory
 * @param status the status of the identities that the scan had reached
 * @param page the store's cursor within these identities; empty for the first page
 */
public record EnforcementCursor(Instant begun, IdentityStatus status, Optional<String> page) {}
