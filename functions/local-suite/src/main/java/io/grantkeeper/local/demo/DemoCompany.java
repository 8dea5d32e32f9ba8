package io.grantkeeper.local.demo;

import io.grantkeeper.alerts.AlertSettings;
import io.grantkeeper.alerts.Recipient;
import io.grantkeeper.alerts.mail.MailChannel;
import io.grantkeeper.alerts.mail.SmtpTransport;
import io.grantkeeper.alerts.slack.SlackApi;
import io.grantkeeper.alerts.slack.SlackChannel;
import io.grantkeeper.functions.alertowner.AlertChannels;
import io.grantkeeper.functions.detectchanges.DetectionConfig;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.local.doubles.MailOutbox;
import io.grantkeeper.local.suite.SuiteOptions;
import io.grantkeeper.simulator.Credentials;
import io.grantkeeper.simulator.Simulator;
import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.company.Person;
import io.grantkeeper.simulator.company.SimulatedClock;
import io.grantkeeper.simulator.slack.SlackDouble;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The simulated company with all that it has: its two SaaS tenants, its Slack workspace, its mail server. */
final class DemoCompany implements AutoCloseable {
    static final TenantId TENANT = new TenantId("demo");
    private static final String GITHUB_ORGANIZATION = "larkfield";

    private final Simulator simulator;
    private final SlackDouble slack;
    private final MailOutbox outbox;
    /** Made anew for each run: nothing that looks like a secret is ever written down. */
    private final String webhookSecret = UUID.randomUUID().toString();

    private final String channelSecret = UUID.randomUUID() + UUID.randomUUID().toString();
    private final String slackToken = UUID.randomUUID().toString();

    private DemoCompany(Simulator simulator) {
        this.simulator = simulator;
        this.slack = SlackDouble.start(slackToken, this::usesSlack);
        this.outbox = MailOutbox.start();
    }

    static DemoCompany start() {
        return new DemoCompany(Simulator.start(Company.demo(SimulatedClock.runningFrom(Company.START))));
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

    String webhookSecret() {
        return webhookSecret;
    }

    Connection gitHub() {
        return Connection.of(
                TENANT,
                new ConnectionId("github-larkfield"),
                new ProviderId("github"),
                Map.of(
                        "organization", GITHUB_ORGANIZATION,
                        "base-url", simulator.github().toString(),
                        "client-id", simulator.credentials().gitHubClientId()),
                Map.of(
                        "app-private-key", "demo:app-private-key",
                        "owner-token", "demo:owner-token",
                        "webhook-secret", "demo:webhook-secret"));
    }

    Connection google() {
        return Connection.of(
                TENANT,
                new ConnectionId("google-larkfield"),
                new ProviderId("google"),
                Map.of(
                        "admin-user", simulator.credentials().googleAdministrator(),
                        "projects", "larkfield-backup,larkfield-data",
                        "base-url", simulator.google().toString(),
                        "token-url", simulator.googleToken().toString(),
                        "iam-url", simulator.googleIam().toString()),
                Map.of("service-account-key", "demo:service-account-key", "channel-secret", "demo:channel-secret"));
    }

    List<Connection> connections() {
        return List.of(gitHub(), google());
    }

    SuiteOptions options(Optional<Path> data, int port) {
        Credentials credentials = simulator.credentials();
        Map<String, String> secrets = Map.of(
                "app-private-key", credentials.gitHubPrivateKeyPkcs1Pem(),
                "owner-token", credentials.gitHubOwnerToken(),
                "webhook-secret", webhookSecret,
                "service-account-key", credentials.googleKeyFileJson(),
                "channel-secret", channelSecret);
        return new SuiteOptions(
                TENANT,
                connections(),
                (_, slot) -> Optional.ofNullable(secrets.get(slot)).map(Secret::of),
                alerts(),
                new DetectionConfig(
                        Optional.of(List.of("github-copilot")), Optional.empty(), Optional.empty(), Optional.of(1)),
                simulator.clock(),
                data,
                Optional.of(port),
                data.map(folder -> folder.resolve("ledger-keys")));
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
