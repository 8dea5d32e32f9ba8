package io.grantkeeper.simulator.company;

import java.time.Instant;
import java.util.Optional;

/** An SSH key for a single repository. */
public record SimulatedDeployKey(
        long id,
        long repositoryId,
        String title,
        boolean readOnly,
        Optional<String> addedBy,
        Instant createdAt,
        Optional<Instant> lastUsedAt) {}
