package io.grantkeeper.infra.config;

import io.grantkeeper.connector.Connector;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.webhook.EventBusDecoder;
import io.grantkeeper.connectors.ConnectorRegistry;
import io.grantkeeper.functions.connections.ConfigSection;
import io.grantkeeper.functions.connections.ConnectionsConfig;
import io.grantkeeper.functions.connections.LedgerConfig;
import io.grantkeeper.functions.detectchanges.DetectionConfig;
import io.grantkeeper.functions.messaging.AlertsConfig;
import io.grantkeeper.functions.work.MalformedJson;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.json.ModelJson;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A validated configuration document.
 *
 * @param document the part that functions receive: everything except {@code deployment}
 * @param eventSources the partner event sources, keyed by the connection whose events they carry
 * @param hasSignals whether the configuration has a {@code signals} section
 * @param signalBuses the event buses that receive signals
 * @param ledger the section {@code ledger} as JSON, which names the witnesses of the ledger
 * @param secrets the names of all secrets that contain credentials
 */
public record InstallationConfig(
        TenantId tenant,
        List<Connection> connections,
        AlertsConfig alerts,
        DeploymentConfig deployment,
        String document,
        Map<String, String> eventSources,
        boolean hasSignals,
        Set<String> signalBuses,
        Optional<String> ledger,
        Secrets secrets) {
    private static final String MEMBER = "deployment";

    /** The sections whose members are checked before a deployment. */
    private record CheckedSections(
            AlertsConfig alerts, DetectionConfig detection, DeploymentConfig deployment, LedgerConfig ledger) {}

    /**
     * The names of the secrets, sorted alphabetically. One secret can contain several credentials.
     *
     * @param connections the secrets that sessions with providers use
     * @param channels the secrets that are used to send messages
     * @param links the secrets that sign and verify answer links
     * @param clicks the secrets that verify Slack clicks
     * @param signals the secrets that are used to send signals
     * @param console the secret of the console's client at its issuer
     */
    public record Secrets(
            Set<String> connections,
            Set<String> channels,
            Set<String> links,
            Set<String> clicks,
            Set<String> signals,
            Set<String> console) {
        /**
         * Returns the secrets that a function needs to send alerts. These secrets include the ones for links, because
         * alerts contain answer links.
         */
        public Set<String> alerts() {
            return union(channels, links);
        }

        /** Returns the secrets that a function needs to verify people's answers. */
        public Set<String> answers() {
            return union(links, clicks);
        }

        /**
         * Returns the secrets that contain not only a value that the internet-facing function {@code handle-response}
         * must read, but also credentials that it does not need.
         */
        public Set<String> exposedToPages() {
            Set<String> open = union(connections, channels, signals);
            open.retainAll(answers());
            return open;
        }

        public Set<String> all() {
            return union(connections, channels, links, clicks, signals);
        }

        @SafeVarargs
        private static Set<String> union(Set<String>... parts) {
            Set<String> all = new TreeSet<>();
            for (Set<String> part : parts) {
                all.addAll(part);
            }
            return all;
        }
    }

    public InstallationConfig {
        connections = List.copyOf(connections);
        // Sorted, so that a generated template changes only where the configuration changed.
        eventSources = Collections.unmodifiableSortedMap(new TreeMap<>(eventSources));
        signalBuses = Collections.unmodifiableSortedSet(new TreeSet<>(signalBuses));
    }

    /** Returns the address that SES sends mail from; empty if the configuration names an SMTP server. */
    public Optional<String> sesSender() {
        return alerts.smtp().isPresent() ? Optional.empty() : alerts.from();
    }

    /**
     * Parses and validates a configuration document.
     *
     * @throws InvalidConfigException if the document is invalid; the message lists every error
     */
    public static InstallationConfig parse(String json) {
        ConnectionsConfig config =
                switch (ConnectionsConfig.parse(json, ConnectorRegistry.standard())) {
                    case ConnectionsConfig.Parsed(var parsed) -> parsed;
                    case ConnectionsConfig.Invalid mistaken ->
                        throw new InvalidConfigException(List.of(mistaken.message()));
                };
        List<String> errors = new ArrayList<>();
        if (config.connections().isEmpty()) {
            errors.add("connections: is empty; list at least one provider tenant to watch");
        }
        Optional<AlertsConfig> alerts = alerts(config, errors);
        config.detection().ifPresent(detection -> collectMistakes(() -> DetectionConfig.parse(detection), errors));
        config.ledger().ifPresent(ledger -> collectMistakes(() -> LedgerConfig.parse(ledger), errors));
        ObjectNode root = (ObjectNode) ModelJson.mapper().readTree(json);
        JsonNode member = root.path(MEMBER);
        root.remove(MEMBER);
        DeploymentConfig deployment = deployment(member, errors);
        ConfigSection.unknownMembers(json, CheckedSections.class).forEach(mistake -> errors.add(mistake.toString()));
        errors.addAll(new DeploymentValidator(config.connections(), deployment).findMistakes(member));
        var references = new SecretReferences(errors);
        var secrets = new Secrets(
                references.ofConnections(config.connections()),
                alerts.map(references::ofChannels).orElse(Set.of()),
                alerts.map(references::ofLinks).orElse(Set.of()),
                alerts.map(references::ofClicks).orElse(Set.of()),
                references.inSection("signals", root.path("signals")),
                references.inSection("console", root.path("console")));
        Map<String, String> sources = eventSources(config.connections(), errors);
        if (!errors.isEmpty()) {
            throw new InvalidConfigException(errors);
        }
        return new InstallationConfig(
                config.tenant(),
                config.connections(),
                alerts.orElseThrow(),
                deployment,
                ModelJson.write(root),
                sources,
                root.has("signals"),
                SecretReferences.eventBuses(root.path("signals")),
                Optional.of(root.path("ledger")).filter(JsonNode::isObject).map(ModelJson::write),
                secrets);
    }

    private static Optional<AlertsConfig> alerts(ConnectionsConfig config, List<String> errors) {
        if (config.alerts().isEmpty()) {
            errors.add("alerts: is missing; name the recipients, such as {\"securityTeam\": {\"name\": \"Security\","
                    + " \"email\": \"security@example.com\"}, \"from\": \"grantkeeper@example.com\"}");
            return Optional.empty();
        }
        List<AlertsConfig> read = new ArrayList<>();
        collectMistakes(() -> read.add(AlertsConfig.parse(config.alerts().get())), errors);
        return read.stream().findFirst();
    }

    private static Map<String, String> eventSources(List<Connection> connections, List<String> errors) {
        Map<String, String> sources = new TreeMap<>();
        for (Connection connection : connections) {
            Optional<EventBusDecoder> listener =
                    ConnectorRegistry.standard().find(connection.provider()).flatMap(Connector::bus);
            try {
                if (listener.isPresent()) {
                    listener.get()
                            .source(connection)
                            .ifPresent(source -> sources.put(connection.id().value(), source));
                }
            } catch (ConnectorException e) {
                errors.add("connection '%s': %s"
                        .formatted(connection.id(), e.problem().message()));
            }
        }
        return sources;
    }

    private static DeploymentConfig deployment(JsonNode member, List<String> errors) {
        try {
            return ModelJson.read(member.isObject() ? member.toString() : "{}", DeploymentConfig.class);
        } catch (JacksonException e) {
            errors.add("deployment: " + MalformedJson.describe(e) + "; docs/operations.md lists the valid members");
            return ModelJson.read("{}", DeploymentConfig.class);
        }
    }

    private static void collectMistakes(Runnable read, List<String> errors) {
        try {
            read.run();
        } catch (IllegalArgumentException e) {
            errors.add(String.valueOf(e.getMessage()));
        }
    }
}
