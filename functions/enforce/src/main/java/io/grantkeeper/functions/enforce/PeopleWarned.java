package io.grantkeeper.functions.enforce;

import io.grantkeeper.functions.observe.Logs;
import io.grantkeeper.alerts.ChannelException;
import io.grantkeeper.alerts.Recipient;
import io.grantkeeper.alerts.TeamNotices;
import io.grantkeeper.enforcement.OwnerWarning;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.policy.enforcement.Breach;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Warns through the channels that alerts go through; the same warning goes out once. */
final class PeopleWarned implements OwnerWarning {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private final Logger log = Logs.of(PeopleWarned.class);
    private final TeamNotices notices;

    PeopleWarned(TeamNotices notices) {
        this.notices = notices;
    }

    @Override
    public boolean warn(
            TenantId tenant, Breach breach, String identity, Optional<Person> owner, List<String> preview) {
        Optional<Instant> due = breach.due();
        List<String> text = new ArrayList<>();
        text.add("It holds %s. The policy '%s' forbids that: %s."
                .formatted(breach.what(), breach.policy(), breach.reason()));
        due.ifPresentOrElse(
                date -> {
                    text.add("It is taken away on %s.".formatted(DATE.format(date)));
                    text.addAll(preview);
                    text.add("If it must stay, ask the security team for an exception to %s.".formatted(breach.id()));
                },
                () -> text.add("Nothing is taken away: the policy only recommends for now."));
        String title = due.isPresent()
                ? "Access of %s is going to be taken away".formatted(identity)
                : "%s holds what a policy forbids".formatted(identity);
        var notice = new TeamNotices.Notice(
                "breach/%s/%s/%s"
                        .formatted(
                                breach.id(),
                                breach.firstSeen(),
                                due.map(Instant::toString).orElse("recommended")),
                breach.identity(),
                due.isPresent() ? Severity.HIGH : Severity.MEDIUM,
                title,
                identity,
                text);
        return tell(() -> {
            Optional<Recipient> recipient = owner.flatMap(PeopleWarned::recipient);
            return recipient.isPresent()
                    ? notices.tell(tenant, recipient.get(), notice)
                    : notices.tellTeam(tenant, notice);
        });
    }

    private static Optional<Recipient> recipient(Person person) {
        return person.email()
                .toOptional()
                .map(email -> new Recipient(person.displayName(), email, List.of("you answer for it")));
    }

    @Override
    public void leftOver(TenantId tenant, Breach breach, String identity) {
        var notice = new TeamNotices.Notice(
                "breach/%s/%s/%s/%s".formatted(breach.id(), breach.firstSeen(), breach.state(), breach.detail()),
                breach.identity(),
                Severity.HIGH,
                "Access of %s was not taken away".formatted(identity),
                identity,
                List.of(
                        "It holds %s, which the policy '%s' forbids.".formatted(breach.what(), breach.policy()),
                        breach.detail()));
        if (!tell(() -> notices.tellTeam(tenant, notice))) {
            log.log(Level.WARNING, "the security team could not be told of the breach {0}", breach.id());
        }
    }

    private interface Attempt {
        boolean run() throws ChannelException;
    }

    private boolean tell(Attempt attempt) {
        try {
            return attempt.run();
        } catch (ChannelException e) {
            log.log(Level.WARNING, "nobody could be told of a breach: {0}", e.reason());
            return false;
        }
    }
}
