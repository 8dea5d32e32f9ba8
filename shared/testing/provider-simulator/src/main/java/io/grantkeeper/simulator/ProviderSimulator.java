package io.grantkeeper.simulator;

import io.grantkeeper.simulator.anthropic.AnthropicDouble;
import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.company.SimulatedClock;
import io.grantkeeper.simulator.company.SimulatedEvent;
import io.grantkeeper.simulator.entra.EntraDouble;
import io.grantkeeper.simulator.github.GitHubDouble;
import io.grantkeeper.simulator.github.GitHubWebhookSender;
import io.grantkeeper.simulator.github.SimulatedWebhookDelivery;
import io.grantkeeper.simulator.google.GoogleDouble;
import io.grantkeeper.simulator.google.SimulatedPushChannels;
import io.grantkeeper.simulator.http.AnsweredCallLog;
import io.grantkeeper.simulator.http.FaultSchedule;
import io.grantkeeper.simulator.http.HttpListener;
import io.grantkeeper.simulator.http.InconsistentListings;
import io.grantkeeper.simulator.http.QuotaWindows;
import io.grantkeeper.simulator.okta.OktaDouble;
import io.grantkeeper.simulator.openai.OpenAiDouble;
import io.grantkeeper.simulator.signing.SimulatorRsaKey;
import io.grantkeeper.simulator.slack.SlackOptions;
import io.grantkeeper.simulator.slack.SlackSimulator;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The doubles of all providers for one company, listening on the loopback address. */
public final class ProviderSimulator implements AutoCloseable {

    /**
     * Keys that are expensive to generate and that tests can share. They are generated once per JVM and never stored.
     */
    private static final class Keys {
        static final SimulatorRsaKey GITHUB_APP = SimulatorRsaKey.generate();
        static final SimulatorRsaKey SERVICE_ACCOUNT = SimulatorRsaKey.generate();
    }

    private final Company company;
    private final FaultSchedule faults = new FaultSchedule();
    private final InconsistentListings traps = new InconsistentListings();
    private final AnsweredCallLog calls = new AnsweredCallLog();
    private final QuotaWindows quotas;
    private final GitHubDouble gitHub;
    private final GoogleDouble google;
    private final EntraDouble entra;
    private final HttpListener entraListener;
    private final HttpListener gitHubListener;
    private final HttpListener googleListener;
    private final OpenAiDouble openAi;
    private final HttpListener openAiListener;
    private final AnthropicDouble anthropic;
    private final HttpListener anthropicListener;
    private final SlackSimulator slack;
    private final OktaDouble okta;
    private final HttpListener oktaListener;
    private int days;

    private ProviderSimulator(Company company, SimulatorOptions options) {
        this.company = company;
        this.quotas = new QuotaWindows(company.clock(), options.enforceQuotas());
        this.gitHub = new GitHubDouble(company, options.plan(), options.appPermissions(), Keys.GITHUB_APP, quotas);
        this.google = new GoogleDouble(company, options.delegatedScopes(), Keys.SERVICE_ACCOUNT, quotas);
        this.gitHubListener = HttpListener.start(
                "github", options.gitHubPort(), traps.around(gitHub), faults, calls, company.clock());
        this.googleListener = HttpListener.start(
                "google", options.googlePort(), traps.around(google), faults, calls, company.clock());
        this.openAi = new OpenAiDouble(company, quotas);
        this.openAiListener = HttpListener.start("openai", 0, traps.around(openAi), faults, calls, company.clock());
        this.anthropic = new AnthropicDouble(company, quotas);
        this.anthropicListener =
                HttpListener.start("anthropic", 0, traps.around(anthropic), faults, calls, company.clock());
        this.slack = SlackSimulator.start(company, SlackOptions.defaults(), faults, calls, traps);
        this.okta = new OktaDouble(company, options.okta(), quotas);
        this.oktaListener = HttpListener.start("okta", 0, traps.around(okta), faults, calls, company.clock());
        this.entra = new EntraDouble(company, quotas);
        this.entraListener = HttpListener.start("entra", 0, traps.around(entra), faults, calls, company.clock());
    }

    public static ProviderSimulator start(Company company) {
        return start(company, SimulatorOptions.defaults());
    }

    public static ProviderSimulator start(Company company, SimulatorOptions options) {
        return new ProviderSimulator(company, options);
    }

    /** Returns the URI of the test double for {@code https://api.github.com}. */
    public URI github() {
        return gitHubListener.baseUri();
    }

    /** Returns the URI of the test double for {@code https://admin.googleapis.com}. */
    public URI google() {
        return googleListener.baseUri();
    }

    /** Returns the URI of the test double for {@code https://oauth2.googleapis.com/token}. */
    public URI googleToken() {
        return googleListener.baseUri().resolve("/token");
    }

    /** Returns the URI of the test double for {@code https://iam.googleapis.com}. */
    public URI googleIam() {
        return googleListener.baseUri();
    }

    /** Returns the URI of the test double for {@code https://alertcenter.googleapis.com}. */
    public URI googleAlerts() {
        return googleListener.baseUri();
    }

