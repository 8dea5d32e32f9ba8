package io.grantkeeper.functions.enforce;

import io.grantkeeper.enforcement.OwnerWarningPort;
import io.grantkeeper.functions.observability.FunctionLoggers;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.owners.alerts.AlertRecipient;
import io.grantkeeper.owners.alerts.ChannelException;
import io.grantkeeper.owners.alerts.EmployeeText;
import io.grantkeeper.owners.alerts.NoticeSender;
import io.grantkeeper.policy.enforcement.PolicyViolation;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Warns owners through the alert channels. Sends each warning only once. */
final class OwnerWarningSender implements OwnerWarningPort {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final Logger log = FunctionLoggers.of(OwnerWarningSender.class);
    private final NoticeSender notices;

    OwnerWarningSender(NoticeSender notices) {
        this.notices = notices;
    }

    @Override
    public boolean warn(
            TenantId tenant, PolicyViolation violation, String identity, Optional<Person> owner, List<String> preview) {
        Optional<Instant> due = violation.due();
        List<String> text = new ArrayList<>();
        text.add("It has this access: %s. The policy '%s' forbids it. Reason: %s."
                .formatted(EmployeeText.aboutOthers(violation.what()), violation.policy(), violation.reason()));
        due.ifPresentOrElse(
                date -> {
                    text.add("Grantkeeper will revoke this access on %s.".formatted(DATE.format(date)));
                    text.addAll(preview);
                    text.add("If the access must stay, ask the security team to grant an exception for violation %s."
                            .formatted(violation.id()));
                },
                () -> text.add("Nothing is revoked, because the policy only makes recommendations for now."));
        String title = due.isPresent()
                ? "Access of %s will be revoked".formatted(identity)
                : "%s has access that a policy forbids".formatted(identity);
        var notice = new NoticeSender.Notice(
                "breach/%s/%s/%s"
                        .formatted(
                                violation.id(),
                                violation.firstSeen(),
                                due.map(Instant::toString).orElse("recommended")),
                violation.identity(),
                due.isPresent() ? Severity.HIGH : Severity.MEDIUM,
                title,
                identity,
                text);
        return deliver(() -> {
            Optional<AlertRecipient> recipient = owner.flatMap(OwnerWarningSender::recipient);
            return recipient.isPresent()
                    ? notices.send(tenant, recipient.get(), notice)
                    : notices.sendToTeam(tenant, notice);
        });
    }

    private static Optional<AlertRecipient> recipient(Person person) {
        return person.email()
                .toOptional()
                .map(email -> new AlertRecipient(person.displayName().text(), email, List.of("you are its owner")));
    }

    @Override
    public void reportUnresolved(TenantId tenant, PolicyViolation violation, String identity) {
        var notice = new NoticeSender.Notice(
                "breach/%s/%s/%s/%s"
                        .formatted(violation.id(), violation.firstSeen(), violation.state(), violation.detail()),
                violation.identity(),
                Severity.HIGH,
                "Access of %s was not revoked".formatted(identity),
                identity,
                List.of(
                        "The access is still there: %s. The policy '%s' forbids this access."
                                .formatted(EmployeeText.aboutOthers(violation.what()), violation.policy()),
                        violation.detail()));
        if (!deliver(() -> notices.sendToTeam(tenant, notice))) {
            log.log(Level.WARNING, "the security team was not notified of violation {0}", violation.id());
        }
    }

    private interface Attempt {
        boolean run() throws ChannelException;
    }

    private boolean deliver(Attempt attempt) {
        try {
            return attempt.run();
        } catch (ChannelException e) {
            log.log(Level.WARNING, "a notice about a violation was not delivered: {0}", e.reason());
            return false;
        }
    }
}
