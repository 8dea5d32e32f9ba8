package io.grantkeeper.behavior.store;

import io.grantkeeper.connector.activity.Activity;
import io.grantkeeper.connector.activity.ActivityClass;
import io.grantkeeper.connector.activity.ActivityEffect;
import io.grantkeeper.connector.activity.ActivityEffect.AccessGranted;
import io.grantkeeper.connector.activity.ActivityEffect.CredentialAdded;
import io.grantkeeper.connector.activity.ActivityEffect.CredentialRemoved;
import io.grantkeeper.connector.activity.ActivityEffect.LoggingDisabled;
import io.grantkeeper.connector.activity.ActivityEffect.OwnerAdded;
import io.grantkeeper.connector.activity.ActivityEffect.PersonDisabled;
import io.grantkeeper.connector.activity.ActivityEffect.PersonEnabled;
import io.grantkeeper.connector.activity.ActivityEffect.ProtectionWeakened;
import io.grantkeeper.connector.activity.ActivityEffect.RoleGranted;
import io.grantkeeper.connector.activity.ActivityEffect.ThreatReported;
import io.grantkeeper.connector.activity.ActivityEffect.Weight;
import io.grantkeeper.connector.activity.ActivityOutcome;
import io.grantkeeper.connector.activity.ActivityParty;
import io.grantkeeper.connector.activity.ActivityPerson;
import io.grantkeeper.connector.activity.ActivityPlace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The stored form of an activity: one JSON object with short names and without empty members. */
public final class ActivityJson {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int LONGEST = 300;

    private ActivityJson() {}

    /** Returns the stored form of an activity. Strings are truncated to 300 characters. */
    public static String write(Activity activity) {
        ObjectNode node = JSON.createObjectNode();
        put(node, "i", activity.eventId());
        node.put("t", activity.at().getEpochSecond());
        party(node, "a", activity.actor());
        if (!activity.about().equals(activity.actor())) {
            party(node, "b", activity.about());
        }
        put(node, "pi", activity.person().id());
        put(node, "pe", activity.person().email());
        put(node, "k", activity.credential());
        put(node, "o", activity.operation());
        put(node, "cr", activity.activityClass().resource());
        put(node, "ca", activity.activityClass().action());
        put(node, "r", activity.resource());
        put(node, "ip", activity.place().address());
        if (activity.place().asn() != 0) {
            node.put("as", activity.place().asn());
        }
        put(node, "ao", activity.place().org());
        put(node, "co", activity.place().country());
        put(node, "u", activity.client());
        if (activity.outcome() != ActivityOutcome.SUCCEEDED) {
            node.put("x", activity.outcome().name());
        }
        if (activity.size() != 0) {
            node.put("z", activity.size());
        }
        if (!activity.effects().isEmpty()) {
            ArrayNode effects = node.putArray("e");
            activity.effects().forEach(effect -> effect(effects.addObject(), effect));
        }
        return node.toString();
    }

    /**
     * Reads an activity from its stored form.
     *
     * @throws IllegalArgumentException if the text is not a stored activity
     */
    public static Activity read(String text) {
        JsonNode node;
        try {
            node = JSON.readTree(text);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("a stored activity is not JSON", e);
        }
        if (!node.path("t").isNumber() || !node.path("a").isObject()) {
            throw new IllegalArgumentException("a stored activity has no time or no actor");
        }
        ActivityParty actor = party(node.path("a"));
        List<ActivityEffect> effects = new ArrayList<>();
        node.path("e").forEach(each -> effects.add(effect(each)));
        return new Activity(
                text(node, "i"),
                Instant.ofEpochSecond(node.path("t").asLong()),
                actor,
                node.has("b") ? party(node.path("b")) : actor,
                new ActivityPerson(text(node, "pi"), text(node, "pe")),
                text(node, "k"),
                text(node, "o"),
                new ActivityClass(text(node, "cr"), text(node, "ca")),
                text(node, "r"),
                new ActivityPlace(text(node, "ip"), node.path("as").asLong(0), text(node, "ao"), text(node, "co")),
                text(node, "u"),
                node.has("x") ? ActivityOutcome.valueOf(text(node, "x")) : ActivityOutcome.SUCCEEDED,
                node.path("z").asLong(0),
                effects);
    }

