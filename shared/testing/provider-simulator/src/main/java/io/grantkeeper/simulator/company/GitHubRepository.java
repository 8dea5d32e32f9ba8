package io.grantkeeper.simulator.company;

import java.time.Instant;

/** A repository of the organization. */
public record GitHubRepository(long id, String name, boolean isPrivate, boolean archived, Instant createdAt) {}
