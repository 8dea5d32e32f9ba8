package io.grantkeeper.policy.enforcement;

import io.grantkeeper.identity.finding.IdentityStatus;
import java.time.Instant;
import java.util.Optional;

/**
 * Where a look at the inventory stopped, since its time was up: the next one goes on there.
 *
 * @param begun when the look began at the beginning of the inventory
 * @param status of the identities that were being looked at
 * @param page of these, as the store names it; empty for the first
 */
public record EnforcementBookmark(Instant begun, IdentityStatus status, Optional<String> page) {}
