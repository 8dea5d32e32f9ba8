package io.grantkeeper.simulator.company;

import java.time.Instant;
import java.util.Optional;

/** A password for one app that bypasses the second factor; Google calls it an ASP. */
public record AppPassword(String personId, int codeId, String name, Instant createdAt, Optional<Instant> lastUsedAt) {}
