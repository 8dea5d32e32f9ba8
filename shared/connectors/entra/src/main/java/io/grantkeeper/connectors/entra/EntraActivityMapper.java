package io.grantkeeper.connectors.entra;

import static io.grantkeeper.connector.activity.ActivityRowReader.first;
import static io.grantkeeper.connector.activity.ActivityRowReader.number;
import static io.grantkeeper.connector.activity.ActivityRowReader.objects;
import static io.grantkeeper.connector.activity.ActivityRowReader.text;
import static io.grantkeeper.connector.activity.ActivityRowReader.time;

import io.grantkeeper.connector.activity.Activity;
import io.grantkeeper.connector.activity.ActivityClass;
import io.grantkeeper.connector.activity.ActivityEffect;
import io.grantkeeper.connector.activity.ActivityEffect.Weight;
import io.grantkeeper.connector.activity.ActivityOutcome;
import io.grantkeeper.connector.activity.ActivityParty;
import io.grantkeeper.connector.activity.ActivityParty.Kind;
import io.grantkeeper.connector.activity.ActivityPerson;
import io.grantkeeper.connector.activity.ActivityPlace;
import io.grantkeeper.connector.activity.LogActivityMapper;
import io.grantkeeper.connector.activity.OperationNameClassifier;
import io.grantkeeper.connector.activity.UnreadableRowException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Maps Entra's sign-ins of service principals, managed identities and non-interactive users, the directory audit, and
 * the detections of ID Protection. A service principal has an object id and an application id; a row can contain
 * either. Sources: https://learn.microsoft.com/en-us/graph/api/resources/signin?view=graph-rest-beta and
 * https://learn.microsoft.com/en-us/graph/api/resources/directoryaudit
 */
final class EntraActivityMapper extends LogActivityMapper {
    private static final Set<String> STREAMS = Stream.concat(
                    Stream.of("sign-ins", "directory-audit"), EntraRiskRows.STREAMS.stream())
            .collect(Collectors.toUnmodifiableSet());

    private static final String NO_ID = "00000000-0000-0000-0000-000000000000";

    EntraActivityMapper() {
        super(STREAMS, Set.of("principal", "app", "registration"));
    }

    @Override
    public Activity map(String stream, JsonNode row) throws UnreadableRowException {
        return switch (stream) {
            case "sign-ins" -> signIn(row);
            case "directory-audit" -> audit(row);
            default -> EntraRiskRows.map(stream, row);
        };
    }

    private static Activity signIn(JsonNode row) throws UnreadableRowException {
        var at = time(row, "createdDateTime");
        ActivityParty app = principal(
                text(row, "servicePrincipalId"),
                text(row, "appId"),
                first(text(row, "servicePrincipalName"), text(row, "appDisplayName")));
        ActivityPerson person = new ActivityPerson(text(row, "userId"), text(row, "userPrincipalName"));
        if (!app.isKnown() && !person.isKnown()) {
            throw new UnreadableRowException(
                    "servicePrincipalId, appId and userId are missing; the sign-in does not identify anyone");
        }
        ActivityParty acting = app.isKnown()
                ? app
                : ActivityParty.of(Kind.PERSON, "person/" + first(person.email(), person.id()), person.email());
        String resource = first(text(row, "resourceDisplayName"), text(row, "resourceId"));
        List<ActivityEffect> effects = new ArrayList<>(1);
        risk(row, effects);
        long error = number(row, "status", "errorCode");
        return new Activity(
                text(row, "id"),
                at,
                acting,
                acting,
                person,
                first(
                        text(row, "servicePrincipalCredentialKeyId"),
                        text(row, "servicePrincipalCredentialThumbprint"),
                        text(row, "federatedCredentialId")),
                "sign-in",
                new ActivityClass(resourceClass(resource), "read"),
                resource,
                new ActivityPlace(
                        text(row, "ipAddress"),
                        number(row, "autonomousSystemNumber"),
                        "",
                        text(row, "location", "countryOrRegion")),
                text(row, "userAgent"),
                row.path("status").isObject() && error != 0 ? ActivityOutcome.FAILED : ActivityOutcome.SUCCEEDED,
                0,
                effects);
    }

