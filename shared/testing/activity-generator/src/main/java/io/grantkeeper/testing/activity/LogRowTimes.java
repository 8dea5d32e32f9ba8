package io.grantkeeper.testing.activity;

import java.time.Instant;
import tools.jackson.databind.JsonNode;

/** Reads the time of a row from the member in which the provider states it. */
final class LogRowTimes {
    private LogRowTimes() {}

    static Instant of(JsonNode line) {
        JsonNode row = line.path("row");
        return switch (line.path("provider").asString("")) {
            case "okta" -> Instant.parse(row.path("published").asString());
            case "github" -> Instant.ofEpochMilli(row.path("@timestamp").asLong());
            case "google" -> Instant.parse(row.path("id").path("time").asString());
            case "microsoft" ->
                Instant.parse(row.path("createdDateTime")
                        .asString(row.path("activityDateTime").asString("")));
            case "slack" -> Instant.ofEpochSecond(row.path("date_create").asLong());
            case "openai" -> Instant.ofEpochSecond(row.path("effective_at").asLong());
            case "anthropic" -> Instant.parse(row.path("created_at").asString());
            default -> throw new IllegalArgumentException("provider: unknown");
        };
    }
}
