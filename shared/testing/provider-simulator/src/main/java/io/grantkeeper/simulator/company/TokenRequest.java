package io.grantkeeper.simulator.company;

import java.time.Instant;
import java.util.Optional;

/**
 * A request to give a fine-grained token access to the organization. It is waiting for an owner's decision.
 *
 * @param token the token as it will be if the request is approved, including the id that the grant will have
 */
public record TokenRequest(long id, Optional<String> reason, PersonalAccessToken token, Instant createdAt) {}
