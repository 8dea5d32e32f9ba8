package io.grantkeeper.evidence.mapping;

/** That a capability speaks for a control, and why: in our own words. */
public record Mapping(Capability capability, String reason, Standing standing) {}
