package io.grantkeeper.paths.explain;

import io.grantkeeper.paths.BranchProtection;
import io.grantkeeper.paths.PathCredential;
import io.grantkeeper.paths.PathGrant;
import io.grantkeeper.paths.PathIdentity;
import io.grantkeeper.paths.PathPerson;
import io.grantkeeper.paths.PathTenant;
import io.grantkeeper.paths.PathTrust;
import io.grantkeeper.permissions.PermissionProvider;
import io.grantkeeper.permissions.explain.ExplainJsonLine;
import io.grantkeeper.permissions.explain.InvalidLineException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a tenant from JSON. Members: {@code tenant}, {@code asOf} (an instant or a day; now if absent),
 * {@code identities}, {@code people} and {@code trusts}, and optionally {@code protections} of branches ({@link
 * BranchProtection}). An array entry that cannot be read is reported and skipped, so that one invalid entry does not
 * hide the others.
 */
final class PathTenantJsonReader {
    private static final Set<String> UNUSABLE = Set.of(
            "suspended",
            "disabled",
            "revoked",
            "deactivated",
            "expired",
            "removed",
            "deleted",
            "inactive",
            "archived",
            "requested",
            "pending",
            "denied",
            "deprovisioned");

    /** The maximum number of unreadable expiry times that an answer lists. */
    private static final int MOST_UNREADABLE = 50;

    private final Clock clock;
    private final Consumer<String> problems;
    private final List<String> unreadable = new ArrayList<>();
    private Instant asOf = Instant.EPOCH;

    PathTenantJsonReader(Clock clock, Consumer<String> problems) {
        this.clock = clock;
        this.problems = problems;
    }

    /**
     * Returns one sentence for each expiry time that cannot be read. An object with such an expiry time counts as
     * valid, so the answer may include access that has expired.
     */
    List<String> unreadable() {
        return List.copyOf(unreadable);
    }

    PathTenant read(ObjectNode input) {
        String tenant = ExplainJsonLine.text(input, "tenant");
        asOf = ExplainJsonLine.optionalText(input, "asOf")
                .map(text -> instant(text)
                        .orElseThrow(() -> new InvalidLineException("asOf must be an instant such as"
                                + " 2026-11-24T12:00:00Z or a day such as 2026-11-24, but is the string \""
                                + ExplainJsonLine.shorten(text) + '"')))
                .orElseGet(clock::instant);
        return new PathTenant(
                tenant,
                entries(input, "identities", this::identity),
                entries(input, "people", this::person),
                entries(input, "trusts", PathTenantJsonReader::trust),
                entries(input, "protections", this::protection));
    }

    private <T> List<T> entries(ObjectNode input, String member, Function<ObjectNode, T> reader) {
        JsonNode array = input.get(member);
        if (array == null || array.isNull()) {
            return List.of();
        }
        if (!array.isArray()) {
            throw new InvalidLineException(
                    member + " must be an array of objects, but is " + ExplainJsonLine.shape(array));
        }
        return readEach(array, member, reader);
    }

    private <T> List<T> readEach(JsonNode array, String member, Function<ObjectNode, T> reader) {
        List<T> read = new ArrayList<>();
        int index = 0;
        for (JsonNode entry : array) {
            String place = member + "[" + index++ + "]";
            try {
                if (!(entry instanceof ObjectNode object)) {
                    throw new InvalidLineException("it must be an object, but is " + ExplainJsonLine.shape(entry));
                }
                read.add(reader.apply(object));
            } catch (InvalidLineException e) {
                problems.accept(place + " is left out: " + e.getMessage());
            }
        }
        return read;
    }

    private <T> List<T> nested(ObjectNode object, String member, Function<ObjectNode, T> reader) {
        JsonNode array = object.get(member);
        if (array == null || array.isNull()) {
            return List.of();
        }
        if (!array.isArray()) {
            problems.accept(
                    member + " is left out: it must be an array of objects, but is " + ExplainJsonLine.shape(array));
            return List.of();
        }
        return readEach(array, member, reader);
    }

    private PathIdentity identity(ObjectNode object) {
        String id = ExplainJsonLine.text(object, "id");
        String written = ExplainJsonLine.text(object, "provider");
        Optional<PermissionProvider> provider = PermissionProvider.named(written);
        if (provider.isEmpty()) {
            problems.accept("the provider '" + ExplainJsonLine.shorten(written) + "' of '" + ExplainJsonLine.shorten(id)
                    + "' is unknown, so its permissions add no paths");
        }
        int[] grant = {0};
        return new PathIdentity(
                id,
                provider.map(PermissionProvider::wireName).orElse(written),
                text(object, "kind").toLowerCase(Locale.ROOT).replace('_', '-'),
                isUsable(object),
                nested(object, "grants", one -> grant(one, "grants[" + grant[0]++ + "]")),
                strings(object.get("owners"), "owners"),
                nested(object, "credentials", this::credential));
    }

    private PathGrant grant(ObjectNode object, String key) {
        String subject = text(object, "subject").strip();
        Optional<String> person =
                subject.startsWith("person:") ? Optional.of(subject.substring("person:".length())) : Optional.empty();
        if (person.isEmpty() && !subject.isEmpty() && !subject.equals("tenant")) {
            throw new InvalidLineException(
                    "subject must be tenant or person:ID, but is \"" + ExplainJsonLine.shorten(subject) + '"');
        }
        return new PathGrant(
                key,
                strings(object.get("permissions"), "permissions"),
                person,
                reach(object.get("reach")),
                isUsable(object));
    }

