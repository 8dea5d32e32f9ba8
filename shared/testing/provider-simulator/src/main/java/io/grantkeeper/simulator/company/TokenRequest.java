package io.grantkeeper.simulator.company;

import java.time.Instant;
import java.util.Optional;

/**
 * A request to give a fine-grained token access to the organization, pending an owner's decision.
 *
 * @param token the token as it will be after approval, including the id of its future grant
 */
public record TokenRequest(long id, Optional<String> reason, PersonalAccessToken token, Instant createdAt) {}
