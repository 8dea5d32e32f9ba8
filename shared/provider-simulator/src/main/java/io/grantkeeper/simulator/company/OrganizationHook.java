package io.grantkeeper.simulator.company;

import java.time.Instant;
import java.util.List;

/** A webhook of the organisation: a path on which its data leaves. */
public record OrganizationHook(
        long id, String url, List<String> events, boolean active, Instant createdAt, Instant updatedAt) {}