    static ActivityParty principal(String objectId, String appId, String name) {
        List<String> ids = new ArrayList<>(2);
        if (!objectId.isBlank() && !objectId.equals(NO_ID)) {
            ids.add("principal/" + objectId.toLowerCase(Locale.ROOT));
        }
        if (!appId.isBlank() && !appId.equals(NO_ID)) {
            ids.add("app/" + appId.toLowerCase(Locale.ROOT));
        }
        return ids.isEmpty() ? ActivityParty.NONE : new ActivityParty(Kind.APP, ids, name);
    }

    private static String resourceClass(String resource) {
        String lower = resource.toLowerCase(Locale.ROOT);
        if (lower.contains("vault")) {
            return "secrets";
        }
        if (lower.contains("exchange")) {
            return "mail";
        }
        if (lower.contains("sharepoint") || lower.contains("storage") || lower.contains("onedrive")) {
            return "files";
        }
        if (lower.contains("management") || lower.contains("resource manager")) {
            return "infrastructure";
        }
        if (lower.contains("sql") || lower.contains("synapse") || lower.contains("databricks")) {
            return "data-warehouse";
        }
        return lower.contains("graph") ? "directory" : "session";
    }

    private static void risk(JsonNode row, List<ActivityEffect> effects) {
        String state = text(row, "riskState");
        String level = first(text(row, "riskLevelDuringSignIn"), text(row, "riskLevelAggregated"));
        if (state.equals("confirmedCompromised")) {
            effects.add(new ActivityEffect.ThreatReported("Microsoft Entra", "a confirmed compromise", Weight.HIGH));
        } else if (level.equals("high")) {
            effects.add(new ActivityEffect.ThreatReported("Microsoft Entra", "a high sign-in risk", Weight.HIGH));
        } else if (level.equals("medium") || state.equals("atRisk")) {
            effects.add(new ActivityEffect.ThreatReported("Microsoft Entra", "a medium sign-in risk", Weight.MEDIUM));
        }
    }

    private static Activity audit(JsonNode row) throws UnreadableRowException {
        var at = time(row, "activityDateTime");
        String operation = normalize(first(text(row, "activityDisplayName"), text(row, "operationType")));
        if (operation.isEmpty()) {
            throw new UnreadableRowException(
                    "activityDisplayName is missing; the row is not an entry of Entra's directory audit");
        }
        JsonNode user = row.path("initiatedBy").path("user");
        JsonNode app = row.path("initiatedBy").path("app");
        ActivityPerson person = new ActivityPerson(text(user, "id"), text(user, "userPrincipalName"));
        ActivityParty acting = principal(text(app, "servicePrincipalId"), text(app, "appId"), text(app, "displayName"));
        String machine = text(app, "displayName");
        if (!acting.isKnown() && !machine.isEmpty() && !person.isKnown()) {
            acting = ActivityParty.of(Kind.VENDOR, "service/" + machine, machine);
        }
        if (!acting.isKnown() && person.isKnown()) {
            acting = ActivityParty.of(
                    Kind.PERSON, "person/" + first(person.email(), person.id()), first(person.email(), person.id()));
        }
        List<JsonNode> targets = objects(row, "targetResources");
        Map<String, String> changes = changes(targets);
        ActivityParty target = isOwnRegistration(acting, targets) ? acting : target(targets, changes, details(row));
        Map<String, String> details = details(row);
        return new Activity(
                text(row, "id"),
                at,
                acting,
                acting.orTarget(target),
                person,
                "",
                operation,
                activityClass(operation),
                target.isKnown() ? target.name() : "",
                new ActivityPlace(first(text(user, "ipAddress"), text(app, "ipAddress")), 0, "", ""),
                first(details.getOrDefault("user-agent", ""), text(row, "userAgent")),
                text(row, "result").equalsIgnoreCase("failure") ? ActivityOutcome.FAILED : ActivityOutcome.SUCCEEDED,
                0,
                text(row, "result").equalsIgnoreCase("failure")
                        ? List.of()
                        : effects(operation, targets, changes, target));
    }

    private static ActivityClass activityClass(String operation) {
        if (operation.contains("role")
                || operation.contains("consent")
                || operation.contains("credential")
                || operation.contains("permission grant")
                || operation.contains("secrets management")) {
            return new ActivityClass("identity-administration", operation.startsWith("remove") ? "delete" : "write");
        }
        return OperationNameClassifier.of(operation).activityClass();
    }