    private static void effect(ObjectNode node, ActivityEffect effect) {
        switch (effect) {
            case CredentialAdded(ActivityParty identity, String credential) -> {
                node.put("y", "credential-added");
                party(node, "a", identity);
                put(node, "k", credential);
            }
            case CredentialRemoved(ActivityParty identity, String credential) -> {
                node.put("y", "credential-removed");
                party(node, "a", identity);
                put(node, "k", credential);
            }
            case AccessGranted(ActivityParty identity, String access, Weight weight) -> {
                node.put("y", "access-granted");
                party(node, "a", identity);
                put(node, "w", access);
                node.put("g", weight.name());
            }
            case RoleGranted(ActivityParty holder, String role, Weight weight) -> {
                node.put("y", "role-granted");
                party(node, "a", holder);
                put(node, "w", role);
                node.put("g", weight.name());
            }
            case PersonDisabled(ActivityPerson person) -> person(node.put("y", "person-disabled"), person);
            case PersonEnabled(ActivityPerson person) -> person(node.put("y", "person-enabled"), person);
            case OwnerAdded(ActivityParty identity, ActivityPerson owner) -> {
                node.put("y", "owner-added");
                party(node, "a", identity);
                person(node, owner);
            }
            case LoggingDisabled(String what) -> put(node.put("y", "logging-disabled"), "w", what);
            case ProtectionWeakened(String what) -> put(node.put("y", "protection-weakened"), "w", what);
            case ThreatReported(String source, String what, Weight weight) -> {
                node.put("y", "threat-reported");
                put(node, "s", source);
                put(node, "w", what);
                node.put("g", weight.name());
            }
        }
    }

    private static ActivityEffect effect(JsonNode node) {
        String type = text(node, "y");
        return switch (type) {
            case "credential-added" -> new CredentialAdded(party(node.path("a")), text(node, "k"));
            case "credential-removed" -> new CredentialRemoved(party(node.path("a")), text(node, "k"));
            case "access-granted" -> new AccessGranted(party(node.path("a")), text(node, "w"), weight(node));
            case "role-granted" -> new RoleGranted(party(node.path("a")), text(node, "w"), weight(node));
            case "person-disabled" -> new PersonDisabled(person(node));
            case "person-enabled" -> new PersonEnabled(person(node));
            case "owner-added" -> new OwnerAdded(party(node.path("a")), person(node));
            case "logging-disabled" -> new LoggingDisabled(text(node, "w"));
            case "protection-weakened" -> new ProtectionWeakened(text(node, "w"));
            case "threat-reported" -> new ThreatReported(text(node, "s"), text(node, "w"), weight(node));
            default ->
                throw new IllegalArgumentException(
                        "a stored activity has an effect that this release does not know: %d characters"
                                .formatted(type.length()));
        };
    }

    private static Weight weight(JsonNode node) {
        return Weight.valueOf(text(node, "g"));
    }

    private static void person(ObjectNode node, ActivityPerson person) {
        put(node, "pi", person.id());
        put(node, "pe", person.email());
    }

    private static ActivityPerson person(JsonNode node) {
        return new ActivityPerson(text(node, "pi"), text(node, "pe"));
    }

    private static void party(ObjectNode node, String name, ActivityParty party) {
        ObjectNode object = node.putObject(name);
        object.put("y", party.kind().name());
        ArrayNode ids = object.putArray("i");
        party.ids().forEach(id -> ids.add(cut(id)));
        put(object, "n", party.name());
    }

    private static ActivityParty party(JsonNode node) {
        List<String> ids = new ArrayList<>();
        node.path("i").forEach(id -> ids.add(id.asString("")));
        return new ActivityParty(ActivityParty.Kind.valueOf(text(node, "y")), ids, text(node, "n"));
    }

    private static void put(ObjectNode node, String name, String value) {
        if (!value.isEmpty()) {
            node.put(name, cut(value));
        }
    }

    private static String cut(String value) {
        return value.length() <= LONGEST ? value : value.substring(0, LONGEST);
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).asString("");
    }
}
