package io.grantkeeper.functions.connections;

import io.grantkeeper.connectors.ConnectorRegistry;
import io.grantkeeper.functions.connections.ConfigValue.Items;
import io.grantkeeper.functions.connections.ConfigValue.Members;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.TenantId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The configuration document of a deployment.
 *
 * @param sections the other members by name, as written in the document; the functions that use a section parse it
 */
public record ConnectionsConfig(TenantId tenant, List<Connection> connections, Map<String, String> sections) {
    static final String SHAPE =
            "{\"tenant\": \"acme\", \"connections\": [{\"id\": \"github-acme\", \"provider\": \"github\","
                    + " \"settings\": {\"organization\": \"acme\"}, \"credentials\": {\"token\": \"env:GITHUB_TOKEN\"}}]}";

    /** The sections that functions read. */
    private static final List<String> SECTIONS =
            List.of("alerts", "detection", "decisions", "reviews", "signals", "ledger", "console");

    /** All valid members of the document. The member {@code deployment} is read when an installation is deployed. */
    private static final Set<String> MEMBERS = Stream.concat(
                    Stream.of("tenant", "connections", "deployment"), SECTIONS.stream())
            .collect(Collectors.toUnmodifiableSet());

    public ConnectionsConfig {
        connections = List.copyOf(connections);
        sections = Map.copyOf(sections);
    }

    public Optional<String> alerts() {
        return section("alerts");
    }

    public Optional<String> detection() {
        return section("detection");
    }

    public Optional<String> decisions() {
        return section("decisions");
    }

    public Optional<String> reviews() {
        return section("reviews");
    }

    public Optional<String> signals() {
        return section("signals");
    }

    public Optional<String> ledger() {
        return section("ledger");
    }

    public Optional<String> console() {
        return section("console");
    }

    private Optional<String> section(String name) {
        return Optional.ofNullable(sections.get(name));
    }

    /** The result of parsing a document. */
    public sealed interface Result {}

    /** The configuration from a document without errors. */
    public record Parsed(ConnectionsConfig config) implements Result {}

    /** The errors in a document, in document order; never empty. */
    public record Invalid(List<ConfigError> mistakes) implements Result {
        public Invalid {
            mistakes = List.copyOf(mistakes);
        }

        /** Returns one line per error. */
        public String message() {
            return String.join(
                    "\n", mistakes.stream().map(ConfigError::toString).toList());
        }
    }

    /**
     * The usable part of a document.
     *
     * @param config the configuration with the valid connections; empty if the document is not a JSON object or its
     *     tenant is missing or invalid
     * @param mistakes the errors that must be fixed
     */
    public record Usable(Optional<ConnectionsConfig> config, List<ConfigError> mistakes) {
        public Usable {
            mistakes = List.copyOf(mistakes);
        }
    }

    /**
     * Parses a document for people who edit it, and reports all errors. A document with errors yields no configuration.
     */
    public static Result parse(String json, ConnectorRegistry connectors) {
        Usable usable = parseLeniently(json, connectors);
        return usable.config().isPresent() && usable.mistakes().isEmpty()
                ? new Parsed(usable.config().get())
                : new Invalid(usable.mistakes());
    }

    /**
     * Parses the valid part of a document for functions, because an error in one connection must not stop the others.
     */
    public static Usable parseLeniently(String json, ConnectorRegistry connectors) {
        ConfigErrors errors = new ConfigErrors();
        Optional<ConnectionsConfig> config = PositionedJsonReader.ofDocument(json, errors)
                .read()
                .flatMap(value -> config(value, connectors, errors));
        return new Usable(config, errors.inOrder());
    }

    private static Optional<ConnectionsConfig> config(
            ConfigValue value, ConnectorRegistry connectors, ConfigErrors errors) {
        if (!(value instanceof Members document)) {
            errors.report(
                    value.place(),
                    "configuration",
                    "is %s, but must be an object such as %s".formatted(value.kind(), SHAPE));
            return Optional.empty();
        }
        errors.reportUnknown(document, "configuration", MEMBERS);
        Optional<TenantId> tenant = ConfigIdentifiers.read(
                        document, "", "tenant", "your company's name, for example acme", errors)
                .map(TenantId::new);
        // Connections are read even if the tenant is missing, so that all errors are reported together.
        List<Connection> connections =
                connections(tenant.orElse(new TenantId("unnamed")), document, connectors, errors);
        Map<String, String> sections = new LinkedHashMap<>();
        for (String name : SECTIONS) {
            raw(document, name, errors).ifPresent(text -> sections.put(name, text));
        }
        return tenant.map(named -> new ConnectionsConfig(named, connections, sections));
    }

    private static List<Connection> connections(
            TenantId tenant, Members document, ConnectorRegistry connectors, ConfigErrors errors) {
        Optional<ConfigValue> value = document.get("connections");
        if (value.isEmpty()) {
            errors.report(document.place(), "connections", "is missing; it must look like " + SHAPE);
            return List.of();
        }
        if (!(value.get() instanceof Items items)) {
            errors.report(
                    value.get().place(),
                    "connections",
                    "is %s, but must be a list".formatted(value.get().kind()));
            return List.of();
        }
        ConnectionReader reader = new ConnectionReader(connectors, errors);
        Map<String, Integer> lines = new LinkedHashMap<>();
        List<Connection> connections = new ArrayList<>();
        int index = 0;
        for (ConfigValue item : items.values()) {
            String path = "connections[%d]".formatted(index++);
            Optional<Connection> connection = reader.read(tenant, item, path);
            if (isUniqueId(item, path, lines, errors)) {
                connection.ifPresent(connections::add);
            }
        }
        return connections;
    }

    private static boolean isUniqueId(ConfigValue item, String path, Map<String, Integer> lines, ConfigErrors errors) {
        if (!(item instanceof Members members) || !(members.get("id").orElse(item) instanceof ConfigValue.Text id)) {
            return true;
        }
        Integer first = lines.putIfAbsent(id.value(), id.place().line());
        if (first != null) {
            errors.report(
                    id.place(),
                    path + ".id",
                    "%s is already the id of the connection in line %d; use another"
                            .formatted(SecretSafeName.name(id.value()), first));
        }
        return first == null;
    }

    private static Optional<String> raw(Members document, String name, ConfigErrors errors) {
        Optional<ConfigValue> value = document.get(name);
        if (value.isPresent() && !(value.get() instanceof Members)) {
            errors.report(
                    value.get().place(),
                    name,
                    "is %s, but must be an object".formatted(value.get().kind()));
        }
        return value.flatMap(found -> found instanceof Members members ? Optional.of(members.raw()) : Optional.empty());
    }
}
