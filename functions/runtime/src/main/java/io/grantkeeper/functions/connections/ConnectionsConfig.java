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
 * The one configuration document of a deployment.
 *
 * @param sections the other members as they are written, by their names: each is read by those whom it concerns
 */
public record ConnectionsConfig(TenantId tenant, List<Connection> connections, Map<String, String> sections) {
    static final String SHAPE =
            "{\"tenant\": \"acme\", \"connections\": [{\"id\": \"github-acme\", \"provider\": \"github\","
                    + " \"settings\": {\"organization\": \"acme\"}, \"credentials\": {\"token\": \"env:GITHUB_TOKEN\"}}]}";

    /** What functions read. */
    private static final List<String> SECTIONS = List.of("alerts", "detection", "decisions", "reviews", "signals");

    /** All that a document may hold; {@code deployment} is read where an installation is made. */
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

    private Optional<String> section(String name) {
        return Optional.ofNullable(sections.get(name));
    }

    /** What became of a document. */
    public sealed interface Result {}

    /** Everything in it is as it must be. */
    public record Parsed(ConnectionsConfig config) implements Result {}

    /** What has to be mended, in the order of the document; never empty. */
    public record Mistaken(List<ConfigMistake> mistakes) implements Result {
        public Mistaken {
            mistakes = List.copyOf(mistakes);
        }

        /** One mistake a line. */
        public String message() {
            return String.join(
                    "\n", mistakes.stream().map(ConfigMistake::toString).toList());
        }
    }

    /**
     * What can be used of a document.
     *
     * @param config with the connections that are as they must be; empty where there is no telling whose they are
     * @param mistakes all that has to be mended
     */
    public record Usable(Optional<ConnectionsConfig> config, List<ConfigMistake> mistakes) {
        public Usable {
            mistakes = List.copyOf(mistakes);
        }
    }

    /** Reads a document of which everything has to be right: for people who are writing it. */
    public static Result parse(String json, ConnectorRegistry connectors) {
        Usable usable = lenient(json, connectors);
        return usable.config().isPresent() && usable.mistakes().isEmpty()
                ? new Parsed(usable.config().get())
                : new Mistaken(usable.mistakes());
    }

    /** Reads what can be read: for functions, where a mistake in one connection must not keep others from working. */
    public static Usable lenient(String json, ConnectorRegistry connectors) {
        Mistakes mistakes = new Mistakes();
        String text = json.startsWith("\uFEFF") ? json.substring(1) : json;
        Optional<ConnectionsConfig> config =
                new ConfigReader(text, mistakes).read().flatMap(value -> config(value, connectors, mistakes));
        return new Usable(config, mistakes.inOrder());
    }

    private static Optional<ConnectionsConfig> config(
            ConfigValue value, ConnectorRegistry connectors, Mistakes mistakes) {
        if (!(value instanceof Members document)) {
            mistakes.at(
                    value.place(),
                    "configuration",
                    "is %s, but must be an object such as %s".formatted(value.kind(), SHAPE));
            return Optional.empty();
        }
        document.members().forEach((name, member) -> {
            if (!MEMBERS.contains(name)) {
                mistakes.at(
                        member.place(),
                        "configuration",
                        "%s is unknown; %s".formatted(Shown.name(name), Shown.instead(name, MEMBERS)));
            }
        });
        Optional<TenantId> tenant = Codes.read(
                        document, "", "tenant", "your company's name, for example acme", mistakes)
                .map(TenantId::new);
        // Read even where the tenant is missing, so that all mistakes are told at once.
        List<Connection> connections =
                connections(tenant.orElse(new TenantId("unnamed")), document, connectors, mistakes);
        Map<String, String> sections = new LinkedHashMap<>();
        for (String name : SECTIONS) {
            raw(document, name, mistakes).ifPresent(text -> sections.put(name, text));
        }
        return tenant.map(named -> new ConnectionsConfig(named, connections, sections));
    }

    private static List<Connection> connections(
            TenantId tenant, Members document, ConnectorRegistry connectors, Mistakes mistakes) {
        Optional<ConfigValue> value = document.get("connections");
        if (value.isEmpty()) {
            mistakes.at(document.place(), "connections", "is missing; it must look like " + SHAPE);
            return List.of();
        }
        if (!(value.get() instanceof Items items)) {
            mistakes.at(
                    value.get().place(),
                    "connections",
                    "is %s, but must be a list".formatted(value.get().kind()));
            return List.of();
        }
        ConnectionReader reader = new ConnectionReader(connectors, mistakes);
        Map<String, Integer> lines = new LinkedHashMap<>();
        List<Connection> connections = new ArrayList<>();
        int index = 0;
        for (ConfigValue item : items.values()) {
            String path = "connections[%d]".formatted(index++);
            Optional<Connection> connection = reader.read(tenant, item, path);
            if (isFirstOfItsId(item, path, lines, mistakes)) {
                connection.ifPresent(connections::add);
            }
        }
        return connections;
    }

    private static boolean isFirstOfItsId(
            ConfigValue item, String path, Map<String, Integer> lines, Mistakes mistakes) {
        if (!(item instanceof Members members) || !(members.get("id").orElse(item) instanceof ConfigValue.Text id)) {
            return true;
        }
        Integer first = lines.putIfAbsent(id.value(), id.place().line());
        if (first != null) {
            mistakes.at(
                    id.place(),
                    path + ".id",
                    "%s is the id of the connection in line %d too; give it another"
                            .formatted(Shown.name(id.value()), first));
        }
        return first == null;
    }

    private static Optional<String> raw(Members document, String name, Mistakes mistakes) {
        Optional<ConfigValue> value = document.get(name);
        if (value.isPresent() && !(value.get() instanceof Members)) {
            mistakes.at(
                    value.get().place(),
                    name,
                    "is %s, but must be an object".formatted(value.get().kind()));
        }
        return value.flatMap(found -> found instanceof Members members ? Optional.of(members.raw()) : Optional.empty());
    }
}