    /** Returns the connection settings for reading the simulated Google Workspace. */
    public Map<String, String> googleSettings() {
        return Map.of(
                "admin-user", credentials().googleAdministrator(),
                "base-url", google().toString(),
                "token-url", googleToken().toString(),
                "iam-url", googleIam().toString(),
                "alerts-url", googleAlerts().toString());
    }

    /** Returns the URI of the test double for {@code https://api.openai.com/v1}. */
    public URI openAi() {
        return openAiListener.baseUri().resolve("/v1");
    }

    /** Returns the OpenAI double, which contains the company's organization and can issue admin keys. */
    public OpenAiDouble openAiDouble() {
        return openAi;
    }

    /** Returns the URI of the test double for {@code https://api.anthropic.com/v1}. */
    public URI anthropic() {
        return anthropicListener.baseUri().resolve("/v1");
    }

    /** Returns the Anthropic double, which contains the company's organization and can issue admin keys. */
    public AnthropicDouble anthropicDouble() {
        return anthropic;
    }

    /** Returns the simulated Slack organization, with its addresses, tokens and events. */
    public SlackSimulator slack() {
        return slack;
    }

    /** Returns the URI of the test double for {@code https://larkfield.okta.com}. */
    public URI okta() {
        return oktaListener.baseUri();
    }

    /** Returns the Okta double, with the organization's state, credentials and event hooks. */
    public OktaDouble oktaDouble() {
        return okta;
    }

    /** Returns the URI of the test double for {@code https://graph.microsoft.com}. */
    public URI entra() {
        return entraListener.baseUri();
    }

    /**
     * Returns the URI of the test double for the tenant's token endpoint at {@code https://login.microsoftonline.com}.
     */
    public URI entraToken() {
        return entraListener.baseUri().resolve("/" + entra.tenant().id() + "/oauth2/v2.0/token");
    }

    /** Returns the Entra double, with the tenant's state, credentials and notifications. */
    public EntraDouble entraDouble() {
        return entra;
    }

    public SimulatorCredentials credentials() {
        return new SimulatorCredentials(
                Long.toString(gitHub.app().id()),
                gitHub.app().clientId(),
                gitHub.installation().id(),
                Keys.GITHUB_APP.pkcs1Pem(),
                Keys.GITHUB_APP.pkcs8Pem(),
                gitHub.issueOwnerToken(
                        List.of("admin:org", "admin:org_hook", "repo", "read:audit_log", "read:org", "user")),
                google.serviceAccount().keyFileJson(googleToken()),
                google.serviceAccount().email(),
                Keys.SERVICE_ACCOUNT.pkcs8Pem(),
                administratorEmail());
    }

    private String administratorEmail() {
        return company.people().active().stream()
                .filter(person -> person.administrator())
                .findFirst()
                .orElseThrow()
                .email();
    }

    /**
     * Returns the sender of the webhooks for Grantkeeper's own GitHub App. The sender also lists pending and past
     * deliveries.
     */
    public GitHubWebhookSender webhooks() {
        return gitHub.webhooks();
    }

    /** Returns the deliveries of GitHub webhooks that have not been sent yet. */
    public List<SimulatedWebhookDelivery> pendingWebhooks() {
        return webhooks().pending();
    }

    /**
     * Sends each pending GitHub webhook once, in order, and returns the deliveries.
     *
     * @param secret the secret that signs the webhooks
     */
    public List<SimulatedWebhookDelivery> deliverTo(URI receiver, String secret) {
        return webhooks().deliverTo(receiver, secret);
    }

    /**
     * Returns the push channels that callers opened at Google. Tests use the returned object to list the channels and
     * to deliver pending notifications.
     */
    public SimulatedPushChannels pushChannels() {
        return google.channels();
    }

    public Company company() {
        return company;
    }

    /**
     * Simulates one day and returns the day's events. On the first day, this includes events at Entra, Okta, OpenAI and
     * Anthropic, which {@link Company#stepDay} does not simulate.
     */
    public synchronized List<SimulatedEvent> stepDay() {
        Instant startOfDay = clock().instant();
        List<SimulatedEvent> facts = new ArrayList<>(company.stepDay());
        if (days++ == 0) {
            facts.addAll(new FirstDayEvents(this, startOfDay).generate());
        }
        return List.copyOf(facts);
    }

    public SimulatedClock clock() {
        return company.clock();
    }

    /** Returns the GitHub double, which can issue more tokens. */
    public GitHubDouble gitHubDouble() {
        return gitHub;
    }

    /** Returns the Google double, which can issue more tokens. */
    public GoogleDouble googleDouble() {
        return google;
    }

    /** Returns the schedule of faults to inject into calls to any provider. */
    public FaultSchedule faults() {
        return faults;
    }

    /** Returns the traps with which tests make the providers' listings inconsistent. */
    public InconsistentListings traps() {
        return traps;
    }

    /** Returns the log of all calls to all providers. */
    public AnsweredCallLog calls() {
        return calls;
    }

    /** Returns the usage of the providers' quotas. */
    public QuotaWindows quotas() {
        return quotas;
    }

    @Override
    public void close() {
        gitHubListener.close();
        googleListener.close();
        openAiListener.close();
        anthropicListener.close();
        slack.close();
        oktaListener.close();
        entraListener.close();
    }
}
