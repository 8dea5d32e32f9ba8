package io.grantkeeper.simulator.company;

import java.time.Instant;

/** A repository of the organisation. */
public record Repository(long id, String name, boolean isPrivate, boolean archived, Instant createdAt) {}
