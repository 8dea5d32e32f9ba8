package io.grantkeeper.testing.activity;

import static io.grantkeeper.testing.activity.LogRowWriter.object;

import java.time.Instant;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes rows of Entra's sign-in log and directory audit. Source: Microsoft Graph beta, {@code signIn} and
 * {@code directoryAudit}.
 */
final class MicrosoftRowFormat {
    static final String SIGN_INS = "sign-ins";
    static final String AUDITS = "directory-audit";
    private final ActivityRandom random;

    MicrosoftRowFormat(ActivityRandom random) {
        this.random = random;
    }

    /** Returns a sign-in. The sign-in log shows only which resource an app requested. */
    GeneratedLogRow write(GeneratedAction act) {
        GeneratedIdentity identity = act.identity();
        boolean delegated = identity.kind == GeneratedIdentity.Kind.MICROSOFT_DELEGATED;
        boolean managed = identity.kind == GeneratedIdentity.Kind.MICROSOFT_MANAGED;
        SimulatedNetwork network = act.address().network();
        ObjectNode row = object(sign -> {
            sign.put("id", random.guid());
            sign.put("createdDateTime", act.at().toString());
            sign.put("appId", identity.id).put("appDisplayName", identity.name);
            sign.put("servicePrincipalId", delegated ? "" : identity.secondId);
            sign.put("servicePrincipalName", delegated ? "" : identity.name);
            if (delegated) {
                sign.put("userId", act.person().entraId)
                        .put("userPrincipalName", act.person().email)
                        .put("userDisplayName", act.person().login);
            } else {
                sign.putNull("userId").putNull("userPrincipalName").putNull("userDisplayName");
            }
            sign.putArray("signInEventTypes")
                    .add(delegated ? "nonInteractiveUser" : managed ? "managedIdentity" : "servicePrincipal");
            sign.put("isInteractive", false);
            sign.put("ipAddress", managed ? "" : act.address().text());
            sign.put("autonomousSystemNumber", managed ? 8075 : network.asn());
            sign.set(
                    "location",
                    object(location -> location.put("city", managed ? "" : network.city())
                            .put("state", "")
                            .put("countryOrRegion", managed ? "" : network.country())));
            sign.put("userAgent", delegated ? act.client() : "");
            sign.put("resourceDisplayName", act.resource());
            sign.put("resourceId", "00000003-0000-0000-c000-" + padded(act.resource()));
            sign.put("clientCredentialType", managed ? "managedIdentity" : delegated ? "none" : "clientSecret");
            sign.put("servicePrincipalCredentialKeyId", delegated || managed ? "" : act.credential());
            sign.put("conditionalAccessStatus", "notApplied").put("crossTenantAccessType", "none");
            sign.put("riskLevelDuringSignIn", "none")
                    .put("riskLevelAggregated", "none")
                    .put("riskState", "none");
            sign.putArray("riskEventTypes_v2");
            sign.set(
                    "status",
                    object(status -> status.put("errorCode", act.succeeded() ? 0 : 7000215)
                            .put("failureReason", act.succeeded() ? "Other." : "Invalid client secret provided.")));
            sign.put("uniqueTokenIdentifier", random.alphanumeric(22)).put("correlationId", random.guid());
        });
        return new GeneratedLogRow(SIGN_INS, act.at(), row);
    }

    /** Returns the change that adds or removes a client secret. */
    static Map<String, String> keyDescription(String key, String name) {
        return Map.of(
                "KeyDescription",
                "[KeyIdentifier=%s,KeyType=Password,KeyUsage=Verify,DisplayName=%s]".formatted(key, name));
    }

    GeneratedLogRow byPerson(
            Instant at,
            GeneratedPerson by,
            String activity,
            String category,
            GeneratedIdentity target,
            Map<String, String> changes) {
        return audit(
                at,
                activity,
                category,
                initiator(at, by),
                "ServicePrincipal",
                target.secondId,
                target.name,
                changes,
                by.browser);
    }

    /** Returns a row about an action that one person performs on another person's account. */
    GeneratedLogRow aboutPerson(Instant at, GeneratedPerson by, String activity, GeneratedPerson target) {
        return audit(
                at,
                activity,
                "UserManagement",
                initiator(at, by),
                "User",
                target.entraId,
                target.login,
                Map.of("Department", "Engineering"),
                by.browser);
    }

    private static ObjectNode initiator(Instant at, GeneratedPerson by) {
        return object(initiated -> {
            initiated.putNull("app");
            initiated.set(
                    "user",
                    object(user -> user.put("id", by.entraId)
                            .put("userPrincipalName", by.email)
                            .putNull("displayName")
                            .put("ipAddress", by.at(at).text())));
        });
    }

    /**
     * Returns a row about a client secret that a person adds to an identity.
     *
     * @param name the display name of the new secret, which can be empty
     */
    GeneratedLogRow credentialAdded(
            Instant at, GeneratedPerson by, GeneratedIdentity identity, String key, String name) {
        return byPerson(
                at,
                by,
                "Add service principal credentials",
                "ApplicationManagement",
                identity,
                keyDescription(key, name));
    }

    GeneratedLogRow credentialRemoved(Instant at, GeneratedPerson by, GeneratedIdentity identity, String key) {
        return byPerson(
                at,
                by,
                "Remove service principal credentials",
                "ApplicationManagement",
                identity,
                keyDescription(key, ""));
    }

    GeneratedLogRow byApp(
            Instant at,
            GeneratedIdentity by,
            String activity,
            String category,
            String type,
            String id,
            String name,
            Map<String, String> changes) {
        ObjectNode initiator = object(initiated -> {
            initiated.putNull("user");
            initiated.set(
                    "app",
                    object(app -> app.put("appId", by.id)
                            .put("displayName", by.name)
                            .put("servicePrincipalId", by.secondId)
                            .putNull("servicePrincipalName")));
        });
        return audit(at, activity, category, initiator, type, id, name, changes, "");
    }

    private GeneratedLogRow audit(
            Instant at,
            String activity,
            String category,
            ObjectNode initiator,
            String type,
            String id,
            String name,
            Map<String, String> changes,
            String client) {
        ObjectNode row = object(audit -> {
            audit.put("id", "Directory_" + random.guid() + "_" + random.alphanumeric(5));
            audit.put("category", category).put("correlationId", random.guid());
            audit.put("result", "success").put("resultReason", "");
            audit.put("activityDisplayName", activity).put("activityDateTime", at.toString());
            audit.put("loggedByService", "Core Directory")
                    .put("operationType", activity.startsWith("Add") ? "Add" : "Update");
            audit.set("initiatedBy", initiator);
            ObjectNode target = audit.putArray("targetResources").addObject();
            target.put("id", id).put("displayName", name).put("type", type).putNull("userPrincipalName");
            var modified = target.putArray("modifiedProperties");
            changes.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(change -> modified.addObject()
                            .put("displayName", change.getKey())
                            .putNull("oldValue")
                            .put("newValue", "\"" + change.getValue() + "\""));
            audit.putArray("additionalDetails")
                    .addObject()
                    .put("key", "User-Agent")
                    .put("value", client);
        });
        return new GeneratedLogRow(AUDITS, at, row);
    }

    private static String padded(String resource) {
        String hex = Integer.toHexString(resource.hashCode());
        return "0".repeat(12 - hex.length()) + hex;
    }
}
