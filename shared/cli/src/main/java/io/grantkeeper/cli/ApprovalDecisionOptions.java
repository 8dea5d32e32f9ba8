package io.grantkeeper.cli;

import io.grantkeeper.identity.approval.ApprovalDecision;
import io.grantkeeper.identity.approval.ApprovalState;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that describe a decision: what is decided, by whom, why and until when. */
final class ApprovalDecisionOptions {
    @Mixin
    private RecordedChangeOptions change = new RecordedChangeOptions();

    @Option(
            names = "--as",
            paramLabel = "STATE",
            defaultValue = "approved",
            description = "approved, tolerated, refused or first-party (default: ${DEFAULT-VALUE}).")
    private String state = "approved";

    @Option(names = "--ticket", paramLabel = "ID", description = "The ticket that documents the decision.")
    private Optional<String> ticket = Optional.empty();

    @Option(
            names = "--until",
            paramLabel = "DATE",
            description = "The last day of the approval, such as 2027-03-31 (default: until withdrawn).")
    private Optional<String> until = Optional.empty();

    /**
     * Checks the options.
     *
     * @throws IllegalArgumentException if an option has an invalid value; the message names the option
     */
    void check(Instant now) {
        var _ = decision(ApprovalDecision.Source.COMMAND_LINE, now);
    }

    ApprovalDecision decision(ApprovalDecision.Source source, Instant now) {
        return decision(
                ApprovalCommandContext.decision(state),
                change.requester(),
                source,
                now,
                change.reason(),
                ticket,
                until);
    }

    static ApprovalDecision decision(
            ApprovalState state,
            String by,
            ApprovalDecision.Source source,
            Instant now,
            String why,
            Optional<String> ticket,
            Optional<String> until) {
        return new ApprovalDecision(
                state,
                by,
                source,
                now,
                why,
                ticket,
                until.map(ApprovalDecisionOptions::end),
                Optional.empty(),
                Optional.empty());
    }

    /** Returns the end of a day. */
    private static Instant end(String day) {
        try {
            return LocalDate.parse(day).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("--until must be a date such as 2027-03-31, not '%s'".formatted(day), e);
        }
    }
}
