package io.grantkeeper.simulator.entra;

import static io.grantkeeper.simulator.http.SimulatorJson.object;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Actions of people and administrators in the tenant. Each action changes the tenant and adds its rows to the directory
 * audit.
 */
public final class EntraTenantActions {
    private static final Duration USUAL_DELAY = Duration.ofMinutes(4);

    /** One out of this many audit rows appears more than an hour late. */
    private static final long ONE_IN = 9;

    private final EntraTenant tenant;
    private final AtomicLong sequence = new AtomicLong();

    EntraTenantActions(EntraTenant tenant) {
        this.tenant = tenant;
    }

    /**
     * Adds another company's app together with the first consent to it.
     *
     * @return the app's application id
     */
    public String addApp(String name, String host, String email, String scope, Instant at) {
        String appId = StableGuids.of("app " + name);
        String principal = EntraSeed.objectId(name);
        tenant.servicePrincipals()
                .put(EntraSeed.shape(name, appId, "Application", StableGuids.of("tenant of " + name), host, List.of()));
        audit("Add service principal", at, email, target(principal, "ServicePrincipal"));
        consent(principal, EntraSeed.objectId("Microsoft Graph"), Optional.of(email), scope, email, at);
        return appId;
    }

    /** Adds a secret to the app registration that has this name. */
    public String addSecret(String registration, String secret, Instant at, Duration life, String byEmail) {
        return addSecret(EntraSeed.applicationId(registration), secret, at, at.plus(life), byEmail);
    }

    /**
     * Grants an app delegated scopes for a resource. They replace the scopes that the app had for the resource.
     *
     * @param personEmail the person who granted them; empty for a grant on behalf of everyone in the tenant
     * @return the id of the grant
     */
    public String consent(
            String clientId,
            String resourceId,
            Optional<String> personEmail,
            String scope,
            String byEmail,
            Instant at) {
        Optional<String> principal = personEmail.map(EntraTenant::userId);
        String id = StableGuids.of("grant " + clientId + resourceId + principal.orElse(""))
                        .replace("-", "") + "_aZ-9";
        tenant.grants()
                .put(object(
                        "id", id,
                        "clientId", clientId,
                        "consentType", principal.isPresent() ? "Principal" : "AllPrincipals",
                        "principalId", principal,
                        "resourceId", resourceId,
                        // In random order and with a leading space, as Microsoft writes the scopes.
                        "scope", ' ' + scope));
        String permissions =
                "[] => [[Id: %s, ClientId: %s, PrincipalId: %s, ResourceId: %s, ConsentType: %s, Scope:  %s, CreatedDateTime: , LastModifiedDateTime ]];"
                        .formatted(
                                id,
                                clientId,
                                principal.orElse(""),
                                resourceId,
                                principal.isPresent() ? "Principal" : "AllPrincipals",
                                scope);
        audit(
                "Consent to application",
                at,
                byEmail,
                target(
                        clientId,
                        "ServicePrincipal",
                        changed("ConsentContext.IsAdminConsent", null, principal.isEmpty() ? "True" : "False"),
                        changed("ConsentAction.Permissions", null, permissions)));
        audit(
                "Add delegated permission grant",
                at,
                byEmail,
                target(
                        resourceId,
                        "ServicePrincipal",
                        changed("DelegatedPermissionGrant.Scope", null, scope),
                        changed("ServicePrincipal.ObjectID", null, clientId)));
        return id;
    }

    /**
     * Assigns an app role to an app.
     *
     * @param resourceId the resource that defines the role
     */
    public void assignRole(String clientId, String resourceId, String roleId, String role, String byEmail, Instant at) {
        List<Object> assignments = new ArrayList<>(relations(clientId, "~appRoleAssignments"));
        assignments.add(object(
                "id",
                StableGuids.of("assignment " + clientId + resourceId + roleId),
                "appRoleId",
                roleId,
                "createdDateTime",
                at,
                "principalDisplayName",
                name(clientId),
                "principalId",
                clientId,
                "principalType",
                "ServicePrincipal",
                "resourceDisplayName",
                name(resourceId),
                "resourceId",
                resourceId));
        tenant.servicePrincipals().set(clientId, "~appRoleAssignments", assignments);
        audit(
                "Add app role assignment to service principal",
                at,
                byEmail,
                target(
                        resourceId,
                        "ServicePrincipal",
                        changed("AppRole.Id", null, roleId),
                        changed("AppRole.Value", null, role),
                        changed("ServicePrincipal.ObjectID", null, clientId)));
    }

