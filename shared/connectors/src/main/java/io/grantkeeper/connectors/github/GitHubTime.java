package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.identity.Moment;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * GitHub's ways to write a time: ISO 8601 with any offset, a plain date, epoch seconds in webhooks, epoch milliseconds
 * in the audit log.
 */
final class GitHubTime {
    /** Numbers from here on are milliseconds: as seconds they would lie beyond the year 5000. */
    private static final long FIRST_MILLISECONDS = 100_000_000_000L;

    private GitHubTime() {}

    /** A time; empty where it is missing or null. */
    static Optional<Instant> optional(JsonBody row, String name) throws ConnectorException {
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

    /** Known where there is a time, unknown where there is none: for members whose null may mean several things. */
    static Moment orUnknown(JsonBody row, String name) throws ConnectorException {
        return optional(row, name).map(Moment::at).orElseGet(Moment::unknown);
    }

    /** As {@link #orUnknown}, but null means that it never happened or never will, as GitHub documents for the member. */
    static Moment nullIsNever(JsonBody row, String name) throws ConnectorException {
        boolean isNull = row.names().contains(name) && !row.has(name);
        return isNull ? Moment.never() : orUnknown(row, name);
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
