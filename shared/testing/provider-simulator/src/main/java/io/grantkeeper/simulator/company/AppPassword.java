package io.grantkeeper.simulator.company;

import java.time.Instant;
import java.util.Optional;

/** An app password, with which an app can sign in without the second factor. Google's API calls it an ASP. */
public record AppPassword(String personId, int codeId, String name, Instant createdAt, Optional<Instant> lastUsedAt) {}
