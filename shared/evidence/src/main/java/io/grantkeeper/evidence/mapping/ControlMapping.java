package io.grantkeeper.evidence.mapping;

/**
 * A capability that supports a control, with the reason.
 *
 * @param reason why the capability supports the control, in Grantkeeper's own words
 * @param standing whether the mapping has been verified
 */
public record ControlMapping(EvidenceCapability capability, String reason, MappingConfidence standing) {}
