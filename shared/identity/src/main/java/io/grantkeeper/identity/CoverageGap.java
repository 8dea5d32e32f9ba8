package io.grantkeeper.identity;

/**
 * What a provider's API cannot show, told to people as such.
 *
 * @param subject what is missing, for example "OAuth apps approved for an organisation"
 * @param reason why, for example "GitHub has no list call"
 * @param workaround what narrows it, in one sentence; may be empty
 */
public record CoverageGap(ProviderId provider, String subject, String reason, String workaround) {}
