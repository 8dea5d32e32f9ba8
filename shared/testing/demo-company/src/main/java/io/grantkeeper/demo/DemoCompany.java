package io.grantkeeper.demo;

import io.grantkeeper.functions.console.ConsoleSettings;
import io.grantkeeper.functions.decide.DecideConfig;
import io.grantkeeper.functions.decide.DecideDependencies;
import io.grantkeeper.functions.detectchanges.DetectionConfig;
import io.grantkeeper.functions.messaging.AlertChannelFactory;
import io.grantkeeper.functions.messaging.AnswersConfig;
import io.grantkeeper.functions.runreview.ReviewsConfig;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.Sha256;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.ledger.witness.Witnesses;
import io.grantkeeper.local.doubles.LocalMailServer;
import io.grantkeeper.local.suite.LocalSuiteOptions;
import io.grantkeeper.owners.alerts.AlertPacing;
import io.grantkeeper.owners.alerts.AlertRecipient;
import io.grantkeeper.owners.alerts.AlertSettings;
import io.grantkeeper.owners.alerts.EscalationDelays;
import io.grantkeeper.owners.alerts.SenderContact;
import io.grantkeeper.owners.alerts.mail.MailChannel;
import io.grantkeeper.owners.alerts.mail.SmtpMailTransport;
import io.grantkeeper.owners.alerts.slack.SlackChannel;
import io.grantkeeper.owners.alerts.slack.SlackMessagingClient;
import io.grantkeeper.owners.answers.AnswerLinkFactory;
import io.grantkeeper.owners.answers.AnswerTimeouts;
import io.grantkeeper.owners.answers.TicketSigner;
import io.grantkeeper.simulator.ProviderSimulator;
import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.company.CompanyPerson;
import io.grantkeeper.simulator.company.SimulatedClock;
import io.grantkeeper.simulator.slack.SlackMessagingDouble;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BinaryOperator;

/** The simulated company with its tenants at the providers, its Slack workspace and its mail server. */
final class DemoCompany implements AutoCloseable {
    static final TenantId TENANT = new TenantId("demo");

    private static final List<String> APPROVED = List.of("github-copilot");
    private static final String GATEWAY = "gateway";

    private final ProviderSimulator simulator;
    private final SlackMessagingDouble slack;
    private final LocalMailServer outbox;
    /** The local part of the security team's address. */
    static final String SECURITY_TEAM = "security@";

    /** The time between the start of the demo and the daily summaries. */
    static final Duration UNTIL_SUMMARY = Duration.ofHours(1);

    /** The time that an alert waits for other alerts to the same person. */
    private static final Duration GATHERED = Duration.ofSeconds(2);

    private final List<DemoTenant> tenants;

    /** The Slack token. It is generated for each run, so that nothing that looks like a secret is ever stored. */
    private final String slackToken = UUID.randomUUID().toString();

    private final Secret slackSigningSecret = Secret.of(UUID.randomUUID().toString());
    private final Secret answerKey =
            Secret.of(UUID.randomUUID() + UUID.randomUUID().toString());

    /** Determines when alerts are sent, and how many. */
    private final AlertPacing pacing;

    private final String gatewayKey = UUID.randomUUID().toString();

    private DemoCompany(ProviderSimulator simulator) {
        this.simulator = simulator;
        this.tenants = DemoTenants.of(simulator);
        this.slack = SlackMessagingDouble.start(slackToken, this::usesSlack);
        this.outbox = LocalMailServer.start();
        this.pacing = pacing(simulator.clock().instant());
    }

    static DemoCompany start() {
        return start(SimulatedClock.runningFrom(Company.START));
    }

    /** Starts the demo company with the given clock. */
    static DemoCompany start(SimulatedClock clock) {
        return new DemoCompany(ProviderSimulator.start(Company.demo(clock)));
    }

    /**
     * Returns whether a person is in the Slack workspace. Two in three people are; the others receive email instead.
     */
    private boolean usesSlack(String email) {
        return simulator
                        .company()
                        .people()
                        .find(email)
                        .filter(CompanyPerson::active)
                        .isPresent()
                && Math.floorMod(email.hashCode(), 3) != 0;
    }

    ProviderSimulator simulator() {
        return simulator;
    }

    SlackMessagingDouble slack() {
        return slack;
    }

    LocalMailServer outbox() {
        return outbox;
    }

    /** Returns the API key that identifies an agent's gateway to the decision point. */
    String gatewayKey() {
        return gatewayKey;
    }

    List<DemoTenant> tenants() {
        return tenants;
    }

    List<Connection> connections() {
        return tenants.stream().map(DemoTenant::connection).toList();
    }

    /** Returns the connection to a provider. */
    Connection connection(String provider) {
        return connections().stream()
                .filter(connection -> connection.provider().value().equals(provider))
                .findFirst()
                .orElseThrow();
    }

