package io.grantkeeper.functions.connections;

import io.grantkeeper.connector.Connector;
import io.grantkeeper.connector.ConnectorProfile;
import io.grantkeeper.connector.ConnectorProfile.CredentialSlot;
import io.grantkeeper.connector.ConnectorProfile.Setting;
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

/** Reads one connection against what its connector's profile declares. */
final class ConnectionReader {
    private static final Set<String> MEMBERS = Set.of("id", "provider", "settings", "credentials");
    /** As the resolver of secrets takes them. */
    private static final Pattern REFERENCE =
            Pattern.compile("env:[A-Z_][A-Z0-9_]*|file:\\S.*|secretsmanager:[^\\s#]+(#\\S+)?");

    private final ConnectorRegistry connectors;
    private final Mistakes mistakes;

    ConnectionReader(ConnectorRegistry connectors, Mistakes mistakes) {
        this.connectors = connectors;
        this.mistakes = mistakes;
    }

    /** Empty where anything in it has to be mended, which is told then. */
    Optional<Connection> read(TenantId tenant, ConfigValue value, String path) {
        if (!(value instanceof Members connection)) {
            mistakes.at(
                    value.place(),
                    path,
                    "is %s, but must be an object such as {\"id\": \"github-acme\", …}".formatted(value.kind()));
            return Optional.empty();
        }
        int before = mistakes.count();
        connection.members().forEach((name, member) -> {
            if (!MEMBERS.contains(name)) {
                mistakes.at(
                        member.place(),
                        path,
                        "%s is unknown; %s".formatted(Shown.name(name), Shown.instead(name, MEMBERS)));
            }
        });
        Optional<ConnectionId> id = code(connection, path, "id", "your name for it, for example github-acme")
                .map(ConnectionId::new);
        Optional<Connector> connector = code(connection, path, "provider", "one of " + known())
                .flatMap(name -> connector(connection, path, name));
        Map<String, Member> settings = object(connection, path, "settings");
        Map<String, Member> credentials = object(connection, path, "credentials");
        if (connector.isEmpty()) {
            return Optional.empty();
        }
        ConnectorProfile profile = connector.get().profile();
        Map<String, String> setTo = settings(connection, settings, profile, path);
        Map<String, String> foundAt = credentials(connection, credentials, profile, path);
        return mistakes.count() > before || id.isEmpty()
                ? Optional.empty()
                : Optional.of(Connection.of(tenant, id.get(), connector.get().provider(), setTo, foundAt));
    }

    private Optional<Connector> connector(Members connection, String path, String name) {
        Optional<Connector> found = connectors.find(new ProviderId(name));
        if (found.isEmpty()) {
            List<String> known = known();
            mistakes.at(
                    connection.get("provider").orElseThrow().place(),
                    path + ".provider",
                    "%s is not known; %s".formatted(Shown.name(name), Shown.instead(name, known)) + "; known are "
                            + String.join(", ", known));
        }
        return found;
    }

    private List<String> known() {
        return connectors.all().stream()
                .map(connector -> connector.provider().value())
                .toList();
    }

    /** A lower-case name of ours. */
    private Optional<String> code(Members connection, String path, String name, String form) {
        return Codes.read(connection, path, name, form, mistakes);
    }

    private Map<String, Member> object(Members connection, String path, String name) {
        Optional<ConfigValue> value = connection.get(name);
        if (value.isEmpty()) {
            return Map.of();
        }
        if (value.get() instanceof Members members) {
            return members.members();
        }
        mistakes.at(
                value.get().place(),
                path + "." + name,
                "is %s, but must be an object of names and texts"
                        .formatted(value.get().kind()));
        return Map.of();
    }

    private Map<String, String> settings(
            Members connection, Map<String, Member> written, ConnectorProfile profile, String path) {
        Map<String, Setting> declared = profile.settings().stream()
                .collect(Collectors.toMap(Setting::name, Function.identity(), (a, _) -> a, LinkedHashMap::new));
        Set<String> slots =
                profile.credentials().stream().map(CredentialSlot::name).collect(Collectors.toSet());
        Map<String, String> values = new LinkedHashMap<>();
        written.forEach((name, member) -> {
            String field = path + ".settings";
            Setting setting = declared.get(name);
            if (setting == null) {
                mistakes.at(
                        member.place(),
                        field,
                        slots.contains(name)
                                ? "'%s' is a credential; move it to 'credentials'".formatted(name)
                                : "%s is no setting of %s; %s"
                                        .formatted(
                                                Shown.name(name),
                                                profile.displayName(),
                                                Shown.instead(name, declared.keySet())));
                return;
            }
            SettingValue.read(setting, member.value(), field + "." + name, mistakes)
                    .ifPresent(value -> values.put(name, value));
        });
        declared.values().stream()
                .filter(setting -> setting.required() && !written.containsKey(setting.name()))
                .forEach(setting -> mistakes.at(
                        place(connection, "settings"),
                        path + ".settings",
                        "lacks '%s': %s".formatted(setting.name(), setting.form())));
        return values;
    }

    private Map<String, String> credentials(
            Members connection, Map<String, Member> written, ConnectorProfile profile, String path) {
        Map<String, String> references = new LinkedHashMap<>();
        List<String> slots =
                profile.credentials().stream().map(CredentialSlot::name).toList();
        String field = path + ".credentials";
        written.forEach((name, member) -> {
            if (!slots.contains(name)) {
                mistakes.at(
                        member.place(),
                        field,
                        "%s is no credential of %s; %s"
                                .formatted(Shown.name(name), profile.displayName(), Shown.instead(name, slots)));
            } else if (member.value() instanceof ConfigValue.Text(var _, var reference)
                    && REFERENCE.matcher(reference).matches()) {
                references.put(name, reference);
            } else {
                mistakes.at(
                        member.value().place(),
                        field + "." + name,
                        "must say where the secret is kept, as env:NAME, file:/path or secretsmanager:name#key, not be the secret itself");
            }
        });
        Map<String, List<CredentialSlot>> groups = profile.credentials().stream()
                .filter(CredentialSlot::required)
                .collect(Collectors.groupingBy(CredentialSlot::group, LinkedHashMap::new, Collectors.toList()));
        groups.values().stream()
                .filter(group -> group.stream().noneMatch(slot -> written.containsKey(slot.name())))
                .forEach(group -> mistakes.at(place(connection, "credentials"), field, lacks(group)));
        return references;
    }

    private static String lacks(List<CredentialSlot> group) {
        String choices = group.stream()
                .map(slot -> "'%s' (%s)".formatted(slot.name(), slot.purpose()))
                .collect(Collectors.joining(" or "));
        return "lacks %s; add for example \"%s\": \"env:NAME\""
                .formatted(choices, group.getFirst().name());
    }

    private static Place place(Members connection, String member) {
        return connection.get(member).map(ConfigValue::place).orElse(connection.place());
    }
}
