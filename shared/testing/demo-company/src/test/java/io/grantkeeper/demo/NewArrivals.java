package io.grantkeeper.demo;

import io.grantkeeper.simulator.ProviderSimulator;
import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.company.CompanyPerson;
import io.grantkeeper.simulator.company.GoogleApp;
import io.grantkeeper.simulator.company.PersonalAccessToken;
import io.grantkeeper.simulator.company.SlackApp;
import io.grantkeeper.simulator.company.TokenPermissions;
import io.grantkeeper.simulator.company.TokenRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Creates a new identity at each of the seven providers at the same moment, and returns how each vendor reports it and
 * with what delay.
 */
final class NewArrivals {
    private static final SlackApp NEGLIGIBLE = new SlackApp(
            "A09DUSTAPP0",
            "Dust",
            "https://dust.tt",
            false,
            List.of("assistant:write", "channels:history", "files:read"),
            List.of("search:read"));

    /**
     * One new identity.
     *
     * @param connection the connection to the identity's provider
     * @param name the identity's name in the inventory
     * @param told how the vendor reports the identity, for example by a webhook, an event hook or a log row
     * @param delay the time until the vendor makes the event visible
     * @param isPushed whether the vendor pushes the event; if not, Grantkeeper has to request it
     */
    record Arrival(String connection, String name, String told, Duration delay, boolean isPushed) {}

    private final ProviderSimulator simulator;
    private final Company company;
    private final Instant now;

    NewArrivals(ProviderSimulator simulator) {
        this.simulator = simulator;
        this.company = simulator.company();
        this.now = simulator.clock().instant();
    }

    List<Arrival> create() {
        return List.of(gitHub(), google(), entra(), slack(), okta(), openAi(), anthropic());
    }

    private Arrival gitHub() {
        var owner = person("sofia.almeida").gitHub().orElseThrow();
        var token = new PersonalAccessToken(
                company.nextId(),
                company.nextId(),
                "inception-agent",
                owner,
                "all",
                List.of(),
                TokenPermissions.of(Map.of(), Map.of("contents", "write", "metadata", "read")),
                now,
                Optional.of(now.plus(Duration.ofDays(30))),
                Optional.empty());
        company.onGitHub().requestToken(new TokenRequest(company.nextId(), Optional.of("For my agent"), token, now));
        return new Arrival("github-larkfield", token.name(), "webhook", Duration.ZERO, true);
    }

    private Arrival google() {
        var app = new GoogleApp("904417263355-perplexity.apps.googleusercontent.com", "Perplexity", false, false);
        company.onGoogle()
                .consent(person("oliver.grant"), app, List.of("https://www.googleapis.com/auth/gmail.readonly"), now);
        return new Arrival("google-larkfield", app.name(), "push notification of the token log", delayAtGoogle(), true);
    }

    /** Returns the delay with which Google's token report shows the new grant. */
    private Duration delayAtGoogle() {
        return company.google().report("token").values().stream()
                .filter(row -> row.detail().eventName().equals("authorize"))
                .filter(row -> !row.time().isBefore(now))
                .map(row -> Duration.between(row.time(), row.visibleAt()))
                .findFirst()
                .orElseThrow();
    }

    private Arrival entra() {
        simulator
                .entraDouble()
                .actions()
                .addApp("Perplexity", "perplexity.ai", person("oliver.grant").email(), "Mail.Read offline_access", now);
        return new Arrival("entra-larkfield", "Perplexity", "directory audit row", Duration.ofMinutes(4), false);
    }

    private Arrival slack() {
        var workspace = company.slack().workspaces().all().getFirst();
        company.onSlack().install(workspace, NEGLIGIBLE, person("yuki.tanaka"), now);
        return new Arrival("slack-larkfield", NEGLIGIBLE.name(), "event", Duration.ZERO, true);
    }

    private Arrival okta() {
        var token = simulator.oktaDouble().organization().createApiToken("inception-agent", person("ben.carter"), now);
        return new Arrival("okta-larkfield", token.name(), "event hook", Duration.ZERO, true);
    }

    private Arrival openAi() {
        var key = simulator.openAiDouble().createKey("inception agent", person("ben.carter"), now);
        return new Arrival("openai-larkfield", key.name(), "audit log row", Duration.ofMinutes(4), false);
    }

    private Arrival anthropic() {
        var key = simulator.anthropicDouble().createKey("inception agent", person("ben.carter"), now);
        return new Arrival("anthropic-larkfield", key.name(), "activity", Duration.ofSeconds(50), false);
    }

    private CompanyPerson person(String name) {
        return company.people().find(name + "@" + company.domain()).orElseThrow();
    }
}
