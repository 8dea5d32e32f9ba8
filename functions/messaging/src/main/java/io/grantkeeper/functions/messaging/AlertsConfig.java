package io.grantkeeper.functions.messaging;

import io.grantkeeper.functions.connections.ConfigSection;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.identity.text.SpellingSuggestion;
import io.grantkeeper.owners.alerts.AlertPacing;
import io.grantkeeper.owners.alerts.AlertRecipient;
import io.grantkeeper.owners.alerts.SenderContact;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The settings for alerts to owners, from the configuration's member {@code alerts}. Credentials are references, as in
 * connections, in one of the forms {@code env:NAME}, {@code file:/path} and {@code secretsmanager:name}.
 *
 * @param securityTeam the recipient of messages that have no other recipient
 * @param least the lowest severity for which alerts are sent; less severe findings appear only in lists and reports;
 *     {@code medium} by default
 * @param from the sender address of emails
 * @param slack the Slack workspace; people who are not in it, or all people if this member is omitted, get email
 * @param smtp the mail server; Amazon SES by default
 * @param answers where and how people answer; without this member, messages have no buttons and nothing is escalated
 * @param company the company's name, which messages and pages show
 * @param escalation how long people have before the next person is asked; defaults apply to missing members
 * @param targets the ticket and chat systems that receive findings in addition to the messages to people
 * @param pacing when alerts are sent, and how many; defaults apply to missing members
 * @param quietHours the hours in which people receive no alerts below {@code pacing.breakThrough}
 */