    private static String normalize(String activity) {
        StringBuilder text = new StringBuilder(activity.length());
        for (int i = 0; i < activity.length(); i++) {
            char c = activity.charAt(i);
            char plain = c >= '\u2010' && c <= '\u2015' ? '-' : Character.isWhitespace(c) ? ' ' : c;
            if (plain != ' ' || (!text.isEmpty() && text.charAt(text.length() - 1) != ' ')) {
                text.append(plain);
            }
        }
        return text.toString().strip().toLowerCase(Locale.ROOT);
    }

    private static Map<String, String> changes(List<JsonNode> targets) {
        Map<String, String> changes = new HashMap<>();
        for (JsonNode target : targets) {
            for (JsonNode property : objects(target, "modifiedProperties")) {
                String value = unquote(text(property, "newValue"));
                String name = text(property, "displayName").toLowerCase(Locale.ROOT);
                changes.putIfAbsent(name, value.isEmpty() ? unquote(text(property, "oldValue")) : value);
                changes.putIfAbsent("old " + name, unquote(text(property, "oldValue")));
            }
        }
        return changes;
    }

    private static String unquote(String value) {
        String text = value.strip();
        return text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"")
                ? text.substring(1, text.length() - 1)
                : text.equals("null") || text.equals("[]") ? "" : text;
    }

    private static Map<String, String> details(JsonNode row) {
        Map<String, String> details = new HashMap<>();
        for (JsonNode detail : objects(row, "additionalDetails")) {
            details.put(text(detail, "key").toLowerCase(Locale.ROOT), text(detail, "value"));
        }
        return details;
    }

    private static ActivityParty target(
            List<JsonNode> targets, Map<String, String> changes, Map<String, String> details) {
        String appId = first(
                changes.getOrDefault("serviceprincipal.appid", ""),
                changes.getOrDefault("targetid.serviceprincipalnames", ""),
                details.getOrDefault("appid", ""));
        String appOnly = isId(appId) ? appId : "";
        String client = changes.getOrDefault("serviceprincipal.objectid", "");
        if (isId(client)) {
            return principal(client, appOnly, changes.getOrDefault("serviceprincipal.displayname", ""));
        }
        for (JsonNode target : targets) {
            String type = text(target, "type");
            if (type.equals("ServicePrincipal") || type.equals("Application") || type.contains("Agent")) {
                String id = text(target, "id");
                String name = text(target, "displayName");
                return type.equals("Application")
                        ? registration(id, first(appOnly, text(target, "appId")), name)
                        : principal(id, first(appOnly, text(target, "appId")), name);
            }
        }
        return ActivityParty.NONE;
    }

    /**
     * Returns whether an app acts on its own app registration. The row identifies the actor by its service principal
     * and the registration by the registration's own id, so only the name, which both share, connects the two.
     */
    private static boolean isOwnRegistration(ActivityParty acting, List<JsonNode> targets) {
        return acting.isIdentity()
                && !acting.name().isEmpty()
                && !targets.isEmpty()
                && text(targets.getFirst(), "type").equals("Application")
                && text(targets.getFirst(), "displayName").equals(acting.name());
    }

    private static ActivityParty registration(String objectId, String appId, String name) {
        List<String> ids = new ArrayList<>(2);
        if (!appId.isEmpty()) {
            ids.add("app/" + appId.toLowerCase(Locale.ROOT));
        }
        if (!objectId.isEmpty()) {
            ids.add("registration/" + objectId.toLowerCase(Locale.ROOT));
            // Some exports write the service principal's id here.
            ids.add("principal/" + objectId.toLowerCase(Locale.ROOT));
        }
        return ids.isEmpty() ? ActivityParty.NONE : new ActivityParty(Kind.APP, ids, name);
    }

    private static boolean isId(String text) {
        return !text.isEmpty() && text.length() <= 64 && text.indexOf(' ') < 0 && text.indexOf('[') < 0;
    }

    private static ActivityPerson user(List<JsonNode> targets) {
        for (JsonNode target : targets) {
            if (text(target, "type").equals("User")) {
                return new ActivityPerson(text(target, "id"), text(target, "userPrincipalName"));
            }
        }
        return ActivityPerson.NONE;
    }

    private static List<ActivityEffect> effects(
            String operation, List<JsonNode> targets, Map<String, String> changes, ActivityParty target) {
        List<ActivityEffect> effects = new ArrayList<>(1);
        ActivityPerson user = user(targets);
        String accountEnabled = changes.getOrDefault("accountenabled", "").toLowerCase(Locale.ROOT);
        if (operation.contains("secrets management")
                || operation.contains("credential")
                || changes.containsKey("keydescription")) {
            credential(operation, changes, target, effects);
        } else if (operation.startsWith("consent to application")
                || operation.startsWith("add delegated permission")
                || operation.startsWith("add app role assignment to service principal")
                || operation.startsWith("add oauth2permissiongrant")) {
            String access = access(changes);
            effects.add(new ActivityEffect.AccessGranted(target, access, OperationNameClassifier.weightOf(access)));
        } else if (operation.contains("member to role") && operation.startsWith("add")) {
            role(changes, targets, target, user, effects);
        } else if (user.isKnown()
                && (operation.equals("disable account")
                        || operation.equals("delete user")
                        || operation.equals("hard delete user")
                        || (operation.equals("update user") && accountEnabled.contains("false")))) {
            effects.add(new ActivityEffect.PersonDisabled(user));
        } else if (user.isKnown() && (operation.equals("enable account") || operation.equals("restore user"))) {
            effects.add(new ActivityEffect.PersonEnabled(user));
        } else if (operation.startsWith("add owner to")) {
            effects.add(new ActivityEffect.OwnerAdded(target, user));
        } else if (operation.contains("confirm") && operation.contains("compromised")) {
            effects.add(new ActivityEffect.ThreatReported("Microsoft Entra", "a confirmed compromise", Weight.HIGH));
        } else {
            setting(operation, changes, effects);
        }
        return effects;
    }

    private static void credential(
            String operation, Map<String, String> changes, ActivityParty target, List<ActivityEffect> effects) {
        String after = changes.getOrDefault("keydescription", "");
        String before = changes.getOrDefault("old keydescription", "");
        boolean removed = operation.startsWith("remove")
                || operation.startsWith("delete")
                || (!before.isEmpty() && keys(after) < keys(before));
        effects.add(
                removed
                        ? new ActivityEffect.CredentialRemoved(target, keyId(before))
                        : new ActivityEffect.CredentialAdded(target, keyId(after)));
    }

    private static int keys(String description) {
        return description.split("KeyIdentifier=", -1).length;
    }

    /** Returns the id of the last key in {@code [KeyIdentifier=…,KeyType=…]}. */
    private static String keyId(String description) {
        int start = description.lastIndexOf("KeyIdentifier=");
        if (start < 0) {
            return "";
        }
        int end = description.indexOf(',', start);
        return description
                .substring(start + 14, end < 0 ? description.length() : end)
                .strip();
    }

    private static String access(Map<String, String> changes) {
        return first(
                changes.getOrDefault("approle.value", ""),
                changes.getOrDefault("delegatedpermissiongrant.scope", ""),
                EntraConsent.scopes(changes.getOrDefault("consentaction.permissions", "")));
    }

    private static void role(
            Map<String, String> changes,
            List<JsonNode> targets,
            ActivityParty target,
            ActivityPerson user,
            List<ActivityEffect> effects) {
        String role = changes.getOrDefault("role.displayname", "");
        for (JsonNode each : targets) {
            if (role.isEmpty() && text(each, "type").equals("Role")) {
                role = text(each, "displayName");
            }
        }
        ActivityParty holder = target.isKnown() || !user.isKnown()
                ? target
                : ActivityParty.of(Kind.PERSON, "person/" + first(user.email(), user.id()), user.email());
        String name = first(role, "a directory role");
        Weight weight = OperationNameClassifier.weightOf(name);
        effects.add(new ActivityEffect.RoleGranted(holder, name, weight == Weight.LOW ? Weight.MEDIUM : weight));
    }

    private static void setting(String operation, Map<String, String> changes, List<ActivityEffect> effects) {
        OperationNameClassifier words = OperationNameClassifier.of(operation);
        boolean disabled = operation.contains("conditional access policy")
                && changes.values().stream()
                        .anyMatch(value -> value.contains("\"disabled\"") || value.equals("disabled"));
        if (disabled
                || operation.startsWith("disable strong authentication")
                || operation.startsWith("set federation settings")
                || operation.startsWith("set domain authentication")
                || operation.startsWith("disable security defaults")) {
            effects.add(new ActivityEffect.ProtectionWeakened(operation));
        } else if (!words.has("user") && !words.has("account")) {
            words.weakening(operation).ifPresent(effects::add);
        }
    }
}
