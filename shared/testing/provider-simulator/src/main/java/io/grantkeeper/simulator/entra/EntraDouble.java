package io.grantkeeper.simulator.entra;

import static io.grantkeeper.simulator.http.SimulatorJson.object;

import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.http.QuotaWindows;
import io.grantkeeper.simulator.http.RequestHandler;
import io.grantkeeper.simulator.http.SimulatorJson;
import io.grantkeeper.simulator.http.SimulatorRequest;
import io.grantkeeper.simulator.http.SimulatorResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A double of Microsoft Graph (graph.microsoft.com) and of the token endpoint (login.microsoftonline.com) for one
 * tenant.
 */
public final class EntraDouble implements RequestHandler {
    /** The application permissions that Grantkeeper needs to read the tenant and revoke access in it. */
    public static final Set<String> ALL_PERMISSIONS = Set.of(
            "User.Read.All",
            "User-LifeCycleInfo.Read.All",
            "Application.ReadWrite.All",
            "DelegatedPermissionGrant.ReadWrite.All",
            "AppRoleAssignment.ReadWrite.All",
            "AgentIdentity.Read.All",
            "RoleManagement.Read.Directory",
            "GroupMember.Read.All",
            "AuditLog.Read.All",
            "IdentityRiskyServicePrincipal.Read.All",
            "IdentityRiskyAgent.Read.All",
            "IdentityRiskEvent.Read.All");

    private static final int MAX_IN_BATCH = 20;

    private final Company company;
    private final QuotaWindows quotas;
    private volatile Set<String> permissions = ALL_PERMISSIONS;
    private volatile boolean premium = true;
    private volatile boolean licensedForRisk = true;
    private final AtomicInteger innerRequests = new AtomicInteger();
    private volatile int throttledInner;
    private volatile Duration innerWait = Duration.ofSeconds(1);
    private volatile String rejectedPath = "";
    private @Nullable State state;

    /**
     * The tenant's state. It is created on first use, because tests that do not use Entra should not have to wait for
     * it.
     */
    private record State(
            EntraTenant tenant,
            EntraTenantActions actions,
            EntraTokenEndpoint tokens,
            EntraNotifications notifications,
            GraphReadRoutes reads,
            GraphWriteRoutes writes,
            GraphQuotas quotas) {}

    public EntraDouble(Company company, QuotaWindows quotas) {
        this.company = company;
        this.quotas = quotas;
    }

    private synchronized State state() {
        State current = state;
        if (current == null) {
            EntraTenant tenant = new EntraTenant(company);
            EntraTenantActions actions = new EntraTenantActions(tenant);
            new EntraSeed(tenant, actions).seed();
            EntraNotifications notifications = new EntraNotifications(tenant);
            current = new State(
                    tenant,
                    actions,
                    new EntraTokenEndpoint(company.clock(), tenant.id()),
                    notifications,
                    new GraphReadRoutes(tenant),
                    new GraphWriteRoutes(tenant, actions, notifications),
                    new GraphQuotas(quotas, tenant));
            state = current;
        }
        return current;
    }

    public EntraTenant tenant() {
        return state().tenant();
    }

    /** Returns the actions of people and administrators in the tenant. */
    public EntraTenantActions actions() {
        return state().actions();
    }

    public EntraNotifications notifications() {
        return state().notifications();
    }

    public EntraCredentials credentials() {
        return state().tokens().credentials();
    }

    /** Limits the app's application permissions to the given ones. */
    public void restrictPermissions(Set<String> only) {
        permissions = Set.copyOf(only);
    }

    /** Removes the tenant's license for Entra Workload ID Premium, so that verdicts of ID Protection are unavailable. */
    public void removeRiskLicense() {
        licensedForRisk = false;
    }

    /** Removes the tenant's P1 license, so that sign-in reports and sign-in logs are unavailable. */
    public void removePremiumLicense() {
        premium = false;
    }

    /**
     * From now on, throttles every n-th request inside batches. Graph can do so because it counts each request in a
     * batch against its quotas. A repeated request counts again.
     *
     * @param every the n; 0 to stop throttling
     * @param wait the value of Retry-After
     */
    public void throttleInBatches(int every, Duration wait) {
        innerRequests.set(0);
        throttledInner = every;
        innerWait = wait;
    }

    private boolean isThrottledInBatch() {
        int every = throttledInner;
        return every > 0 && innerRequests.incrementAndGet() % every == 0;
    }

    /**
     * Rejects calls with 400 as if their query were unsupported, although it is valid.
     *
     * @param path a part of the calls' path, such as an object's id and a segment; empty to reject none
     */
    public void rejectPath(String path) {
        rejectedPath = path;
    }

