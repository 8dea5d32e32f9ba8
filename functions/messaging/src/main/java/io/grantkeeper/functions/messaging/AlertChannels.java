package io.grantkeeper.functions.messaging;

import io.grantkeeper.alerts.AlertChannel;
import io.grantkeeper.alerts.AlertSettings;
import io.grantkeeper.alerts.mail.MailChannel;
import io.grantkeeper.alerts.mail.MailTransport;
import io.grantkeeper.alerts.mail.SmtpTransport;
import io.grantkeeper.alerts.slack.SlackApi;
import io.grantkeeper.alerts.slack.SlackChannel;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.outbound.OutboundHttp;
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
 * The channels that alerts go through, in order of preference, and how alerts behave.
 *
 * @param inOrder Slack first where it is configured, then e-mail
 */
public record AlertChannels(List<AlertChannel> inOrder, AlertSettings settings) {
    private static final URI SLACK = URI.create("https://slack.com/api/");
    private static final int SUBMISSION_PORT = 587;
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final int GIVE_UP_AFTER = 12;
    private static final Duration CONNECT = Duration.ofSeconds(5);

    public AlertChannels {
        inOrder = List.copyOf(inOrder);
    }

    /**
     * Builds the configured channels; nothing is called yet.
     *
     * @param secrets finds a credential by its reference
     * @param ses asked once, where mail leaves through Amazon SES
     */
    public static AlertChannels of(
            AlertsConfig config, Function<String, Secret> secrets, Supplier<SesV2Client> ses, Clock clock) {
        List<AlertChannel> channels = new ArrayList<>();
        config.slack().ifPresent(slack -> channels.add(slack(slack, secrets)));
        String from = config.from().orElseThrow();
        MailTransport mail = config.smtp()
                .<MailTransport>map(smtp -> smtp(smtp, from, secrets, clock))
                .orElseGet(() -> new SesTransport(ses, from));
        channels.add(new MailChannel(mail, from.substring(from.indexOf('@') + 1)));
        return new AlertChannels(
                channels, new AlertSettings(config.leastSeverity(), config.lastToTell(), LEASE, GIVE_UP_AFTER));
    }

    private static AlertChannel slack(AlertsConfig.Slack slack, Function<String, Secret> secrets) {
        String token = slack.token().orElseThrow();
        HttpClient http = OutboundHttp.client(CONNECT).build();
        URI base = slack.baseUrl().map(URI::create).orElse(SLACK);
        return new SlackChannel(new SlackApi(http, base, () -> secrets.apply(token)));
    }

    private static MailTransport smtp(
            AlertsConfig.Smtp smtp, String from, Function<String, Secret> secrets, Clock clock) {
        Optional<SmtpTransport.Login> login = smtp.user()
                .map(user -> new SmtpTransport.Login(
                        user, () -> secrets.apply(smtp.password().orElseThrow())));
        return new SmtpTransport(
                new SmtpTransport.Server(smtp.host().orElseThrow(), smtp.port().orElse(SUBMISSION_PORT), from, login),
                clock);
    }
}
