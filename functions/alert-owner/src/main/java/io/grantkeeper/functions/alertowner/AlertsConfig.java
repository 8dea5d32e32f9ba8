package io.grantkeeper.functions.alertowner;

import io.grantkeeper.functions.work.Malformed;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.json.ModelJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/**
 * How owners are told, as configured in the member {@code alerts} of the configuration. Credentials are references, as
 * in connections: {@code env:NAME}, {@code file:/path}, {@code secretsmanager:name}.
 *
 * @param securityTeam who is told where nobody else can be
 * @param least findings below this are listed and reported, but not sent; {@code medium} where left out
 * @param from the sender of e-mails
 * @param slack where Slack is used; people who are not in the workspace get e-mail
 * @param smtp the mail server; where left out, mail goes through Amazon SES
 */
public record AlertsConfig(
        Optional<Team> securityTeam,
        Optional<String> least,
        Optional<String> from,
        Optional<Slack> slack,
        Optional<Smtp> smtp) {
    private static final String SHAPE =
            "{\"securityTeam\": {\"name\": \"Security\", \"email\": \"security@example.com\"}, \"from\": \"grantkeeper@example.com\"}";

    public record Team(Optional<String> name, Optional<String> email) {}

    public record Slack(Optional<String> token, Optional<String> baseUrl) {}

    public record Smtp(
            Optional<String> host, Optional<Integer> port, Optional<String> user, Optional<String> password) {}

    /**
     * Reads and checks the JSON.
     *
     * @throws IllegalArgumentException naming everything that is missing or wrong
     */
    public static AlertsConfig parse(String json) {
        AlertsConfig config;
        try {
            config = ModelJson.read(json, AlertsConfig.class);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    "alerts must be JSON such as %s: %s".formatted(SHAPE, Malformed.describe(e)), e);
        }
        List<String> mistakes = config.mistakes();
        if (!mistakes.isEmpty()) {
            throw new IllegalArgumentException("alerts: " + String.join("; ", mistakes));
        }
        return config;
    }

    private List<String> mistakes() {
        List<String> mistakes = new ArrayList<>();
        if (securityTeam.flatMap(Team::email).filter(AlertsConfig::isAddress).isEmpty()) {
            mistakes.add("'securityTeam.email' must be an e-mail address: it is told where nobody else can be");
        }
        if (from.filter(AlertsConfig::isAddress).isEmpty()) {
            mistakes.add("'from' must be the e-mail address that alerts are sent from");
        }
        least.filter(name -> !name.toUpperCase(Locale.ROOT).matches("LOW|MEDIUM|HIGH|CRITICAL"))
                .ifPresent(name ->
                        mistakes.add("'least' is '%s', but must be low, medium, high or critical".formatted(name)));
        if (slack.isPresent() && slack.get().token().isEmpty()) {
            mistakes.add("'slack.token' must say where the bot token is found, for example env:SLACK_BOT_TOKEN");
        }
        if (smtp.isPresent() && smtp.get().host().isEmpty()) {
            mistakes.add("'smtp.host' must name the mail server");
        }
        if (smtp.isPresent()
                && smtp.get().user().isPresent() != smtp.get().password().isPresent()) {
            mistakes.add("'smtp.user' and 'smtp.password' belong together");
        }
        return mistakes;
    }

    private static boolean isAddress(String text) {
        return text.matches("[^@\\s]+@[^@\\s]+");
    }

    Severity leastSeverity() {
        return least.map(name -> Severity.valueOf(name.toUpperCase(Locale.ROOT)))
                .orElse(Severity.MEDIUM);
    }
}
