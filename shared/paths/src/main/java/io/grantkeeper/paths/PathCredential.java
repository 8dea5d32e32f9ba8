package io.grantkeeper.paths;

import java.util.Optional;

/**
 * The properties of a credential that the access graph needs.
 *
 * @param heldIn the place where its secret is stored, for example {@code github:deploy} for an Actions secret
 * @param active whether it can be used: not revoked and not expired
 */
public record PathCredential(String id, Optional<String> heldIn, boolean active) {}
