package io.grantkeeper.cli;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.policy.approval.AnswerAccessRequests;
import io.grantkeeper.policy.store.AccessApproval;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "approve",
        description =
                "Approves an access request for a limited time: exactly this action, on this resource, with these arguments.")
final class ApproveCommand extends AccessRequestCommand {
    private static final Pattern LENGTH = Pattern.compile("([1-9][0-9]{0,5})([mhd])");

    @Option(
            names = "--for",
            paramLabel = "TIME",
            description = "How long the approval is valid: 30m, 2h, 7d (default: as requested).")
    private Optional<String> length = Optional.empty();

    @Option(
            names = "--from",
            paramLabel = "INSTANT",
            description = "Start of the approval, such as 2026-11-25T08:00:00Z (default: now).")
    private Optional<String> from = Optional.empty();

    @Override
    void checkOptions() {
        var _ = length.map(ApproveCommand::duration);
        var _ = from.map(ApproveCommand::instant);
    }

    @Override
    AccessApproval answer(AnswerAccessRequests requests, TenantId tenant) {
        Optional<Duration> duration = length.map(ApproveCommand::duration);
        Optional<Instant> start = from.map(ApproveCommand::instant);
        return requests.approve(tenant, id(), by(), start, duration);
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("--from must look like 2026-11-25T08:00:00Z", e);
        }
    }

    private static Duration duration(String length) {
        Matcher matcher = LENGTH.matcher(length.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new IllegalArgumentException("--for must look like 30m, 2h or 7d, not '%s'".formatted(length));
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2).charAt(0)) {
            case 'm' -> Duration.ofMinutes(number);
            case 'h' -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }
}