    /**
     * Returns the sections of a configuration with the company's settings.
     *
     * @param suite the address of the running suite
     * @param secret writes a secret to a file with the given name, and returns a reference to the file
     */
    Map<String, Object> sections(URI suite, BinaryOperator<String> secret) {
        String domain = simulator.company().domain();
        Map<String, Object> alerts = new LinkedHashMap<>();
        alerts.put("securityTeam", Map.of("name", "Security", "email", SECURITY_TEAM + domain));
        alerts.put("from", "grantkeeper@" + domain);
        alerts.put(
                "slack",
                Map.of(
                        "token", secret.apply("slack.token", slackToken),
                        "baseUrl", slack.base().toString(),
                        "signingSecret", secret.apply("slack.signing-secret", slackSigningSecret.reveal())));
        alerts.put(
                "smtp",
                Map.of("host", outbox.address().host(), "port", outbox.address().port()));
        alerts.put("pacing", Map.of("summaryAt", pacing.summaryAt().toString(), "gatherSeconds", GATHERED.toSeconds()));
        alerts.put("answers", Map.of("url", suite.toString(), "key", secret.apply("answers.key", answerKey.reveal())));
        Map<String, Object> sections = new LinkedHashMap<>();
        sections.put("alerts", alerts);
        sections.put("detection", Map.of("approved", APPROVED, "groupingSeconds", 1));
        sections.put("reviews", Map.of("openai", Map.of("scope", "provider:openai", "openDays", 7)));
        sections.put("decisions", Map.of("apiKeys", List.of(Map.of("id", GATEWAY, "sha256", Sha256.hex(gatewayKey)))));
        return sections;
    }

    /** Returns a connection's credential. */
    Optional<Secret> credential(Connection connection, String slot) {
        return tenants.stream()
                .filter(tenant -> tenant.connection().id().equals(connection.id()))
                .flatMap(tenant -> Optional.ofNullable(tenant.secrets().get(slot)).stream())
                .findFirst()
                .map(Secret::of);
    }

    LocalSuiteOptions options(Optional<DemoFolder> folder, int port) {
        return new LocalSuiteOptions(
                TENANT,
                connections(),
                this::credential,
                alerts(),
                Optional.of(this::answers),
                ReviewsConfig.parse("{\"openai\": {\"scope\": \"provider:openai\", \"openDays\": 7}}"),
                DetectionConfig.standard().withApproved(APPROVED).withGroupingSeconds(1),
                simulator.clock(),
                folder.map(DemoFolder::data),
                Optional.of(port),
                folder.map(DemoFolder::ledgerKeys),
                Witnesses.none(),
                new DecideDependencies(TENANT, DecideConfig.withKey(GATEWAY, gatewayKey), List.of()),
                Optional.empty(),
                ConsoleSettings.local(APPROVED));
    }

    private AnswersConfig answers(URI suite) {
        return new AnswersConfig(
                new AnswerLinkFactory(suite, new TicketSigner(() -> List.of(answerKey)), Duration.ofDays(30)),
                AnswerTimeouts.standard(),
                EscalationDelays.standard(),
                Optional.of(() -> slackSigningSecret),
                Set.of(slack.base().getHost()),
                Optional.of(sender()));
    }

    /** Returns the secret with which Slack signs the requests that it sends when a button is clicked. */
    Secret slackSigningSecret() {
        return slackSigningSecret;
    }

    private SenderContact sender() {
        return new SenderContact(
                Optional.of(simulator.company().name()),
                "Security",
                SECURITY_TEAM + simulator.company().domain());
    }

    private AlertChannelFactory alerts() {
        AlertRecipient securityTeam = new AlertRecipient(
                "Security", SECURITY_TEAM + simulator.company().domain(), List.of());
        return new AlertChannelFactory(
                List.of(
                        new SlackChannel(
                                new SlackMessagingClient(
                                        HttpClient.newHttpClient(), slack.base(), () -> Secret.of(slackToken)),
                                Optional.of(sender())),
                        new MailChannel(
                                new SmtpMailTransport(outbox.address(), simulator.clock()),
                                simulator.company().domain(),
                                Optional.of(sender()))),
                new AlertSettings(Severity.MEDIUM, securityTeam, Duration.ofSeconds(30), 5, pacing));
    }

    /**
     * Returns the standard settings for when alerts are sent, except that the daily summary is sent an hour after the
     * demo's start, and that a first sweep is reported without delay.
     */
    private static AlertPacing pacing(Instant start) {
        AlertPacing standard = AlertPacing.standard();
        return new AlertPacing(
                standard.baselineFirst(),
                standard.perHour(),
                standard.breakThrough(),
                standard.zone(),
                LocalTime.ofInstant(start.plus(UNTIL_SUMMARY), standard.zone()).truncatedTo(ChronoUnit.MINUTES),
                Optional.empty(),
                standard.weeklyOn(),
                standard.weeklyToOwners(),
                Duration.ZERO,
                GATHERED);
    }

    @Override
    public void close() {
        slack.close();
        outbox.close();
        simulator.close();
    }
}
