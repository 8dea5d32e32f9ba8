package io.grantkeeper.policy.enforcement;

import io.grantkeeper.identity.finding.IdentityStatus;
import java.time.Instant;
import java.util.Optional;

/**
 * The position at which a scan of the inventory stopped because its time was up. The next run continues there.
 *
 * @param begun when the scan started at the beginning of the inventory
 * @param status the status of the identities that the scan was reading
 * @param page the store's cursor within the identities with this status; empty for the first page
 */
public record EnforcementCursor(Instant begun, IdentityStatus status, Optional<String> page) {}
