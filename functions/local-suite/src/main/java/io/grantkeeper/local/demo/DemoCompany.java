package io.grantkeeper.local.demo;

import io.grantkeeper.alerts.AlertSettings;
import io.grantkeeper.alerts.EscalationDelays;
import io.grantkeeper.alerts.Recipient;
import io.grantkeeper.alerts.mail.MailChannel;
import io.grantkeeper.alerts.mail.SmtpTransport;
import io.grantkeeper.alerts.slack.SlackApi;
import io.grantkeeper.alerts.slack.SlackChannel;
import io.grantkeeper.answers.AnswerLinks;
import io.grantkeeper.answers.AnswerSettings;
import io.grantkeeper.answers.Tickets;
import io.grantkeeper.functions.decide.DecideConfig;
import io.grantkeeper.functions.decide.DecidePorts;
import io.grantkeeper.functions.detectchanges.DetectionConfig;
import io.grantkeeper.functions.messaging.AlertChannels;
import io.grantkeeper.functions.messaging.Answers;
import io.grantkeeper.functions.runreview.ReviewsConfig;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.local.doubles.MailOutbox;
import io.grantkeeper.local.suite.SuiteOptions;
import io.grantkeeper.simulator.Simulator;
import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.company.Person;
import io.grantkeeper.simulator.company.SimulatedClock;
import io.grantkeeper.simulator.slack.SlackDouble;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The simulated company with all that it has: its tenants at the providers, its Slack workspace, its mail server. */
final class DemoCompany implements AutoCloseable {
    static final TenantId TENANT = new TenantId("demo");

    private final Simulator simulator;
    private final SlackDouble slack;
    private final MailOutbox outbox;
    private final List<DemoTenant> tenants;

    /** Made anew for each run: nothing that looks like a secret is ever written down. */
    private final String slackToken = UUID.randomUUID().toString();

    private final Secret slackSigningSecret = Secret.of(UUID.randomUUID().toString());
    private final Secret answerKey =
            Secret.of(UUID.randomUUID() + UUID.randomUUID().toString());

    private final String gatewayKey = UUID.randomUUID().toString();

    private DemoCompany(Simulator simulator) {
        this.simulator = simulator;
        this.tenants = List.of(
                new GitHubDemoTenant(simulator),
                new GoogleDemoTenant(simulator),
                new EntraDemoTenant(simulator),
                new SlackDemoTenant(simulator),
                new OktaDemoTenant(simulator),
                new OpenAiDemoTenant(simulator),
                new AnthropicDemoTenant(simulator));
        this.slack = SlackDouble.start(slackToken, this::usesSlack);
        this.outbox = MailOutbox.start();
    }

    static DemoCompany start() {
        return start(SimulatedClock.runningFrom(Company.START));
    }

    /** The same company at another time. */
    static DemoCompany start(SimulatedClock clock) {
        return new DemoCompany(Simulator.start(Company.demo(clock)));
    }

    /** Two of three people are in the Slack workspace; the others read mail. */
    private boolean usesSlack(String email) {
        return simulator.company().people().find(email).filter(Person::active).isPresent()
                && Math.floorMod(email.hashCode(), 3) != 0;
    }

    Simulator simulator() {
        return simulator;
    }

    SlackDouble slack() {
        return slack;
    }

    MailOutbox outbox() {
        return outbox;
    }

    /** By which an agent's gateway is known to the decision point. */
    String gatewayKey() {
        return gatewayKey;
    }

    private static String digest(String key) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    List<DemoTenant> tenants() {
        return tenants;
    }

    List<Connection> connections() {
        return tenants.stream().map(DemoTenant::connection).toList();
    }

    SuiteOptions options(Optional<Path> data, int port) {
        Map<ConnectionId, Map<String, String>> secrets = tenants.stream()
                .collect(Collectors.toMap(tenant -> tenant.connection().id(), DemoTenant::secrets));
        return new SuiteOptions(
                TENANT,
                connections(),
                (connection, slot) -> Optional.ofNullable(
                                secrets.getOrDefault(connection.id(), Map.of()).get(slot))
                        .map(Secret::of),
                alerts(),
                Optional.of(this::answers),
                ReviewsConfig.parse("{\"openai\": {\"scope\": \"provider:openai\", \"openDays\": 7}}"),
                new DetectionConfig(
                        Optional.of(List.of("github-copilot")),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(1)),
                simulator.clock(),
                data,
                Optional.of(port),
                data.map(folder -> folder.resolve("ledger-keys")),
                new DecidePorts(TENANT, DecideConfig.withKey("gateway", digest(gatewayKey)), List.of()),
                Optional.empty());
    }

    private Answers answers(URI suite) {
        return new Answers(
                new AnswerLinks(suite, new Tickets(() -> List.of(answerKey)), Duration.ofDays(30)),
                AnswerSettings.standard(),
                EscalationDelays.standard(),
                Optional.of(() -> slackSigningSecret),
                Set.of(slack.base().getHost()));
    }

    /** With what Slack signs a click. */
    Secret slackSigningSecret() {
        return slackSigningSecret;
    }

    private AlertChannels alerts() {
        Recipient securityTeam =
                new Recipient("Security", "security@" + simulator.company().domain(), List.of());
        return new AlertChannels(
                List.of(
                        new SlackChannel(
                                new SlackApi(HttpClient.newHttpClient(), slack.base(), () -> Secret.of(slackToken))),
                        new MailChannel(
                                new SmtpTransport(outbox.address(), simulator.clock()),
                                simulator.company().domain())),
                new AlertSettings(Severity.MEDIUM, securityTeam, Duration.ofSeconds(30), 5));
    }

    @Override
    public void close() {
        slack.close();
        outbox.close();
        simulator.close();
    }
}
