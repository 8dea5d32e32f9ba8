package io.grantkeeper.local.suite;

import io.grantkeeper.functions.console.ConsoleSettings;
import io.grantkeeper.functions.decide.DecideDependencies;
import io.grantkeeper.functions.detectchanges.DetectionConfig;
import io.grantkeeper.functions.messaging.AlertChannelFactory;
import io.grantkeeper.functions.messaging.AlertTargets;
import io.grantkeeper.functions.messaging.AnswersConfig;
import io.grantkeeper.functions.runreview.ReviewsConfig;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.ledger.witness.Witnesses;
import io.grantkeeper.local.doubles.LocalMailServer;
import io.grantkeeper.owners.alerts.AlertRecipient;
import io.grantkeeper.owners.alerts.AlertSettings;
import io.grantkeeper.owners.alerts.mail.MailChannel;
import io.grantkeeper.owners.alerts.mail.SmtpMailTransport;
import io.grantkeeper.owners.answers.AnswerLinkFactory;
import io.grantkeeper.owners.answers.TicketSigner;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The options of a suite without connections, which mails questions with links to its own pages. */
final class MailedSuiteOptions {
    private MailedSuiteOptions() {}

    /**
     * Returns the options for a suite that mails questions with links to its own pages.
     *
     * @param securityTeam the address that receives messages about identities without an owner
     */
    static LocalSuiteOptions of(
            TenantId tenant,
            LocalMailServer mail,
            String securityTeam,
            AlertTargets targets,
            DetectionConfig detection,
            DecideDependencies decisions) {
        Clock clock = Clock.systemUTC();
        Secret key = Secret.of("a-key-of-at-least-32-characters-for-links");
        return new LocalSuiteOptions(
                tenant,
                List.of(),
                (_, _) -> Optional.empty(),
                new AlertChannelFactory(
                        List.of(new MailChannel(new SmtpMailTransport(mail.address(), clock), "acme.example")),
                        new AlertSettings(
                                Severity.LOW,
                                new AlertRecipient("Security", securityTeam, List.of()),
                                Duration.ofMinutes(1),
                                5),
                        targets),
                Optional.of(suite -> AnswersConfig.byLinks(
                        new AnswerLinkFactory(suite, new TicketSigner(() -> List.of(key)), Duration.ofDays(1)))),
                ReviewsConfig.none(),
                detection,
                clock,
                Optional.empty(),
                Optional.of(0),
                Optional.empty(),
                Witnesses.none(),
                decisions,
                Optional.empty(),
                ConsoleSettings.local(List.of()));
    }
}