public record AlertsConfig(
        Optional<Team> securityTeam,
        Optional<String> least,
        Optional<String> from,
        Optional<Slack> slack,
        Optional<Smtp> smtp,
        Optional<Answering> answers,
        Optional<Escalating> escalation,
        Optional<String> company,
        Optional<List<AlertTargetConfig>> targets,
        Optional<AlertPacingConfig> pacing,
        Optional<AlertPacingConfig.Quiet> quietHours) {
    private static final String SHAPE =
            "{\"securityTeam\": {\"name\": \"Security\", \"email\": \"security@example.com\"}, \"from\": \"grantkeeper@example.com\"}";

    private static final List<String> SEVERITIES = List.of("low", "medium", "high", "critical");

    public record Team(Optional<String> name, Optional<String> email) {}

    /**
     * The settings for the Slack workspace.
     *
     * @param token a reference to the credential with which Grantkeeper calls Slack
     * @param signingSecret a reference to the secret with which Slack signs the requests that it sends when a button is
     *     clicked; without it, buttons open a page
     */
    public record Slack(Optional<String> token, Optional<String> baseUrl, Optional<String> signingSecret) {}

    /**
     * The settings for people's answers.
     *
     * @param url the address of {@code handle-response} for browsers and Slack
     * @param key a reference to the key that signs links
     * @param previousKey a reference to an older key whose links are still valid
     * @param linkDays how many days a link is valid; 30 if omitted
     * @param keepDays the number of days after which a person who answered "keep" is asked again
     */
    public record Answering(
            Optional<String> url,
            Optional<String> key,
            Optional<String> previousKey,
            Optional<Integer> linkDays,
            Optional<Integer> keepDays,
            Optional<Integer> reduceDays,
            Optional<Integer> revokeDays) {}

    /** The delays of the escalation steps: how many hours after the first message each step follows. */
    public record Escalating(
            Optional<Integer> remindHours,
            Optional<Integer> backupHours,
            Optional<Integer> managerHours,
            Optional<Integer> securityTeamHours) {}

    public record Smtp(
            Optional<String> host, Optional<Integer> port, Optional<String> user, Optional<String> password) {}

    /**
     * Parses and validates the JSON of the configuration member {@code alerts}.
     *
     * @throws IllegalArgumentException if the JSON is invalid; the message lists everything that is missing or invalid
     */
    public static AlertsConfig parse(String json) {
        AlertsConfig config = ConfigSection.read("alerts", SHAPE, () -> ModelJson.read(json, AlertsConfig.class));
        List<String> errors = config.validate();
        if (!errors.isEmpty()) {
            throw new IllegalArgumentException("alerts: " + String.join("; ", errors));
        }
        return config;
    }

    private List<String> validate() {
        List<String> errors = new ArrayList<>();
        if (securityTeam.flatMap(Team::email).filter(AlertsConfig::isAddress).isEmpty()) {
            errors.add(
                    "'securityTeam.email' must be an email address: the team is notified if there is no other recipient");
        }
        if (from.filter(AlertsConfig::isAddress).isEmpty()) {
            errors.add("'from' must be the email address that sends alerts");
        }
        least.filter(name -> !SEVERITIES.contains(name.toLowerCase(Locale.ROOT)))
                .ifPresent(name -> errors.add("'least' is '%s', but must be low, medium, high or critical%s"
                        .formatted(name, SpellingSuggestion.appended(name, SEVERITIES))));
        if (slack.isPresent() && slack.get().token().isEmpty()) {
            errors.add("'slack.token' must be a reference to the bot token, for example env:SLACK_BOT_TOKEN");
        }
        if (smtp.isPresent() && smtp.get().host().isEmpty()) {
            errors.add("'smtp.host' must be the host name of the mail server");
        }
        if (smtp.isPresent()
                && smtp.get().user().isPresent() != smtp.get().password().isPresent()) {
            errors.add("'smtp.user' and 'smtp.password' must be set together");
        }
        answers.ifPresent(answering -> validateAnswering(answering, errors));
        pacing.ifPresent(settings -> settings.validate(errors));
        quietHours.ifPresent(hours -> hours.validate(errors));
        escalation.ifPresent(delays -> {
            requirePositive("escalation.remindHours", delays.remindHours(), errors);
            requirePositive("escalation.backupHours", delays.backupHours(), errors);
            requirePositive("escalation.managerHours", delays.managerHours(), errors);
            requirePositive("escalation.securityTeamHours", delays.securityTeamHours(), errors);
        });
        errors.addAll(AlertTargetConfig.mistakes(allTargets(), SEVERITIES));
        return errors;
    }

    public List<AlertTargetConfig> allTargets() {
        return targets.orElse(List.of());
    }

    private static void validateAnswering(Answering answers, List<String> errors) {
        if (answers.url().filter(AlertsConfig::isWebAddress).isEmpty()) {
            errors.add(
                    "'answers.url' must be the https address of handle-response, for example https://grantkeeper.example.com");
        }
        if (answers.key().isEmpty()) {
            errors.add(
                    "'answers.key' must be a reference to the key that signs links, for example secretsmanager:grantkeeper/answer-key");
        }
        requirePositive("answers.linkDays", answers.linkDays(), errors);
        requirePositive("answers.keepDays", answers.keepDays(), errors);
        requirePositive("answers.reduceDays", answers.reduceDays(), errors);
        requirePositive("answers.revokeDays", answers.revokeDays(), errors);
    }

    private static void requirePositive(String member, Optional<Integer> value, List<String> errors) {
        value.filter(number -> number < 1)
                .ifPresent(number -> errors.add("'%s' is %d, but must be 1 or more".formatted(member, number)));
    }

    /** Returns whether the string is an https address, or an http address on this machine. */
    private static boolean isWebAddress(String text) {
        return text.matches("https://[^/?#\\s]+(/[^?#\\s]*)?")
                || text.matches("http://(127\\.0\\.0\\.1|localhost)(:\\d+)?/?");
    }

    private static boolean isAddress(String text) {
        return text.matches("[^@\\s]+@[^@\\s]+");
    }

    /** Returns the recipient of messages that have no other recipient, which is the security team. */
    AlertRecipient fallbackRecipient() {
        Team team = securityTeam.orElseThrow();
        return new AlertRecipient(
                team.name().orElse("Security team"), team.email().orElseThrow().toLowerCase(Locale.ROOT), List.of());
    }

    /** Returns the sender that messages and pages name. */
    SenderContact sender() {
        AlertRecipient team = fallbackRecipient();
        return new SenderContact(company.map(String::strip).filter(name -> !name.isEmpty()), team.name(), team.email());
    }

    AlertPacing alertPacing() {
        return pacing.orElseGet(AlertPacingConfig::standard).pacing(quietHours);
    }

    Severity leastSeverity() {
        return least.map(name -> Severity.valueOf(name.toUpperCase(Locale.ROOT)))
                .orElse(Severity.MEDIUM);
    }
}
