package io.grantkeeper.functions.connections;

import io.grantkeeper.connector.Connector;
import io.grantkeeper.connector.ConnectorDefinition;
import io.grantkeeper.connector.ConnectorDefinition.CredentialSlot;
import io.grantkeeper.connector.ConnectorDefinition.Setting;
import io.grantkeeper.connectors.ConnectorRegistry;
import io.grantkeeper.functions.connections.ConfigValue.Member;
import io.grantkeeper.functions.connections.ConfigValue.Members;
import io.grantkeeper.functions.connections.ConfigValue.Place;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.TenantId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads one connection and validates it against its connector's definition. */
final class ConnectionReader {
    private static final Set<String> MEMBERS = Set.of("id", "provider", "settings", "credentials");
    /** The forms of credential references that the secret resolver accepts. */
    private static final Pattern REFERENCE =
            Pattern.compile("env:[A-Z_][A-Z0-9_]*|file:\\S.*|secretsmanager:[^\\s#]+(#\\S+)?");

    private final ConnectorRegistry connectors;
    private final ConfigErrors errors;

    ConnectionReader(ConnectorRegistry connectors, ConfigErrors errors) {
        this.connectors = connectors;
        this.errors = errors;
    }

    /**
     * Reads a connection. If it contains errors, reports them and returns empty.
     *
     * @param path the position of the connection in the configuration, for example {@code connections[0]}
     */
    Optional<Connection> read(TenantId tenant, ConfigValue value, String path) {
        if (!(value instanceof Members connection)) {
            errors.report(
                    value.place(),
                    path,
                    "is %s, but must be an object such as {\"id\": \"github-acme\", …}".formatted(value.kind()));
            return Optional.empty();
        }
        int before = errors.count();
        errors.reportUnknown(connection, path, MEMBERS);
        Optional<ConnectionId> id = code(connection, path, "id", "a name of your choice, for example github-acme")
                .map(ConnectionId::new);
        Optional<Connector> connector = code(connection, path, "provider", "one of " + known())
                .flatMap(name -> connector(connection, path, name));
        Map<String, Member> settings = object(connection, path, "settings");
        Map<String, Member> credentials = object(connection, path, "credentials");
        if (connector.isEmpty()) {
            return Optional.empty();
        }
        ConnectorDefinition profile = connector.get().definition();
        Map<String, String> setTo = settings(connection, settings, profile, path);
        Map<String, String> foundAt = credentials(connection, credentials, profile, path);
        return errors.count() > before || id.isEmpty()
                ? Optional.empty()
                : Optional.of(Connection.of(tenant, id.get(), connector.get().provider(), setTo, foundAt));
    }

    private Optional<Connector> connector(Members connection, String path, String name) {
        Optional<Connector> found = connectors.find(new ProviderId(name));
        if (found.isEmpty()) {
            List<String> known = known();
            errors.report(
                    connection.get("provider").orElseThrow().place(),
                    path + ".provider",
                    "%s is an unknown provider; %s"
                                    .formatted(SecretSafeName.name(name), SecretSafeName.suggestion(name, known))
                            + "; valid providers: " + String.join(", ", known));
        }
        return found;
    }

    private List<String> known() {
        return connectors.all().stream()
                .map(connector -> connector.provider().value())
                .toList();
    }

    /**
     * Reads a member whose value must be a lowercase identifier. If it is missing or invalid, reports an error and
     * returns empty.
     *
     * @param path the position of the connection in the configuration, for example {@code connections[0]}
     * @param name the member's name
     * @param form a description of a valid value, for messages
     */
    private Optional<String> code(Members connection, String path, String name, String form) {
        return ConfigIdentifiers.read(connection, path, name, form, errors);
    }

    private Map<String, Member> object(Members connection, String path, String name) {
        Optional<ConfigValue> value = connection.get(name);
        if (value.isEmpty()) {
            return Map.of();
        }
        if (value.get() instanceof Members members) {
            return members.members();
        }
        errors.report(
                value.get().place(),
                path + "." + name,
                "is %s, but must be an object with string values"
                        .formatted(value.get().kind()));
        return Map.of();
    }

