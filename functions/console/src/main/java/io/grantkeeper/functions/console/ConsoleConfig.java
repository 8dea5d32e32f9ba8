package io.grantkeeper.functions.console;

import io.grantkeeper.functions.connections.ConfigSection;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.json.JsonTrees;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The settings of the console, from the member {@code console} of the configuration.
 *
 * @param publicUrl the URL at which people open the console, without a path; the address of the HTTP API if omitted
 * @param issuer the OpenID Connect issuer that people sign in with
 * @param clientId the client that the issuer registered for the console
 * @param clientSecret a reference to the client's secret; empty for a public client
 * @param scopes the scopes to request; {@code openid profile email} if omitted
 * @param rolesClaim the claim that contains a person's roles or groups; {@code groups} if omitted
 * @param roles for each role, the claim values that grant it; the role's own name if omitted
 * @param issuerVerifiesEmail whether the issuer prevents people from choosing their own address, so that an address
 *     counts as verified even if the ID token lacks {@code email_verified}; no if omitted
 * @param audience a value that {@code aud} of programs' access tokens must contain; empty to accept no tokens
 * @param apiKeys the programs that call the API with a key
 */
public record ConsoleConfig(
        Optional<String> publicUrl,
        Optional<String> issuer,
        Optional<String> clientId,
        Optional<String> clientSecret,
        Optional<List<String>> scopes,
        Optional<String> rolesClaim,
        Optional<Map<String, List<String>>> roles,
        Optional<Boolean> issuerVerifiesEmail,
        Optional<String> audience,
        Optional<List<ApiKey>> apiKeys) {
    private static final String SHAPE =
            "{\"issuer\": \"https://login.example.com\", \"clientId\": \"grantkeeper\", \"clientSecret\": \"env:CONSOLE_SECRET\","
                    + " \"roles\": {\"viewer\": [\"employees\"], \"admin\": [\"security-admins\"]}}";

    /**
     * The API key of one program. Only its digest is stored.
     *
     * @param sha256 the digest of the key, in hexadecimal
     * @param roles the codes of the program's roles
     * @param sensitiveOperations the operations that require a fresh sign-in from people but that the program may call
     *     with its key; none if omitted
     */
    public record ApiKey(String id, String sha256, List<String> roles, Optional<List<String>> sensitiveOperations) {
        public ApiKey {
            roles = List.copyOf(roles);
        }

        /** The sensitive operations that the command line may call. None of them grants or removes access by itself. */
        private static final List<String> COMMAND_LINE = List.of(
                "closeIncident",
                "releaseAlerts",
                "undoRelease",
                "muteProduct",
                "snoozePerson",
                "startReview",
                "closeReview");

        Set<String> sensitive() {
            return Set.copyOf(sensitiveOperations.orElse(List.of()));
        }

        /**
         * Returns the key of the command line that runs alongside a local suite. The key permits only what the command
         * line needs, because every program that runs as the person who started the suite can read it.
         */
        static ApiKey ofCommandLine(String id, Secret key) {
            return new ApiKey(
                    id,
                    HexFormat.of().formatHex(ConsoleTokens.sha256(key.reveal())),
                    List.of(ConsoleRole.AUDITOR.code(), ConsoleRole.REVIEWER.code(), ConsoleRole.RESPONDER.code()),
                    Optional.of(COMMAND_LINE));
        }

        Set<ConsoleRole> grantedRoles() {
            Set<ConsoleRole> granted = EnumSet.noneOf(ConsoleRole.class);
            roles.forEach(code -> ConsoleRole.ofCode(code).ifPresent(granted::add));
            return granted;
        }
    }

    /** Returns a configuration without sign-in: only the one-time links of a local suite work. */
    public static ConsoleConfig none() {
        return read(JsonTrees.object());
    }

    /**
     * Parses and validates the JSON of the configuration member {@code console}.
     *
     * @throws IllegalArgumentException if the JSON is invalid; the message says where without quoting a value
     */
    public static ConsoleConfig parse(String json) {
        return ConfigSection.read("console", SHAPE, () -> read(JsonTrees.read(json)))
                .validated();
    }

    private static ConsoleConfig read(JsonNode json) {
        if (!json.isObject()) {
            throw new IllegalArgumentException("the value is not a JSON object");
        }
        return new ConsoleConfig(
                text(json, "publicUrl"),
                text(json, "issuer"),
                text(json, "clientId"),
                text(json, "clientSecret"),
                texts(json, "scopes"),
                text(json, "rolesClaim"),
                roles(json),
                truth(json, "issuerVerifiesEmail"),
                text(json, "audience"),
                apiKeys(json));
    }

    private static Optional<String> text(JsonNode json, String name) {
        JsonNode value = json.path(name);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        if (!value.isString() || value.stringValue().isBlank()) {
            throw new IllegalArgumentException("'%s' is not a string, or is blank".formatted(name));
        }
        return Optional.of(value.stringValue());
    }

    private static Optional<Boolean> truth(JsonNode json, String name) {
        JsonNode value = json.path(name);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        if (!value.isBoolean()) {
            throw new IllegalArgumentException("'%s' is neither true nor false".formatted(name));
        }
        return Optional.of(value.booleanValue());
    }

    private static Optional<List<String>> texts(JsonNode json, String name) {
        JsonNode value = json.path(name);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode each : value) {
            if (!each.isString()) {
                throw new IllegalArgumentException("'%s' is not a list of strings".formatted(name));
            }
            texts.add(each.stringValue());
        }
        if (!value.isArray()) {
            throw new IllegalArgumentException("'%s' is not a list of strings".formatted(name));
        }
        return Optional.of(List.copyOf(texts));
    }

    private static Optional<Map<String, List<String>>> roles(JsonNode json) {
        JsonNode value = json.path("roles");
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        if (!value.isObject()) {
            throw new IllegalArgumentException("'roles' is not an object with a list for each role");
        }
        Map<String, List<String>> roles = new LinkedHashMap<>();
        value.properties()
                .forEach(role ->
                        roles.put(role.getKey(), texts(value, role.getKey()).orElse(List.of())));
        return Optional.of(roles);
    }

    private static Optional<List<ApiKey>> apiKeys(JsonNode json) {
        JsonNode value = json.path("apiKeys");
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        List<ApiKey> keys = new ArrayList<>();
        value.forEach(key -> keys.add(new ApiKey(
                text(key, "id").orElse(""),
                text(key, "sha256").orElse(""),
                texts(key, "roles").orElse(List.of()),
                texts(key, "sensitiveOperations"))));
        return Optional.of(keys);
    }

    private ConsoleConfig validated() {
        issuer.ifPresent(url -> requireSecure("issuer", url));
        publicUrl.ifPresent(url -> requireSecure("publicUrl", url));
        if (issuer.isPresent() != clientId.isPresent()) {
            throw new IllegalArgumentException(
                    "'console' needs both 'issuer' and 'clientId', or neither; register the console as a client at the issuer");
        }
        if (issuerVerifiesEmail.isPresent() && issuer.isEmpty()) {
            throw new IllegalArgumentException(
                    "'console.issuerVerifiesEmail' is a statement about the issuer; add 'issuer'");
        }
        if (audience.isPresent() && issuer.isEmpty()) {
            throw new IllegalArgumentException("'console.audience' needs the 'issuer' whose tokens the API accepts");
        }
        roles.orElse(Map.of()).keySet().forEach(role -> requireRole("console.roles", role));
        for (ApiKey key : apiKeys.orElse(List.of())) {
            if (key.id().isEmpty()
                    || !key.sha256().matches("[0-9a-fA-F]{64}")
                    || key.roles().isEmpty()) {
                throw new IllegalArgumentException(
                        "'console.apiKeys': each entry needs an 'id', a 'sha256' of 64 hexadecimal digits and 'roles'; create a key with: openssl rand -hex 32");
            }
            key.roles().forEach(role -> requireRole("console.apiKeys", role));
            requireSensitive(key.sensitive());
        }
        return this;
    }

    /** Returns the ids of the operations that require a fresh sign-in. */
    private static Set<String> operationsWithStepUp() {
        Set<String> known = new TreeSet<>();
        ApiDescription.standard().operations().stream()
                .filter(ApiDescription.Operation::stepUp)
                .forEach(operation -> known.add(operation.id()));
        return known;
    }

    private static void requireSensitive(Set<String> operations) {
        if (operations.isEmpty()) {
            return;
        }
        Set<String> known = operationsWithStepUp();
        if (!known.containsAll(operations)) {
            throw new IllegalArgumentException(
                    "'console.apiKeys': 'sensitiveOperations' names an operation that needs no fresh sign-in; use any of %s"
                            .formatted(String.join(", ", known)));
        }
    }

    private static void requireSecure(String member, String text) {
        try {
            URI url = URI.create(text);
            boolean secure = "https".equals(url.getScheme());
            boolean local = "http".equals(url.getScheme()) && "127.0.0.1".equals(url.getHost());
            if (url.getHost() != null
                    && (secure || local)
                    && url.getRawQuery() == null
                    && url.getRawFragment() == null) {
                return;
            }
        } catch (IllegalArgumentException _) {
            // reported below
        }
        throw new IllegalArgumentException(
                "'console.%s' must be an https URL such as https://login.example.com".formatted(member));
    }

    private static void requireRole(String member, String role) {
        if (ConsoleRole.ofCode(role).isEmpty()) {
            throw new IllegalArgumentException(
                    "'%s' names a role that does not exist; use viewer, owner, reviewer, responder, policy-owner, auditor or admin"
                            .formatted(member));
        }
    }

    /** Returns the roles that the values of a person's claim grant. */
    Set<ConsoleRole> rolesOf(Collection<String> values) {
        Set<ConsoleRole> granted = EnumSet.noneOf(ConsoleRole.class);
        for (ConsoleRole role : ConsoleRole.values()) {
            List<String> needed =
                    roles.map(all -> all.getOrDefault(role.code(), List.of())).orElse(List.of(role.code()));
            if (needed.stream().anyMatch(values::contains)) {
                granted.add(role);
            }
        }
        return granted;
    }

    /**
     * Returns whether an email address counts as the person's own.
     *
     * @param verified the claim {@code email_verified}, which some issuers send as a string and others omit
     */
    boolean isVerified(@Nullable Object verified) {
        return verified == null
                ? issuerVerifiesEmail.orElse(false)
                : verified.toString().equalsIgnoreCase("true");
    }

    /** Returns a copy of this configuration with an additional API key. */
    ConsoleConfig withKey(ApiKey key) {
        List<ApiKey> all = new ArrayList<>(apiKeys.orElse(List.of()));
        all.add(key);
        return new ConsoleConfig(
                publicUrl,
                issuer,
                clientId,
                clientSecret,
                scopes,
                rolesClaim,
                roles,
                issuerVerifiesEmail,
                audience,
                Optional.of(List.copyOf(all)));
    }

    String claim() {
        return rolesClaim.orElse("groups");
    }
}
