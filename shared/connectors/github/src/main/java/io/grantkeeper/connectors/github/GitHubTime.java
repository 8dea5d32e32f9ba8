package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * A parser for GitHub's time formats: ISO 8601 with any offset, a plain date, epoch seconds in webhooks, and epoch
 * milliseconds in the audit log.
 */
final class GitHubTime {
    /** The smallest number that is interpreted as milliseconds. As seconds, it would be a time after the year 5000. */
    private static final long FIRST_MILLISECONDS = 100_000_000_000L;

    private GitHubTime() {}

    /** Returns the time in a member, or empty if the member is missing or null. */
    static Optional<Instant> optional(JsonNodeReader row, String name) throws ConnectorException {
        if (!row.has(name)) {
            return Optional.empty();
        }
        String text = row.id(name);
        Optional<Instant> instant = parse(text);
        if (instant.isEmpty()) {
            throw row.member(name).unexpected("a time such as 2026-11-24T00:00:00Z");
        }
        return instant;
    }

    /**
     * Returns the time in a member, or unknown if the member is missing or null. Use this method for members in
     * which null can have several meanings.
     */
    static Timestamp orUnknown(JsonNodeReader row, String name) throws ConnectorException {
        return optional(row, name).map(Timestamp::at).orElseGet(Timestamp::unknown);
    }

    /**
     * Returns the time as {@link #orUnknown} does, except that null means "never". Use this method for members for
     * which GitHub documents that meaning.
     */
    static Timestamp nullMeansNever(JsonNodeReader row, String name) throws ConnectorException {
        boolean isNull = row.names().contains(name) && !row.has(name);
        return isNull ? Timestamp.never() : orUnknown(row, name);
    }

    private static Optional<Instant> parse(String text) {
        try {
            if (text.chars().allMatch(c -> c >= '0' && c <= '9') && !text.isEmpty()) {
                long number = Long.parseLong(text);
                return Optional.of(
                        number >= FIRST_MILLISECONDS ? Instant.ofEpochMilli(number) : Instant.ofEpochSecond(number));
            }
            if (text.length() == "2026-11-24".length()) {
                return Optional.of(
                        LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
            }
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException | NumberFormatException _) {
            return Optional.empty();
        }
    }
}