    /** Adds a secret to the app registration that has this application id. */
    public String addSecret(String applicationId, String name, Instant created, Instant ends, String byEmail) {
        String keyId = StableGuids.of("secret " + applicationId + name);
        List<Object> secrets = new ArrayList<>(relations(applicationId, tenant.applications(), "passwordCredentials"));
        secrets.add(object(
                "customKeyIdentifier", null,
                "displayName", name,
                "endDateTime", ends,
                "hint", keyId.substring(0, 3),
                "keyId", keyId,
                "secretText", null,
                "startDateTime", created));
        tenant.applications().set(applicationId, "passwordCredentials", secrets);
        String key = "[KeyIdentifier=%s,KeyType=Password,KeyUsage=Verify,DisplayName=%s]".formatted(keyId, name);
        audit(
                // As Microsoft writes the name of this activity, with an en dash and a trailing space.
                "Update application \u2013 Certificates and secrets management ",
                created,
                byEmail,
                target(applicationId, "Application", changed("KeyDescription", "[]", "[\"" + key + "\"]")));
        return keyId;
    }

    /** The type of a sign-in, as in Graph's {@code signInEventTypes}, except interactive sign-ins. */
    public enum SignInType {
        SERVICE_PRINCIPAL("servicePrincipal"),
        MANAGED_IDENTITY("managedIdentity"),
        NON_INTERACTIVE_USER("nonInteractiveUser");

        private final String graphName;

        SignInType(String graphName) {
            this.graphName = graphName;
        }
    }

    /**
     * Adds a row to the sign-in log. Every ninth row appears more than an hour late, and every seventh has its time in
     * another zone.
     *
     * @param app the name of a service principal
     * @param email the person for whom the app signed in; empty for an app that signed in as itself
     * @param address the IP address; empty if the row has none, as in rows of managed identities
     */
    public void signIn(
            SignInType type, String app, Optional<String> email, String address, String resource, Instant at) {
        long number = sequence.incrementAndGet();
        String id = StableGuids.of("sign-in " + type + app + at + number);
        Map<String, @Nullable Object> principal = tenant.servicePrincipals()
                .find(EntraSeed.objectId(app))
                .orElseThrow(() -> new IllegalArgumentException("no service principal " + app));
        Instant visible = at.plus(number % ONE_IN == 0 ? Duration.ofMinutes(95) : USUAL_DELAY);
        String created =
                number % 7 == 0 ? at.atOffset(ZoneOffset.ofHoursMinutes(12, 45)).toString() : at.toString();
        tenant.signInLog()
                .put(
                        at + "/" + id,
                        new EntraTenant.AuditEntry(
                                at,
                                visible,
                                object(
                                        "id",
                                        id,
                                        "createdDateTime",
                                        created,
                                        "signInEventTypes",
                                        List.of(type.graphName),
                                        "appId",
                                        principal.get("appId"),
                                        "appDisplayName",
                                        app,
                                        "servicePrincipalId",
                                        email.isPresent() ? "" : principal.get("id"),
                                        "servicePrincipalName",
                                        email.isPresent() ? null : app,
                                        "servicePrincipalCredentialKeyId",
                                        email.isPresent() ? null : StableGuids.of("key of " + app),
                                        "userId",
                                        email.map(EntraTenant::userId).orElse(""),
                                        "userPrincipalName",
                                        email.orElse(null),
                                        "ipAddress",
                                        address.isEmpty() ? null : address,
                                        "userAgent",
                                        email.isPresent() ? "python-requests/2.32" : null,
                                        "resourceDisplayName",
                                        resource,
                                        "resourceId",
                                        EntraSeed.GRAPH_APP_ID,
                                        "status",
                                        object("errorCode", 0),
                                        "location",
                                        object("countryOrRegion", address.isEmpty() ? null : "DE"),
                                        "agent",
                                        object(
                                                "agentType",
                                                isAgent(principal) ? "agenticAppInstance" : "notAgentic",
                                                "parentAppId",
                                                null),
                                        "riskState",
                                        "none")));
    }

    /**
     * Sets the state in which ID Protection lists a service principal or an agent.
     *
     * @param name the name of the service principal
     * @param state Graph's {@code riskState}: {@code atRisk}, {@code dismissed} and others
     */
    public void rate(String name, String state, String level, Instant at) {
        Map<String, @Nullable Object> principal = tenant.servicePrincipals()
                .find(EntraSeed.objectId(name))
                .orElseThrow(() -> new IllegalArgumentException("no service principal " + name));
        Map<String, @Nullable Object> row = object(
                "id",
                principal.get("id"),
                "isEnabled",
                true,
                "isProcessing",
                false,
                "riskDetail",
                "none",
                "riskLevel",
                level,
                "riskState",
                state);
        if (isAgent(principal)) {
            row.put("agentDisplayName", name);
            row.put("identityType", "agentIdentity");
            row.put("blueprintId", principal.get("agentIdentityBlueprintId"));
            row.put("riskLastModifiedDateTime", at);
            tenant.riskyAgents().put(row);
        } else {
            row.put("appId", principal.get("appId"));
            row.put("displayName", name);
            row.put("servicePrincipalType", principal.get("servicePrincipalType"));
            row.put("riskLastUpdatedDateTime", at);
            tenant.riskyPrincipals().put(row);
        }
    }

