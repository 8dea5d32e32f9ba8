package io.grantkeeper.simulator.github;

import io.grantkeeper.simulator.company.GitHubAuditEntry;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A search phrase for the audit log. It consists of {@code action:}, {@code actor:} and {@code created:} terms. If the
 * phrase names several actions, an entry must match one of them.
 */
record GitHubAuditPhrase(List<String> actions, List<String> actors, List<Predicate<Instant>> created) {

    static GitHubAuditPhrase parse(String phrase) {
        var parsed = new GitHubAuditPhrase(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (String term : phrase.split("\\s+", -1)) {
            if (term.startsWith("action:")) {
                parsed.actions.add(term.substring("action:".length()));
            } else if (term.startsWith("actor:")) {
                parsed.actors.add(term.substring("actor:".length()));
            } else if (term.startsWith("created:")) {
                created(term.substring("created:".length())).ifPresent(parsed.created::add);
            }
        }
        return parsed;
    }

    /**
     * Returns whether an entry matches. An action without a dot, such as {@code action:hook}, matches a whole
     * category.
     */
    boolean matches(GitHubAuditEntry entry) {
        return (actions.isEmpty()
                        || actions.stream()
                                .anyMatch(action -> entry.action().equals(action)
                                        || entry.action().startsWith(action + '.')))
                && (actors.isEmpty() || actors.contains(entry.actor()))
                && created.stream().allMatch(bound -> bound.test(entry.time()));
    }

    private static Optional<Predicate<Instant>> created(String bound) {
        int range = bound.indexOf("..");
        if (range > 0) {
            Optional<Instant> from = instant(bound.substring(0, range));
            Optional<Instant> to = end(bound.substring(range + 2));
            return from.isPresent() && to.isPresent()
                    ? Optional.of(time -> !time.isBefore(from.get()) && time.isBefore(to.get()))
                    : Optional.empty();
        }
        if (bound.startsWith(">=")) {
            return instant(bound.substring(2)).map(from -> time -> !time.isBefore(from));
        }
        if (bound.startsWith("<=")) {
            return end(bound.substring(2)).map(to -> time -> time.isBefore(to));
        }
        if (bound.startsWith(">")) {
            return instant(bound.substring(1)).map(from -> time -> time.isAfter(from));
        }
        if (bound.startsWith("<")) {
            return instant(bound.substring(1)).map(to -> time -> time.isBefore(to));
        }
        return instant(bound)
                .flatMap(from ->
                        end(bound).map(to -> (Predicate<Instant>) time -> !time.isBefore(from) && time.isBefore(to)));
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(
                    text.length() == 10
                            ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                            : OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException malformed) {
            return Optional.empty();
        }
    }

    /**
     * Returns the instant at which a day or second ends; empty if the text is neither.
     *
     * @param text an ISO 8601 date, or a date and time to the second
     */
    private static Optional<Instant> end(String text) {
        return instant(text).map(start -> start.plusSeconds(text.length() == 10 ? 86_400 : 1));
    }
}
