package io.grantkeeper.evidence.mapping;

/**
 * Maps a capability to a control that it supports.
 *
 * @param reason why the capability supports the control, in Grantkeeper's own words
 * @param standing whether the mapping has been verified
 */
public record ControlMapping(EvidenceCapability capability, String reason, MappingConfidence standing) {}