    private Map<String, String> settings(
            Members connection, Map<String, Member> written, ConnectorDefinition profile, String path) {
        Map<String, Setting> declared = profile.settings().stream()
                .collect(Collectors.toMap(Setting::name, Function.identity(), (a, _) -> a, LinkedHashMap::new));
        Set<String> slots =
                profile.credentials().stream().map(CredentialSlot::name).collect(Collectors.toSet());
        Map<String, String> values = new LinkedHashMap<>();
        written.forEach((name, member) -> {
            String field = path + ".settings";
            Setting setting = declared.get(name);
            if (setting == null) {
                errors.report(
                        member.place(),
                        field,
                        slots.contains(name)
                                ? "'%s' is a credential; move it to 'credentials'".formatted(name)
                                : "%s is not a setting of %s; %s"
                                        .formatted(
                                                SecretSafeName.name(name),
                                                profile.displayName(),
                                                SecretSafeName.suggestion(name, declared.keySet())));
                return;
            }
            SettingValueReader.read(setting, member.value(), field + "." + name, errors)
                    .ifPresent(value -> values.put(name, value));
        });
        declared.values().stream()
                .filter(setting -> setting.required() && !written.containsKey(setting.name()))
                .forEach(setting -> errors.report(
                        place(connection, "settings"),
                        path + ".settings",
                        "lacks '%s': %s".formatted(setting.name(), setting.form())));
        return values;
    }

    private Map<String, String> credentials(
            Members connection, Map<String, Member> written, ConnectorDefinition profile, String path) {
        Map<String, String> references = new LinkedHashMap<>();
        List<String> slots =
                profile.credentials().stream().map(CredentialSlot::name).toList();
        String field = path + ".credentials";
        written.forEach((name, member) -> {
            if (!slots.contains(name)) {
                errors.report(
                        member.place(),
                        field,
                        "%s is not a credential of %s; %s"
                                .formatted(
                                        SecretSafeName.name(name),
                                        profile.displayName(),
                                        SecretSafeName.suggestion(name, slots)));
            } else if (member.value() instanceof ConfigValue.Text(var _, var reference)
                    && REFERENCE.matcher(reference).matches()) {
                references.put(name, reference);
            } else {
                errors.report(member.value().place(), field + "." + name, invalidReference(member.value()));
            }
        });
        Map<String, List<CredentialSlot>> groups = profile.credentials().stream()
                .filter(CredentialSlot::required)
                .collect(Collectors.groupingBy(CredentialSlot::group, LinkedHashMap::new, Collectors.toList()));
        groups.values().stream()
                .filter(group -> group.stream().noneMatch(slot -> written.containsKey(slot.name())))
                .forEach(group -> errors.report(place(connection, "credentials"), field, missingMessage(group)));
        return references;
    }

    /** Returns what is wrong with a reference, without repeating the reference, because it can be the secret itself. */
    private static String invalidReference(ConfigValue value) {
        boolean names = value instanceof ConfigValue.Text(var _, var reference) && reference.startsWith("env:");
        return names
                ? "must be a reference to the secret, such as env:NAME; the name of the environment variable may contain only "
                        + "uppercase letters (A to Z), digits and underscores, and must not begin with a digit"
                : "must be a reference to the secret, such as env:NAME, file:/path or secretsmanager:name#key, not the secret itself";
    }

    private static String missingMessage(List<CredentialSlot> group) {
        String choices = group.stream()
                .map(slot -> "'%s' (%s)".formatted(slot.name(), slot.purpose()))
                .collect(Collectors.joining(" or "));
        return "lacks %s; add, for example, \"%s\": \"env:NAME\""
                .formatted(choices, group.getFirst().name());
    }

    private static Place place(Members connection, String member) {
        return connection.get(member).map(ConfigValue::place).orElse(connection.place());
    }
}
