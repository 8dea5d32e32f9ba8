package io.grantkeeper.infra.config;

import io.grantkeeper.functions.messaging.AlertTargetConfig;
import io.grantkeeper.functions.messaging.AlertsConfig;
import io.grantkeeper.identity.Connection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Collects the names of the secrets that a configuration references. Reports references of other kinds as errors,
 * because a Lambda function can resolve only references to Secrets Manager.
 */
final class SecretReferences {
    private static final Pattern REFERENCE = Pattern.compile("secretsmanager:([A-Za-z0-9/_+=.@-]{1,512})(#\\S+)?");

    private final List<String> errors;

    SecretReferences(List<String> errors) {
        this.errors = errors;
    }

    Set<String> ofConnections(List<Connection> connections) {
        Set<String> names = new TreeSet<>();
        connections.forEach(connection -> connection
                .credentials()
                .forEach((slot, reference) ->
                        add(names, "connection '%s', credential '%s'".formatted(connection.id(), slot), reference)));
        return names;
    }

    Set<String> ofChannels(AlertsConfig alerts) {
        Set<String> names = new TreeSet<>();
        alerts.slack()
                .flatMap(AlertsConfig.Slack::token)
                .ifPresent(reference -> add(names, "alerts.slack.token", reference));
        alerts.smtp()
                .flatMap(AlertsConfig.Smtp::password)
                .ifPresent(reference -> add(names, "alerts.smtp.password", reference));
        forEachTarget(
                alerts,
                (place, target) -> target.sendingReferences()
                        .forEach((member, reference) -> add(names, place + "." + member, reference)));
        return names;
    }

    Set<String> ofLinks(AlertsConfig alerts) {
        Set<String> names = new TreeSet<>();
        alerts.answers()
                .flatMap(AlertsConfig.Answering::key)
                .ifPresent(reference -> add(names, "alerts.answers.key", reference));
        alerts.answers()
                .flatMap(AlertsConfig.Answering::previousKey)
                .ifPresent(reference -> add(names, "alerts.answers.previousKey", reference));
        return names;
    }

    Set<String> ofClicks(AlertsConfig alerts) {
        Set<String> names = new TreeSet<>();
        alerts.slack()
                .flatMap(AlertsConfig.Slack::signingSecret)
                .ifPresent(reference -> add(names, "alerts.slack.signingSecret", reference));
        forEachTarget(
                alerts,
                (place, target) ->
                        target.webhookSecret().ifPresent(reference -> add(names, place + ".webhookSecret", reference)));
        return names;
    }

    private static void forEachTarget(AlertsConfig alerts, BiConsumer<String, AlertTargetConfig> action) {
        List<AlertTargetConfig> targets = alerts.allTargets();
        for (int i = 0; i < targets.size(); i++) {
            action.accept("alerts.targets[%d]".formatted(i), targets.get(i));
        }
    }

    /** Returns the secrets that are referenced anywhere in a section. */
    Set<String> inSection(String name, JsonNode section) {
        Set<String> names = new TreeSet<>();
        stringValues(section)
                .filter(text -> text.matches("(env|file|secretsmanager):.*"))
                .forEach(reference -> add(names, name, reference));
        return names;
    }

    /** Returns the event buses that a section references as {@code eventbridge:NAME}. */
    static Set<String> eventBuses(JsonNode section) {
        return stringValues(section)
                .filter(text -> text.startsWith("eventbridge:"))
                .map(text -> text.substring(text.indexOf(':') + 1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> stringValues(JsonNode node) {
        return node.isString()
                ? Stream.of(node.asString())
                : node.values().stream().flatMap(SecretReferences::stringValues);
    }

    private void add(Set<String> names, String field, String reference) {
        Optional<String> name = Optional.of(REFERENCE.matcher(reference))
                .filter(Matcher::matches)
                .map(found -> found.group(1));
        // The message does not repeat the value: it may be the secret itself.
        name.ifPresentOrElse(
                names::add,
                () -> errors.add(
                        field
                                + ": must be a reference to Secrets Manager, secretsmanager:NAME or secretsmanager:NAME#KEY; functions in AWS can read neither your environment variables nor your files"));
    }
}
