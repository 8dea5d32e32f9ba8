package io.grantkeeper.infra.config;

import io.grantkeeper.connector.Connector;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.webhook.BusListener;
import io.grantkeeper.connectors.ConnectorRegistry;
import io.grantkeeper.functions.connections.ConnectionsConfig;
import io.grantkeeper.functions.detectchanges.DetectionConfig;
import io.grantkeeper.functions.messaging.AlertsConfig;
import io.grantkeeper.functions.work.Malformed;
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
 * A whole configuration document, checked.
 *
 * @param document what functions get: everything but {@code deployment}
 * @param eventSources partner event sources, by the connection whose events they carry
 * @param hasSignals whether anybody is to get signals
 * @param signalBuses event buses that signals are put on
 * @param secrets the names of all secrets that credentials are in
 */
public record Installation(
        TenantId tenant,
        List<Connection> connections,
        AlertsConfig alerts,
        Deployment deployment,
        String document,
        Map<String, String> eventSources,
        boolean hasSignals,
        Set<String> signalBuses,
        Secrets secrets) {
    private static final String MEMBER = "deployment";

    /**
     * The names of secrets, in the order of the alphabet. One secret can hold several credentials.
     *
     * @param connections those that sessions with providers need
     * @param channels those that messages are sent with
     * @param links those that links are signed with, and checked
     * @param clicks those that clicks are checked with
     * @param signals those that sending signals needs
     */
    public record Secrets(
            Set<String> connections, Set<String> channels, Set<String> links, Set<String> clicks, Set<String> signals) {
        /** What a function needs that sends alerts: each has links in it. */
        public Set<String> alerts() {
            return union(channels, links);
        }

        /** What a function needs that people answer to. */
        public Set<String> answers() {
            return union(links, clicks);
        }

        /** Those that the function behind pages, which faces the internet, may read beside what it needs of them. */
        public Set<String> openToPages() {
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

    public Installation {
        connections = List.copyOf(connections);
        // Sorted: what is made of them is to differ from the last only where something changed.
        eventSources = Collections.unmodifiableSortedMap(new TreeMap<>(eventSources));
        signalBuses = Collections.unmodifiableSortedSet(new TreeSet<>(signalBuses));
    }

    /** Who mail is from in SES; empty where a mail server of yours sends it. */
    public Optional<String> sesSender() {
        return alerts.smtp().isPresent() ? Optional.empty() : alerts.from();
    }

    /**
     * Reads and checks a document.
     *
     * @throws MistakenConfigException with all that has to be mended
     */
    public static Installation parse(String json) {
        ConnectionsConfig config =
                switch (ConnectionsConfig.parse(json, ConnectorRegistry.standard())) {
                    case ConnectionsConfig.Parsed(var parsed) -> parsed;
                    case ConnectionsConfig.Mistaken mistaken ->
                        throw new MistakenConfigException(List.of(mistaken.message()));
                };
        List<String> mistakes = new ArrayList<>();
        if (config.connections().isEmpty()) {
            mistakes.add("connections: is empty; name at least one tenant of a provider to watch");
        }
        Optional<AlertsConfig> alerts = alerts(config, mistakes);
        config.detection().ifPresent(detection -> tried(() -> DetectionConfig.parse(detection), mistakes));
        ObjectNode root = (ObjectNode) ModelJson.mapper().readTree(json);
        JsonNode member = root.path(MEMBER);
        root.remove(MEMBER);
        Deployment deployment = deployment(member, mistakes);
        mistakes.addAll(new DeploymentRules(config.connections(), deployment).broken(member));
        var references = new SecretNames(mistakes);
        var secrets = new Secrets(
                references.ofConnections(config.connections()),
                alerts.map(references::ofChannels).orElse(Set.of()),
                alerts.map(references::ofLinks).orElse(Set.of()),
                alerts.map(references::ofClicks).orElse(Set.of()),
                references.in(root.path("signals")));
        Map<String, String> sources = eventSources(config.connections(), mistakes);
        if (!mistakes.isEmpty()) {
            throw new MistakenConfigException(mistakes);
        }
        return new Installation(
                config.tenant(),
                config.connections(),
                alerts.orElseThrow(),
                deployment,
                ModelJson.write(root),
                sources,
                root.has("signals"),
                SecretNames.buses(root.path("signals")),
                secrets);
    }

    private static Optional<AlertsConfig> alerts(ConnectionsConfig config, List<String> mistakes) {
        if (config.alerts().isEmpty()) {
            mistakes.add("alerts: is missing; say whom to tell, such as {\"securityTeam\": {\"name\": \"Security\","
                    + " \"email\": \"security@example.com\"}, \"from\": \"grantkeeper@example.com\"}");
            return Optional.empty();
        }
        List<AlertsConfig> read = new ArrayList<>();
        tried(() -> read.add(AlertsConfig.parse(config.alerts().get())), mistakes);
        return read.stream().findFirst();
    }

    private static Map<String, String> eventSources(List<Connection> connections, List<String> mistakes) {
        Map<String, String> sources = new TreeMap<>();
        for (Connection connection : connections) {
            Optional<BusListener> listener =
                    ConnectorRegistry.standard().find(connection.provider()).flatMap(Connector::bus);
            try {
                if (listener.isPresent()) {
                    listener.get()
                            .source(connection)
                            .ifPresent(source -> sources.put(connection.id().value(), source));
                }
            } catch (ConnectorException e) {
                mistakes.add("connection '%s': %s"
                        .formatted(connection.id(), e.problem().message()));
            }
        }
        return sources;
    }

    private static Deployment deployment(JsonNode member, List<String> mistakes) {
        try {
            return ModelJson.read(member.isObject() ? member.toString() : "{}", Deployment.class);
        } catch (JacksonException e) {
            mistakes.add("deployment: " + Malformed.describe(e) + "; docs/operations.md shows its members");
            return ModelJson.read("{}", Deployment.class);
        }
    }

    private static void tried(Runnable read, List<String> mistakes) {
        try {
            read.run();
        } catch (IllegalArgumentException e) {
            mistakes.add(String.valueOf(e.getMessage()));
        }
    }
}
