package io.grantkeeper.policy.store;

import io.grantkeeper.policy.decision.AccessRequest;
import io.grantkeeper.policy.decision.Decision;
import io.grantkeeper.policy.decision.SubjectFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A decision as stored. It contains enough to repeat the decision under other policies, but no secrets. It contains the
 * request properties and context members that policies can use; arguments and payloads are stored only as digests.
 *
 * @param id the unique ID; a decision that is recorded again is stored once
 * @param approval the ID of the approval that covered the request
 * @param failure the code of an internal failure, if there was one
 * @param binding the digest of the original request including its arguments; a request for approval of the action has
 *     the same digest; empty if the action was not requestable
 */
public record RecordedDecision(
        String id,
        Instant at,
        AccessRequest request,
        SubjectFacts subject,
        Decision decision,
        Duration took,
        Optional<String> requestId,
        Optional<String> approval,
        Optional<String> failure,
        Optional<String> binding) {}