    /**
     * Adds an ID Protection detection about a service principal or an agent.
     *
     * @param type Graph's {@code riskEventType}
     */
    public void detect(String name, String type, String state, String level, Instant at) {
        Map<String, @Nullable Object> principal = tenant.servicePrincipals()
                .find(EntraSeed.objectId(name))
                .orElseThrow(() -> new IllegalArgumentException("no service principal " + name));
        Map<String, @Nullable Object> row = object(
                "id",
                StableGuids.of("detection " + name + type),
                "riskEventType",
                type,
                "riskState",
                state,
                "riskLevel",
                level,
                "riskDetail",
                "none",
                "detectionTimingType",
                "offline",
                "activityDateTime",
                at.minus(Duration.ofMinutes(50)),
                "detectedDateTime",
                at);
        if (isAgent(principal)) {
            row.put("agentId", principal.get("id"));
            row.put("agentDisplayName", name);
            row.put("riskEvidence", null);
            tenant.agentRiskDetections().put(row);
        } else {
            row.put("servicePrincipalId", principal.get("id"));
            row.put("servicePrincipalDisplayName", name);
            row.put("appId", principal.get("appId"));
            row.put("lastUpdatedDateTime", at);
            row.put("keyIds", List.of());
            row.put("ipAddress", null);
            row.put("location", null);
            tenant.principalRiskDetections().put(row);
        }
    }

    private static boolean isAgent(Map<String, @Nullable Object> principal) {
        return "#microsoft.graph.agentIdentity".equals(principal.get("@odata.type"));
    }

    void audit(String activity, Instant at, @Nullable String byEmail, Map<String, @Nullable Object> target) {
        long number = sequence.incrementAndGet();
        String id = "Directory_%s_%d".formatted(StableGuids.of(activity + at + number), number);
        Map<String, @Nullable Object> initiator = byEmail == null
                ? object(
                        "user", null, "app", object("appId", null, "displayName", "Microsoft Graph Command Line Tools"))
                : object(
                        "app",
                        null,
                        "user",
                        object(
                                "id",
                                EntraTenant.userId(byEmail),
                                "displayName",
                                null,
                                "userPrincipalName",
                                byEmail,
                                "ipAddress",
                                "192.0.2.17"));
        Duration delay = number % ONE_IN == 0 ? Duration.ofMinutes(70 + number % 60) : USUAL_DELAY;
        tenant.audits()
                .put(
                        at + " " + id,
                        new EntraTenant.AuditEntry(
                                at,
                                at.plus(delay),
                                object(
                                        "id",
                                        id,
                                        "category",
                                        "ApplicationManagement",
                                        "correlationId",
                                        StableGuids.of("correlation " + at + byEmail),
                                        "result",
                                        "success",
                                        "resultReason",
                                        "",
                                        "activityDisplayName",
                                        activity,
                                        "activityDateTime",
                                        at,
                                        "loggedByService",
                                        "Core Directory",
                                        "operationType",
                                        "Update",
                                        "initiatedBy",
                                        initiator,
                                        "targetResources",
                                        List.of(target),
                                        "additionalDetails",
                                        List.of())));
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // the changes are copied immediately
    static Map<String, @Nullable Object> target(String id, String type, Map<String, @Nullable Object>... changes) {
        return object(
                "id",
                id,
                "displayName",
                null,
                "type",
                type,
                "userPrincipalName",
                null,
                "groupType",
                null,
                "modifiedProperties",
                List.of(changes));
    }

    /** Returns a modified property of an audit row. Its values are JSON, encoded as strings. */
    static Map<String, @Nullable Object> changed(String property, @Nullable String before, @Nullable String after) {
        return object("displayName", property, "oldValue", quoted(before), "newValue", quoted(after));
    }

    private static @Nullable String quoted(@Nullable String value) {
        return value == null || value.startsWith("[") ? value : '"' + value + '"';
    }

    List<Object> relations(String principalId, String member) {
        return relations(principalId, tenant.servicePrincipals(), member);
    }

    private static List<Object> relations(String id, DirectoryTable table, String member) {
        Object value = table.find(id).orElse(new LinkedHashMap<>()).get(member);
        return value instanceof List<?> list ? List.copyOf(list) : List.of();
    }

    private @Nullable Object name(String principalId) {
        return tenant.servicePrincipals()
                .find(principalId)
                .map(principal -> principal.get("displayName"))
                .orElse(null);
    }
}
