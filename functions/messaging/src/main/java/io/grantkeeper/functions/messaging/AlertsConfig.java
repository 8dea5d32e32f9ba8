package io.grantkeeper.functions.messaging;

import io.grantkeeper.alerts.Recipient;
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
 * @param answers where and how people answer; where left out, messages carry no buttons and nothing is escalated
 * @param escalation how long people have before the next one is asked; standard where left out
 */
public record AlertsConfig(
        Optional<Team> securityTeam,
        Optional<String> least,
        Optional<String> from,
        Optional<Slack> slack,
        Optional<Smtp> smtp,
        Optional<Answering> answers,
        Optional<Escalating> escalation) {
    private static final String SHAPE =
            "{\"securityTeam\": {\"name\": \"Security\", \"email\": \"security@example.com\"}, \"from\": \"grantkeeper@example.com\"}";

    public record Team(Optional<String> name, Optional<String> email) {}

    /** @param signingSecret with which Slack signs clicks; where left out, buttons open a page */
    public record Slack(Optional<String> token, Optional<String> baseUrl, Optional<String> signingSecret) {}

    /**
     * Where people answer.
     *
     * @param url where {@code handle-response} is reached from browsers and from Slack
     * @param key where the key that signs links is found
     * @param previousKey a key whose links are still good
     * @param linkDays how long a link is good
     * @param keepDays how long "keep" holds
     */
    public record Answering(
            Optional<String> url,
            Optional<String> key,
            Optional<String> previousKey,
            Optional<Integer> linkDays,
            Optional<Integer> keepDays,
            Optional<Integer> reduceDays,
            Optional<Integer> revokeDays) {}

    /** Hours that people have from when they were told. */
    public record Escalating(
            Optional<Integer> remindHours,
            Optional<Integer> backupHours,
            Optional<Integer> managerHours,
            Optional<Integer> securityTeamHours) {}

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
        answers.ifPresent(answering -> mistakesOf(answering, mistakes));
        escalation.ifPresent(delays -> {
            positive("escalation.remindHours", delays.remindHours(), mistakes);
            positive("escalation.backupHours", delays.backupHours(), mistakes);
            positive("escalation.managerHours", delays.managerHours(), mistakes);
            positive("escalation.securityTeamHours", delays.securityTeamHours(), mistakes);
        });
        return mistakes;
    }

    private static void mistakesOf(Answering answering, List<String> mistakes) {
        if (answering.url().filter(AlertsConfig::isWebAddress).isEmpty()) {
            mistakes.add(
                    "'answers.url' must be the https address at which handle-response is reached, for example https://grantkeeper.example.com");
        }
        if (answering.key().isEmpty()) {
            mistakes.add(
                    "'answers.key' must say where the key that signs links is found, for example secretsmanager:grantkeeper/answer-key");
        }
        positive("answers.linkDays", answering.linkDays(), mistakes);
        positive("answers.keepDays", answering.keepDays(), mistakes);
        positive("answers.reduceDays", answering.reduceDays(), mistakes);
        positive("answers.revokeDays", answering.revokeDays(), mistakes);
    }

    private static void positive(String member, Optional<Integer> value, List<String> mistakes) {
        value.filter(number -> number < 1)
                .ifPresent(number -> mistakes.add("'%s' is %d, but must be at least 1".formatted(member, number)));
    }

    /** Unencrypted only on this machine. */
    private static boolean isWebAddress(String text) {
        return text.matches("https://[^/?#\\s]+(/[^?#\\s]*)?")
                || text.matches("http://(127\\.0\\.0\\.1|localhost)(:\\d+)?/?");
    }

    private static boolean isAddress(String text) {
        return text.matches("[^@\\s]+@[^@\\s]+");
    }

    /** Who is told where nobody else can be. */
    Recipient lastToTell() {
        Team team = securityTeam.orElseThrow();
        return new Recipient(
                team.name().orElse("Security team"), team.email().orElseThrow().toLowerCase(Locale.ROOT), List.of());
    }

    Severity leastSeverity() {
        return least.map(name -> Severity.valueOf(name.toUpperCase(Locale.ROOT)))
                .orElse(Severity.MEDIUM);
    }
}
