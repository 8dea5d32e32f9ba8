package io.grantkeeper.infra.config;

import io.grantkeeper.functions.messaging.AlertsConfig;
import io.grantkeeper.identity.Connection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Finds the secrets that references name. A function on Lambda can follow references to Secrets Manager alone. */
final class SecretNames {
    private static final Pattern REFERENCE = Pattern.compile("secretsmanager:([A-Za-z0-9/_+=.@-]{1,512})(#\\S+)?");

    private final List<String> mistakes;

    SecretNames(List<String> mistakes) {
        this.mistakes = mistakes;
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
        return names;
    }

    /** Of a section, wherever in it a reference stands. */
    Set<String> in(JsonNode section) {
        Set<String> names = new TreeSet<>();
        texts(section)
                .filter(text -> text.matches("(env|file|secretsmanager):.*"))
                .forEach(reference -> add(names, "signals", reference));
        return names;
    }

    /** The event buses that a section names, as {@code eventbridge:NAME}. */
    static Set<String> buses(JsonNode section) {
        return texts(section)
                .filter(text -> text.startsWith("eventbridge:"))
                .map(text -> text.substring(text.indexOf(':') + 1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> texts(JsonNode node) {
        return node.isString()
                ? Stream.of(node.asString())
                : node.values().stream().flatMap(SecretNames::texts);
    }

    private void add(Set<String> names, String field, String reference) {
        Optional<String> name = Optional.of(REFERENCE.matcher(reference))
                .filter(Matcher::matches)
                .map(found -> found.group(1));
        // What it is instead is not repeated: it may be the secret itself.
        name.ifPresentOrElse(
                names::add,
                () -> mistakes.add(
                        field
                                + ": must be kept in Secrets Manager, as secretsmanager:NAME or secretsmanager:NAME#KEY; in the account there is neither your environment nor your files"));
    }
}
