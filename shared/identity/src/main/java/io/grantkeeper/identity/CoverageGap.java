package io.grantkeeper.identity;

/**
 * Data that a provider's API does not offer, reported to users as a coverage gap.
 *
 * @param subject the missing data, for example "OAuth apps approved for an organization"
 * @param reason the reason, for example "GitHub has no list call"
 * @param workaround a way to narrow the gap, in one sentence; may be empty
 */
public record CoverageGap(ProviderId provider, String subject, String reason, String workaround) {}
