package io.grantkeeper.simulator.company;

import java.time.Instant;
import java.util.Optional;

/**
 * A request to let a fine-grained token into the organisation, waiting for an owner.
 *
 * @param token what would be granted; its grant id is the one it gets when approved
 */
public record TokenRequest(long id, Optional<String> reason, PersonalAccessToken token, Instant createdAt) {}