    private Optional<Set<String>> reach(@Nullable JsonNode node) {
        if (node == null || node.isNull()) {
            return Optional.empty();
        }
        Set<String> names = new LinkedHashSet<>(strings(node, "reach"));
        return names.contains("all") || names.contains("*") ? Optional.empty() : Optional.of(names);
    }

    private PathCredential credential(ObjectNode object) {
        return new PathCredential(
                ExplainJsonLine.text(object, "id"),
                Optional.of(text(object, "heldIn").strip()).filter(place -> !place.isEmpty()),
                isUsable(object));
    }

    private PathPerson person(ObjectNode object) {
        String written = ExplainJsonLine.text(object, "id");
        String id = written.startsWith("person:") ? written.substring("person:".length()) : written;
        Map<String, String> accounts = new HashMap<>();
        members(object, "accounts").forEach((provider, name) -> accounts.put(provider, name));
        Map<String, PathPerson.SignIn> signIn = new HashMap<>();
        members(object, "signIn")
                .forEach((provider, name) -> PathPerson.SignIn.named(name)
                        .ifPresentOrElse(
                                one -> signIn.put(provider, one),
                                () -> problems.accept("the way in which '%s' signs in to %s is unknown: '%s'"
                                        .formatted(id, provider, ExplainJsonLine.shorten(name)))));
        return new PathPerson(
                id,
                new LinkedHashSet<>(strings(object.get("roles"), "roles")),
                accounts,
                signIn,
                Optional.of(text(object, "mailbox"))
                        .filter(name -> !name.isBlank())
                        .map(PathTenantJsonReader::provider),
                isUsable(object));
    }

    private Map<String, String> members(ObjectNode object, String member) {
        JsonNode node = object.get(member);
        if (node == null || node.isNull()) {
            return Map.of();
        }
        if (!(node instanceof ObjectNode values)) {
            problems.accept(member + " is left out: it must be an object, but is " + ExplainJsonLine.shape(node));
            return Map.of();
        }
        Map<String, String> read = new HashMap<>();
        values.properties().forEach(entry -> {
            if (entry.getValue().isString()) {
                read.put(provider(entry.getKey()), entry.getValue().asString());
            } else if (!entry.getValue().isNull()) {
                problems.accept("%s.%s is left out: it must be a string, but is %s"
                        .formatted(member, entry.getKey(), ExplainJsonLine.shape(entry.getValue())));
            }
        });
        return read;
    }

    private static String provider(String name) {
        return PermissionProvider.named(name).map(PermissionProvider::wireName).orElse(name);
    }

    private static PathTrust trust(ObjectNode object) {
        return new PathTrust(
                ExplainJsonLine.text(object, "from"),
                ExplainJsonLine.text(object, "to"),
                ExplainJsonLine.optionalText(object, "by").orElse(""));
    }

    private BranchProtection protection(ObjectNode object) {
        String pattern = text(object, "pattern");
        return new BranchProtection(
                ExplainJsonLine.text(object, "repository"),
                pattern.isEmpty() ? "*" : pattern,
                object.path("requiresReviews").asBoolean(false),
                object.path("restrictsPushes").asBoolean(false),
                object.path("blocksCreations").asBoolean(false),
                object.path("locked").asBoolean(false),
                object.path("adminsEnforced").asBoolean(false),
                new LinkedHashSet<>(strings(object.get("pushAllowances"), "pushAllowances")),
                new LinkedHashSet<>(strings(object.get("reviewBypasses"), "reviewBypasses")));
    }

    /**
     * Returns whether an object can be used: its status is not, for example, suspended or revoked, and it has not
     * expired.
     */
    private boolean isUsable(ObjectNode object) {
        String status = text(object, "status").strip().toLowerCase(Locale.ROOT);
        String expires = text(object, "expiresAt").strip();
        if (UNUSABLE.contains(status)) {
            return false;
        }
        if (expires.isEmpty()) {
            return true;
        }
        Optional<Instant> end = instant(expires);
        if (end.isEmpty()) {
            JsonNode id = object.get("id");
            String problem =
                    "expiresAt%s must be an instant such as 2026-11-24T12:00:00Z or a day, but is \"%s\"; it is treated as not expired"
                            .formatted(
                                    id != null && id.isString()
                                            ? " of '" + ExplainJsonLine.shorten(id.asString()) + "'"
                                            : "",
                                    ExplainJsonLine.shorten(expires));
            problems.accept(problem);
            if (unreadable.size() < MOST_UNREADABLE) {
                unreadable.add(problem);
            }
        }
        return end.filter(at -> !at.isAfter(asOf)).isEmpty();
    }

    private String text(ObjectNode object, String member) {
        JsonNode node = object.get(member);
        if (node == null || node.isNull()) {
            return "";
        }
        if (!node.isString()) {
            problems.accept(member + " is left out: it must be a string, but is " + ExplainJsonLine.shape(node));
            return "";
        }
        return node.asString();
    }

    private List<String> strings(@Nullable JsonNode node, String member) {
        if (node == null || node.isNull()) {
            return List.of();
        }
        if (node.isString()) {
            return List.of(node.asString());
        }
        List<String> strings = new ArrayList<>();
        if (node.isArray()) {
            for (JsonNode one : node) {
                if (one.isString() && !one.asString().isBlank()) {
                    strings.add(one.asString());
                } else {
                    problems.accept("an entry of " + member + " is left out: it must be a non-empty string, but is "
                            + ExplainJsonLine.shape(one));
                }
            }
        } else {
            problems.accept(
                    member + " is left out: it must be an array of strings, but is " + ExplainJsonLine.shape(node));
        }
        return strings;
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(
                    text.length() == 10
                            ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                            : OffsetDateTime.parse(text.replace(' ', 'T')).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
