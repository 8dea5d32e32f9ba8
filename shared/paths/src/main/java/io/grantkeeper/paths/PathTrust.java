package io.grantkeeper.paths;

/**
 * A trust in one direction: anyone who controls {@code from} becomes {@code to}.
 *
 * @param from a place, such as {@code github:deploy} or {@code okta:aws-console}, or an identity
 * @param by how the trust works, for example {@code oidc}
 */
public record PathTrust(String from, String to, String by) {}
