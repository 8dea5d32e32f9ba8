package io.grantkeeper.infra.config;

import io.grantkeeper.functions.alertowner.AlertsConfig;
import io.grantkeeper.identity.Connection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

    Set<String> ofAlerts(AlertsConfig alerts) {
        Set<String> names = new TreeSet<>();
        alerts.slack()
                .flatMap(AlertsConfig.Slack::token)
                .ifPresent(reference -> add(names, "alerts.slack.token", reference));
        alerts.smtp()
                .flatMap(AlertsConfig.Smtp::password)
                .ifPresent(reference -> add(names, "alerts.smtp.password", reference));
        return names;
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
