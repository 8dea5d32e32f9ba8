package io.grantkeeper.simulator;

import io.grantkeeper.simulator.anthropic.AnthropicDouble;
import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.company.Fact;
import io.grantkeeper.simulator.company.SimulatedClock;
import io.grantkeeper.simulator.entra.EntraDouble;
import io.grantkeeper.simulator.github.Delivery;
import io.grantkeeper.simulator.github.GitHubDouble;
import io.grantkeeper.simulator.github.GitHubWebhooks;
import io.grantkeeper.simulator.google.GoogleDouble;
import io.grantkeeper.simulator.google.PushChannels;
import io.grantkeeper.simulator.http.CallLog;
import io.grantkeeper.simulator.http.Faults;
import io.grantkeeper.simulator.http.HttpListener;
import io.grantkeeper.simulator.http.Quotas;
import io.grantkeeper.simulator.okta.OktaDouble;
import io.grantkeeper.simulator.openai.OpenAiDouble;
import io.grantkeeper.simulator.signing.RsaKey;
import io.grantkeeper.simulator.slack.SlackOptions;
import io.grantkeeper.simulator.slack.SlackSimulator;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The doubles of both vendors around one company, listening on the loopback address. */
public final class Simulator implements AutoCloseable {

    /** Keys are costly to make and no test needs its own: made once a JVM, never stored. */
    private static final class Keys {
        static final RsaKey GITHUB_APP = RsaKey.generate();
        static final RsaKey SERVICE_ACCOUNT = RsaKey.generate();
    }

    private final Company company;
    private final Faults faults = new Faults();
    private final CallLog calls = new CallLog();
    private final Quotas quotas;
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

    private Simulator(Company company, SimulatorOptions options) {
        this.company = company;
        this.quotas = new Quotas(company.clock(), options.enforceQuotas());
        this.gitHub = new GitHubDouble(company, options.plan(), options.appPermissions(), Keys.GITHUB_APP, quotas);
        this.google = new GoogleDouble(company, options.delegatedScopes(), Keys.SERVICE_ACCOUNT, quotas);
        this.gitHubListener =
                HttpListener.start("github", options.gitHubPort(), gitHub, faults, calls, company.clock());
        this.googleListener =
                HttpListener.start("google", options.googlePort(), google, faults, calls, company.clock());
        this.openAi = new OpenAiDouble(company, quotas);
        this.openAiListener = HttpListener.start("openai", 0, openAi, faults, calls, company.clock());
        this.anthropic = new AnthropicDouble(company, quotas);
        this.anthropicListener = HttpListener.start("anthropic", 0, anthropic, faults, calls, company.clock());
        this.slack = SlackSimulator.start(company, SlackOptions.usual(), faults, calls);
        this.okta = new OktaDouble(company, options.okta(), quotas);
        this.oktaListener = HttpListener.start("okta", 0, okta, faults, calls, company.clock());
        this.entra = new EntraDouble(company, quotas);
        this.entraListener = HttpListener.start("entra", 0, entra, faults, calls, company.clock());
    }

    public static Simulator start(Company company) {
        return start(company, SimulatorOptions.usual());
    }

    public static Simulator start(Company company, SimulatorOptions options) {
        return new Simulator(company, options);
    }

    /** Stands for {@code https://api.github.com}. */
    public URI github() {
        return gitHubListener.baseUri();
    }

    /** Stands for {@code https://admin.googleapis.com}. */
    public URI google() {
        return googleListener.baseUri();
    }

    /** Stands for {@code https://oauth2.googleapis.com/token}. */
    public URI googleToken() {
        return googleListener.baseUri().resolve("/token");
    }

    /** Stands for {@code https://iam.googleapis.com}. */
    public URI googleIam() {
        return googleListener.baseUri();
    }

    /** Stands for {@code https://api.openai.com/v1}. */
    public URI openAi() {
        return openAiListener.baseUri().resolve("/v1");
    }

    /** Issues admin keys for OpenAI, and holds its organisation. */
    public OpenAiDouble openAiDouble() {
        return openAi;
    }

    /** Stands for {@code https://api.anthropic.com/v1}. */
    public URI anthropic() {
        return anthropicListener.baseUri().resolve("/v1");
    }

    /** Issues admin keys for Anthropic, and holds its organisation. */
    public AnthropicDouble anthropicDouble() {
        return anthropic;
    }

    /** The organisation on Slack: addresses, tokens and events. */
    public SlackSimulator slack() {
        return slack;
    }

    /** Stands for {@code https://larkfield.okta.com}. */
    public URI okta() {
        return oktaListener.baseUri();
    }

    /** The Okta organisation: its state, its credentials and its event hooks. */
    public OktaDouble oktaDouble() {
        return okta;
    }

    /** Stands for {@code https://graph.microsoft.com}. */
    public URI entra() {
        return entraListener.baseUri();
    }

    /** Stands for the tenant's token endpoint at {@code https://login.microsoftonline.com}. */
    public URI entraToken() {
        return entraListener.baseUri().resolve("/" + entra.tenant().id() + "/oauth2/v2.0/token");
    }

    /** The Entra tenant: its state, its credentials and its notifications. */
    public EntraDouble entraDouble() {
        return entra;
    }

    public Credentials credentials() {
        return new Credentials(
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

    /** The own GitHub App's webhook: what waits, what was sent, and how to send it. */
    public GitHubWebhooks webhooks() {
        return gitHub.webhooks();
    }

    /** Webhook messages that wait to be delivered. */
    public List<Delivery> pendingWebhooks() {
        return webhooks().pending();
    }

    /** Sends the waiting webhook messages, signed with the secret, in order and each once. */
    public List<Delivery> deliverTo(URI receiver, String secret) {
        return webhooks().deliverTo(receiver, secret);
    }

    /** The push channels that were opened at Google: what waits, and how to send it. */
    public PushChannels pushChannels() {
        return google.channels();
    }

    public Company company() {
        return company;
    }

    /** A day for the company, and at the providers that it uses: {@link Company#stepDay} knows three of them only. */
    public synchronized List<Fact> stepDay() {
        Instant morning = clock().instant();
        List<Fact> facts = new ArrayList<>(company.stepDay());
        if (days++ == 0) {
            facts.addAll(new FirstDay(this, morning).happen());
        }
        return List.copyOf(facts);
    }

    public SimulatedClock clock() {
        return company.clock();
    }

    /** Issues further tokens for GitHub. */
    public GitHubDouble gitHubDouble() {
        return gitHub;
    }

    /** Issues further tokens for Google. */
    public GoogleDouble googleDouble() {
        return google;
    }

    /** What goes wrong with which call, over both vendors. */
    public Faults faults() {
        return faults;
    }

    /** Every call to both vendors. */
    public CallLog calls() {
        return calls;
    }

    /** How the vendors' quotas were used. */
    public Quotas quotas() {
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
