package io.grantkeeper.functions.messaging;

import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.outbound.OutboundHttpClients;
import io.grantkeeper.owners.alerts.AlertChannel;
import io.grantkeeper.owners.alerts.AlertSettings;
import io.grantkeeper.owners.alerts.SenderContact;
import io.grantkeeper.owners.alerts.mail.MailChannel;
import io.grantkeeper.owners.alerts.mail.MailTransport;
import io.grantkeeper.owners.alerts.mail.SmtpMailTransport;
import io.grantkeeper.owners.alerts.slack.SlackChannel;
import io.grantkeeper.owners.alerts.slack.SlackMessagingClient;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.services.sesv2.SesV2Client;

/**
 * The channels for alerts, in order of preference, and the alert settings.
 *
 * @param inOrder Slack first if it is configured, then email
 * @param targets the ticket and chat systems that receive findings as well
 */
public record AlertChannelFactory(List<AlertChannel> inOrder, AlertSettings settings, AlertTargets targets) {
    private static final URI SLACK = URI.create("https://slack.com/api/");
    private static final int SUBMISSION_PORT = 587;
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final int GIVE_UP_AFTER = 12;
    private static final Duration CONNECT = Duration.ofSeconds(5);

    public AlertChannelFactory {
        inOrder = List.copyOf(inOrder);
    }

    /** Creates a factory with the given channels and no targets. */
    public AlertChannelFactory(List<AlertChannel> inOrder, AlertSettings settings) {
        this(inOrder, settings, AlertTargets.none());
    }

    /**
     * Builds the configured channels without making any calls.
     *
     * @param secrets finds a credential by its reference
     * @param ses creates the Amazon SES client; called at most once, and only if mail is sent through Amazon SES
     */
    public static AlertChannelFactory of(
            AlertsConfig config, Function<String, Secret> secrets, Supplier<SesV2Client> ses, Clock clock) {
        List<AlertChannel> channels = new ArrayList<>();
        config.slack().ifPresent(slack -> channels.add(slack(slack, config.sender(), secrets)));
        String from = config.from().orElseThrow();
        MailTransport mail = config.smtp()
                .<MailTransport>map(smtp -> smtp(smtp, from, secrets, clock))
                .orElseGet(() -> new SesMailTransport(ses, from));
        channels.add(new MailChannel(mail, from.substring(from.indexOf('@') + 1), Optional.of(config.sender())));
        return new AlertChannelFactory(
                channels,
                new AlertSettings(
                        config.leastSeverity(), config.fallbackRecipient(), LEASE, GIVE_UP_AFTER, config.alertPacing()),
                AlertTargets.of(config.allTargets(), config.leastSeverity(), secrets, clock));
    }

    private static AlertChannel slack(
            AlertsConfig.Slack slack, SenderContact sender, Function<String, Secret> secrets) {
        String token = slack.token().orElseThrow();
        HttpClient http = OutboundHttpClients.client(CONNECT).build();
        URI base = slack.baseUrl().map(URI::create).orElse(SLACK);
        return new SlackChannel(new SlackMessagingClient(http, base, () -> secrets.apply(token)), Optional.of(sender));
    }

    private static MailTransport smtp(
            AlertsConfig.Smtp smtp, String from, Function<String, Secret> secrets, Clock clock) {
        Optional<SmtpMailTransport.Login> login = smtp.user()
                .map(user -> new SmtpMailTransport.Login(
                        user, () -> secrets.apply(smtp.password().orElseThrow())));
        return new SmtpMailTransport(
                new SmtpMailTransport.Server(
                        smtp.host().orElseThrow(), smtp.port().orElse(SUBMISSION_PORT), from, login),
                clock);
    }
}
