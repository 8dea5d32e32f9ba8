package io.grantkeeper.local.demo;

import io.grantkeeper.simulator.Simulator;
import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.company.GoogleApp;
import io.grantkeeper.simulator.company.Person;
import io.grantkeeper.simulator.company.PersonalAccessToken;
import io.grantkeeper.simulator.company.SlackApp;
import io.grantkeeper.simulator.company.TokenPermissions;
import io.grantkeeper.simulator.company.TokenRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Something new at each of the seven providers, at the same moment: how each vendor tells of it, and how late. */
final class NewArrivals {
    private static final SlackApp DUST = new SlackApp(
            "A09DUSTAPP0",
            "Dust",
            "https://dust.tt",
            false,
            List.of("assistant:write", "channels:history", "files:read"),
            List.of("search:read"));

    /**
     * One arrival.
     *
     * @param connection where it is seen
     * @param name as the inventory will call it
     * @param told by what: a webhook, an event hook, a row of a log
     * @param delay the vendor's own, from what happened until anybody outside can know
     * @param isPushed whether the vendor tells by itself, or has to be asked
     */
    record Arrival(String connection, String name, String told, Duration delay, boolean isPushed) {}

    private final Simulator simulator;
    private final Company company;
    private final Instant now;

    NewArrivals(Simulator simulator) {
        this.simulator = simulator;
        this.company = simulator.company();
        this.now = simulator.clock().instant();
    }

    List<Arrival> happen() {
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
        return new Arrival("google-larkfield", app.name(), "push of the token log", delayAtGoogle(), true);
    }

    /** The report's row says itself when it can be read. */
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
                .letIn("Perplexity", "perplexity.ai", person("oliver.grant").email(), "Mail.Read offline_access", now);
        return new Arrival("entra-larkfield", "Perplexity", "row of the directory audit", Duration.ofMinutes(4), false);
    }

    private Arrival slack() {
        var workspace = company.slack().workspaces().all().getFirst();
        company.onSlack().install(workspace, DUST, person("yuki.tanaka"), now);
        return new Arrival("slack-larkfield", DUST.name(), "event", Duration.ZERO, true);
    }

    private Arrival okta() {
        var token = simulator.oktaDouble().organization().makeApiToken("inception-agent", person("ben.carter"), now);
        return new Arrival("okta-larkfield", token.name(), "event hook", Duration.ZERO, true);
    }

    private Arrival openAi() {
        var key = simulator.openAiDouble().makeKey("inception agent", person("ben.carter"), now);
        return new Arrival("openai-larkfield", key.name(), "row of the audit log", Duration.ofMinutes(4), false);
    }

    private Arrival anthropic() {
        var key = simulator.anthropicDouble().makeKey("inception agent", person("ben.carter"), now);
        return new Arrival("anthropic-larkfield", key.name(), "activity", Duration.ofSeconds(50), false);
    }

    private Person person(String name) {
        return company.people().find(name + "@" + company.domain()).orElseThrow();
    }
}
