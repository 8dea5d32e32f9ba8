package io.grantkeeper.policy.store;

import io.grantkeeper.policy.decision.AccessRequest;
import io.grantkeeper.policy.decision.Decision;
import io.grantkeeper.policy.decision.SubjectFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A decision as it is kept: enough to make it again under other policies, and nothing secret. The request's properties
 * and context are those that policies can ask for; arguments and payloads are kept as digests only.
 *
 * @param id unique; the same decision recorded again is kept once
 * @param approval the id of the approval that covered it
 * @param failure the code of what went wrong inside, where something did
 * @param binding digest of the request as it was made, arguments among them: a request for approval of the same action
 *     has the same. Empty where nothing could be asked for
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