    /** Invalidates every token issued so far. */
    public void invalidateAllTokens() {
        state().tokens().invalidateAll();
    }

    @Override
    public SimulatorResponse handle(SimulatorRequest request) {
        State current = state();
        if (request.method().equals("POST") && request.path().endsWith("/oauth2/v2.0/token")) {
            return current.tokens().answer(request);
        }
        if (!request.path().startsWith("/v1.0/") && !request.path().startsWith("/beta/")) {
            return SimulatorResponse.text(404, "text/html", "<html><body>404</body></html>");
        }
        boolean known = request.header("authorization")
                .filter(header -> header.startsWith("Bearer "))
                .filter(header -> current.tokens().isValid(header.substring("Bearer ".length())))
                .isPresent();
        if (!known) {
            return GraphError.unauthenticated();
        }
        return request.path().endsWith("/$batch") ? batch(current, request) : answer(current, GraphCall.of(request));
    }

    private SimulatorResponse answer(State current, GraphCall call) {
        if (!rejectedPath.isEmpty() && String.join("/", call.path()).contains(rejectedPath)) {
            return GraphError.unsupported("The query is not supported.");
        }
        Optional<SimulatorResponse> refused = current.quotas().refusal(call);
        if (refused.isPresent()) {
            return refused.get();
        }
        boolean risk = call.part(0).equals("identityProtection");
        if (!allowed(call)) {
            return risk ? GraphError.noRiskPermission() : GraphError.denied();
        }
        if (risk && !licensedForRisk) {
            return GraphError.noRiskLicence();
        }
        boolean signIns = call.part(0).equals("reports") || call.part(1).equals("signIns");
        if (signIns && !premium) {
            return GraphError.noLicence();
        }
        return call.method().equals("GET")
                ? current.reads().answer(call)
                : current.writes().answer(call);
    }

    /**
     * Handles, and if necessary throttles, each request of a batch separately, and returns the responses in a different
     * order.
     */
    private SimulatorResponse batch(State current, SimulatorRequest request) {
        JsonNode asked = SimulatorJson.read(request.body()).path("requests");
        if (!asked.isArray() || asked.isEmpty() || asked.size() > MAX_IN_BATCH) {
            return GraphError.of(400, "BadRequest", "Invalid batch payload format.");
        }
        List<Object> answers = new ArrayList<>();
        for (JsonNode each : asked) {
            GraphCall call = GraphCall.inBatch(
                    request, each.path("method").asString(""), each.path("url").asString(""));
            SimulatorResponse inner =
                    isThrottledInBatch() ? GraphError.throttled(innerWait, false) : answer(current, call);
            Map<String, @Nullable Object> answer = new LinkedHashMap<>();
            answer.put("id", each.path("id").asString(""));
            answer.put("status", inner.status());
            answer.put("headers", inner.headers());
            answer.put("body", SimulatorJson.read(inner.body()));
            answers.add(answer);
        }
        Collections.reverse(answers);
        return SimulatorResponse.json(200, object("responses", answers));
    }

    private boolean allowed(GraphCall call) {
        boolean reads = call.method().equals("GET");
        boolean leaveDates = call.selects("employeeLeaveDateTime");
        if (leaveDates && !permissions.contains("User-LifeCycleInfo.Read.All")) {
            return false;
        }
        if (call.part(0).equals("auditLogs") || call.part(0).equals("reports")) {
            return has("AuditLog");
        }
        if (call.part(0).equals("identityProtection")) {
            return switch (call.part(1)) {
                case "riskyServicePrincipals" -> has("IdentityRiskyServicePrincipal");
                case "riskyAgents" -> has("IdentityRiskyAgent");
                default -> has("IdentityRiskEvent");
            };
        }
        if (call.path().contains("oauth2PermissionGrants")) {
            return reads ? has("DelegatedPermissionGrant") : hasWrite("DelegatedPermissionGrant");
        }
        if (call.part(0).equals("roleManagement")) {
            return permissions.contains("RoleManagement.Read.Directory");
        }
        if (call.part(0).equals("groups")) {
            return has("GroupMember");
        }
        if (call.part(0).equals("users")
                || call.part(0).equals("directory")
                || call.part(0).equals("subscriptions")) {
            return has("User");
        }
        if (call.last().equals("microsoft.graph.agentIdentity")) {
            return has("AgentIdentity");
        }
        if (!reads && call.part(2).equals("appRoleAssignments")) {
            return hasWrite("AppRoleAssignment");
        }
        return reads ? has("Application") : hasWrite("Application");
    }

    private boolean has(String resource) {
        return permissions.contains(resource + ".Read.All") || hasWrite(resource);
    }

    private boolean hasWrite(String resource) {
        return permissions.contains(resource + ".ReadWrite.All");
    }
}
