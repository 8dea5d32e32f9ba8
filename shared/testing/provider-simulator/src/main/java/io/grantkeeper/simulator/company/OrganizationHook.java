package io.grantkeeper.simulator.company;

import java.time.Instant;
import java.util.List;

/** A webhook that sends the organization's data to a server outside GitHub. */
public record OrganizationHook(
        long id, String url, List<String> events, boolean active, Instant createdAt, Instant updatedAt) {}
