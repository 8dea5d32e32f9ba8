package io.grantkeeper.simulator.company;

import java.time.Instant;
import java.util.Optional;

/** A person's Copilot seat. */
public record CopilotSeat(
        GitHubAccount assignee, Instant createdAt, Optional<Instant> lastActivityAt, Optional<String> lastEditor) {}
